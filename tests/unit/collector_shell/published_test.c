/*
 * All published files in a store, and out of it the rates that were published: regional ones pooled from the councils' components, councils' own from
 * theirs. The files are no part of the project: where they are not beside it, the tests say so and are skipped.
 * Source of the figures: Department for Education and Office for National Statistics, Crown copyright, Open Government Licence v3.0.
 */
#include "collector/core/revisions.h"
#include "common/decimal.h"
#include "tests/support/published_store.h"
#include "tests/support/store_asking.h"

enum { AREA_NAME_SIZE = 64, DECIMALS = 1 };

static struct ranking ranking_of(struct fixture *fixture, const char *indicator, struct month month, const char *area, struct arena *arena)
{
	struct question question = {
		.indicator = catalogue_indicator_find(slice_from_text(indicator)),
		.month = month,
		.area = area_find(slice_from_text(area)),
		.source = SOURCE_OFFICIAL,
	};
	struct store_view view;
	struct ranking ranking;

	cr_assert(question.indicator && question.area, "%s %s", indicator, area);
	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_ranking(&view, &question, arena, &ranking), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return ranking;
}

static unsigned column(const struct csv_rows *header, const char *name)
{
	for (unsigned i = 0; i < header->cell_count; i++)
		if (slice_equal(csv_cell(header, i), slice_from_text(name)))
			return i;
	cr_assert_fail("no column %s", name);
	return 0;
}

/* A published file on its way through its rows. */
struct published {
	struct csv_rows rows;
	unsigned period, level, region, code, value;
	unsigned filter; /* 0: the file has none */
};

static struct published published_open(struct slice file, const char *value, const char *filter)
{
	struct published published = {.filter = 0};
	bool has_row;

	csv_init(&published.rows, file);
	cr_assert_eq(csv_next(&published.rows, &has_row), ERROR_NONE);
	published.period = column(&published.rows, "time_period");
	published.level = column(&published.rows, "geographic_level");
	published.region = column(&published.rows, "region_name");
	published.code = column(&published.rows, "old_la_code");
	published.value = column(&published.rows, value);
	if (filter)
		published.filter = column(&published.rows, filter);
	return published;
}

static bool published_next(struct published *published)
{
	bool has_row;

	cr_assert_eq(csv_next(&published->rows, &has_row), ERROR_NONE);
	return has_row;
}

static int published_year(const struct published *published)
{
	struct slice text = csv_cell(&published->rows, published->period);
	int year = 0;

	for (size_t i = 0; i < text.size; i++)
		year = year * 10 + (text.data[i] - '0');
	return year;
}

static bool level_is(const struct published *published, const char *level)
{
	return slice_equal(csv_cell(&published->rows, published->level), slice_from_text(level));
}

/* The area of a regional or national row; false for a council's. */
static bool area_name(const struct published *published, char out[static AREA_NAME_SIZE])
{
	if (level_is(published, "National"))
		snprintf(out, AREA_NAME_SIZE, "England");
	else if (level_is(published, "Regional"))
		cr_assert(slice_copy_text(csv_cell(&published->rows, published->region), out, AREA_NAME_SIZE));
	else
		return false;
	return true;
}

/* Whether every council of the area has both parts. */
static bool is_complete(const struct ranking *ranking)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (!ranking->rows[i].value.has_parts)
			return false;
	return ranking->row_count > 0;
}

struct pooled_row {
	const char *indicator;
	unsigned equal, compared;
	const char *exceptions[6]; /* "area year" */
};

static bool is_exception(const struct pooled_row *row, const char *area, int year)
{
	char name[AREA_NAME_SIZE + 16];

	snprintf(name, sizeof(name), "%s %d", area, year);
	for (unsigned i = 0; i < 6 && row->exceptions[i]; i++)
		if (strcmp(row->exceptions[i], name) == 0)
			return true;
	return false;
}

static void pooled_compare(struct fixture *fixture, struct slice file, const struct pooled_row *row)
{
	struct published published = published_open(file, row->indicator, NULL);
	unsigned compared = 0, equal = 0;
	struct arena arena;

	arena_init(&arena, PUBLISHED_ARENA_BYTES);
	while (published_next(&published)) {
		char area[AREA_NAME_SIZE];
		struct ranking ranking;
		int64_t value;
		bool is_equal;

		arena_reset(&arena);
		if (!area_name(&published, area) || decimal_parse(csv_cell(&published.rows, published.value), DECIMALS, &value))
			continue;
		ranking = ranking_of(fixture, row->indicator, month_from(published_year(&published), 9), area, &arena);
		if (!is_complete(&ranking))
			continue;
		is_equal = !ranking.pooled.value.symbol && ranking.pooled.value.value == value;
		compared++;
		equal += is_equal;
		cr_expect_eq(!is_equal, is_exception(row, area, published_year(&published)), "%s of %s %d: pooled %lld, published %lld",
			     row->indicator, area, published_year(&published), (long long)ranking.pooled.value.value, (long long)value);
	}
	arena_fini(&arena);
	fprintf(stderr, "%s, pooled: %u of %u equal the published rate\n", row->indicator, equal, compared);
	cr_expect_eq(compared, row->compared);
	cr_expect_eq(equal, row->equal);
}

