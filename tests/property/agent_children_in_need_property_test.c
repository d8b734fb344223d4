#include "agent/core/children_in_need.h"

#include <criterion/criterion.h>
#include <string.h>

#include "agent/core/children_in_need_codes.h"
#include "proto/catalogue.h"
#include "tests/property/common_random.h"

/*
 * Children in need against an oracle that sorts nothing and merges nothing: for each month it looks for the newest census that covers it, and for each
 * record whether a newer one speaks of the same. Few children, few days and several censuses, so that records meet often.
 */

enum { ROUNDS = 3000, CHILDREN = 4, RECORDS_MAX = 14, CENSUSES = 3, BUDGET_BYTES = 4 << 20, MEASURES_ROOM = 512, MONTHS_PER_YEAR = 12 };

struct world {
	struct date reference_dates[CENSUSES]; /* ascending; each census's order in `files` is its number */
	uint8_t files[CENSUSES];               /* which number it is read as */
	unsigned counts[NEED_KIND_COUNT];
	struct need_record records[NEED_KIND_COUNT][RECORDS_MAX]; /* `file` is the census's place in the arrays above */
};

struct figures {
	struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;
};

static struct date random_day(struct random *random)
{
	struct month month = month_add(month_from(2018, 1), (int)random_below(random, 48));
	struct date last = month_last_day(month);

	switch (random_below(random, 4)) {
	case 0:
		return last;
	case 1:
		return (struct date){last.days + 1};
	default:
		return (struct date){month_first_day(month).days + (int32_t)random_below(random, 3) * 14};
	}
}

/* Sound: a start, and no end before it. */
static struct need_record random_record(struct random *random, enum need_kind kind, uint8_t census)
{
	struct need_record record = {
		.child = (uint32_t)random_below(random, CHILDREN),
		.start = random_day(random),
		.end = {NEED_DAY_OPEN},
		.file = census,
	};

	if (random_below(random, 3)) {
		record.end.days = random_day(random).days;
		if (record.end.days < record.start.days)
			record.end.days = record.start.days;
	}
	if (kind == NEED_EPISODE) {
		record.group = (uint8_t)random_below(random, SOURCE_COUNT);
		record.need = (uint8_t)random_below(random, NEED_COUNT);
		record.flags = (uint8_t)(random_below(random, 5) == 0 ? NEED_NO_ACTION : random_below(random, 5) == 0 ? NEED_DENIED : 0);
	} else if (kind == NEED_PLAN) {
		record.group = (uint8_t)random_below(random, CATEGORY_COUNT);
		record.flags = random_below(random, 3) == 0 ? NEED_REPEAT : 0;
	}
	return record;
}

/* One record speaks of the same as another when it is of the same child and start. */
static bool is_same(const struct need_record *a, const struct need_record *b)
{
	return a->child == b->child && a->start.days == b->start.days;
}

static bool has_twin(const struct world *world, enum need_kind kind, const struct need_record *record)
{
	for (unsigned i = 0; i < world->counts[kind]; i++)
		if (world->records[kind][i].file == record->file && is_same(&world->records[kind][i], record))
			return true;
	return false;
}

/* Censuses that follow each other, or leave a year out, or end within a year. */
static struct world random_world(struct random *random)
{
	struct world world = {.counts = {0}};
	uint8_t turn = (uint8_t)random_below(random, CENSUSES);

	for (unsigned i = 0; i < CENSUSES; i++) {
		int year = 2019 + (int)i + (int)(i == 2 ? random_below(random, 2) : 0);
		struct month last = month_from(year, random_below(random, 4) == 0 ? 2 : 3);

		world.reference_dates[i] = month_last_day(last);
		world.files[i] = (uint8_t)((i + turn) % CENSUSES);
	}
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++) {
		unsigned wanted = (unsigned)random_below(random, RECORDS_MAX) + 1;

		for (uint8_t census = 0; census < CENSUSES; census++)
			for (unsigned i = 0; i < wanted / CENSUSES; i++) {
				struct need_record record = random_record(random, (enum need_kind)kind, census);

				if (!has_twin(&world, (enum need_kind)kind, &record))
					world.records[kind][world.counts[kind]++] = record;
			}
	}
	return world;
}

static void census_put(struct children_in_need *part, const struct world *world, unsigned census)
{
	static const char *const ids[CHILDREN] = {"SYNTH1", "SYNTH2", "SYNTH3", "SYNTH4"};
	struct need_census header = {.last = world->reference_dates[census], .is_dated = true};

	children_in_need_saw_census(part, world->files[census], &header);
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		for (unsigned i = 0; i < world->counts[kind]; i++) {
			struct need_record record = world->records[kind][i];

			if (record.file != census)
				continue;
			record.file = world->files[census];
			cr_assert_eq(children_in_need_child(part, slice_from_text(ids[record.child]), &record.child), ERROR_NONE);
			cr_assert_eq(children_in_need_add(part, (enum need_kind)kind, &record), ERROR_NONE);
		}
}

