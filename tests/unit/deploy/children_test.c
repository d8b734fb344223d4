/* The published figures are counted again from the written files, naively and apart from the programs' reading and arithmetic. */
#include "deploy/demo_data/children.h"

#include <ctype.h>

#include "deploy/demo_data/care_build.h"
#include "deploy/demo_data/children_check.h"
#include "tests/unit/deploy/children_reading.h"
#include "tests/unit/deploy/children_table.h"

enum { ST_HELENS = 2, QUIRKY = 5, SEED_ONE = 1 };

static struct children_published table;
static struct child_files files;
static struct child_facts facts;

static void make(unsigned index, int from, int to, uint64_t seed)
{
	struct problem problem = {0};

	children_table_read(&table);
	cr_assert_eq(child_files_try(&files, &table.councils[index], index, month_from(from / 100, from % 100), month_from(to / 100, to % 100), seed,
				     &problem),
		     ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(files.unmet.size, 0, "%s", files.unmet.data);
	facts_read(&facts, &files);
}

static void expect(const struct children_council *council, enum children_measure measure, int date, int32_t published, unsigned *compared)
{
	if (published == CHILDREN_UNKNOWN || measure == CHILDREN_CLA_OVER_20_MILES)
		return;
	cr_expect_eq(facts_count(&facts, measure, date), published, "%u %d %s: %d", council->code, date, children_measure_id(measure),
		     facts_count(&facts, measure, date));
	(*compared)++;
}

Test(children, have_every_published_figure)
{
	static const struct {
		unsigned index;
		int from, to;
		unsigned compared_min;
	} rows[] = {
		{ST_HELENS, 201803, 202209, 55}, /* with the figures of December 2018 */
		{QUIRKY, 201909, 202209, 30},    /* in files with every quirk */
		{4, 202203, 202509, 45},         /* in the regional form, and with the codes of 2025 */
		{22, 202203, 202303, 24},        /* Cumbria to its end */
		{23, 202304, 202509, 22},        /* a successor from its beginning */
		{24, 202304, 202509, 22},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unsigned compared = 0;

		make(rows[i].index, rows[i].from, rows[i].to, SEED_ONE);
		const struct children_council *council = &table.councils[rows[i].index];

		for (int year = 2016; year <= 2025; year++) {
			if (year * 100 + 3 < rows[i].from || year * 100 + 3 > rows[i].to)
				continue;
			for (unsigned measure = 0; measure < CHILDREN_MEASURES; measure++)
				expect(council, (enum children_measure)measure, year * 10000 + 331, council->values[year - 2016][measure], &compared);
		}
		for (unsigned k = 0; k < council->checkpoint_count; k++)
			expect(council, council->checkpoints[k].measure, 20181231, council->checkpoints[k].value, &compared);
		cr_assert(compared >= rows[i].compared_min, "council %u: %u compared", council->code, compared);
		child_files_free(&files);
	}
}

Test(children, are_the_same_whatever_the_period)
{
	static const char *const names[] = {"ssda903_2021_episodes.csv", "ssda903_2021_reviews.csv", "ssda903_2021_oc3.csv",
					    "ssda903_2021_header.csv", "cin_2021.xml"};
	static struct child_files longer;
	struct problem problem = {0};

	make(ST_HELENS, 201909, 202209, SEED_ONE);
	cr_assert_eq(child_files_try(&longer, &table.councils[ST_HELENS], ST_HELENS, month_from(2017, 9), month_from(2025, 9), SEED_ONE, &problem),
		     ERROR_NONE);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		cr_assert_str_eq(child_files_text(&files, names[i]), child_files_text(&longer, names[i]), "%s", names[i]);
	cr_assert_null(child_files_text(&files, "cin_2018.xml"));
	cr_assert_not_null(child_files_text(&files, "cin_2019.xml"));
	cr_assert_not_null(child_files_text(&longer, "cin_2017.xml"));
	cr_assert_null(child_files_text(&longer, "ssda903_2023_social_workers.csv"));
	cr_assert_not_null(child_files_text(&longer, "ssda903_2024_social_workers.csv"));
	child_files_free(&longer);
	child_files_free(&files);
}

Test(children, are_others_for_another_seed)
{
	static struct child_files other;
	struct problem problem = {0};

	make(ST_HELENS, 202103, 202103, SEED_ONE);
	cr_assert_eq(child_files_try(&other, &table.councils[ST_HELENS], ST_HELENS, month_from(2021, 3), month_from(2021, 3), 2, &problem),
		     ERROR_NONE);
	cr_assert_str_neq(child_files_text(&files, "ssda903_2021_episodes.csv"), child_files_text(&other, "ssda903_2021_episodes.csv"));
	cr_assert_str_neq(child_files_text(&files, "cin_2021.xml"), child_files_text(&other, "cin_2021.xml"));
	child_files_free(&other);
	child_files_free(&files);
}

/* 0 is a Monday. Sakamoto's method. */
static int weekday(int date)
{
	static const int shifts[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
	int year = date / 10000 - (date / 100 % 100 < 3), month = date / 100 % 100;

	return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + date % 100 + 6) % 7;
}

static void check_identity(const char *id, int born)
{
	cr_assert_eq(strncmp(id, "SYNTH", 5), 0);
	cr_assert(born % 100 >= 2 && born % 100 <= 27, "%s", id);
	cr_assert(weekday(born) >= 5, "%s", id);
}

/* The starts on `date` of those who are not unaccompanied; how many. */
static unsigned starts_on(const struct care *care, struct date date, struct date starts[static CARE_PERIODS_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; i < care->count; i++) {
		if (care_period_holds(&care->periods[i], date) && !care->periods[i].is_unaccompanied)
			starts[count++] = care->periods[i].start;
	}
	return count;
}

Test(children, who_are_taken_over_keep_their_starts)
{
	static struct date before[CARE_PERIODS_MAX], after[CARE_PERIODS_MAX];
	struct date last = month_last_day(month_from(2023, 3));
	struct care_course course;
	struct care cumbria;
	struct arena arena;
	unsigned before_count, matched = 0;

	children_table_read(&table);
	arena_init(&arena, CHILDREN_ARENA_BYTES);
	cr_assert_eq(care_course_build(children_published_find(&table, 909), &course), ERROR_NONE);
	cr_assert_eq(care_init(&cumbria, &arena), ERROR_NONE);
	cr_assert_eq(care_build(children_published_find(&table, 909), &course, NULL, SEED_ONE, &cumbria), ERROR_NONE);
	before_count = starts_on(&cumbria, last, before);
	for (unsigned turn = 0; turn < 2; turn++) {
		const struct children_council *successor = children_published_find(&table, (uint16_t)(942 + turn));
		struct care care;

		cr_assert_eq(care_course_build(successor, &course), ERROR_NONE);
		cr_assert_eq(care_init(&care, &arena), ERROR_NONE);
		cr_assert_eq(care_build(successor, &course, &(struct care_heritage){&cumbria, turn}, SEED_ONE, &care), ERROR_NONE);
		unsigned after_count = starts_on(&care, last, after);

		for (unsigned i = 0; i < after_count; i++, matched++) {
			unsigned k = 0;

			while (k < before_count && before[k].days != after[i].days)
				k++;
			cr_assert(k < before_count, "%u: a start that Cumbria has not, or has given away", successor->code);
			before[k] = before[--before_count];
		}
	}
	/* 449 and 238: what the identity asks for, less the unaccompanied. */
	cr_assert_eq(matched, 687);
	arena_fini(&arena);
}

Test(children, are_seen_to_be_synthetic)
{
	make(ST_HELENS, 201909, 202209, SEED_ONE);
	cr_assert(facts.child_count > 500 && facts.case_count > 1500);
	for (unsigned i = 0; i < facts.child_count; i++)
		check_identity(facts.children[i].id, facts.children[i].born);
	for (unsigned i = 0; i < facts.case_count; i++)
		check_identity(facts.cases[i].id, facts.cases[i].born);
	for (unsigned i = 0; i < facts.post_count; i++)
		cr_assert_eq(strncmp(facts.posts[i], "ZZ", 2), 0);
	cr_assert(facts.post_count > 1000);
	child_files_free(&files);
}

/* Over all files: what domain rules say about a child's rows. */
Test(children, break_no_rule)
{
	unsigned continued = 0;

	make(ST_HELENS, 201803, 202209, SEED_ONE);
	for (unsigned i = 0; i < facts.episode_count; i++) {
		const struct episode_fact *one = &facts.episodes[i];
		const struct episode_fact *before = facts_before(&facts, one);

		cr_assert(one->end == STILL_OPEN || one->end > one->start);
		cr_assert(one->start >= facts_born(&facts, one->id));
		cr_assert((one->end == STILL_OPEN ? 20220930 : one->end) <= facts_born(&facts, one->id) + 180000, "%s is of age", one->id);
		cr_assert(before == NULL || (before->end != STILL_OPEN && before->end <= one->start), "%s overlaps", one->id);
		if (before != NULL && before->end == one->start) {
			cr_assert(one->reason_new != 'S' && strcmp(before->ceased, "X1") == 0);
			continued++;
		} else if (one->start > 20170401) {
			cr_assert_eq(one->reason_new, 'S', "%s starts anew", one->id);
		}
		cr_assert((one->end == STILL_OPEN) == (one->ceased[0] == '\0'));
	}
	cr_assert(continued > 300, "%u", continued);
	for (unsigned i = 0; i < facts.plan_count; i++) {
		const struct plan_fact *plan = &facts.plans[i];

		cr_assert(plan->start >= plan->referral && (plan->end == STILL_OPEN || plan->end > plan->start));
		cr_assert(plan->closure == STILL_OPEN || (plan->end != STILL_OPEN && plan->end <= plan->closure));
	}
	cr_assert(facts.latest_of_care == 20220930, "%d", facts.latest_of_care);
	child_files_free(&files);
}

Test(children, cannot_have_everything)
{
	struct problem problem = {0};

	/* Nobody can be 9,999 on a day between two years of hundreds: said, and nothing is made to fit. */
	children_table_read(&table);
	table.councils[ST_HELENS].checkpoints[0].value = 9999;
	cr_assert_eq(child_files_try(&files, &table.councils[ST_HELENS], ST_HELENS, month_from(2018, 9), month_from(2019, 3), SEED_ONE, &problem),
		     ERROR_NONE);
	cr_assert_not_null(strstr(files.unmet.data, "not met: council 342 on 2018-12-31, cla, published as 9999: the children have "), "%s",
			   files.unmet.data);
	child_files_free(&files);
	table.councils[ST_HELENS].values[5][CHILDREN_CLA] = 8;
	cr_assert_eq(child_files_try(&files, &table.councils[ST_HELENS], ST_HELENS, month_from(2018, 9), month_from(2019, 3), SEED_ONE, &problem),
		     ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "council 342 cannot be as was published"), "%s", problem.sentence);
	cr_assert_eq(files.count, 0);
	child_files_free(&files);
	children_table_read(&table);
	cr_assert_eq(child_files_try(&files, &table.councils[22], 22, month_from(2022, 9), month_from(2023, 9), SEED_ONE, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "are not known so long"), "%s", problem.sentence);
	child_files_free(&files);
}

Test(children, need_room)
{
	struct children_order order = {.index = ST_HELENS, .period = {month_from(2021, 3), month_from(2021, 3)}, .seed = SEED_ONE};
	struct problem problem = {0};
	struct arena arena;

	children_table_read(&table);
	order.council = &table.councils[ST_HELENS];
	text_init_growing(&files.unmet, 1 << 16);
	for (size_t bytes = 1 << 16; bytes < 4 << 20; bytes *= 2) {
		arena_init(&arena, bytes);
		cr_assert_eq(children_write(&order, &arena, &(struct sink){child_files_take, &files}, &files.unmet, &problem), ERROR_NO_MEMORY,
			     "%zu bytes", bytes);
		arena_fini(&arena);
	}
	text_fini(&files.unmet);
}
