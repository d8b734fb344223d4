/*
 * All published files in a store. They are no part of the project: where they are not beside it, the tests say so and are skipped.
 * Source of the figures: Department for Education and Office for National Statistics, Crown copyright, Open Government Licence v3.0.
 */
#pragma once

#include "tests/support/release_fixture.h"

#define WORKFORCE  "csww_indicators_2017_to_2025.csv"
#define LOOKED     "cla_number_and_rate_per_10k_children.csv"
#define PLANS      "d3_cpps_subsequent_plan_2013_to_2025.csv"
#define REFERRALS  "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
#define POPULATION "ons_mid-year_population_estimates_2012_to_2024.csv"

enum { PUBLISHED_ARENA_BYTES = 256 << 20 };

static const char *const published_files[] = {
	WORKFORCE,
	LOOKED,
	"cla_number_and_rate_2020_to_2024.csv",
	"cla_number_and_rate_to_2023.csv",
	"cla_by_council_2016_2025.csv",
	"d5_cpps_at31march_by_duration_2013_to_2025.csv",
	PLANS,
	"b1_children_in_need_2013_to_2025.csv",
	REFERRALS,
	POPULATION,
};

/* A store with these files in it; the test is skipped, visibly, when one is not there. */
static inline struct fixture published_files_begin(const char *const *names, size_t count)
{
	struct fixture fixture = fixture_begin();
	struct arena arena;

	arena_init(&arena, PUBLISHED_ARENA_BYTES);
	for (size_t i = 0; i < count; i++) {
		struct slice file = published_file(&arena, names[i]);

		if (file.size == 0) {
			fprintf(stderr, "skipped: the published files are not beside the repository (../shared/data/dfe/%s)\n", names[i]);
			arena_fini(&arena);
			fixture_end(&fixture);
			cr_skip_test("the published files are not beside the repository");
		}
		release_import(fixture.store, file);
		arena_reset(&arena);
	}
	arena_fini(&arena);
	return fixture;
}

static inline struct fixture published_begin(void)
{
	return published_files_begin(published_files, sizeof(published_files) / sizeof(published_files[0]));
}