static struct children_in_need *world_part(const struct world *world)
{
	struct children_in_need *part = children_in_need_new(BUDGET_BYTES);
	struct findings *findings = findings_new();

	cr_assert(part && findings);
	for (unsigned file = 0; file < CENSUSES; file++)
		for (unsigned census = 0; census < CENSUSES; census++)
			if (world->files[census] == file)
				census_put(part, world, census);
	cr_assert_eq(children_in_need_close(part, findings), ERROR_NONE);
	findings_free(findings);
	return part;
}

static void figures_take(struct figures *figures, const struct children_in_need *part, struct month month)
{
	sheet_init(&figures->sheet, figures->measures, MEASURES_ROOM);
	children_in_need_measure(part, month, &figures->sheet);
}

static bool has_value(const struct figures *figures, enum measure_number measure)
{
	return sheet_at(&figures->sheet, measure)->symbol == SYMBOL_NONE;
}

static int64_t value(const struct figures *figures, enum measure_number measure)
{
	return sheet_at(&figures->sheet, measure)->value;
}

/* The newest census that covers the month; -1: none. */
static int oracle_census(const struct world *world, struct month month)
{
	for (int i = CENSUSES - 1; i >= 0; i--) {
		struct month last = date_month(world->reference_dates[i]);
		int since_april = (month_number(last) + 8) % MONTHS_PER_YEAR;

		if (month_compare(month, last) <= 0 && month_compare(month_add(last, -since_april), month) <= 0)
			return i;
	}
	return -1;
}

/* The newest census's record of those that are the same; NULL when a census up to number `census` has it. */
static const struct need_record *oracle_latecomer(const struct world *world, enum need_kind kind, const struct need_record *record, unsigned census)
{
	const struct need_record *newest = record;

	for (unsigned i = 0; i < world->counts[kind]; i++) {
		const struct need_record *same = &world->records[kind][i];

		if (!is_same(same, record))
			continue;
		if (same->file <= census)
			return NULL;
		newest = same->file > newest->file ? same : newest;
	}
	return newest;
}

/* Whether a newer census has another record in the place of this one, which is the newest of those that are the same. */
static bool oracle_is_replaced(const struct world *world, enum need_kind kind, const struct need_record *record)
{
	int32_t end = world->reference_dates[record->file].days;
	bool is_open = record->start.days <= end && record->end.days > end && !(record->flags & NEED_NO_ACTION) && kind <= NEED_PLAN;

	for (unsigned i = 0; i < world->counts[kind]; i++) {
		const struct need_record *other = oracle_latecomer(world, kind, &world->records[kind][i], record->file);

		if (!other || other->child != record->child || other->start.days > end || ((other->flags ^ record->flags) & NEED_NO_ACTION))
			continue;
		if (record->end.days == other->end.days && record->end.days != NEED_DAY_OPEN)
			return true;
		if (is_open && other->end.days > record->start.days)
			return true;
	}
	return false;
}

/* Whether the record stands, and tells of the month. */
static bool oracle_tells(const struct world *world, enum need_kind kind, const struct need_record *record, struct month month)
{
	for (unsigned i = 0; i < world->counts[kind]; i++)
		if (is_same(&world->records[kind][i], record) && world->records[kind][i].file > record->file)
			return false;
	return record->file >= oracle_census(world, month) && !oracle_is_replaced(world, kind, record);
}

static bool is_in_month(struct date day, struct month month)
{
	return day.days != NEED_DAY_OPEN && month_compare(date_month(day), month) == 0;
}

struct counts {
	int64_t open, started, ended, started_flagged;
};

static struct counts oracle_count(const struct world *world, enum need_kind kind, struct month month)
{
	struct counts counts = {0, 0, 0, 0};
	int32_t last = month_last_day(month).days;

	for (unsigned i = 0; i < world->counts[kind]; i++) {
		const struct need_record *record = &world->records[kind][i];

		if (!oracle_tells(world, kind, record, month) || (record->flags & NEED_NO_ACTION))
			continue;
		counts.open += record->start.days <= last && record->end.days > last;
		counts.started += is_in_month(record->start, month);
		counts.started_flagged += is_in_month(record->start, month) && (record->flags & NEED_REPEAT);
		counts.ended += is_in_month(record->end, month);
	}
	return counts;
}

