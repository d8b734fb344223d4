#include "agent/core/measures.h"

#include "proto/catalogue.h"
#include "proto/status.h"
#include "tests/unit/agent/extract_text.h"

enum { MEASURES_ROOM = 512 };

struct computed {
	struct return_measure measures[MEASURES_ROOM];
	unsigned count;
};

static struct computed compute(struct reading *reading, struct month month)
{
	struct computed computed;

	cr_assert_eq(measures_compute(reading_register(reading), month, computed.measures, MEASURES_ROOM, &computed.count), ERROR_NONE);
	return computed;
}

static const struct return_measure *find(const struct computed *computed, const char *id)
{
	const struct measure *measure = catalogue_measure_find(slice_from_text(id));

	cr_assert_not_null(measure, "%s", id);
	for (unsigned i = 0; i < computed->count; i++)
		if (computed->measures[i].number == measure->number)
			return &computed->measures[i];
	cr_assert_fail("%s is not computed", id);
	return NULL;
}

static void expect_value(const struct computed *computed, const char *id, int64_t value, const char *what)
{
	cr_assert_eq(find(computed, id)->symbol, SYMBOL_NONE, "%s: %s", what, id);
	cr_assert_eq(find(computed, id)->reason, REASON_NONE, "%s: %s", what, id);
	cr_assert_eq(find(computed, id)->value, value, "%s: %s is %lld", what, id, (long long)find(computed, id)->value);
}

static void expect_x(const struct computed *computed, const char *id, enum reason reason)
{
	cr_assert_eq(find(computed, id)->symbol, SYMBOL_X, "%s", id);
	cr_assert_eq(find(computed, id)->reason, reason, "%s: %u", id, find(computed, id)->reason);
	cr_assert_eq(find(computed, id)->value, 0, "%s", id);
}

static struct reading *read_workers(const char *rows)
{
	struct reading *reading = extract_reading_new();
	char text[4096] = WORKERS_HEADER;

	strncat(text, rows, sizeof(text) - strlen(text) - 1);
	extract_read(reading, "workers.csv", text);
	extract_read_posts(reading);
	return reading;
}

struct flow {
	int64_t fte, heads;
};

