/* Every published figure is worked out again from the rows of the written files, naively and apart from the programs' arithmetic. */
#include "deploy/demo_data/extracts.h"

#include <criterion/criterion.h>
#include <string.h>

#include "deploy/demo_data/months.h"
#include "deploy/demo_data/workforce.h"
#include "tests/unit/deploy/extract_reading.h"

static struct published_table table;

struct sums {
	long inpost, agency, leavers; /* hundredths */
	long inpost_heads, agency_heads, leaver_heads;
};

/* No person in these files holds two posts at once, so heads are rows; another test sees to that. */
static struct sums sum_at(const struct council_read *council, int before, int day)
{
	struct sums sums = {0};

	for (unsigned i = 0; i < council->worker_count; i++) {
		const struct worker *worker = &council->workers[i];

		if (in_post(worker, day)) {
			sums.agency += worker->is_agency ? worker->fte : 0;
			sums.agency_heads += worker->is_agency;
			sums.inpost += worker->is_agency ? 0 : worker->fte;
			sums.inpost_heads += !worker->is_agency;
		} else if (!worker->is_agency && worker->end > before && worker->end <= day && worker->reason != 7 &&
			   person_in_post(council, worker->person, before) && !person_in_post(council, worker->person, day)) {
			sums.leavers += worker->fte;
			sums.leaver_heads++;
		}
	}
	return sums;
}

static void expect_component(const struct published_value *values, enum published_measure measure, long hundredths, const char *place)
{
	cr_assert_eq((hundredths + 5) / 10, values[measure].tenths, "%s %s is %ld", place, published_measure_id(measure), hundredths);
}

/* The smallest number of tenths that is not below the ratio less a half: half up, by counting. */
static void expect_rate(const struct published_value *values, enum published_measure measure, long part, long whole, const char *place)
{
	long tenths = 0;

	if (values[measure].kind == VALUE_UNRELIABLE)
		return;
	if (values[measure].kind == VALUE_NOT_APPLICABLE) {
		cr_assert_eq(whole, 0, "%s %s", place, published_measure_id(measure));
		return;
	}
	while ((2 * tenths + 1) * whole <= 20 * part)
		tenths++;
	cr_assert_eq(tenths, values[measure].tenths, "%s %s is %ld tenths", place, published_measure_id(measure), tenths);
}

static unsigned posts_row(const struct council_read *council, const char *month)
{
	for (unsigned i = 1; i < council->posts.count; i++) {
		if (strcmp(cell_of(&council->posts, i, "month"), month) == 0)
			return i;
	}
	cr_assert_fail("the posts table has no month %s", month);
	abort(); /* not reached: the assertion ends the test */
}

static void check_census(const struct council_read *council, const struct published_council *published, unsigned census)
{
	const struct published_value *values = published->values[census];
	int day = (2018 + (int)census) * 10000 + 930;
	struct sums sums = sum_at(council, day - 10000, day);
	char place[32], month[16];

	snprintf(month, sizeof(month), "%u-09", 2018 + census);
	snprintf(place, sizeof(place), "%u %s", published->code, month);
	unsigned row = posts_row(council, month);
	long vacancies = hundredths_of(cell_of(&council->posts, row, "vacancies_fte"));
	long cover = hundredths_of(cell_of(&council->posts, row, "agency_cover_fte"));
	long cases = hundredths_of(cell_of(&council->posts, row, "cases"));
	long holders = hundredths_of(cell_of(&council->posts, row, "case_holders_fte"));
	long days_lost = hundredths_of(cell_of(&council->posts, row, "working_days_lost_12m_fte"));

	expect_component(values, PUBLISHED_INPOST_FTE, sums.inpost, place);
	expect_component(values, PUBLISHED_INPOST_HEADCOUNT, sums.inpost_heads * 100, place);
	expect_component(values, PUBLISHED_LEAVERS_FTE, sums.leavers, place);
	expect_component(values, PUBLISHED_LEAVERS_HEADCOUNT, sums.leaver_heads * 100, place);
	expect_component(values, PUBLISHED_AGENCY_FTE, sums.agency, place);
	expect_component(values, PUBLISHED_AGENCY_HEADCOUNT, sums.agency_heads * 100, place);
	expect_component(values, PUBLISHED_VACANCY_FTE, vacancies, place);
	expect_component(values, PUBLISHED_AGENCY_COVER_FTE, cover, place);
	expect_component(values, PUBLISHED_CASES, cases, place);
	expect_component(values, PUBLISHED_CASE_HOLDERS_FTE, holders, place);
	expect_component(values, PUBLISHED_WORKING_DAYS_LOST_FTE, days_lost, place);
	expect_rate(values, PUBLISHED_TURNOVER_RATE_FTE, 100 * sums.leavers, sums.inpost, place);
	expect_rate(values, PUBLISHED_TURNOVER_RATE_HEADCOUNT, 100 * sums.leaver_heads, sums.inpost_heads, place);
	expect_rate(values, PUBLISHED_AGENCY_RATE_FTE, 100 * sums.agency, sums.agency + sums.inpost, place);
	expect_rate(values, PUBLISHED_AGENCY_RATE_HEADCOUNT, 100 * sums.agency_heads, sums.agency_heads + sums.inpost_heads, place);
	expect_rate(values, PUBLISHED_VACANCY_RATE_FTE, 100 * vacancies, vacancies + sums.inpost, place);
	expect_rate(values, PUBLISHED_AGENCY_COVER_RATE_FTE, 100 * cover, sums.agency, place);
	expect_rate(values, PUBLISHED_VACANCY_AGENCY_COVER_RATE_FTE, 100 * cover, vacancies, place);
	expect_rate(values, PUBLISHED_CASELOAD_FTE, cases, holders, place);
	expect_rate(values, PUBLISHED_ABSENCE_RATE_FTE, 100 * days_lost, (census == 2 ? 254 : 253) * sums.inpost, place);
}

