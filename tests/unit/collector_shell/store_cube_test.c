/* The store's cube as comparisons ask it: moments, series beside columns, and what figures were before. */
#include "collector/core/note.h"
#include "collector/shell/store_cube.h"
#include "tests/support/event_samples.h"
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

static const uint16_t st_helens = 342, knowsley = 340;

static const char populations[] = "time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n"
				  "2021,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,40000\n"
				  "2022,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,38000\n"
				  "2022,Local authority,340,Knowsley,E08000011,Children aged 0 to 17 years,36000\n";
static const char newer_populations[] = "time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n"
					"2022,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,38500\n"
					"2023,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,38600\n";
static const char first_release[] = PLANS_HEADER ST_HELENS("2022", "180", "30") ST_HELENS("2023", "190", "40") KNOWSLEY("2023", "90", "c");
static const char second_release[] = PLANS_HEADER ST_HELENS("2023", "191", "40") ST_HELENS("2024", "200", "41");

static void import_at(struct fixture *fixture, const char *text, int64_t now_s)
{
	static struct release_report report;
	struct release release = release_of(slice_from_text(text), &fixture->arena, &report);

	release_store(fixture->store, &release, now_s);
}

/* Positions 1 to 4, a day apart; the older release is imported last. */
static struct fixture with_releases(void)
{
	struct fixture fixture = fixture_begin();

	import_at(&fixture, populations, FIXTURE_NOW_S);
	import_at(&fixture, second_release, FIXTURE_NOW_S + DAY_S);
	import_at(&fixture, newer_populations, FIXTURE_NOW_S + 2 * DAY_S);
	import_at(&fixture, first_release, FIXTURE_NOW_S + 3 * DAY_S);
	return fixture;
}

static const struct indicator *indicator_of(const char *id)
{
	return catalogue_indicator_find(slice_from_text(id));
}

static enum error begin_at(struct fixture *fixture, struct store_cube *cube, struct store_view *view, struct moment moment)
{
	store_view_begin(view, fixture->store);
	return store_cube_begin(cube, view, &moment);
}

Test(store_cube, a_moment_is_a_date_a_position_or_both)
{
	static const struct {
		struct moment moment;
		enum error error;
		int64_t started; /* plans in St Helens in the year to March 2023; 0: not known yet */
	} table[] = {
		{{.has_date = false}, ERROR_NONE, 191},
		{{.has_position = true, .position = 0}, ERROR_NOT_FOUND, 0},
		{{.has_position = true, .position = 1}, ERROR_NONE, 0},
		{{.has_position = true, .position = 2}, ERROR_NONE, 191},
		{{.has_position = true, .position = 4}, ERROR_NONE, 191},
		{{.has_position = true, .position = 5}, ERROR_NOT_FOUND, 0},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S - 1}}, ERROR_NOT_FOUND, 0},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S}}, ERROR_NONE, 0},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S + 1}}, ERROR_NONE, 191},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S}, .has_position = true, .position = 4}, ERROR_NONE, 0},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S + 9}, .has_position = true, .position = 1}, ERROR_NONE, 0},
		{{.has_vintage = true, .vintage = {2023 * 12 + 2}}, ERROR_NONE, 190},
		{{.has_vintage = true, .vintage = {2023 * 12 + 2}, .has_position = true, .position = 3}, ERROR_NONE, 0},
	};
	struct fixture fixture = with_releases();
	struct store_cube cube;

	store_cube_init(&cube);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct column *column;
		const struct cell *cell;
		struct store_view view;

		cr_assert_eq(begin_at(&fixture, &cube, &view, table[i].moment), table[i].error, "row %zu", i);
		if (!table[i].error) {
			cr_assert_eq(cube_column(&cube.view, SOURCE_OFFICIAL, indicator_of("repeat_cpp_percent"), month_from(2023, 3), &column),
				     ERROR_NONE);
			cell = column_find(column, st_helens);
			cr_expect_eq(cell != NULL, table[i].started != 0, "row %zu", i);
			if (cell)
				cr_expect_eq(cell->value.denominator, table[i].started, "row %zu", i);
		}
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

