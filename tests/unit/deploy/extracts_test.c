/* Every published figure is worked out again from the rows of the written files, naively and apart from the programs' arithmetic. */
#include "deploy/demo_data/extracts.h"

#include <criterion/criterion.h>
#include <string.h>

#include "deploy/demo_data/months.h"
#include "deploy/demo_data/workforce.h"
#include "tests/unit/deploy/extract_reading.h"

static struct published_table table;

/* What is published as a component, in hundredths; NOT_GIVEN: the files do not have it. */
struct sums {
	long inpost, agency, leavers;
	long inpost_heads, agency_heads, leaver_heads, starter_heads; /* whole */
	long vacancies, cover, cases, holders, days_lost;
};

/* Whether a row before this one is of the same person and has left as well. */
static bool left_before(const struct council_read *council, unsigned row, int before, int day)
{
	const struct worker *worker = &council->workers[row];

	for (unsigned i = 0; i < row; i++) {
		const struct worker *other = &council->workers[i];

		if (!other->is_agency && strcmp(other->person, worker->person) == 0 && other->end > before && other->end <= day && other->reason != 7)
			return true;
	}
	return false;
}

/* No person in these files holds two posts at once, so heads in post are rows; another test sees to that. Leavers are counted once. */
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
			sums.starter_heads += !worker->is_agency && !person_in_post(council, worker->person, before);
		} else if (!worker->is_agency && worker->end > before && worker->end <= day && worker->reason != 7 &&
			   person_in_post(council, worker->person, before) && !person_in_post(council, worker->person, day)) {
			sums.leavers += worker->fte > 0 ? worker->fte : worker->fte30;
			sums.leaver_heads += !left_before(council, i, before, day);
		}
	}
	return sums;
}

