#include "agent/core/measures.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"
#include "proto/status.h"
#include "tests/property/common_random.h"

/*
 * The measures against an oracle that knows no sorting, no groups and no windows by dates: it writes down, for every person, post and day, who holds
 * what, and counts over the days. Small registers of few people over a short time, so that boundaries, overlaps and returns are frequent.
 */

enum { ROUNDS = 4000, PEOPLE = 5, POSTS_MAX = 12, MONTHS = 15, DAYS = MONTHS * 31, BUDGET_BYTES = 1 << 20, MEASURES_ROOM = 512 };

struct world {
	struct month first; /* the posts table has rows from here on, MONTHS of them */
	unsigned post_count;
	struct post posts[POSTS_MAX];
	char persons[POSTS_MAX][4];
	bool is_held[POSTS_MAX][DAYS]; /* by days since the first month's first day */
};

struct answer {
	int64_t inpost_fte, inpost_people, agency_fte, agency_people;
	int64_t leavers_fte, leavers_people, starters_fte, starters_people;
};

static int32_t day_zero(const struct world *world)
{
	return month_first_day(world->first).days;
}

/* A day near a month's end or start more often than not. */
static int32_t random_day(struct random *random, const struct world *world)
{
	struct month month = month_add(world->first, (int)random_below(random, MONTHS));
	struct date last = month_last_day(month);

	switch (random_below(random, 4)) {
	case 0:
		return last.days;
	case 1:
		return last.days + 1;
	case 2:
		return last.days - 1;
	default:
		return month_first_day(month).days + (int32_t)random_below(random, 28);
	}
}

static void random_post(struct random *random, struct world *world, unsigned index)
{
	static const uint8_t reasons[] = {0, 1, 7, 7, 8};
	struct post *post = &world->posts[index];

	*post = (struct post){.is_agency = random_below(random, 4) == 0, .end = {INT32_MAX}, .fte = (int64_t)random_below(random, 1000000) + 1};
	if (!post->is_agency || random_below(random, 2)) {
		snprintf(world->persons[index], sizeof(world->persons[index]), "P%u", (unsigned)random_below(random, PEOPLE));
		post->person = slice_from_text(world->persons[index]);
	}
	post->start.days = random_day(random, world) - (random_below(random, 3) == 0 ? 400 : 0);
	if (random_below(random, 3)) {
		post->end.days = random_day(random, world);
		if (post->end.days < post->start.days)
			post->end.days = post->start.days;
		post->reason_leave = reasons[random_below(random, sizeof(reasons))];
	}
	for (int32_t day = 0; day < DAYS; day++) {
		int32_t date = day_zero(world) + day;

		world->is_held[index][day] = date >= post->start.days && (post->end.days == INT32_MAX || date < post->end.days);
	}
}

static struct world random_world(struct random *random)
{
	struct world world = {.first = month_from(2018 + (int)random_below(random, 6), 1 + (int)random_below(random, 12))};

	world.post_count = (unsigned)random_below(random, POSTS_MAX) + 1;
	for (unsigned i = 0; i < world.post_count; i++)
		random_post(random, &world, i);
	return world;
}

static struct council_register *world_register(const struct world *world)
{
	struct council_register *reg = register_new(BUDGET_BYTES);

	cr_assert_not_null(reg);
	workforce_saw_workers_table(reg->workforce, 0);
	workforce_saw_posts_table(reg->workforce, 0);
	for (unsigned i = 0; i < world->post_count; i++) {
		struct post post = world->posts[i];

		/* The person's bytes lie in the world, wherever that has been copied to. */
		post.person = slice_from(world->persons[i], post.person.size);
		cr_assert_eq(workforce_add_post(reg->workforce, &post), ERROR_NONE);
	}
	for (int i = 0; i < MONTHS; i++) {
		struct month_row row = {.month = month_add(world->first, i)};

		cr_assert_eq(workforce_add_month(reg->workforce, &row), ERROR_NONE);
	}
	cr_assert_eq(register_close(reg), ERROR_NONE);
	return reg;
}

static bool is_person(const struct world *world, unsigned post, const char *person)
{
	return strcmp(world->persons[post], person) == 0;
}

/* Whether the person holds any post of the kind on the day. */
static bool holds(const struct world *world, const char *person, bool is_agency, int32_t day)
{
	for (unsigned i = 0; i < world->post_count; i++)
		if (is_person(world, i, person) && world->posts[i].is_agency == is_agency && world->is_held[i][day])
			return true;
	return false;
}

/* Whether the post was given up in (before, last]: held on one day, no longer on the next, which lies in the window. */
static bool is_given_up(const struct world *world, unsigned post, int32_t before, int32_t last)
{
	for (int32_t day = before + 1; day <= last; day++)
		if (world->is_held[post][day - 1] && !world->is_held[post][day])
			return world->posts[post].reason_leave != 7;
	return false;
}

static void person_answer(const struct world *world, const char *person, int32_t before, int32_t last, struct answer *answer)
{
	bool was = holds(world, person, false, before), is = holds(world, person, false, last);
	bool gave_up = false;

	answer->inpost_people += is;
	answer->agency_people += holds(world, person, true, last);
	answer->starters_people += is && !was;
	for (unsigned i = 0; i < world->post_count; i++) {
		if (!is_person(world, i, person) || world->posts[i].is_agency)
			continue;
		if (is && !was && world->is_held[i][last])
			answer->starters_fte += world->posts[i].fte;
		if (was && !is && is_given_up(world, i, before, last)) {
			answer->leavers_fte += world->posts[i].fte;
			gave_up = true;
		}
	}
	answer->leavers_people += gave_up;
}