static void month_check(const struct world *world, const struct figures *figures, struct month month, unsigned round)
{
	struct counts episodes = oracle_count(world, NEED_EPISODE, month), plans = oracle_count(world, NEED_PLAN, month);
	struct counts assessments = oracle_count(world, NEED_ASSESSMENT, month), enquiries = oracle_count(world, NEED_ENQUIRY, month);

	cr_assert_eq(has_value(figures, MEASURE_CIN), oracle_census(world, month) >= 0, "round %u", round);
	if (!has_value(figures, MEASURE_CIN))
		return;
	cr_assert_eq(value(figures, MEASURE_CIN), episodes.open, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_REFERRALS_MONTH) - value(figures, MEASURE_REFERRALS_NO_FURTHER_ACTION_MONTH), episodes.started,
		     "round %u", round);
	cr_assert_eq(value(figures, MEASURE_CIN_ENDED_MONTH), episodes.ended, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_CPP), plans.open, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_CPP_STARTED_MONTH), plans.started, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_CPP_STARTED_REPEAT_MONTH), plans.started_flagged, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_CPP_ENDED_MONTH), plans.ended, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_ASSESSMENTS_MONTH), assessments.ended, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_SECTION_47_ENQUIRIES_MONTH), enquiries.started, "round %u", round);
	cr_assert_eq(value(figures, MEASURE_INITIAL_CONFERENCES_MONTH), enquiries.ended, "round %u", round);
}

Test(children_in_need_property, every_month_is_what_the_oracle_counts)
{
	struct random random = random_begin("children_in_need");

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct world world = random_world(&random);
		struct children_in_need *part = world_part(&world);

		for (int i = 0; i < 48; i++) {
			static struct figures figures;
			struct month month = month_add(month_from(2018, 1), i);

			figures_take(&figures, part, month);
			month_check(&world, &figures, month, round);
		}
		children_in_need_free(part);
	}
}

/* The parts of each breakdown that have a value, by their total's number; all of them have one, or none. */
static void breakdowns_check(const struct figures *figures, unsigned round)
{
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *first = catalogue_measure_at(i);
		int64_t sum = 0;
		unsigned with_value = 0, parts = 0;

		if (first->topic != TOPIC_CHILDREN_IN_NEED || first->total == MEASURE_NONE)
			continue;
		for (unsigned j = 0; j < catalogue_measure_count(); j++) {
			const struct measure *part = catalogue_measure_at(j);

			if (part->total != first->total || strcmp(part->breakdown, first->breakdown) != 0)
				continue;
			parts++;
			with_value += has_value(figures, (enum measure_number)part->number);
			sum += value(figures, (enum measure_number)part->number);
		}
		cr_assert(with_value == 0 || with_value == parts, "round %u: %s", round, first->id);
		cr_assert(with_value == 0 || sum == value(figures, (enum measure_number)first->total), "round %u: the parts of %s", round, first->id);
	}
}

Test(children_in_need_property, breakdowns_add_up)
{
	struct random random = random_begin("breakdowns");

	for (unsigned round = 0; round < ROUNDS / 30; round++) {
		struct world world = random_world(&random);
		struct children_in_need *part = world_part(&world);

		for (int i = 0; i < 48; i++) {
			static struct figures figures;

			figures_take(&figures, part, month_add(month_from(2018, 1), i));
			breakdowns_check(&figures, round);
		}
		children_in_need_free(part);
	}
}

/* Twelve months' events are those of their months; and within one census, what is open follows from what started and ended. */
Test(children_in_need_property, flows_add_up_and_stocks_follow)
{
	struct random random = random_begin("flows");

	for (unsigned round = 0; round < ROUNDS / 10; round++) {
		static struct figures figures[2];
		struct world world = random_world(&random);
		struct children_in_need *part = world_part(&world);
		int64_t referrals[48], ended[48];

		for (int i = 0; i < 48; i++) {
			struct month month = month_add(month_from(2018, 1), i);
			const struct figures *now = &figures[i % 2], *before = &figures[(i + 1) % 2];

			figures_take(&figures[i % 2], part, month);
			referrals[i] = value(now, MEASURE_REFERRALS_MONTH);
			ended[i] = value(now, MEASURE_CPP_ENDED_MONTH);
			if (i && oracle_census(&world, month) >= 0 && oracle_census(&world, month) == oracle_census(&world, month_add(month, -1))) {
				cr_assert_eq(value(now, MEASURE_CPP), value(before, MEASURE_CPP) + value(now, MEASURE_CPP_STARTED_MONTH) -
									      value(now, MEASURE_CPP_ENDED_MONTH));
				cr_assert_eq(value(now, MEASURE_CIN), value(before, MEASURE_CIN) + value(now, MEASURE_REFERRALS_MONTH) -
									      value(now, MEASURE_REFERRALS_NO_FURTHER_ACTION_MONTH) -
									      value(now, MEASURE_CIN_ENDED_MONTH));
			}
		}
		for (int i = MONTHS_PER_YEAR - 1; i < 48; i++) {
			static struct figures year;
			int64_t sum = 0, sum_ended = 0;

			figures_take(&year, part, month_add(month_from(2018, 1), i));
			for (int j = 0; j < MONTHS_PER_YEAR; j++) {
				sum += referrals[i - j];
				sum_ended += ended[i - j];
			}
			if (!has_value(&year, MEASURE_REFERRALS_12M))
				continue;
			cr_assert_eq(value(&year, MEASURE_REFERRALS_12M), sum, "round %u", round);
			cr_assert_eq(value(&year, MEASURE_CPP_ENDED_12M), sum_ended, "round %u", round);
		}
		children_in_need_free(part);
	}
}