static void expect_component(const struct published_value *values, enum published_measure measure, long hundredths, const char *place)
{
	if (values[measure].kind == VALUE_UNRELIABLE) {
		cr_assert_eq(hundredths, NOT_GIVEN, "%s %s was not published and is %ld", place, published_measure_id(measure), hundredths);
		return;
	}
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

static void check_figures(const struct sums *sums, const struct published_council *published, unsigned census, const char *place)
{
	const struct published_value *values = published->values[census];
	int year = CENSUS_YEAR_FIRST + (int)census;

	expect_component(values, PUBLISHED_INPOST_FTE, sums->inpost, place);
	expect_component(values, PUBLISHED_INPOST_HEADCOUNT, sums->inpost_heads * 100, place);
	expect_component(values, PUBLISHED_LEAVERS_FTE, sums->leavers, place);
	expect_component(values, PUBLISHED_LEAVERS_HEADCOUNT, sums->leaver_heads * 100, place);
	expect_component(values, PUBLISHED_AGENCY_FTE, sums->agency, place);
	expect_component(values, PUBLISHED_AGENCY_HEADCOUNT, sums->agency_heads * 100, place);
	expect_component(values, PUBLISHED_VACANCY_FTE, sums->vacancies, place);
	expect_component(values, PUBLISHED_AGENCY_COVER_FTE, sums->cover, place);
	expect_component(values, PUBLISHED_CASES, sums->cases, place);
	expect_component(values, PUBLISHED_CASE_HOLDERS_FTE, sums->holders, place);
	expect_component(values, PUBLISHED_WORKING_DAYS_LOST_FTE, sums->days_lost, place);
	expect_rate(values, PUBLISHED_TURNOVER_RATE_FTE, 100 * sums->leavers, sums->inpost, place);
	expect_rate(values, PUBLISHED_TURNOVER_RATE_HEADCOUNT, 100 * sums->leaver_heads, sums->inpost_heads, place);
	expect_rate(values, PUBLISHED_AGENCY_RATE_FTE, 100 * sums->agency, sums->agency + sums->inpost, place);
	expect_rate(values, PUBLISHED_AGENCY_RATE_HEADCOUNT, 100 * sums->agency_heads, sums->agency_heads + sums->inpost_heads, place);
	expect_rate(values, PUBLISHED_VACANCY_RATE_FTE, 100 * sums->vacancies, sums->vacancies + sums->inpost, place);
	expect_rate(values, PUBLISHED_AGENCY_COVER_RATE_FTE, 100 * sums->cover, sums->agency, place);
	expect_rate(values, PUBLISHED_VACANCY_AGENCY_COVER_RATE_FTE, 100 * sums->cover, sums->vacancies, place);
	expect_rate(values, PUBLISHED_CASELOAD_FTE, sums->cases, sums->holders, place);
	expect_rate(values, PUBLISHED_ABSENCE_RATE_FTE, 100 * sums->days_lost, (year % 4 == 0 ? 254 : 253) * sums->inpost, place);
}

static void check_tables(const struct council_read *council, const struct published_council *published, unsigned census)
{
	int day = (CENSUS_YEAR_FIRST + (int)census) * 10000 + 930;
	struct sums sums = sum_at(council, day - 10000, day);
	char place[64], month[16];

	snprintf(month, sizeof(month), "%u-09", CENSUS_YEAR_FIRST + census);
	snprintf(place, sizeof(place), "%u %s (tables)", published->code, month);
	unsigned row = posts_row(council, month);

	sums.vacancies = hundredths_of(cell_of(&council->posts, row, "vacancies_fte"));
	sums.cover = hundredths_of(cell_of(&council->posts, row, "agency_cover_fte"));
	sums.cases = hundredths_of(cell_of(&council->posts, row, "cases"));
	sums.holders = hundredths_of(cell_of(&council->posts, row, "case_holders_fte"));
	sums.days_lost = hundredths_of(cell_of(&council->posts, row, "working_days_lost_12m_fte"));
	check_figures(&sums, published, census, place);
	/* The year before is invented so that the first starters add up with the stocks; later ones are met where the published figures do. */
	if (census == published->first)
		expect_component(published->values[census], PUBLISHED_STARTERS_HEADCOUNT, sums.starter_heads * 100, place);
}

/* From the file of that date alone. Cases are those of who has hours; days lost those of the council's own. */
static void check_census(const struct council_read *council, const struct published_council *published, unsigned census)
{
	int day = (CENSUS_YEAR_FIRST + (int)census) * 10000 + 930;
	struct sums sums = sum_at(council, day - 10000, day);
	bool has_days = false;
	char place[64];

	snprintf(place, sizeof(place), "%u %u-09 (census)", published->code, CENSUS_YEAR_FIRST + census);
	sums.vacancies = council->vacancies;
	sums.cover = council->cover;
	for (unsigned i = 0; i < council->worker_count; i++) {
		const struct worker *worker = &council->workers[i];

		sums.cases += worker->cases > 0 ? worker->cases * 100 : 0;
		sums.holders += worker->cases > 0 ? worker->fte : 0;
		sums.days_lost += !worker->is_agency && worker->days_lost > 0 ? worker->days_lost : 0;
		has_days |= worker->days_lost != NOT_GIVEN;
		cr_assert(worker->days_lost <= 253 * worker->fte || worker->days_lost <= 0, "%s: more days lost than the year has", place);
	}
	if (!has_days)
		sums.days_lost = NOT_GIVEN;
	check_figures(&sums, published, census, place);
}

static struct council_read council;

/* Every published figure of the 210 councils and dates, twice: none is left unmet. */
Test(extracts, give_every_published_figure)
{
	unsigned compared = 0;

	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		const struct published_council *published = &table.councils[i];
		struct files files;

		files_make(&files, &table, i, &whole_history, SEED);
		cr_assert_eq(files.unmet.size, 0, "%s", files.unmet.data);
		read_tables(&files, &council);
		for (unsigned census = published->first; census <= published->last; census++, compared++)
			check_tables(&council, published, census);
		for (unsigned census = published->first; census <= published->last; census++) {
			char name[32];

			snprintf(name, sizeof(name), "csww_%u.xml", CENSUS_YEAR_FIRST + census);
			cr_assert_not_null(files_text(&files, name), "%u has no %s", published->code, name);
			read_census(files_text(&files, name), &council);
			check_census(&council, published, census);
		}
		files_free(&files);
	}
	cr_assert_eq(compared, 210);
}

static const char *first_month(unsigned code)
{
	return code == 942 || code == 943 ? "2022-10" : "2016-10";
}