static struct council_read council;

Test(extracts, give_every_published_figure)
{
	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		read_council(&table, i, &council);
		for (unsigned census = 1; census < CENSUS_COUNT; census++)
			check_census(&council, &table.councils[i], census);
	}
}

Test(extracts, posts_have_every_month_and_cover_no_more_than_there_is)
{
	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		read_council(&table, i, &council);
		cr_assert_eq(council.posts.count, 1 + POST_MONTHS);
		cr_assert_str_eq(cell_of(&council.posts, 1, "month"), "2018-10");
		cr_assert_str_eq(cell_of(&council.posts, POST_MONTHS, "month"), "2021-09");
		for (unsigned row = 1; row <= POST_MONTHS; row++) {
			int year, number;

			cr_assert_eq(sscanf(cell_of(&council.posts, row, "month"), "%4d-%2d", &year, &number), 2);
			/* The 31st of a month without one is still behind its last day and before the next month. */
			struct sums sums = sum_at(&council, 0, year * 10000 + number * 100 + 31);

			cr_assert(hundredths_of(cell_of(&council.posts, row, "agency_cover_fte")) <= sums.agency, "council %u row %u",
				  table.councils[i].code, row);
			cr_assert(atol(cell_of(&council.posts, row, "agency_cover_headcount")) <= sums.agency_heads);
		}
	}
}

/* Registration numbers are marked as synthetic and unique over councils; a person's posts follow each other; nothing happens on a census's day. */
Test(extracts, people_are_synthetic_and_possible)
{
	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		char prefix[16];
		unsigned moves = 0;

		snprintf(prefix, sizeof(prefix), "SYNTH%u", table.councils[i].code);
		read_council(&table, i, &council);
		for (unsigned j = 0; j < council.worker_count; j++) {
			const struct worker *worker = &council.workers[j];

			cr_assert(worker->is_agency || worker->person[0] != '\0');
			cr_assert(worker->person[0] == '\0' || (strncmp(worker->person, prefix, 8) == 0 && strlen(worker->person) == 14));
			cr_assert(worker->fte >= 10 && worker->fte <= 100);
			cr_assert(worker->start < worker->end && worker->start < 20210930);
			cr_assert(worker->start < 20180930 || worker->start % 10000 != 930);
			cr_assert_neq(worker->end % 10000, 930);
			cr_assert(worker->end == STILL || worker->is_agency || worker->reason != 0);
			for (unsigned k = 0; k < j && worker->person[0] != '\0'; k++) {
				const struct worker *other = &council.workers[k];

				if (strcmp(other->person, worker->person) != 0)
					continue;
				cr_assert(other->end <= worker->start || worker->end <= other->start, "%u: two posts at once",
					  table.councils[i].code);
				cr_assert(other->end != worker->start || worker->is_agency || other->reason == 7,
					  "%u: a change of hours is no leaving", table.councils[i].code);
				moves++;
			}
		}
		cr_assert(moves < council.worker_count / 8, "%u: %u changes of hours are too many to be life-like", table.councils[i].code, moves);
	}
}

