/*
 * Neighbours, quartiles and rank intervals out of a store with the published workforce, against what this test works out of the file by itself. The files
 * are no part of the project: where they are not beside it, the tests say so and are skipped.
 * Source of the figures: Department for Education and Office for National Statistics, Crown copyright, Open Government Licence v3.0.
 */
#include <stdlib.h>

#include "collector/core/ranking_comparison.h"
#include "collector/shell/store_cube.h"
#include "common/decimal.h"
#include "tests/support/release_fixture.h"

#define WORKFORCE  "csww_indicators_2017_to_2025.csv"
#define NEIGHBOURS "../neighbours_2025.csv"

enum { ARENA_BYTES = 64 << 20, CODES = 1000, NAME_SIZE = 64, ROWS_MAX = 2000, FIRST_YEAR = 2017, LAST_YEAR = 2025 };

/* A council's row of the file: of two together, both codes. Rates are in tenths. */
struct published_row {
	int year;
	unsigned code, second;
	char area[NAME_SIZE]; /* its region, or the part of London */
	bool has_value;
	int64_t value;
};

struct workforce {
	struct fixture fixture;
	struct store_cube cube;
	struct store_view view;
	struct arena arena;
	struct slice file;
	unsigned row_count;
	struct published_row rows[ROWS_MAX];
};

static void workforce_begin(struct workforce *workforce)
{
	struct moment now = {.has_date = false};

	memset(workforce, 0, sizeof(*workforce));
	workforce->fixture = fixture_begin();
	arena_init(&workforce->arena, ARENA_BYTES);
	workforce->file = published_file(&workforce->arena, WORKFORCE);
	if (workforce->file.size == 0) {
		fprintf(stderr, "skipped: the published files are not beside the repository (../shared/data/dfe/" WORKFORCE ")\n");
		arena_fini(&workforce->arena);
		fixture_end(&workforce->fixture);
		cr_skip_test("the published files are not beside the repository");
	}
	release_import(workforce->fixture.store, workforce->file);
	store_cube_init(&workforce->cube);
	store_view_begin(&workforce->view, workforce->fixture.store);
	cr_assert_eq(store_cube_begin(&workforce->cube, &workforce->view, &now), ERROR_NONE);
}

static void workforce_end(struct workforce *workforce)
{
	store_cube_fini(&workforce->cube);
	cr_assert_eq(store_view_end(&workforce->view), ERROR_NONE);
	arena_fini(&workforce->arena);
	fixture_end(&workforce->fixture);
}

static unsigned place_of(const struct csv_rows *header, const char *name)
{
	for (unsigned i = 0; name && i < header->cell_count; i++)
		if (slice_equal(csv_cell(header, i), slice_from_text(name)))
			return i;
	cr_assert(!name, "no column %s", name);
	return 0;
}

/* An indicator by the file's columns: above x per / (below + added). */
struct rate {
	const char *indicator, *above, *below, *added;
	int64_t per; /* in tenths */
};

static const struct rate rates[] = {
	{"vacancy_rate_fte", "vacancy_fte", "vacancy_fte", "inpost_fte", 1000},
	{"agency_rate_fte", "agency_fte", "agency_fte", "inpost_fte", 1000},
	{"turnover_rate_fte", "leavers_fte", "inpost_fte", NULL, 1000},
	{"caseload_fte", "cases", "case_holders_fte", NULL, 10},
};

enum { RATE_COUNT = sizeof rates / sizeof rates[0] };

static bool tenths(const struct csv_rows *rows, unsigned place, int64_t *out)
{
	return decimal_parse(csv_cell(rows, place), 1, out) == ERROR_NONE;
}

/* Half up, by itself. */
static bool rate_of(const struct csv_rows *rows, const struct rate *rate, const unsigned places[3], int64_t *out)
{
	int64_t above, below, added = 0;

	if (!tenths(rows, places[0], &above) || !tenths(rows, places[1], &below) || (rate->added && !tenths(rows, places[2], &added)))
		return false;
	below += added;
	if (below == 0)
		return false;
	*out = (2 * above * rate->per + below) / (2 * below);
	return true;
}

static unsigned number_of(struct slice text)
{
	unsigned number = 0;

	for (size_t i = 0; i < text.size && text.data[i] >= '0' && text.data[i] <= '9'; i++)
		number = number * 10 + (unsigned)(text.data[i] - '0');
	return number;
}

static unsigned second_code(struct slice codes)
{
	for (size_t i = 0; i < codes.size; i++)
		if (codes.data[i] == '/')
			return number_of(slice_trim(slice_from(codes.data + i + 1, codes.size - i - 1)));
	return 0;
}