/* A council's months: twelve before the first that is to be computed, or its first ones, and none after the last. */
Test(extracts, posts_have_every_month_and_cover_no_more_than_there_is)
{
	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		unsigned code = table.councils[i].code;
		unsigned rows = code == 909 ? 78 : code >= 942 ? 36 : 108;
		struct files files;

		files_make(&files, &table, i, &whole_history, SEED);
		read_tables(&files, &council);
		files_free(&files);
		cr_assert_eq(council.posts.count, 1 + rows, "%u has %u months", code, council.posts.count - 1);
		cr_assert_str_eq(cell_of(&council.posts, 1, "month"), first_month(code));
		cr_assert_str_eq(cell_of(&council.posts, rows, "month"), code == 909 ? "2023-03" : "2025-09");
		for (unsigned row = 1; row <= rows; row++) {
			int year, number;

			cr_assert_eq(sscanf(cell_of(&council.posts, row, "month"), "%4d-%2d", &year, &number), 2);
			/* The 31st of a month without one is still behind its last day and before the next month. */
			struct sums sums = sum_at(&council, 0, year * 10000 + number * 100 + 31);

			cr_assert(hundredths_of(cell_of(&council.posts, row, "agency_cover_fte")) <= sums.agency, "council %u row %u", code, row);
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
		struct files files;
		unsigned moves = 0;

		snprintf(prefix, sizeof(prefix), "SYNTH%u", table.councils[i].code);
		files_make(&files, &table, i, &whole_history, SEED);
		read_tables(&files, &council);
		files_free(&files);
		for (unsigned j = 0; j < council.worker_count; j++) {
			const struct worker *worker = &council.workers[j];

			cr_assert(worker->is_agency || worker->person[0] != '\0');
			cr_assert(worker->person[0] == '\0' || (strncmp(worker->person, prefix, 8) == 0 && strlen(worker->person) == 14));
			cr_assert(worker->fte >= 10 && worker->fte <= 100);
			cr_assert(worker->start < worker->end && worker->start < 20250930);
			cr_assert(worker->start < 20160930 || worker->start % 10000 != 930);
			cr_assert_neq(worker->end % 10000, 930);
			cr_assert(worker->end == STILL || worker->is_agency || worker->reason != 0);
			cr_assert(worker->end != STILL || worker->reason == 0);
			for (unsigned k = 0; k < j && worker->person[0] != '\0'; k++) {
				const struct worker *other = &council.workers[k];

				if (strcmp(other->person, worker->person) != 0)
					continue;
				cr_assert(other->end <= worker->start || worker->end <= other->start, "%u: two posts at once",
					  table.councils[i].code);
				cr_assert(other->end != worker->start || worker->is_agency || other->reason == 7,
					  "%u: a change of hours is no leaving", table.councils[i].code);
				moves += other->end == worker->start;
			}
		}
		cr_assert(moves < council.worker_count / 4, "%u: %u changes of hours are too many to be life-like", table.councils[i].code, moves);
	}
}

/* Oldham's 14 leavers of 2017 left 15.0 FTE: one of them came back to a second post, and left that as well. */
Test(extracts, a_person_leaves_two_posts_where_more_leaves_than_there_are_people)
{
	const struct published_council *oldham;
	unsigned found = 0;
	struct files files;

	published_read(&table);
	oldham = published_find(&table, 353);
	files_make(&files, &table, (unsigned)(oldham - table.councils), &whole_history, SEED);
	read_tables(&files, &council);
	files_free(&files);
	for (unsigned i = 0; i < council.worker_count; i++) {
		const struct worker *worker = &council.workers[i];

		if (!worker->is_agency && worker->reason != 7 && worker->end <= 20170930 && left_before(&council, i, 20160930, 20170930) &&
		    person_in_post(&council, worker->person, 20160930))
			found++;
	}
	cr_assert_eq(found, 1);
}