Test(extracts, birth_dates_are_good_needles)
{
	for (unsigned code = 340; code < 350; code++) {
		static bool seen[40000];

		memset(seen, 0, sizeof(seen));
		for (unsigned person = 1; person <= 2000; person++) {
			struct date date = person_birth_date((uint16_t)code, person);
			int year, number, day;

			date_split(date, &year, &number, &day);
			cr_assert(year >= 1957 && year <= 1994 && day >= 2 && day <= 27);
			cr_assert_not(seen[date.days + 20000], "%u: person %u has another's birth date", code, person);
			seen[date.days + 20000] = true;
		}
	}
}

Test(extracts, the_same_seed_gives_the_same_files)
{
	struct files a, b, other;

	published_read(&table);
	files_make(&a, &table, 2, SEED);
	files_make(&b, &table, 2, SEED);
	files_make(&other, &table, 2, SEED + 1);
	cr_assert(slice_equal(text_slice(&a.workers), text_slice(&b.workers)));
	cr_assert(slice_equal(text_slice(&a.posts), text_slice(&b.posts)));
	cr_assert_not(slice_equal(text_slice(&a.workers), text_slice(&other.workers)));
	cr_assert_not(slice_equal(text_slice(&a.posts), text_slice(&other.posts)));
	files_free(&a);
	files_free(&b);
	files_free(&other);
}

/* The agent has something to cope with: over all councils every difficulty of real files occurs. */
Test(extracts, look_like_real_systems_files)
{
	unsigned marks = 0, crlf = 0, day_first = 0, open_ends = 0, nulls = 0, quoted = 0, lower = 0, upper = 0, blank_rows = 0, sparse = 0;

	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		struct files files;

		files_make(&files, &table, i, SEED);
		const char *text = files.workers.data;

		marks += strncmp(text, "\xef\xbb\xbf", 3) == 0;
		crlf += strstr(text, "\r\n") != NULL;
		day_first += strstr(text, "/2019,") != NULL;
		open_ends += text[files.workers.size - 1] != '\n';
		nulls += strstr(text, ",NULL") != NULL;
		quoted += strstr(text, "\"0\",\"SYNTH") != NULL;
		lower += strstr(text, "agencyworker") != NULL;
		upper += strstr(text, "AGENCYWORKER") != NULL;
		blank_rows += strstr(text, "\r\n,,,") != NULL;
		sparse += strstr(text, "\n1,,,") != NULL;
		files_free(&files);
	}
	cr_assert(marks > 0 && marks < table.council_count);
	cr_assert(crlf > 0 && crlf < table.council_count);
	cr_assert(day_first > 0 && day_first < table.council_count);
	cr_assert(open_ends > 0 && nulls > 0 && quoted > 0 && lower > 0 && upper > 0 && blank_rows > 0 && sparse > 0);
}

Test(extracts, people_who_cannot_be_are_refused)
{
	struct published_council impossible;
	struct problem problem = {0};
	struct files files;

	published_read(&table);
	/* Six leavers of 0.05 each, though every rate would come out. */
	impossible = table.councils[2];
	impossible.values[1][PUBLISHED_LEAVERS_FTE].tenths = 3;
	impossible.values[1][PUBLISHED_LEAVERS_HEADCOUNT].tenths = 60;
	impossible.values[1][PUBLISHED_TURNOVER_RATE_FTE].tenths = 2;
	impossible.values[1][PUBLISHED_TURNOVER_RATE_HEADCOUNT].tenths = 44;
	arena_init(&files.arena, EXTRACTS_ARENA_BYTES);
	text_init_growing(&files.workers, EXTRACTS_TEXT_BYTES);
	text_init_growing(&files.posts, EXTRACTS_TEXT_BYTES);
	cr_assert_eq(extracts_build(&impossible, dialect_of(0), SEED, &files.arena, &files.workers, &files.posts, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "council 342 at 2018-09-30"), "%s", problem.sentence);
	cr_assert_eq(files.workers.size, 0);

	impossible = table.councils[2];
	impossible.values[3][PUBLISHED_VACANCY_RATE_FTE].tenths = 300;
	cr_assert_eq(extracts_build(&impossible, dialect_of(0), SEED, &files.arena, &files.workers, &files.posts, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "council 342 at 2021-09-30"), "%s", problem.sentence);
	files_free(&files);
}