Test(store_cube, a_background_knows_when_its_newest_entry_was_recorded)
{
	static const struct {
		struct moment moment;
		uint64_t position;
		int64_t recorded_at_s;
	} table[] = {
		{{.has_date = false}, 4, FIXTURE_NOW_S + 3 * DAY_S},
		{{.has_position = true, .position = 2}, 2, FIXTURE_NOW_S + DAY_S},
		{{.has_date = true, .date = {FIXTURE_NOW_S / DAY_S + 2}}, 3, FIXTURE_NOW_S + 2 * DAY_S},
		{{.has_date = false}, 4, FIXTURE_NOW_S + 3 * DAY_S},
	};
	struct fixture fixture = with_releases();
	struct store_cube cube;

	store_cube_init(&cube);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct store_view view;

		cr_assert_eq(begin_at(&fixture, &cube, &view, table[i].moment), ERROR_NONE);
		cr_expect_eq(cube.background.position, table[i].position, "row %zu", i);
		cr_expect_eq(cube.background.recorded_at_s, table[i].recorded_at_s, "row %zu", i);
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

Test(store_cube, an_empty_store_has_no_newest_entry)
{
	struct fixture fixture = fixture_begin();
	struct store_cube cube;
	struct store_view view;

	store_cube_init(&cube);
	cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_date = false}), ERROR_NONE);
	cr_expect_eq(cube.background.position, 0);
	cr_expect_eq(cube.background.recorded_at_s, 0);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

Test(store_cube, months_are_those_of_the_moment)
{
	static const struct {
		uint64_t position;
		unsigned count;
		int first_year, last_year;
	} table[] = {{1, 0, 0, 0}, {2, 2, 2023, 2024}, {3, 2, 2023, 2024}, {4, 3, 2022, 2024}};
	struct fixture fixture = with_releases();
	struct store_cube cube;

	store_cube_init(&cube);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct month *months;
		struct store_view view;
		unsigned count;

		cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_position = true, .position = table[i].position}), ERROR_NONE);
		cr_assert_eq(cube_months(&cube.view, SOURCE_OFFICIAL, &months, &count), ERROR_NONE);
		cr_assert_eq(count, table[i].count, "row %zu", i);
		if (count) {
			cr_expect_eq(month_year(months[0]), table[i].first_year, "row %zu", i);
			cr_expect_eq(month_year(months[count - 1]), table[i].last_year, "row %zu", i);
		}
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* The estimate that was known then: March 2024 has that of mid-2023, or the one of the year before carried forward. */
Test(store_cube, populations_are_those_of_the_moment)
{
	static const struct {
		uint64_t position;
		int64_t population;
		int carried_from_year;
	} table[] = {{2, 38000, 2022}, {3, 38600, 0}, {4, 38600, 0}};
	struct fixture fixture = with_releases();
	struct store_cube cube;

	store_cube_init(&cube);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct indicator *indicator = indicator_of("cpp_started_rate_per_10000");
		struct month month = month_from(2024, 3);
		const struct cell *const *cells;
		const struct column *column;
		struct store_view view;

		cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_position = true, .position = table[i].position}), ERROR_NONE);
		cr_assert_eq(cube_column(&cube.view, SOURCE_OFFICIAL, indicator, month, &column), ERROR_NONE);
		cr_assert_eq(cube_series(&cube.view, SOURCE_OFFICIAL, indicator, st_helens, month, month, &cells), ERROR_NONE);
		for (unsigned j = 0; j < 2; j++) {
			const struct cell *cell = j ? cells[0] : column_find(column, st_helens);

			cr_assert_not_null(cell);
			cr_expect_eq(cell->value.denominator, table[i].population, "row %zu, %u", i, j);
			cr_expect_eq(cell->carried_from_year, table[i].carried_from_year, "row %zu, %u", i, j);
		}
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* Whichever way a figure is asked for. */
Test(store_cube, a_series_has_the_cells_of_its_columns)
{
	struct fixture fixture = with_releases();
	struct month first = month_from(2021, 12), last = month_from(2024, 6);
	struct store_cube by_column, by_series;
	struct store_view view, other;
	unsigned found = 0;

	store_cube_init(&by_column);
	store_cube_init(&by_series);
	cr_assert_eq(begin_at(&fixture, &by_column, &view, (struct moment){.has_date = false}), ERROR_NONE);
	cr_assert_eq(begin_at(&fixture, &by_series, &other, (struct moment){.has_date = false}), ERROR_NONE);
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);
		const struct cell *const *cells;

		cr_assert_eq(cube_series(&by_series.view, SOURCE_OFFICIAL, indicator, st_helens, first, last, &cells), ERROR_NONE);
		for (int j = 0; j <= last.index - first.index; j++) {
			const struct column *column;
			const struct cell *expected;

			cr_assert_eq(cube_column(&by_column.view, SOURCE_OFFICIAL, indicator, month_add(first, j), &column), ERROR_NONE);
			expected = column_find(column, st_helens);
			cr_assert_eq(expected == NULL, cells[j] == NULL, "%s", indicator->id);
			if (!expected)
				continue;
			found++;
			cr_expect_eq(cells[j]->value.symbol, expected->value.symbol, "%s", indicator->id);
			cr_expect_eq(cells[j]->value.value, expected->value.value, "%s", indicator->id);
			cr_expect_eq(cells[j]->value.denominator, expected->value.denominator, "%s", indicator->id);
			cr_expect_eq(cells[j]->sequence, expected->sequence, "%s", indicator->id);
			cr_expect_eq(cells[j]->carried_from_year, expected->carried_from_year, "%s", indicator->id);
		}
	}
	cr_expect_eq(found, 3 * catalogue_indicator_count());
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_assert_eq(store_view_end(&other), ERROR_NONE);
	store_cube_fini(&by_column);
	store_cube_fini(&by_series);
	fixture_end(&fixture);
}

