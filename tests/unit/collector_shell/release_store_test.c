/* Releases in the store. */
#include "tests/support/release_fixture.h"
#include "tests/support/store_asking.h"
#include "tests/unit/collector/release_samples.h"

static const char first_release[] = PLANS_HEADER ST_HELENS("2022", "180", "30") ST_HELENS("2023", "190", "40") KNOWSLEY("2023", "90", "c");
static const char second_release[] = PLANS_HEADER ST_HELENS("2023", "191", "40") ST_HELENS("2024", "200", "41");
static const char populations[] = "time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n"
				  "2021,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,40000\n"
				  "2022,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,38000\n"
				  "2022,Local authority,340,Knowsley,E08000011,Children aged 0 to 17 years,36000\n";

static struct ranking ranking_of(struct fixture *fixture, const struct question *question)
{
	struct store_view view;
	struct ranking ranking;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_ranking(&view, question, &fixture->arena, &ranking), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return ranking;
}

static struct question question_of(const char *indicator, struct month month)
{
	return (struct question){
		.indicator = catalogue_indicator_find(slice_from_text(indicator)),
		.month = month,
		.area = area_find(SLICE_LITERAL("North West")),
		.source = SOURCE_OFFICIAL,
	};
}

static const struct ranking_row *row_of(const struct ranking *ranking, uint16_t council)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (ranking->rows[i].council->code == council)
			return &ranking->rows[i];
	cr_assert_fail("no row of %u", council);
	return NULL;
}

Test(release_store, vintages_stand_beside_each_other)
{
	struct fixture fixture = fixture_begin();
	struct question question = question_of("repeat_cpp_percent", month_from(2023, 3));
	struct ranking ranking;

	cr_expect_eq(release_import(fixture.store, slice_from_text(first_release)), 1);
	cr_expect_eq(release_import(fixture.store, slice_from_text(second_release)), 2);
	ranking = ranking_of(&fixture, &question);
	cr_expect_eq(row_of(&ranking, 342)->value.denominator, 191, "the newest");
	cr_expect_eq(month_compare(ranking.vintage, month_from(2024, 3)), 0);
	cr_expect_eq(month_compare(row_of(&ranking, 340)->vintage, month_from(2023, 3)), 0, "the newer release has no row of the council");
	cr_expect_eq(row_of(&ranking, 340)->value.symbol, SYMBOL_C);
	cr_expect(row_of(&ranking, 340)->has_reported);
	cr_expect_not(row_of(&ranking, 341)->has_reported);
	cr_expect_eq(ranking.reported, 2);
	question.moment.has_vintage = true;
	question.moment.vintage = month_from(2023, 3);
	ranking = ranking_of(&fixture, &question);
	cr_expect_eq(row_of(&ranking, 342)->value.denominator, 190, "as it was before");
	question.moment.vintage = month_from(2022, 3);
	ranking = ranking_of(&fixture, &question);
	cr_expect_eq(ranking.reported, 0, "before there was any");
	cr_expect(ranking.lacks_release);
	fixture_end(&fixture);
}

/* Of the newest vintage, in whatever order they came; of one vintage the one that came last. */
Test(release_store, the_newest_release_is_found)
{
	struct fixture fixture = fixture_begin();
	static const char corrected[] = PLANS_HEADER ST_HELENS("2024", "202", "41");
	const char *const texts[] = {second_release, first_release, corrected};
	static const int64_t values[] = {200, 200, 202};

	for (size_t i = 0; i <= 3; i++) {
		struct store_view view;
		struct release newest;

		store_view_begin(&view, fixture.store);
		cr_expect_eq(store_release_newest(&view, DATASET_PLANS_STARTED, &fixture.arena, &newest), i ? ERROR_NONE : ERROR_NOT_FOUND);
		if (i) {
			const struct release_record *record = release_find(&newest, month_from(2024, 3), 342);

			cr_assert_not_null(record);
			cr_expect_eq(record->figures[0].value, values[i - 1], "after %zu", i);
		}
		cr_expect_eq(store_release_newest(&view, DATASET_WORKFORCE, &fixture.arena, &newest), ERROR_NOT_FOUND);
		cr_assert_eq(store_view_end(&view), ERROR_NONE);
		if (i < 3)
			release_import(fixture.store, slice_from_text(texts[i]));
	}
	fixture_end(&fixture);
}

/* A month that no release has is not the same as figures of which there is no release. */
Test(release_store, figures_without_a_release_are_known)
{
	static const struct {
		const char *indicator;
		int month_year, month, vintage_year;
		bool lacks_release;
	} table[] = {
		{"repeat_cpp_percent", 2023, 3, 0, false},    {"repeat_cpp_percent", 2021, 3, 0, false}, {"repeat_cpp_percent", 2021, 3, 2023, false},
		{"repeat_cpp_percent", 2023, 3, 2022, true},  {"vacancy_rate_fte", 2023, 3, 0, true},    {"vacancy_rate_fte", 2021, 9, 0, true},
		{"audits_good_percent", 2023, 3, 2023, true},
	};
	struct fixture fixture = fixture_begin();

	release_import(fixture.store, slice_from_text(first_release));
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct question question = question_of(table[i].indicator, month_from(table[i].month_year, table[i].month));

		question.moment.has_vintage = table[i].vintage_year != 0;
		question.moment.vintage = month_from(question.moment.has_vintage ? table[i].vintage_year : 2000, 3);
		cr_expect_eq(ranking_of(&fixture, &question).lacks_release, table[i].lacks_release, "row %zu", i);
		question.source = SOURCE_RETURNS;
		question.moment.has_vintage = false;
		cr_expect_not(ranking_of(&fixture, &question).lacks_release, "row %zu", i);
	}
	fixture_end(&fixture);
}