/* The tables know nothing of what comes after the period, and of the time before it only the twelve months that its first flows need. */
Test(extracts, show_what_the_period_needs)
{
	struct period period = {{2019 * 12 + 8}, {2021 * 12 + 10}};
	struct files files;

	published_read(&table);
	files_make(&files, &table, 2, &period, SEED);
	read_tables(&files, &council);
	cr_assert_str_eq(cell_of(&council.posts, 1, "month"), "2018-10");
	cr_assert_str_eq(cell_of(&council.posts, council.posts.count - 1, "month"), "2021-11");
	for (unsigned i = 0; i < council.worker_count; i++) {
		cr_assert(council.workers[i].start <= 20211130 && council.workers[i].end > 20180930);
		cr_assert(council.workers[i].end == STILL || council.workers[i].end <= 20211130);
	}
	for (unsigned census = 3; census <= 5; census++)
		check_tables(&council, &table.councils[2], census);
	cr_assert_not_null(files_text(&files, "csww_2019.xml"));
	cr_assert_not_null(files_text(&files, "csww_2021.xml"));
	cr_assert_null(files_text(&files, "csww_2018.xml"));
	cr_assert_null(files_text(&files, "csww_2022.xml"));
	files_free(&files);
}

/* The shares of the roles among a council's own are those of England's workforce, roughly: half hold cases, one in seven leads a team. */
Test(extracts, roles_look_real)
{
	unsigned roles[7] = {0}, all = 0;

	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		struct files files;

		files_make(&files, &table, i, &whole_history, SEED);
		if (files_text(&files, "csww_2021.xml") != NULL) {
			read_census(files_text(&files, "csww_2021.xml"), &council);
			for (unsigned j = 0; j < council.worker_count; j++) {
				if (council.workers[j].is_agency || !in_post(&council.workers[j], 20210930))
					continue;
				cr_assert(council.workers[j].role >= 1 && council.workers[j].role <= 6);
				roles[council.workers[j].role]++;
				all++;
			}
		}
		files_free(&files);
	}
	cr_assert(all > 4000);
	cr_assert(roles[5] * 100 > 46 * all && roles[5] * 100 < 56 * all, "%u of %u are case holders", roles[5], all);
	cr_assert(roles[3] * 100 > 11 * all && roles[3] * 100 < 17 * all, "%u of %u lead a team", roles[3], all);
	cr_assert(roles[1] > 0 && roles[1] < roles[2] && roles[2] < roles[3]);
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
	files_make(&a, &table, 2, &whole_history, SEED);
	files_make(&b, &table, 2, &whole_history, SEED);
	files_make(&other, &table, 2, &whole_history, SEED + 1);
	cr_assert_eq(a.count, 11);
	for (unsigned i = 0; i < a.count; i++) {
		cr_assert_str_eq(a.files[i].name, b.files[i].name);
		cr_assert(slice_equal(text_slice(&a.files[i].text), text_slice(&b.files[i].text)), "%s", a.files[i].name);
		cr_assert_not(slice_equal(text_slice(&a.files[i].text), text_slice(&other.files[i].text)), "%s", a.files[i].name);
	}
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

		files_make(&files, &table, i, &whole_history, SEED);
		const char *text = files_text(&files, "workers.csv");

		marks += strncmp(text, "\xef\xbb\xbf", 3) == 0;
		crlf += strstr(text, "\r\n") != NULL;
		day_first += strstr(text, "/2019,") != NULL;
		open_ends += text[strlen(text) - 1] != '\n';
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

/* The census files differ as well: forgotten hours of leavers, hours of the year before, agency rows with nothing but hours, elements of 2025. */
Test(extracts, censuses_look_like_real_systems_files)
{
	unsigned zero = 0, earlier = 0, bare = 0, indented = 0, extra = 0;

	published_read(&table);
	for (unsigned i = 0; i < table.council_count; i++) {
		struct files files;
		const char *text;

		files_make(&files, &table, i, &whole_history, SEED);
		text = files_text(&files, "csww_2025.xml");
		if (text != NULL) {
			cr_assert(strstr(text, "<LALevel>") != NULL && strstr(text, "<LALevelVacancies>") == NULL);
			cr_assert(strstr(text, "<Sex>F</Sex>") != NULL && strstr(text, "<GenderCurrent>") == NULL);
		}
		text = files_text(&files, table.councils[i].first < 8 ? "csww_2022.xml" : "csww_2024.xml");
		if (text == NULL)
			text = files_text(&files, "csww_2024.xml");
		cr_assert(strstr(text, "<LALevelVacancies>") != NULL && strstr(text, "<GenderCurrent>2</GenderCurrent>") != NULL);
		read_census(text, &council);
		for (unsigned j = 0; j < council.worker_count; j++) {
			const struct worker *worker = &council.workers[j];

			zero += worker->fte == 0 && worker->fte30 > 0 && worker->end != STILL;
			earlier += worker->end == STILL && worker->fte30 > 0 && worker->fte30 != worker->fte;
			bare += worker->is_agency && worker->start == 0;
			cr_assert(worker->fte > 0 || worker->end != STILL);
		}
		indented += strstr(text, "\n    <FTE>0.800000</FTE>") != NULL;
		extra += strstr(text, "<Absat30Sept>") != NULL;
		files_free(&files);
	}
	cr_assert(zero > 0 && earlier > 0 && bare > 0 && indented > 0 && extra > 0, "%u %u %u %u %u", zero, earlier, bare, indented, extra);
}

