/*
 * The store as it was: at every position of a random history of returns, releases and notes it shows what a store that ends there shows, byte for byte; and
 * what it shows of now is the cube.
 */
#include "tests/property/common_random.h"
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { COUNCILS = 4, RETURN_MONTHS = 3, STEPS = 60, HISTORIES = 2, TEXT_BYTES = 4096 };

static const uint16_t councils[COUNCILS] = {340, 342, 343, 344};
static const char *const rows[COUNCILS] = {
	"340,E08000011,Knowsley",
	"342,E08000013,St. Helens",
	"343,E08000014,Sefton",
	"344,E08000015,Wirral",
};

/* One thing that is appended, so that it can be appended to another store in the same way. */
struct step {
	enum { STEP_RETURN, STEP_PLANS, STEP_POPULATION, STEP_NOTE } kind;
	unsigned council;
	struct return_sample sample;
	char text[TEXT_BYTES]; /* of a release */
	struct digest return_hash;
};

struct history {
	struct step steps[STEPS];
	struct digest newest[COUNCILS][RETURN_MONTHS];
	uint32_t revisions[COUNCILS][RETURN_MONTHS];
};

static struct month return_month(unsigned index)
{
	return month_add(month_from(2022, 12), (int)index); /* across a year's end */
}

/* Some years of some councils, with invented figures; small ones are suppressed in the file. */
static void plans_write(struct step *step, struct random *random)
{
	size_t size = (size_t)snprintf(step->text, TEXT_BYTES, "%s", PLANS_HEADER);
	int newest = 2022 + (int)random_below(random, 4);

	for (int year = newest - 2; year <= newest; year++)
		for (unsigned i = 0; i < COUNCILS; i++)
			if (i == 0 || random_below(random, 4) > 0)
				size += (size_t)snprintf(step->text + size, TEXT_BYTES - size,
							 "%d,Reporting year,Local authority,Somewhere,%.3s,%.9s,%s,Plans,%u,%u\n", year, rows[i],
							 rows[i] + 4, rows[i] + 14, 100 + (unsigned)random_below(random, 100),
							 (unsigned)random_below(random, 90));
}

static void population_write(struct step *step, struct random *random)
{
	size_t size = (size_t)snprintf(step->text, TEXT_BYTES,
				       "time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n");
	int newest = 2021 + (int)random_below(random, 3);

	for (int year = newest - 1; year <= newest; year++)
		for (unsigned i = 0; i < COUNCILS; i++)
			size += (size_t)snprintf(step->text + size, TEXT_BYTES - size,
						 "%d,Local authority,%.3s,%s,%.9s,Children aged 0 to 17 years,%u\n", year, rows[i], rows[i] + 14,
						 rows[i] + 4, 30000 + (unsigned)random_below(random, 9000));
}

static void step_make(struct history *history, struct step *step, unsigned number, struct random *random)
{
	unsigned month = (unsigned)random_below(random, RETURN_MONTHS);

	step->kind = random_below(random, 8) == 0   ? STEP_PLANS
		     : random_below(random, 8) == 0 ? STEP_POPULATION
		     : random_below(random, 8) == 0 ? STEP_NOTE
						    : STEP_RETURN;
	step->council = (unsigned)random_below(random, COUNCILS);
	if (step->kind == STEP_PLANS)
		plans_write(step, random);
	if (step->kind == STEP_POPULATION)
		population_write(step, random);
	if (step->kind != STEP_RETURN)
		return;
	step->sample = (struct return_sample){councils[step->council], return_month(month), ++history->revisions[step->council][month],
					      history->newest[step->council][month], number};
}

/* One entry for the step, and one for each council's key before them all. */
static void step_append(struct fixture *fixture, struct history *history, struct step *step, unsigned number)
{
	struct council_keys keys = fixture_keys(councils[step->council], 1);
	static struct release_report report;
	struct arena arena;

	arena_init(&arena, RELEASE_BUDGET_BYTES);
	if (step->kind == STEP_NOTE) {
		fixture_note(fixture, ENTRY_EVENTS, SLICE_LITERAL("an event"), FIXTURE_NOW_S + number);
	} else if (step->kind == STEP_RETURN) {
		struct slice bytes = fixture_envelope(&keys, &step->sample, &fixture->arena, &step->return_hash);
		unsigned month = (unsigned)(step->sample.month.index - return_month(0).index);

		cr_assert_eq(fixture_submit(fixture, step->sample.council, bytes).verdict, VERDICT_STORE);
		history->newest[step->council][month] = step->return_hash;
	} else {
		struct release release = release_of(slice_from_text(step->text), &arena, &report);

		release_store(fixture->store, &release, FIXTURE_NOW_S + number);
	}
	arena_fini(&arena);
}