/* An older release that is imported later does not come before the newer one. */
Test(release_store, the_cube_is_the_same_in_any_order_of_imports)
{
	struct fixture fixtures[2] = {fixture_begin(), fixture_begin()};

	for (int i = 0; i < 2; i++) {
		release_import(fixtures[i].store, slice_from_text(i ? second_release : first_release));
		release_import(fixtures[i].store, slice_from_text(i ? first_release : second_release));
	}
	for (int year = 2022; year <= 2024; year++) {
		struct cube_record *records[2];
		unsigned counts[2];

		for (int i = 0; i < 2; i++) {
			struct store_view view;

			store_view_begin(&view, fixtures[i].store);
			cr_assert_eq(store_month(&view, SOURCE_OFFICIAL, month_from(year, 3), &fixtures[i].arena, &records[i], &counts[i]),
				     ERROR_NONE);
			cr_assert_eq(store_view_end(&view), ERROR_NONE);
		}
		cr_assert_eq(counts[0], counts[1]);
		for (unsigned i = 0; i < counts[0]; i++)
			cr_expect_eq(
				memcmp(records[0][i].measures, records[1][i].measures, records[0][i].measure_count * sizeof(struct return_measure)),
				0);
	}
	fixture_end(&fixtures[0]);
	fixture_end(&fixtures[1]);
}

Test(release_store, a_file_is_known_again_by_its_hash)
{
	struct fixture fixture = fixture_begin();
	struct digest same = digest_sha256(slice_from_text(first_release)), other = digest_sha256(slice_from_text(second_release));
	struct release_listing found, *list;
	struct store_view view;
	unsigned count;

	release_import(fixture.store, slice_from_text(first_release));
	release_import(fixture.store, slice_from_text(populations));
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_release_of_file(&view, &same, &found), ERROR_NONE);
	cr_expect_eq(found.sequence, 1);
	cr_expect_eq(found.head.dataset, DATASET_PLANS_STARTED);
	cr_expect_eq(store_release_of_file(&view, &other, &found), ERROR_NOT_FOUND);
	cr_assert_eq(store_releases(&view, &fixture.arena, &list, &count), ERROR_NONE);
	cr_assert_eq(count, 2);
	cr_expect_eq(list[0].extent.councils, 2);
	cr_expect_eq(list[0].extent.figures, 6);
	cr_expect_eq(list[0].recorded_at_s, FIXTURE_NOW_S);
	cr_expect_eq(list[1].head.dataset, DATASET_POPULATION);
	cr_expect_eq(month_compare(list[1].extent.first, month_from(2021, 6)), 0);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

/* March 2023 has the estimate of mid-2022; March 2024 should have that of mid-2023, which is not there yet. */
Test(release_store, populations_are_joined_and_carried_forward)
{
	static const struct {
		int year, month, wanted, carried;
		int64_t population;
	} table[] = {{2023, 3, 2022, 0, 38000}, {2022, 3, 2021, 0, 40000}, {2024, 3, 2023, 2022, 38000}};
	struct fixture fixture = fixture_begin();

	release_import(fixture.store, slice_from_text(first_release));
	release_import(fixture.store, slice_from_text(second_release));
	release_import(fixture.store, slice_from_text(populations));
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct question question = question_of("cpp_started_rate_per_10000", month_from(table[i].year, table[i].month));
		struct ranking ranking = ranking_of(&fixture, &question);

		cr_expect_eq(ranking.population_year, table[i].wanted);
		cr_expect_eq(ranking.carried_from_year, table[i].carried, "%d: %d", table[i].year, ranking.carried_from_year);
		cr_expect_eq(row_of(&ranking, 342)->value.denominator, table[i].population);
		cr_expect_eq(row_of(&ranking, 342)->carried_from_year, table[i].carried);
	}
	fixture_end(&fixture);
}

Test(release_store, returns_take_their_populations_from_the_release)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, 342, 1);
	struct question question = question_of("cla_rate_per_10000", month_from(2022, 9));
	struct ranking ranking;

	question.source = SOURCE_RETURNS;
	fixture_store(&fixture, &keys, month_from(2022, 9), 1);
	release_import(fixture.store, slice_from_text(populations));
	ranking = ranking_of(&fixture, &question);
	cr_expect(ranking.has_population);
	cr_expect_eq(ranking.population_year, 2022);
	cr_expect_eq(row_of(&ranking, 342)->value.symbol, SYMBOL_X, "the return has no children");
	fixture_end(&fixture);
}

/* Memory that runs out anywhere leaves nothing behind. */
Test(release_store, an_import_is_whole_or_not_at_all)
{
	struct fixture fixture = fixture_begin();
	static struct release_report report;
	struct release release = release_of(slice_from_text(first_release), &fixture.arena, &report);
	struct store_view view;

	for (size_t budget = 0; budget < 4096; budget += 64) {
		struct arena arena;
		struct store_batch batch;
		uint64_t sequence;
		enum error error;

		arena_init(&arena, budget);
		store_batch_begin(&batch, fixture.store, &arena);
		error = store_append_release(&batch, &release, FIXTURE_NOW_S, &sequence);
		cr_expect(error == ERROR_NONE || error == ERROR_NO_MEMORY, "%s", error_name(error));
		store_batch_abort(&batch);
		arena_fini(&arena);
	}
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_position(&view), 0);
	cr_expect_eq(store_month_count(&view, SOURCE_OFFICIAL, month_from(2023, 3)), 0);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}