/* Worked out by hand for September 2021: windows (31 August, 30 September] and (30 September 2020, 30 September 2021]. FTE in hundredths. */
static const struct {
	const char *what;
	const char *rows;
	struct flow inpost, agency, leavers_month, leavers_12m, starters_month, starters_12m;
} table[] = {
	{"in post all the time", "0,A,0.8,2015-01-01,,\n", {80, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"left in the month", "0,A,0.8,2015-01-01,2021-09-15,1\n", {0, 0}, {0, 0}, {80, 1}, {80, 1}, {0, 0}, {0, 0}},
	{"left without a reason", "0,A,0.8,2015-01-01,2021-09-15,\n", {0, 0}, {0, 0}, {80, 1}, {80, 1}, {0, 0}, {0, 0}},
	{"left with an unknown reason", "0,A,0.8,2015-01-01,2021-09-15,Other\n", {0, 0}, {0, 0}, {80, 1}, {80, 1}, {0, 0}, {0, 0}},
	{"left earlier in the year", "0,A,0.8,2015-01-01,2021-03-15,1\n", {0, 0}, {0, 0}, {0, 0}, {80, 1}, {0, 0}, {0, 0}},
	{"left before the year", "0,A,0.8,2015-01-01,2020-03-15,1\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"ended on the month's last day", "0,A,1,2015-01-01,2021-09-30,1\n", {0, 0}, {0, 0}, {100, 1}, {100, 1}, {0, 0}, {0, 0}},
	{"ended on the day after", "0,A,1,2015-01-01,2021-10-01,1\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"ended on the month's first day", "0,A,1,2015-01-01,2021-09-01,1\n", {0, 0}, {0, 0}, {100, 1}, {100, 1}, {0, 0}, {0, 0}},
	{"ended on the last day before the month", "0,A,1,2015-01-01,2021-08-31,1\n", {0, 0}, {0, 0}, {0, 0}, {100, 1}, {0, 0}, {0, 0}},
	{"ended on the year's first day", "0,A,1,2015-01-01,2020-10-01,1\n", {0, 0}, {0, 0}, {0, 0}, {100, 1}, {0, 0}, {0, 0}},
	{"ended on the last day before the year", "0,A,1,2015-01-01,2020-09-30,1\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"began on the month's last day", "0,A,1,2021-09-30,,\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {100, 1}, {100, 1}},
	{"began on the day after", "0,A,1,2021-10-01,,\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"began on the month's first day", "0,A,1,2021-09-01,,\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {100, 1}, {100, 1}},
	{"began on the last day before the month", "0,A,1,2021-08-31,,\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {100, 1}},
	{"began on the year's first day", "0,A,1,2020-10-01,,\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {100, 1}},
	{"began on the last day before the year", "0,A,1,2020-09-30,,\n", {100, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"came and went in the month", "0,A,1,2021-09-02,2021-09-20,1\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"came in the year, went in the month", "0,A,1,2021-02-02,2021-09-20,1\n", {0, 0}, {0, 0}, {100, 1}, {0, 0}, {0, 0}, {0, 0}},
	{"moved within the council and gone", "0,A,1,2015-01-01,2021-09-15,7\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"moved within the council and still there",
	 "0,A,1,2015-01-01,2021-09-15,7\n0,A,0.6,2021-09-15,,\n",
	 {60, 1},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {0, 0}},
	{"moved within the council, then left",
	 "0,A,1,2015-01-01,2021-09-10,7\n0,A,0.6,2021-09-10,2021-09-20,1\n",
	 {0, 0},
	 {0, 0},
	 {60, 1},
	 {60, 1},
	 {0, 0},
	 {0, 0}},
	{"left and came back in the month", "0,A,1,2015-01-01,2021-09-05,1\n0,A,0.5,2021-09-20,,\n", {50, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"left in spring, came back in the month",
	 "0,A,1,2015-01-01,2021-04-05,1\n0,A,0.5,2021-09-20,,\n",
	 {50, 1},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {50, 1},
	 {0, 0}},
	{"came back and left again in the year",
	 "0,A,1,2015-01-01,2020-12-05,1\n0,A,0.5,2021-02-01,2021-09-20,1\n",
	 {0, 0},
	 {0, 0},
	 {50, 1},
	 {150, 1},
	 {0, 0},
	 {0, 0}},
	{"two posts, one person", "0,A,0.5,2015-01-01,,\n0,A,0.3,2016-01-01,,\n", {80, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"two posts, one left", "0,A,0.5,2015-01-01,2021-09-15,1\n0,A,0.3,2016-01-01,,\n", {30, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"two posts, both left on different days",
	 "0,A,0.5,2015-01-01,2021-09-05,1\n0,A,0.3,2016-01-01,2021-09-15,1\n",
	 {0, 0},
	 {0, 0},
	 {80, 1},
	 {80, 1},
	 {0, 0},
	 {0, 0}},
	{"two posts left, one of them a move",
	 "0,A,0.5,2015-01-01,2021-09-05,7\n0,A,0.3,2016-01-01,2021-09-15,2\n",
	 {0, 0},
	 {0, 0},
	 {30, 1},
	 {30, 1},
	 {0, 0},
	 {0, 0}},
	{"two posts begun", "0,A,0.5,2021-09-05,,\n0,A,0.3,2021-09-15,,\n", {80, 1}, {0, 0}, {0, 0}, {0, 0}, {80, 1}, {80, 1}},
	{"a second post begun is no start", "0,A,0.5,2015-01-01,,\n0,A,0.3,2021-09-15,,\n", {80, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"a post of one day was never held", "0,A,1,2021-09-15,2021-09-15,1\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"a leaver's post of one day is not left",
	 "0,A,1,2015-01-01,2021-09-15,1\n0,A,0.5,2021-09-16,2021-09-16,1\n",
	 {0, 0},
	 {0, 0},
	 {100, 1},
	 {100, 1},
	 {0, 0},
	 {0, 0}},
	{"left for agency work in the same council",
	 "0,A,1,2015-01-01,2021-09-15,1\n1,A,1,2021-09-15,,\n",
	 {0, 0},
	 {100, 1},
	 {100, 1},
	 {100, 1},
	 {0, 0},
	 {0, 0}},
	{"from agency to the council's own",
	 "1,A,1,2021-01-01,2021-09-15,\n0,A,0.9,2021-09-15,,\n",
	 {90, 1},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {90, 1},
	 {90, 1}},
	{"agency rows without a SWENo are a person each",
	 "1,,0.5,2021-01-01,,\n1,,0.5,2021-01-01,,\n1,B,0.25,2021-01-01,,\n1,B,0.25,2021-02-01,,\n",
	 {0, 0},
	 {150, 3},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {0, 0}},
	{"agency work that ended", "1,,0.5,2021-01-01,2021-09-30,\n", {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"agency workers neither leave nor start",
	 "1,B,1,2015-01-01,2021-09-15,1\n1,C,1,2021-09-15,,\n",
	 {0, 0},
	 {100, 1},
	 {0, 0},
	 {0, 0},
	 {0, 0},
	 {0, 0}},
	{"an agency row without dates is not counted", "1,,1,,,\n1,,1,2021-01-01,,\n", {0, 0}, {100, 1}, {0, 0}, {0, 0}, {0, 0}, {0, 0}},
	{"a leaver with FTE 0 leaves with the last known FTE",
	 "0,A,0.7,2015-01-01,2018-01-01,7\n0,A,0,2018-01-01,2021-09-15,1\n",
	 {0, 0},
	 {0, 0},
	 {70, 1},
	 {70, 1},
	 {0, 0},
	 {0, 0}},
	{"two people do not mix", "0,A,1,2015-01-01,2021-09-15,1\n0,B,0.5,2021-09-15,,\n", {50, 1}, {0, 0}, {100, 1}, {100, 1}, {50, 1}, {50, 1}},
};

Test(measures, by_hand)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = read_workers(table[i].rows);
		struct computed computed = compute(reading, month_from(2021, 9));
		const struct {
			const char *fte, *heads;
			struct flow wanted;
		} pairs[] = {
			{"inpost_fte", "inpost_headcount", table[i].inpost},
			{"agency_fte", "agency_headcount", table[i].agency},
			{"leavers_fte_month", "leavers_headcount_month", table[i].leavers_month},
			{"leavers_fte_12m", "leavers_headcount_12m", table[i].leavers_12m},
			{"starters_fte_month", "starters_headcount_month", table[i].starters_month},
			{"starters_fte_12m", "starters_headcount_12m", table[i].starters_12m},
		};

		for (size_t pair = 0; pair < sizeof(pairs) / sizeof(pairs[0]); pair++) {
			expect_value(&computed, pairs[pair].fte, pairs[pair].wanted.fte * 10000, table[i].what);
			expect_value(&computed, pairs[pair].heads, pairs[pair].wanted.heads, table[i].what);
		}
		reading_free(reading);
	}
}

Test(measures, a_leaver_with_fte_0_and_none_known_is_a_head_and_no_fte)
{
	struct reading *reading = read_workers("0,A,0,2018-01-01,2021-09-15,1\n");
	struct computed computed = compute(reading, month_from(2021, 9));

	expect_x(&computed, "leavers_fte_month", REASON_LEAVERS_FTE_UNKNOWN);
	expect_x(&computed, "leavers_fte_12m", REASON_LEAVERS_FTE_UNKNOWN);
	expect_value(&computed, "leavers_headcount_month", 1, "");
	expect_value(&computed, "leavers_headcount_12m", 1, "");
	computed = compute(reading, month_from(2021, 8));
	expect_value(&computed, "leavers_fte_month", 0, "nobody left");
	reading_free(reading);
}

Test(measures, every_measure_of_the_catalogue_comes_once_in_ascending_order)
{
	struct reading *reading = read_workers("0,A,1,2015-01-01,,\n");
	struct computed computed = compute(reading, month_from(2021, 9));

	cr_assert_eq(computed.count, catalogue_sent_count());
	for (unsigned i = 0; i < computed.count; i++) {
		cr_assert_not_null(catalogue_measure(computed.measures[i].number));
		if (i > 0)
			cr_assert_lt(computed.measures[i - 1].number, computed.measures[i].number);
	}
	reading_free(reading);
}

Test(measures, the_posts_tables_figures_are_sent_as_they_are)
{
	struct reading *reading = read_workers("0,A,1,2015-01-01,,\n");
	struct computed computed = compute(reading, month_from(2021, 9));

	expect_value(&computed, "vacancy_fte", 35000000, "");
	expect_value(&computed, "agency_cover_fte", 20500000, "");
	expect_value(&computed, "agency_cover_headcount", 21, "");
	expect_value(&computed, "cases", 2500, "");
	expect_value(&computed, "case_holders_fte", 150250000, "");
	expect_value(&computed, "working_days_lost_fte_12m", 1200500000, "");
	reading_free(reading);
}

Test(measures, months_of_other_lengths_and_a_leap_year)
{
	struct reading *reading = read_workers("0,A,1,2015-01-01,2020-02-29,1\n0,B,1,2020-02-29,,\n0,C,1,2015-01-01,2020-03-01,1\n");
	struct computed computed = compute(reading, month_from(2020, 2));

	expect_value(&computed, "leavers_headcount_month", 1, "");
	expect_value(&computed, "starters_headcount_month", 1, "");
	expect_value(&computed, "inpost_headcount", 2, "");
	computed = compute(reading, month_from(2021, 2));
	expect_value(&computed, "leavers_headcount_12m", 1, "the window begins after 29 February");
	expect_value(&computed, "starters_headcount_12m", 0, "");
	reading_free(reading);
}

static const char *const worker_measures[] = {
	"inpost_fte",
	"inpost_headcount",
	"agency_fte",
	"agency_headcount",
	"leavers_fte_month",
	"leavers_fte_12m",
	"leavers_headcount_month",
	"leavers_headcount_12m",
	"starters_fte_month",
	"starters_fte_12m",
	"starters_headcount_month",
	"starters_headcount_12m",
};
static const char *const cell_measures[] = {"vacancy_fte", "agency_cover_fte", "agency_cover_headcount",
					    "cases",       "case_holders_fte", "working_days_lost_fte_12m"};

enum { WORKER_MEASURES = 12, CELL_MEASURES = 6 };

static void expect_all_x(const struct computed *computed, const char *const *ids, size_t count, enum reason reason)
{
	for (size_t i = 0; i < count; i++)
		expect_x(computed, ids[i], reason);
}

Test(measures, without_a_workers_table)
{
	struct reading *reading = extract_reading_new();
	struct computed computed;

	extract_read_posts(reading);
	computed = compute(reading, month_from(2021, 9));
	expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_WORKERS_TABLE_MISSING);
	expect_value(&computed, "cases", 2500, "");
	reading_free(reading);
}

Test(measures, without_a_posts_table_or_its_row)
{
	struct reading *reading = extract_reading_new();
	struct computed computed;

	extract_read(reading, "workers.csv", WORKERS_HEADER "0,A,1,2015-01-01,,\n");
	computed = compute(reading, month_from(2021, 9));
	expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_POSTS_TABLE_MISSING);
	expect_all_x(&computed, cell_measures, CELL_MEASURES, REASON_POSTS_TABLE_MISSING);
	reading_free(reading);

	reading = read_workers("0,A,1,2015-01-01,,\n");
	computed = compute(reading, month_from(2021, 10));
	expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_POSTS_ROW_MISSING);
	expect_all_x(&computed, cell_measures, CELL_MEASURES, REASON_POSTS_ROW_MISSING);
	reading_free(reading);
}

Test(measures, a_month_of_which_nothing_is_known)
{
	struct return_measure measures[MEASURES_ROOM];
	struct reading *reading = extract_reading_new();
	unsigned count = 77;

	extract_read_posts(reading);
	cr_assert_eq(measures_compute(reading_register(reading), month_from(2021, 10), measures, MEASURES_ROOM, &count), ERROR_NOT_FOUND);
	cr_assert_eq(count, 77);
	reading_free(reading);
}

Test(measures, cells_that_are_empty_or_refused)
{
	struct reading *reading = extract_reading_new();
	struct computed computed;

	extract_read(reading, "posts.csv", POSTS_HEADER "2021-09,,bad,0,2500,,\n");
	extract_read(reading, "workers.csv", WORKERS_HEADER "0,A,1,2015-01-01,,\n");
	computed = compute(reading, month_from(2021, 9));
	expect_x(&computed, "vacancy_fte", REASON_CELL_EMPTY);
	expect_x(&computed, "agency_cover_fte", REASON_CELL_REFUSED);
	expect_value(&computed, "agency_cover_headcount", 0, "");
	expect_value(&computed, "cases", 2500, "");
	expect_value(&computed, "inpost_headcount", 1, "");
	reading_free(reading);
}

Test(measures, twelve_months_need_twelve_rows)
{
	char text[2048] = POSTS_HEADER;

	for (int missing = 0; missing <= 12; missing++) {
		struct reading *reading = extract_reading_new();
		struct computed computed;
		size_t size = strlen(POSTS_HEADER);

		for (int i = 0; i < 12; i++)
			if (i != missing)
				size += (size_t)snprintf(text + size, sizeof(text) - size, "%d-%02d,1,1,1,1,1,7\n", i < 3 ? 2020 : 2021,
							 (i + 9) % 12 + 1);
		extract_read(reading, "posts.csv", text);
		extract_read(reading, "workers.csv", WORKERS_HEADER "0,A,1,2015-01-01,2021-09-15,1\n");
		computed = compute(reading, month_from(2021, 9));
		if (missing == 11) {
			expect_x(&computed, "leavers_fte_12m", REASON_POSTS_ROW_MISSING);
		} else if (missing < 11) {
			expect_x(&computed, "leavers_fte_12m", REASON_WINDOW_NOT_COVERED);
			expect_x(&computed, "starters_headcount_12m", REASON_WINDOW_NOT_COVERED);
			expect_value(&computed, "leavers_fte_month", 1000000, "");
			expect_value(&computed, "working_days_lost_fte_12m", 7000000, "from its own row");
		} else {
			expect_value(&computed, "leavers_fte_12m", 1000000, "");
		}
		reading_free(reading);
	}
}

Test(measures, too_many_refused_rows_and_no_figure_of_the_workers_is_trusted)
{
	static char text[8192];

	for (int refused = 4; refused <= 6; refused++) {
		struct reading *reading = extract_reading_new();
		struct computed computed;
		size_t size = (size_t)snprintf(text, sizeof(text), "%s", WORKERS_HEADER);

		for (int i = 0; i < 100; i++)
			size += (size_t)snprintf(text + size, sizeof(text) - size, "0,P%d,%s,2015-01-01,,\n", i, i < refused ? "2" : "1");
		extract_read(reading, "workers.csv", text);
		extract_read_posts(reading);
		computed = compute(reading, month_from(2021, 9));
		if (refused > 5)
			expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_FIGURES_NOT_TRUSTED);
		else
			expect_value(&computed, "inpost_headcount", 100 - refused, "");
		expect_value(&computed, "cases", 2500, "");
		reading_free(reading);
	}
}

Test(measures, a_workers_table_without_rows_is_not_a_council_without_workers)
{
	struct reading *reading = read_workers("");
	struct computed computed = compute(reading, month_from(2021, 9));

	expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_WORKERS_TABLE_EMPTY);
	reading_free(reading);
}

Test(measures, files_that_contradict_each_other_are_not_trusted_and_a_copy_counts_once)
{
	struct reading *reading = read_workers("0,A,1,2015-01-01,,\n");
	struct computed computed;

	extract_read(reading, "copy.csv", WORKERS_HEADER "0,A,1,2015-01-01,,\n");
	computed = compute(reading, month_from(2021, 9));
	expect_value(&computed, "inpost_fte", 1000000, "");
	reading_free(reading);

	reading = read_workers("0,A,1,2015-01-01,,\n");
	extract_read(reading, "newer.csv", WORKERS_HEADER "0,A,1,2015-01-01,2021-09-15,1\n");
	computed = compute(reading, month_from(2021, 9));
	expect_all_x(&computed, worker_measures, WORKER_MEASURES, REASON_FILES_CONTRADICT);
	reading_free(reading);
}

Test(measures, agency_rows_of_which_none_has_a_date_are_not_none)
{
	struct reading *reading = read_workers("0,A,1,2015-01-01,,\n1,,1,,,\n1,,1,,,\n");
	struct computed computed = compute(reading, month_from(2021, 9));

	expect_x(&computed, "agency_fte", REASON_AGENCY_ROWS_UNDATED);
	expect_x(&computed, "agency_headcount", REASON_AGENCY_ROWS_UNDATED);
	expect_value(&computed, "inpost_headcount", 1, "");
	expect_value(&computed, "agency_cover_headcount", 21, "");
	reading_free(reading);
}

Test(measures, too_little_room_is_a_programming_error, .signal = SIGABRT)
{
	struct return_measure measures[1];
	struct reading *reading = read_workers("0,A,1,2015-01-01,,\n");
	unsigned count;

	cr_assert_eq(measures_compute(reading_register(reading), month_from(2021, 9), measures, 1, &count), ERROR_NONE);
}