static struct slice opened(struct arena *arena, const char *name)
{
	struct slice file;

	arena_init(arena, PUBLISHED_ARENA_BYTES);
	file = published_file(arena, name);
	cr_assert_gt(file.size, 0);
	return file;
}

Test(published, pooled_rates_are_the_published_ones)
{
	static const struct pooled_row table[] = {
		{"vacancy_rate_fte", 103, 105, {"Inner London 2018", "North East 2023"}},
		{"turnover_rate_fte",
		 94,
		 99,
		 {"North East 2018", "Outer London 2018", "West Midlands 2019", "London 2020", "Yorkshire and The Humber 2023"}},
		{"agency_rate_fte", 87, 88, {"West Midlands 2025"}},
		{"caseload_fte", 97, 98, {"North East 2017"}},
		{"turnover_rate_headcount", 103, 103, {NULL}},
		{"agency_rate_headcount", 103, 103, {NULL}},
	};
	struct fixture fixture = published_begin();
	struct arena arena;
	struct slice file = opened(&arena, WORKFORCE);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		pooled_compare(&fixture, file, &table[i]);
	arena_fini(&arena);
	fixture_end(&fixture);
}

/* What the Department for Education does where a council has a symbol. */
Test(published, symbols_are_pooled_as_published)
{
	static const struct {
		const char *indicator, *area;
		int year;
		int64_t published;
	} table[] = {
		{"turnover_rate_fte", "North East", 2024, 140}, /* u leaves both sides */
		{"agency_rate_fte", "North East", 2023, 99},    /* low counts as 0 */
		{"agency_rate_fte", "North East", 2024, 104},   {"agency_rate_fte", "North East", 2025, 82},
		{"turnover_rate_fte", "South East", 2021, 146}, /* x leavers count as 0 */
	};
	struct fixture fixture = published_begin();
	struct arena arena;

	arena_init(&arena, PUBLISHED_ARENA_BYTES);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct ranking ranking = ranking_of(&fixture, table[i].indicator, month_from(table[i].year, 9), table[i].area, &arena);

		cr_expect_not(is_complete(&ranking));
		cr_expect_eq(ranking.pooled.value.value, table[i].published, "%s of %s %d: %lld", table[i].indicator, table[i].area, table[i].year,
			     (long long)ranking.pooled.value.value);
	}
	arena_fini(&arena);
	fixture_end(&fixture);
}

static const struct ranking_row *row_find(const struct ranking *ranking, struct slice code)
{
	for (unsigned i = 0; i < ranking->row_count; i++) {
		char text[16];

		snprintf(text, sizeof(text), "%u", ranking->rows[i].council->code);
		if (slice_starts_with(code, slice_from_text(text)))
			return &ranking->rows[i];
	}
	return NULL;
}

struct council_table {
	const char *file, *value;
	const char *filter_column, *filter; /* how the filter's text begins; NULL: the file has none */
	const char *indicator;
	int month;
	unsigned decimals;
	unsigned equal, compared;
};

/* Compares what was published of each council; only those with both parts are. */
static void councils_compare(struct fixture *fixture, const struct council_table *table)
{
	struct arena file_arena, arena;
	struct slice file = opened(&file_arena, table->file);
	struct published published = published_open(file, table->value, table->filter_column);
	struct ranking ranking = {.row_count = 0};
	unsigned compared = 0, equal = 0;
	int year = 0;

	arena_init(&arena, PUBLISHED_ARENA_BYTES);
	while (published_next(&published)) {
		const struct ranking_row *row;
		int64_t value;

		if (!level_is(&published, "Local authority") || decimal_parse(csv_cell(&published.rows, published.value), table->decimals, &value))
			continue;
		if (table->filter && !slice_starts_with(csv_cell(&published.rows, published.filter), slice_from_text(table->filter)))
			continue;
		if (year != published_year(&published)) {
			year = published_year(&published);
			arena_reset(&arena);
			ranking = ranking_of(fixture, table->indicator, month_from(year, table->month), "England", &arena);
		}
		row = row_find(&ranking, csv_cell(&published.rows, published.code));
		if (!row || row->value.symbol)
			continue;
		compared++;
		equal += row->value.value == value;
	}
	arena_fini(&arena);
	arena_fini(&file_arena);
	fprintf(stderr, "%s, by council: %u of %u equal the published rate\n", table->indicator, equal, compared);
	cr_expect_eq(compared, table->compared, "%s: %u compared", table->indicator, compared);
	cr_expect_eq(equal, table->equal, "%s: %u equal", table->indicator, equal);
}