static unsigned history_of(struct store_cube *cube, enum cube_source source, const char *indicator, uint16_t council, struct month month,
			   const struct cell_version **versions)
{
	unsigned count = 99;

	cr_assert_eq(cube_history(&cube->view, source, indicator_of(indicator), council, month, versions, &count), ERROR_NONE);
	return count;
}

Test(store_cube, a_returns_history_is_its_revisions)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1), others = fixture_register(&fixture, knowsley, 1);
	struct month month = month_from(2025, 9);
	struct return_sample second = {st_helens, month, 2, fixture_store(&fixture, &keys, month, 5), 8000000};
	const struct cell_version *versions;
	struct digest catalogue = catalogue_hash();
	struct store_cube cube;
	struct store_view view;

	fixture_store(&fixture, &others, month, 6);
	cr_assert_eq(fixture_submit(&fixture, st_helens, fixture_envelope(&keys, &second, &fixture.arena, NULL)).verdict, VERDICT_STORE);
	store_cube_init(&cube);
	cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_date = false}), ERROR_NONE);
	cr_assert_eq(history_of(&cube, SOURCE_RETURNS, "vacancy_rate_fte", st_helens, month, &versions), 2);
	for (unsigned i = 0; i < 2; i++) {
		cr_expect_eq(versions[i].cell.revision, i + 1);
		cr_expect_eq(versions[i].position, i ? 5 : 3);
		cr_expect_eq(versions[i].recorded_at_s, FIXTURE_NOW_S);
		cr_expect_eq(versions[i].approved_at_s, FIXTURE_NOW_S);
		cr_expect_str_eq(versions[i].approver_role, "performance officer");
		cr_expect_eq(versions[i].reason, i ? REVISION_REASON_LATE_DATA : REVISION_REASON_NONE);
		cr_expect_str_eq(versions[i].series, "");
		cr_expect_eq(versions[i].cell.catalogue, catalogue_version(&catalogue));
	}
	cr_expect_eq(versions[0].cell.value.numerator, 10000005);
	cr_expect_eq(versions[1].cell.value.numerator, 18000000);
	cr_expect_eq(history_of(&cube, SOURCE_RETURNS, "vacancy_rate_fte", knowsley, month, &versions), 1);
	cr_expect_eq(history_of(&cube, SOURCE_RETURNS, "vacancy_rate_fte", 343, month, &versions), 0);
	cr_expect_eq(history_of(&cube, SOURCE_RETURNS, "vacancy_rate_fte", st_helens, month_add(month, 1), &versions), 0);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_position = true, .position = 4}), ERROR_NONE);
	cr_expect_eq(history_of(&cube, SOURCE_RETURNS, "vacancy_rate_fte", st_helens, month, &versions), 1, "before the second came");
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* In the order of their imports, and the older one is among them though the cube does not show it. */
Test(store_cube, a_published_figures_history_is_its_releases)
{
	struct fixture fixture = with_releases();
	const struct cell_version *versions;
	struct store_cube cube;
	struct store_view view;

	store_cube_init(&cube);
	cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_date = false}), ERROR_NONE);
	cr_assert_eq(history_of(&cube, SOURCE_OFFICIAL, "cpp_started_rate_per_10000", st_helens, month_from(2023, 3), &versions), 2);
	cr_expect_eq(versions[0].cell.value.numerator, 191);
	cr_expect_eq(versions[0].position, 2);
	cr_expect_eq(versions[0].recorded_at_s, FIXTURE_NOW_S + DAY_S);
	cr_expect_eq(month_compare(versions[0].cell.vintage, month_from(2024, 3)), 0);
	cr_expect_eq(versions[1].cell.value.numerator, 190);
	cr_expect_eq(versions[1].position, 4);
	cr_expect_eq(versions[1].cell.value.denominator, 38500, "the population that the figure is divided by now");
	cr_expect_str_eq(versions[1].approver_role, "");
	cr_expect_str_eq(versions[1].series, dataset_find(DATASET_PLANS_STARTED)->title);
	cr_expect_eq(history_of(&cube, SOURCE_OFFICIAL, "cpp_started_rate_per_10000", knowsley, month_from(2023, 3), &versions), 1);
	cr_expect_eq(history_of(&cube, SOURCE_OFFICIAL, "vacancy_rate_fte", st_helens, month_from(2023, 3), &versions), 0,
		     "no release has that figure");
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_vintage = true, .vintage = month_from(2023, 3)}), ERROR_NONE);
	cr_assert_eq(history_of(&cube, SOURCE_OFFICIAL, "cpp_started_rate_per_10000", st_helens, month_from(2023, 3), &versions), 1);
	cr_expect_eq(versions[0].cell.value.numerator, 190);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* Positions 1 to 4: an event and a group, a newer record of the event, the group again. A known group is there before them. */
