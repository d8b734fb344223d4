/*
 * Somebody who reads every answer at every moment, and takes one revision from another: St Helens first gives how many children had three placements, and
 * how many had fewer, then withholds both, because three of them had fewer. Who knew the first number would have the three from the total.
 */
#include "collector/core/answers.h"
#include "collector/shell/store_cube.h"
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { ANSWER_BYTES_MAX = 4 << 20, REVISIONS = 3, DAY_S = 24 * 3600, POSITION_FIRST = 4 };

static const uint16_t st_helens = 342;
/* Numbers that nothing else in an answer has. */
static const char *const totals[REVISIONS] = {"86193", "61741", "61742"};
static struct return_measure revisions[REVISIONS][3] = {
	{{.number = MEASURE_CLA, .value = 86193},
	 {.number = MEASURE_CLA_THREE_PLACEMENTS, .value = 61738},
	 {.number = MEASURE_CLA_FEWER_PLACEMENTS, .value = 24455}},
	{{.number = MEASURE_CLA, .value = 61741},
	 {.number = MEASURE_CLA_THREE_PLACEMENTS, .symbol = SYMBOL_C, .reason = REASON_PROTECTS_ANOTHER},
	 {.number = MEASURE_CLA_FEWER_PLACEMENTS, .symbol = SYMBOL_C, .reason = REASON_SMALL_COUNT}},
	{{.number = MEASURE_CLA, .value = 61742},
	 {.number = MEASURE_CLA_THREE_PLACEMENTS, .symbol = SYMBOL_C, .reason = REASON_PROTECTS_ANOTHER},
	 {.number = MEASURE_CLA_FEWER_PLACEMENTS, .symbol = SYMBOL_C, .reason = REASON_SMALL_COUNT}},
};
/* The first revision's numbers, and the rate as it is shown: 71.6 %, to one place. */
static const char *const secrets[] = {"61738", "24455", "71.6"};

static const char populations[] = "time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n"
				  "2022,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,400000\n";

static struct month return_month(void)
{
	return month_from(2023, 3);
}

static struct digest revision_store(struct fixture *fixture, const struct council_keys *keys, unsigned index, struct digest previous)
{
	struct return_sample sample = {st_helens, return_month(), index + 1, previous, 0};
	struct digest hash;

	cr_assert_eq(fixture_submit(fixture, st_helens, fixture_envelope_of(keys, &sample, revisions[index], 3, &fixture->arena, &hash)).verdict,
		     VERDICT_STORE);
	return hash;
}

static void import(struct fixture *fixture, const char *text)
{
	static struct release_report report;
	struct release release = release_of(slice_from_text(text), &fixture->arena, &report);

	release_store(fixture->store, &release, FIXTURE_NOW_S);
}

/* Positions: a key, a release of the same date, the children who live there, the revisions. */
static struct fixture with_revisions(unsigned count)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct digest previous = {{0}};

	import(&fixture, PLANS_HEADER ST_HELENS("2023", "190", "40"));
	import(&fixture, populations);
	for (unsigned i = 0; i < count; i++)
		previous = revision_store(&fixture, &keys, i, previous);
	return fixture;
}

static struct question question_of(const struct answer *answer, const struct indicator *indicator, struct moment moment)
{
	struct question question = {.source = SOURCE_RETURNS, .indicator = indicator, .moment = moment};

	if (answer->allowed & ASK_COUNCIL)
		question.council = council_find(st_helens);
	else
		question.area = area_find(SLICE_LITERAL("North West"));
	if (answer->required & ASK_AREA)
		question.area = area_find(SLICE_LITERAL("North West"));
	question.has_month = (answer->allowed & ASK_MONTH) != 0;
	question.month = return_month();
	return question;
}

static bool text_has(struct slice text, const char *part)
{
	return memmem(text.data, text.size, part, strlen(part)) != NULL;
}

/* What a reader looks for in all that is answered. */
struct sighting {
	unsigned answers;
	unsigned secrets;
	unsigned totals[REVISIONS];
};

static void look(struct sighting *sighting, struct slice text, const char *name)
{
	sighting->answers++;
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		if (!text_has(text, secrets[i]))
			continue;
		sighting->secrets++;
		cr_log_info("%s in %s", secrets[i], name);
	}
	for (unsigned i = 0; i < REVISIONS; i++)
		sighting->totals[i] += text_has(text, totals[i]);
}

static void ask(struct store_cube *cube, struct store_view *view, const struct answer *answer, const struct question *question,
		struct sighting *sighting)
{
	struct problem problem = {0};
	struct arena arena;
	struct text text;