static void expect_refused(const struct published_council *impossible, const char *says)
{
	struct problem problem = {0};
	struct files files;

	cr_assert_eq(files_try(&files, impossible, dialect_of(0), &whole_history, SEED, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, says), "%s", problem.sentence);
	cr_assert_eq(files.count, 0);
	files_free(&files);
}

Test(extracts, people_who_cannot_be_are_refused)
{
	struct published_council impossible;

	published_read(&table);
	/* Six leavers of 0.05 each, though every rate would come out. */
	impossible = table.councils[2];
	impossible.values[3][PUBLISHED_LEAVERS_FTE].tenths = 3;
	impossible.values[3][PUBLISHED_LEAVERS_HEADCOUNT].tenths = 60;
	impossible.values[3][PUBLISHED_TURNOVER_RATE_FTE].tenths = 2;
	impossible.values[3][PUBLISHED_TURNOVER_RATE_HEADCOUNT].tenths = 44;
	expect_refused(&impossible, "council 342 on 2018-09-30");

	/* Two figures of one date that cannot be: leaving out one of them is not enough. */
	impossible = table.councils[2];
	impossible.values[5][PUBLISHED_VACANCY_RATE_FTE].tenths = 300;
	impossible.values[5][PUBLISHED_CASELOAD_FTE].tenths = 300;
	expect_refused(&impossible, "council 342 on 2021-09-30");
}

/* One figure that cannot be is said, with its place, and the others are met. */
Test(extracts, a_figure_that_cannot_be_met_is_named)
{
	struct published_council impossible;
	struct problem problem = {0};
	struct files files;

	published_read(&table);
	impossible = table.councils[2];
	impossible.values[5][PUBLISHED_VACANCY_RATE_FTE].tenths = 200;
	cr_assert_eq(files_try(&files, &impossible, dialect_of(0), &whole_history, SEED, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_not_null(strstr(files.unmet.data, "not met: council 342 on 2021-09-30, vacancy_rate_fte, published as 20: "), "%s",
			   files.unmet.data);
	read_tables(&files, &council);
	impossible.values[5][PUBLISHED_VACANCY_RATE_FTE].kind = VALUE_UNRELIABLE;
	check_tables(&council, &impossible, 5);
	files_free(&files);
}

static enum error take_some(void *context, const char *name, struct slice bytes, struct problem *problem)
{
	unsigned *left = context;

	(void)bytes;
	return (*left)-- > 0 ? ERROR_NONE : problem_set(problem, ERROR_NO_SPACE, "no room for ", name);
}

Test(extracts, a_sink_that_fails_ends_it)
{
	struct extracts_order order = {.council = council_find(342), .dialect = dialect_of(7), .period = whole_history, .seed = SEED};
	struct problem problem = {0};
	struct arena arena;
	struct text unmet;

	published_read(&table);
	order.published = published_find(&table, 342);
	arena_init(&arena, EXTRACTS_ARENA_BYTES);
	text_init_growing(&unmet, 1 << 16);
	for (unsigned left = 0; left < 12; left++) {
		unsigned files_left = left;

		cr_assert_eq(extracts_write(&order, &arena, &(struct sink){take_some, &files_left}, &unmet, &problem), ERROR_NO_SPACE);
	}
	arena_fini(&arena);
	arena_init(&arena, 1 << 16);
	cr_assert_eq(extracts_write(&order, &arena, &(struct sink){take_some, &(unsigned){99}}, &unmet, &problem), ERROR_NO_MEMORY);
	arena_fini(&arena);
	text_fini(&unmet);
}