static struct fixture keyed(void)
{
	struct fixture fixture = fixture_begin();

	for (unsigned i = 0; i < COUNCILS; i++)
		fixture_register(&fixture, councils[i], 1);
	return fixture;
}

static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL, SOURCE_REFERENCE};

static struct slice packed(const struct cube_record *records, unsigned count, struct arena *arena)
{
	struct slice all = {NULL, 0};

	for (unsigned i = 0; i < count; i++) {
		struct slice one;
		uint8_t *joined;

		cr_assert_eq(cube_pack(&records[i], arena, &one), ERROR_NONE);
		joined = arena_take(arena, all.size + one.size, 1);
		cr_assert_not_null(joined);
		if (all.size)
			memcpy(joined, all.data, all.size);
		memcpy(joined + all.size, one.data, one.size);
		all = slice_from(joined, all.size + one.size);
	}
	return all;
}

/* `now` shows at the moment what `then` shows. */
static void expect_same(struct store_view *then, struct store_view *now, const struct store_moment *moment, struct arena *arena)
{
	const struct store_moment whole = {.has_position = false};

	for (unsigned s = 0; s < 3; s++) {
		struct store_laid laid = {.span = 0};
		struct month *months, *expected_months;
		unsigned count, expected_count, month_count, expected_month_count;
		struct cube_record *records, *expected;

		cr_assert_eq(store_months_at(now, sources[s], moment, arena, &months, &month_count), ERROR_NONE);
		cr_assert_eq(store_months_at(then, sources[s], &whole, arena, &expected_months, &expected_month_count), ERROR_NONE);
		cr_assert_eq(month_count, expected_month_count, "%u", (unsigned)moment->position);
		for (unsigned i = 0; i < month_count; i++)
			cr_assert_eq(month_compare(months[i], expected_months[i]), 0);
		if (sources[s] != SOURCE_RETURNS)
			cr_assert_eq(store_lay(now, sources[s], moment, arena, &laid), ERROR_NONE);
		for (unsigned i = 0, next = 0; i < laid.span; i++) {
			struct month month = month_add(laid.first, (int)i);

			if (laid.months[i].count == 0)
				continue;
			cr_assert_eq(month_compare(month, months[next++]), 0, "laid at %u", (unsigned)moment->position);
			cr_assert_eq(store_month(then, sources[s], month, arena, &expected, &expected_count), ERROR_NONE);
			cr_assert(slice_equal(packed(laid.months[i].records, laid.months[i].count, arena), packed(expected, expected_count, arena)),
				  "laid at %u", (unsigned)moment->position);
			cr_assert(i + 1 < laid.span || next == month_count);
		}
		for (unsigned i = 0; i <= month_count; i++) {
			struct month month = i < month_count ? months[i] : month_from(1990, 1);

			cr_assert_eq(store_month_at(now, sources[s], month, moment, arena, &records, &count), ERROR_NONE);
			cr_assert_eq(store_month(then, sources[s], month, arena, &expected, &expected_count), ERROR_NONE);
			cr_assert_eq(count, expected_count, "at %u", (unsigned)moment->position);
			cr_assert(slice_equal(packed(records, count, arena), packed(expected, expected_count, arena)), "at %u",
				  (unsigned)moment->position);
		}
		for (unsigned i = 0; i < COUNCILS; i++) {
			struct month first = month_from(2020, 1), last = month_from(2024, 12);

			cr_assert_eq(store_series_at(now, sources[s], councils[i], first, last, moment, arena, &records, &count), ERROR_NONE);
			cr_assert_eq(store_series(then, sources[s], councils[i], first, last, arena, &expected, &expected_count), ERROR_NONE);
			cr_assert(slice_equal(packed(records, count, arena), packed(expected, expected_count, arena)), "at %u",
				  (unsigned)moment->position);
		}
	}
}