Test(published, councils_rates_are_the_published_ones)
{
	static const struct council_table table[] = {
		{LOOKED, "rate_per_10000", "population_type", "Children looked after on 31 March", "cla_rate_per_10000", 3, 0, 755, 755},
		{LOOKED, "rate_per_10000", "population_type", "Children starting", "cla_started_rate_per_10000", 3, 0, 756, 756},
		{LOOKED, "rate_per_10000", "population_type", "Children ceasing", "cla_ceased_rate_per_10000", 3, 0, 756, 756},
		{PLANS, "CPP_subsequent_percent", NULL, NULL, "repeat_cpp_percent", 3, 1, 1924, 1924},
		{REFERRALS, "rereferral_percent", NULL, NULL, "rereferral_percent", 3, 1, 1948, 1948},
		{WORKFORCE, "turnover_rate_headcount", NULL, NULL, "turnover_rate_headcount", 9, 1, 1347, 1347},
		{WORKFORCE, "agency_rate_headcount", NULL, NULL, "agency_rate_headcount", 9, 1, 1352, 1352},
	};
	struct fixture fixture = published_begin();

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		councils_compare(&fixture, &table[i]);
	fixture_end(&fixture);
}

/* Two releases of one series stand beside each other, and 90 of 152 councils' counts of March 2023 differ between them. */
Test(published, a_vintage_can_be_looked_at)
{
	struct fixture fixture = published_begin();
	struct month month = month_from(2023, 3);
	struct cube_record *before, *after;
	unsigned before_count, after_count, differing = 0, compared = 0;
	struct store_view view;

	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_month_at(&view, SOURCE_OFFICIAL, month, &(struct store_moment){.has_vintage = true, .vintage = month_from(2023, 3)},
				    &fixture.arena, &before, &before_count),
		     ERROR_NONE);
	cr_assert_eq(store_month_at(&view, SOURCE_OFFICIAL, month, &(struct store_moment){.has_vintage = true, .vintage = month_from(2024, 3)},
				    &fixture.arena, &after, &after_count),
		     ERROR_NONE);
	for (unsigned i = 0, j = 0; i < before_count; i++) {
		const struct return_measure *a = cube_measure(&before[i], MEASURE_CLA), *b = NULL;

		while (j < after_count && after[j].council < before[i].council)
			j++;
		if (j < after_count && after[j].council == before[i].council)
			b = cube_measure(&after[j], MEASURE_CLA);
		if (!a || !b || a->symbol || b->symbol)
			continue;
		compared++;
		differing += a->value != b->value;
	}
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fprintf(stderr, "looked after in March 2023: %u of %u councils' counts differ between two vintages\n", differing, compared);
	cr_expect_eq(differing, 90);
	fixture_end(&fixture);
}

/* Of the looked-after children of March 2023 the releases of 2023 and 2024 have other counts for 90 of 152 councils. The newer one is imported first. */
Test(published, two_releases_differ_for_as_many_councils_as_they_do)
{
	static const char *const two[] = {"cla_number_and_rate_2020_to_2024.csv", "cla_number_and_rate_to_2023.csv", POPULATION};
	struct fixture fixture = published_files_begin(two, sizeof(two) / sizeof(two[0]));
	struct question question = {
		.indicator = catalogue_indicator_find(SLICE_LITERAL("cla_rate_per_10000")), .source = SOURCE_OFFICIAL, .month = month_from(2023, 3)};
	struct revisions made;
	struct store_view view;
	struct store_cube cube;

	store_cube_init(&cube);
	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_cube_begin(&cube, &view, &question.moment), ERROR_NONE);
	cr_assert_eq(revisions_make(&cube.background, &question, &fixture.arena, &made), ERROR_NONE);
	cr_expect_eq(made.compared, 152);
	cr_expect_eq(made.revised, 90, "%u", made.revised);
	for (unsigned i = 0; i < made.council_count && made.councils[i].version_count == 2; i++)
		cr_expect_eq(month_compare(made.councils[i].versions[0].cell.vintage, month_from(2023, 3)), 0, "the older vintage comes first");
	cr_expect_eq(store_view_end(&view), ERROR_NONE);
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

Test(published, the_store_with_all_of_them_is_well)
{
	struct fixture fixture = published_begin();
	struct verification found;
	struct text findings;

	text_init_growing(&findings, 1 << 16);
	cr_assert_eq(store_verify(fixture.store, &found, &findings), ERROR_NONE);
	cr_expect_eq(found.damaged, 0, "%s", findings.data);
	cr_expect_eq(found.entries, 10);
	cr_expect_eq(found.chains, 8);
	text_fini(&findings);
	fixture_end(&fixture);
}