/* All councils' rows of all years, with this rate. */
static void rows_read(struct workforce *workforce, const struct rate *rate)
{
	struct csv_rows rows;
	bool has_row;
	unsigned places[3], year, level, region, code;

	csv_init(&rows, workforce->file);
	cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
	places[0] = place_of(&rows, rate->above);
	places[1] = place_of(&rows, rate->below);
	places[2] = place_of(&rows, rate->added);
	year = place_of(&rows, "time_period");
	level = place_of(&rows, "geographic_level");
	region = place_of(&rows, "region_name");
	code = place_of(&rows, "old_la_code");
	workforce->row_count = 0;
	for (;;) {
		struct published_row *row = &workforce->rows[workforce->row_count];

		cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
		if (!has_row)
			return;
		if (!slice_equal(csv_cell(&rows, level), SLICE_LITERAL("Local authority")))
			continue;
		cr_assert_lt(workforce->row_count++, ROWS_MAX);
		row->year = (int)number_of(csv_cell(&rows, year));
		row->code = number_of(csv_cell(&rows, code));
		row->second = second_code(csv_cell(&rows, code));
		cr_assert(slice_copy_text(csv_cell(&rows, region), row->area, NAME_SIZE));
		row->has_value = rate_of(&rows, rate, places, &row->value);
	}
}