	arena_init(&arena, FIXTURE_BUDGET_BYTES);
	text_init_growing(&text, ANSWER_BYTES_MAX);
	cr_assert_eq(store_cube_begin(cube, view, &question->moment), ERROR_NONE);
	if (!answer->write(&cube->background, question, &arena, &text, &problem))
		look(sighting, text_slice(&text), answer->name);
	text_fini(&text);
	text_init_growing(&text, ANSWER_BYTES_MAX);
	if (answer->write_terminal && !answer->write_terminal(&cube->background, question, 200, &arena, &text, &problem))
		look(sighting, text_slice(&text), answer->name);
	text_fini(&text);
	arena_fini(&arena);
}

/* Every answer, of the indicators that the children are counted in. */
static void ask_all(struct store_cube *cube, struct store_view *view, struct moment moment, struct sighting *sighting)
{
	static const char *const ids[] = {"cla_three_placements_percent", "cla_rate_per_10000", "vacancy_rate_fte"};

	for (unsigned i = 0; i < answer_count(); i++)
		for (size_t j = 0; j < sizeof(ids) / sizeof(ids[0]); j++) {
			const struct indicator *indicator = catalogue_indicator_find(slice_from_text(ids[j]));
			struct question question = question_of(answer_at(i), indicator, moment);

			cr_assert_not_null(indicator, "%s", ids[j]);
			ask(cube, view, answer_at(i), &question, sighting);
		}
}

static struct sighting read_everything(const struct fixture *fixture, unsigned revision_count)
{
	struct sighting sighting = {0};
	struct store_cube cube;
	struct store_view view;

	store_cube_init(&cube);
	store_view_begin(&view, fixture->store);
	ask_all(&cube, &view, (struct moment){.has_date = false}, &sighting);
	for (unsigned position = POSITION_FIRST; position < POSITION_FIRST + revision_count; position++)
		ask_all(&cube, &view, (struct moment){.has_position = true, .position = position}, &sighting);
	ask_all(&cube, &view, (struct moment){.has_date = true, .date = {FIXTURE_NOW_S / DAY_S}}, &sighting);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_cube_fini(&cube);
	return sighting;
}

/* That the reader sees what is there to be seen. */
Test(withholding_store, what_is_not_withheld_is_seen)
{
	struct fixture fixture = with_revisions(1);
	struct sighting sighting = read_everything(&fixture, 1);

	cr_expect_gt(sighting.answers, 50);
	cr_expect_gt(sighting.secrets, 10);
	cr_expect_gt(sighting.totals[0], 5);
	fixture_end(&fixture);
}

Test(withholding_store, no_answer_of_any_moment_gives_what_a_later_revision_withholds)
{
	for (unsigned count = 2; count <= REVISIONS; count++) {
		struct fixture fixture = with_revisions(count);
		struct sighting sighting = read_everything(&fixture, count);

		cr_expect_eq(sighting.secrets, 0, "%u revisions", count);
		for (unsigned i = 0; i < count; i++)
			cr_expect_gt(sighting.totals[i], 0, "the total of revision %u is still seen", i + 1);
		fixture_end(&fixture);
	}
}

/* What is kept of a past moment gives way when a correction comes, though the moment has not changed. */
Test(withholding_store, a_correction_holds_for_moments_that_were_read_before)
{
	struct moment moment = {.has_position = true, .position = POSITION_FIRST};
	struct fixture fixture = with_revisions(1);
	struct council_keys keys = fixture_keys(st_helens, 1);
	struct return_sample first = {st_helens, return_month(), 1, {{0}}, 0};
	struct digest hash;
	struct store_cube cube;

	fixture_envelope_of(&keys, &first, revisions[0], 3, &fixture.arena, &hash);
	store_cube_init(&cube);
	for (unsigned i = 0; i < 3; i++) {
		struct sighting sighting = {0};
		struct store_view view;

		store_view_begin(&view, fixture.store);
		ask_all(&cube, &view, moment, &sighting);
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
		cr_expect_eq(sighting.secrets > 0, i == 0, "after %u corrections", i);
		cr_expect_gt(sighting.totals[0], 0);
		if (i < 2)
			hash = revision_store(&fixture, &keys, i + 1, hash);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* The store itself answers with what stood there: whoever checks it must find the bytes. */
Test(withholding_store, the_store_has_the_past_as_it_was)
{
	struct store_moment moment = {.has_position = true, .position = POSITION_FIRST};
	struct fixture fixture = with_revisions(REVISIONS);
	struct cube_record *records;
	struct store_view view;
	unsigned count;

	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_month_at(&view, SOURCE_RETURNS, return_month(), &moment, &fixture.arena, &records, &count), ERROR_NONE);
	cr_assert_eq(count, 1);
	cr_expect_eq(cube_measure(&records[0], MEASURE_CLA_THREE_PLACEMENTS)->value, 61738);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}