/* The second store is always one step behind what the first one has; it ends where the moment does. */
static void history_check(struct random *random)
{
	static struct history history, again;
	struct fixture whole = keyed(), part = keyed();

	memset(&history, 0, sizeof(history));
	memset(&again, 0, sizeof(again));
	for (unsigned i = 0; i < STEPS; i++) {
		step_make(&history, &history.steps[i], i, random);
		step_append(&whole, &history, &history.steps[i], i);
	}
	for (unsigned i = 0; i <= STEPS; i++) {
		struct store_moment moment = {.has_position = true, .position = COUNCILS + i};
		struct store_view then, now;
		struct arena arena;

		arena_init(&arena, 256 << 20);
		store_view_begin(&then, part.store);
		store_view_begin(&now, whole.store);
		cr_assert_eq(store_position(&then), moment.position);
		expect_same(&then, &now, &moment, &arena);
		cr_assert_eq(store_view_end(&then), ERROR_NONE);
		cr_assert_eq(store_view_end(&now), ERROR_NONE);
		arena_fini(&arena);
		if (i < STEPS)
			step_append(&part, &again, &history.steps[i], i);
	}
	fixture_end(&whole);
	fixture_end(&part);
}

Test(moment, every_position_shows_what_a_store_that_ends_there_shows, .timeout = 300)
{
	struct random random = random_begin("moment");

	for (unsigned i = 0; i < HISTORIES; i++)
		history_check(&random);
}

Test(moment, a_vintage_and_a_position_hold_together)
{
	static const char older[] = PLANS_HEADER ST_HELENS("2022", "180", "30") ST_HELENS("2023", "190", "40");
	static const char newer[] = PLANS_HEADER ST_HELENS("2023", "191", "40") ST_HELENS("2024", "200", "41");
	static const char corrected[] = PLANS_HEADER ST_HELENS("2023", "192", "40");
	static const struct {
		uint64_t position; /* 0: now */
		int vintage;       /* 0: any */
		int64_t value;     /* of March 2023; 0: none */
	} table[] = {{0, 0, 191}, {0, 2023, 192}, {0, 2022, 0},   {1, 0, 190},   {1, 2023, 190},
		     {2, 0, 191}, {2, 2023, 190}, {3, 2023, 192}, {3, 2024, 191}};
	struct fixture fixture = fixture_begin();
	const char *const texts[] = {older, newer, corrected};

	for (unsigned i = 0; i < 3; i++)
		release_import(fixture.store, slice_from_text(texts[i]));
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct store_moment moment = {
			.has_position = table[i].position != 0, .position = table[i].position, .has_vintage = table[i].vintage != 0};
		struct cube_record *records;
		struct store_view view;
		unsigned count;

		if (moment.has_vintage)
			moment.vintage = month_from(table[i].vintage, 3);
		store_view_begin(&view, fixture.store);
		cr_assert_eq(store_month_at(&view, SOURCE_OFFICIAL, month_from(2023, 3), &moment, &fixture.arena, &records, &count), ERROR_NONE);
		cr_expect_eq(count, table[i].value != 0, "row %zu", i);
		if (count)
			cr_expect_eq(cube_measure(&records[0], MEASURE_CPP_STARTED_12M)->value, table[i].value, "row %zu", i);
		cr_expect_eq(store_has_release(&view, MEASURE_CPP_STARTED_12M, &moment), table[i].value != 0, "row %zu", i);
		cr_expect_not(store_has_release(&view, MEASURE_CLA, &moment), "row %zu", i);
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
	}
	fixture_end(&fixture);
}

/* A revision of which the index has lost a record: an older figure must not be taken for what was shown then. */
Test(moment, a_vanished_revision_is_noticed)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);
	struct digest first = fixture_store(&fixture, &keys, return_month(0), 1);
	struct return_sample second = {342, return_month(0), 2, first, 2};
	struct store_key key = store_key_revision(342, return_month(0), 2);
	const struct store_moment moment = {.has_position = true, .position = 2};
	struct cube_record *records;
	struct store_batch batch;
	struct store_view view;
	unsigned count;

	cr_assert_eq(fixture_submit(&fixture, 342, fixture_envelope(&keys, &second, &fixture.arena, NULL)).verdict, VERDICT_STORE);
	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert(table_remove(&batch.view.transaction, TABLE_REVISIONS, store_key_slice(&key)));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_month_at(&view, SOURCE_RETURNS, return_month(0), &moment, &fixture.arena, &records, &count), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}