static int by_value(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static const struct column *column_of(struct workforce *workforce, const char *indicator, int year)
{
	const struct column *column;

	cr_assert_eq(cube_column(workforce->cube.background.cube, SOURCE_OFFICIAL, catalogue_indicator_find(slice_from_text(indicator)),
				 month_from(year, 9), &column),
		     ERROR_NONE);
	return column;
}

/* Neighbours of every council, as the file lists them: code by code, ten each. */
static void neighbours_read(struct workforce *workforce, unsigned neighbours[CODES][NEIGHBOUR_COUNT])
{
	struct slice file = published_file(&workforce->arena, NEIGHBOURS);
	unsigned code, rank, neighbour;
	struct csv_rows rows;
	bool has_row;

	cr_assert_gt(file.size, 0);
	csv_init(&rows, file);
	cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
	code = place_of(&rows, "old_la_code");
	rank = place_of(&rows, "rank");
	neighbour = place_of(&rows, "neighbour_old_la_code");
	for (;;) {
		cr_assert_eq(csv_next(&rows, &has_row), ERROR_NONE);
		if (!has_row)
			return;
		neighbours[number_of(csv_cell(&rows, code))][number_of(csv_cell(&rows, rank)) - 1] = number_of(csv_cell(&rows, neighbour));
	}
}

/* Of the ten in 2025, in hundredths; how many have a value of their own. */
static unsigned summarised(const struct workforce *workforce, const unsigned ten[NEIGHBOUR_COUNT], int64_t *mean, int64_t *median)
{
	int64_t values[NEIGHBOUR_COUNT], sum = 0;
	unsigned count = 0;

	for (unsigned i = 0; i < NEIGHBOUR_COUNT; i++)
		for (unsigned j = 0; j < workforce->row_count; j++) {
			const struct published_row *row = &workforce->rows[j];

			if (row->year == LAST_YEAR && row->code == ten[i] && !row->second && row->has_value)
				values[count++] = row->value;
		}
	for (unsigned i = 0; i < count; i++)
		sum += values[i];
	if (count == 0)
		return 0;
	qsort(values, count, sizeof(values[0]), by_value);
	*mean = (20 * sum + (int64_t)count) / (2 * (int64_t)count);
	*median = 5 * (values[(count - 1) / 2] + values[count / 2]);
	return count;
}

/* The counts are those of a joint row that neighbours of London and the Midlands share, and of missing values. */
Test(published_ranking, neighbours_mean_and_median_of_every_council)
{
	static struct workforce workforce;
	static unsigned neighbours[CODES][NEIGHBOUR_COUNT];

	workforce_begin(&workforce);
	neighbours_read(&workforce, neighbours);
	for (unsigned i = 0; i < RATE_COUNT; i++) {
		const struct column *column = column_of(&workforce, rates[i].indicator, LAST_YEAR);
		unsigned by_count[NEIGHBOUR_COUNT + 1] = {0};

		rows_read(&workforce, &rates[i]);
		for (unsigned j = 0; j < council_count(); j++) {
			const struct council *council = council_at(j);
			struct neighbour_summary found = neighbours_of(column, council);
			int64_t mean = 0, median = 0;
			unsigned count;

			if (!council_exists_on(council, month_last_day(column->month)))
				continue;
			count = summarised(&workforce, neighbours[council->code], &mean, &median);
			by_count[count]++;
			cr_expect_eq(found.count, count, "%s of %u: %u", rates[i].indicator, council->code, found.count);
			cr_expect_eq(found.mean, mean, "%s of %u: mean %lld", rates[i].indicator, council->code, (long long)found.mean);
			cr_expect_eq(found.median, median, "%s of %u: median %lld", rates[i].indicator, council->code, (long long)found.median);
		}
		fprintf(stderr, "%s, 2025: %u councils have ten neighbours with a value, %u nine, %u eight\n", rates[i].indicator, by_count[10],
			by_count[9], by_count[8]);
		if (i == 0) {
			struct neighbour_summary st_helens = neighbours_of(column, council_find(342));

			cr_expect_eq(by_count[10], 128);
			cr_expect_eq(by_count[9], 21);
			cr_expect_eq(by_count[8], 4);
			cr_expect_eq(st_helens.mean, 1509);
			cr_expect_eq(st_helens.median, 1215);
		}
	}
	workforce_end(&workforce);
}

static struct ranking ranking_of(struct workforce *workforce, const char *indicator, int year, const char *area)
{
	struct question question = {
		.indicator = catalogue_indicator_find(slice_from_text(indicator)),
		.month = month_from(year, 9),
		.area = area_find(slice_from_text(area)),
		.source = SOURCE_OFFICIAL,
	};
	struct ranking ranking;

	cr_assert_not_null(question.area, "%s", area);
	cr_assert_eq(ranking_make(&workforce->cube.background, &question, &workforce->arena, &ranking), ERROR_NONE);
	return ranking;
}

static bool is_of(const struct published_row *row, const char *area)
{
	static const char *const all[] = {"England", "London"};

	if (strcmp(area, all[0]) == 0)
		return true;
	return strcmp(area, all[1]) == 0 ? strstr(row->area, "London") != NULL : strcmp(row->area, area) == 0;
}

/* R's type 7 as it is defined: position (count - 1) x i / 4 from the smallest, between neighbours in proportion; here in quarters of a tenth. */
static int64_t cut_of(const int64_t *values, unsigned count, unsigned quarter)
{
	unsigned place = (count - 1) * quarter / 4, part = (count - 1) * quarter % 4;

	return part ? values[place] * (4 - (int64_t)part) + values[place + 1] * (int64_t)part : values[place] * 4;
}

Test(published_ranking, quartiles_of_every_area_and_year)
{
	static struct workforce workforce;
	unsigned compared = 0;

	workforce_begin(&workforce);
	for (unsigned i = 0; i < RATE_COUNT; i++) {
		rows_read(&workforce, &rates[i]);
		for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
			for (unsigned j = 0; j < area_count(); j++) {
				const char *area = area_at(j)->name;
				struct ranking ranking = ranking_of(&workforce, rates[i].indicator, year, area);
				int64_t values[COUNCIL_COUNT_MAX];
				unsigned count = 0;

				for (unsigned k = 0; k < workforce.row_count; k++)
					if (workforce.rows[k].year == year && workforce.rows[k].has_value && is_of(&workforce.rows[k], area))
						values[count++] = workforce.rows[k].value;
				qsort(values, count, sizeof(values[0]), by_value);
				cr_expect_eq(ranking.counted, count, "%s of %s %d: %u, not %u", rates[i].indicator, area, year, ranking.counted,
					     count);
				if (count == 0)
					continue;
				compared++;
				for (unsigned quarter = 1; quarter <= 3; quarter++)
					cr_expect_eq(ranking.quartiles.quarters[quarter - 1], cut_of(values, count, quarter), "%s of %s %d",
						     rates[i].indicator, area, year);
			}
	}
	fprintf(stderr, "quartiles of %u areas and years\n", compared);
	cr_expect_gt(compared, 300);
	workforce_end(&workforce);
}

/* What the ranking of autumn 2021 says of St. Helens by itself: 8th highest of 23, and hardly to be told from most of them. */
Test(published_ranking, how_sure_a_rank_of_the_north_west_is)
{
	static struct workforce workforce;
	struct ranking ranking;

	workforce_begin(&workforce);
	ranking = ranking_of(&workforce, "vacancy_rate_fte", 2021, "North West");
	for (unsigned i = 0; i < ranking.counted; i++) {
		const struct ranking_row *row = &ranking.rows[i];

		cr_expect_leq(row->low, row->value.value);
		cr_expect_geq(row->high, row->value.value);
		if (row->council->code != 342)
			continue;
		fprintf(stderr, "St. Helens, September 2021: rank %u of %u, in truth %u to %u; the year before %u\n", row->rank, ranking.counted,
			row->places.best, row->places.worst, row->move.rank_before);
		cr_expect_eq(row->rank, 16);
		cr_expect_leq(row->places.best, 5);
		cr_expect_eq(row->places.worst, 23);
		cr_expect(row->move.is_known);
		cr_expect_eq(month_compare(ranking.compared, month_from(2020, 9)), 0);
	}
	workforce_end(&workforce);
}