static struct answer oracle(const struct world *world, struct date before, struct date last)
{
	struct answer answer = {.inpost_fte = 0};
	int32_t first_day = before.days - day_zero(world), last_day = last.days - day_zero(world);

	for (unsigned i = 0; i < world->post_count; i++) {
		if (!world->is_held[i][last_day])
			continue;
		if (world->posts[i].is_agency) {
			answer.agency_fte += world->posts[i].fte;
			answer.agency_people += world->posts[i].person.size == 0;
		} else {
			answer.inpost_fte += world->posts[i].fte;
		}
	}
	for (unsigned person = 0; person < PEOPLE; person++) {
		char name[4];

		snprintf(name, sizeof(name), "P%u", person);
		person_answer(world, name, first_day, last_day, &answer);
	}
	return answer;
}

static void expect(const struct return_measure *measures, unsigned count, uint16_t number, int64_t value, int round)
{
	for (unsigned i = 0; i < count; i++) {
		if (measures[i].number != number)
			continue;
		cr_assert_eq(measures[i].symbol, SYMBOL_NONE, "round %d: %s", round, catalogue_measure(number)->id);
		cr_assert_eq(measures[i].value, value, "round %d: %s is %" PRId64 ", the oracle says %" PRId64, round, catalogue_measure(number)->id,
			     measures[i].value, value);
		return;
	}
	cr_assert_fail("round %d: measure %u is missing", round, number);
}

static void month_check(const struct world *world, const struct council_register *reg, struct month month, int round)
{
	struct date last = month_last_day(month);
	struct answer over_month = oracle(world, month_last_day(month_add(month, -1)), last);
	struct answer over_year = oracle(world, month_last_day(month_add(month, -12)), last);
	struct return_measure measures[MEASURES_ROOM];
	unsigned count;

	cr_assert_eq(measures_compute(reg, month, measures, MEASURES_ROOM, &count), ERROR_NONE);
	expect(measures, count, MEASURE_INPOST_FTE, over_month.inpost_fte, round);
	expect(measures, count, MEASURE_INPOST_HEADCOUNT, over_month.inpost_people, round);
	expect(measures, count, MEASURE_AGENCY_FTE, over_month.agency_fte, round);
	expect(measures, count, MEASURE_AGENCY_HEADCOUNT, over_month.agency_people, round);
	expect(measures, count, MEASURE_LEAVERS_FTE_MONTH, over_month.leavers_fte, round);
	expect(measures, count, MEASURE_LEAVERS_HEADCOUNT_MONTH, over_month.leavers_people, round);
	expect(measures, count, MEASURE_STARTERS_FTE_MONTH, over_month.starters_fte, round);
	expect(measures, count, MEASURE_STARTERS_HEADCOUNT_MONTH, over_month.starters_people, round);
	expect(measures, count, MEASURE_LEAVERS_FTE_12M, over_year.leavers_fte, round);
	expect(measures, count, MEASURE_LEAVERS_HEADCOUNT_12M, over_year.leavers_people, round);
	expect(measures, count, MEASURE_STARTERS_FTE_12M, over_year.starters_fte, round);
	expect(measures, count, MEASURE_STARTERS_HEADCOUNT_12M, over_year.starters_people, round);
}

Test(agent_measures, agree_with_a_count_day_by_day)
{
	struct random random = random_begin("agent_measures");

	for (int round = 0; round < ROUNDS; round++) {
		struct world world = random_world(&random);
		struct council_register *reg = world_register(&world);

		for (int i = 12; i < MONTHS; i++)
			month_check(&world, reg, month_add(world.first, i), round);
		register_free(reg);
	}
}

/* Nobody is lost: in post at the end = in post at the start + starters - leavers - those whose every post that ended in the window was a move. */
Test(agent_measures, heads_add_up_over_a_month_but_for_moves)
{
	struct random random = random_begin("agent_measures_balance");

	for (int round = 0; round < ROUNDS; round++) {
		struct world world = random_world(&random);

		for (unsigned i = 0; i < world.post_count; i++)
			if (world.posts[i].reason_leave == 7)
				world.posts[i].reason_leave = 1;
		for (int i = 12; i < MONTHS; i++) {
			struct return_measure now[MEASURES_ROOM], before[MEASURES_ROOM];
			struct council_register *reg = world_register(&world);
			struct month month = month_add(world.first, i);
			unsigned count;

			cr_assert_eq(measures_compute(reg, month, now, MEASURES_ROOM, &count), ERROR_NONE);
			cr_assert_eq(measures_compute(reg, month_add(month, -1), before, MEASURES_ROOM, &count), ERROR_NONE);
			expect(now, count, MEASURE_INPOST_HEADCOUNT,
			       before[MEASURE_INPOST_HEADCOUNT - 1].value + now[MEASURE_STARTERS_HEADCOUNT_MONTH - 1].value -
				       now[MEASURE_LEAVERS_HEADCOUNT_MONTH - 1].value,
			       round);
			register_free(reg);
		}
	}
}