Test(store_cube, events_and_groups_are_those_of_the_moment)
{
	static const uint16_t members[] = {340, 342};
	static const enum judgement overall[] = {JUDGEMENT_NONE, JUDGEMENT_GOOD, JUDGEMENT_GOOD, JUDGEMENT_INADEQUATE, JUDGEMENT_INADEQUATE};
	static const char *const names[] = {NULL, NULL, "One", "One", "Two"};
	struct fixture fixture = fixture_begin();
	struct event event = inspection(st_helens, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct group group = {.id = "mine", .name = "One", .council_count = 2, .councils = members};
	struct store_cube cube;
	struct slice body;

	fixture_note(&fixture, ENTRY_EVENTS, batch_bytes(&event, 1, day(2024, 3, 1), 1, &fixture.arena), FIXTURE_NOW_S);
	cr_assert_eq(group_pack(&group, &fixture.arena, &body), ERROR_NONE);
	fixture_note(&fixture, ENTRY_GROUP, body, FIXTURE_NOW_S);
	event.judgements[JUDGED_OVERALL] = JUDGEMENT_INADEQUATE;
	fixture_note(&fixture, ENTRY_EVENTS, batch_bytes(&event, 1, day(2025, 3, 1), 2, &fixture.arena), FIXTURE_NOW_S);
	group.name = "Two";
	cr_assert_eq(group_pack(&group, &fixture.arena, &body), ERROR_NONE);
	fixture_note(&fixture, ENTRY_GROUP, body, FIXTURE_NOW_S);
	store_cube_init(&cube);
	for (unsigned position = 0; position <= 4; position++) {
		struct store_view view;
		const struct background *background = &cube.background;
		const struct group *found;

		/* Of now, where no position is named. */
		unsigned place = position ? position : 4;

		cr_assert_eq(begin_at(&fixture, &cube, &view, (struct moment){.has_position = position != 0, .position = position}), ERROR_NONE);
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
		cr_assert_eq(background->event_count, 1);
		cr_expect_eq(background->events[0].key.council, st_helens);
		cr_expect_eq(background->events[0].judgements[JUDGED_OVERALL], overall[place], "position %u", position);
		found = group_find(background->groups, background->group_count, SLICE_LITERAL("mine"));
		cr_expect_eq(found != NULL, names[place] != NULL, "position %u", position);
		if (found)
			cr_expect_str_eq(found->name, names[place], "position %u", position);
		cr_expect_not_null(group_find(background->groups, background->group_count, SLICE_LITERAL("liverpool-city-region")));
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* What was known at a position stays, whatever comes later; what is asked of now does not. */
Test(store_cube, what_is_kept_is_of_its_moment)
{
	struct fixture fixture = with_releases();
	const struct column *column;
	struct store_cube cube;

	store_cube_init(&cube);
	for (unsigned i = 0; i < 2; i++) {
		for (unsigned position = 0; position <= 4; position += 4) {
			struct moment moment = {.has_position = position != 0, .position = position};
			struct store_view view;

			cr_assert_eq(begin_at(&fixture, &cube, &view, moment), ERROR_NONE);
			cr_assert_eq(cube_column(&cube.view, SOURCE_OFFICIAL, indicator_of("repeat_cpp_percent"), month_from(2024, 3), &column),
				     ERROR_NONE);
			cr_expect_eq(column_find(column, st_helens)->value.denominator, i && !position ? 250 : 200, "%u, %u", i, position);
			cr_assert_eq(store_view_end(&view), ERROR_NONE);
		}
		if (!i)
			import_at(&fixture, PLANS_HEADER ST_HELENS("2024", "250", "41"), FIXTURE_NOW_S + 4 * DAY_S);
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

static const struct column *column_at(struct fixture *fixture, struct store_cube *cube, struct moment moment)
{
	const struct column *column = NULL;
	struct store_view view;

	cr_assert_eq(begin_at(fixture, cube, &view, moment), ERROR_NONE);
	cr_assert_eq(cube_column(&cube->view, SOURCE_OFFICIAL, indicator_of("repeat_cpp_percent"), month_from(2023, 3), &column), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return column;
}

/* What was worked out for now is there after a question about the past; a vintage that no release is newer than is now. */
Test(store_cube, the_past_is_kept_beside_now)
{
	static const struct moment now = {.has_date = false}, future = {.has_vintage = true, .vintage = {2091 * 12}};
	static const struct moment past = {.has_vintage = true, .vintage = {2023 * 12 + 2}},
				   same_past = {.has_vintage = true, .vintage = {2024 * 12 + 1}};
	static const struct moment before_all = {.has_vintage = true, .vintage = {2000 * 12}};
	struct fixture fixture = with_releases();
	const struct column *of_now, *of_past;
	struct store_cube cube;

	store_cube_init(&cube);
	of_now = column_at(&fixture, &cube, now);
	of_past = column_at(&fixture, &cube, past);
	cr_expect_neq(of_now, of_past);
	cr_expect_eq(column_at(&fixture, &cube, now), of_now);
	cr_expect_eq(column_at(&fixture, &cube, future), of_now);
	cr_expect_eq(column_at(&fixture, &cube, same_past), of_past, "no release is between the two");
	cr_expect_eq(column_find(of_past, st_helens)->value.denominator, 190);
	cr_expect_eq(column_at(&fixture, &cube, before_all)->count, 0);
	cr_expect_eq(column_at(&fixture, &cube, now), of_now);
	store_cube_fini(&cube);
	fixture_end(&fixture);
}

/* However often it is asked: cells of series, versions and months without records are the question's alone. */
Test(store_cube, what_is_kept_does_not_grow_with_questions)
{
	static const struct moment moments[] = {{.has_date = false}, {.has_position = true, .position = 3}};
	struct fixture fixture = with_releases();
	struct store_cube cube;

	store_cube_init(&cube);
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		size_t taken_bytes = 0;

		for (unsigned j = 0; j < 3; j++) {
			const struct indicator *indicator = indicator_of("repeat_cpp_percent");
			const struct cell_version *versions;
			const struct cell *const *cells;
			const struct column *column;
			struct store_view view;

			cr_assert_eq(begin_at(&fixture, &cube, &view, moments[i]), ERROR_NONE);
			cr_assert_eq(
				cube_series(&cube.view, SOURCE_OFFICIAL, indicator, st_helens, month_from(2020, 1), month_from(2024, 12), &cells),
				ERROR_NONE);
			cr_assert_eq(cube_column(&cube.view, SOURCE_OFFICIAL, indicator, month_from(2040, 3), &column), ERROR_NONE);
			history_of(&cube, SOURCE_OFFICIAL, "repeat_cpp_percent", st_helens, month_from(2023, 3), &versions);
			cr_assert_eq(store_view_end(&view), ERROR_NONE);
			cr_expect(j == 0 || store_cube_taken_bytes(&cube) == taken_bytes, "moment %zu, question %u", i, j);
			taken_bytes = store_cube_taken_bytes(&cube);
		}
	}
	store_cube_fini(&cube);
	fixture_end(&fixture);
}
