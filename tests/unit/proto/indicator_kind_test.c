#include "proto/indicator_kind.h"

#include <criterion/criterion.h>

static enum indicator_kind kind_of(const char *id)
{
	const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));

	cr_assert_not_null(indicator, "%s", id);
	return indicator_kind(indicator);
}

Test(indicator_kind, what_figures_are)
{
	static const struct {
		const char *id;
		enum indicator_kind kind;
	} table[] = {
		{"vacancy_rate_fte", INDICATOR_PROPORTION},
		{"agency_rate_fte", INDICATOR_PROPORTION},
		{"agency_rate_headcount", INDICATOR_PROPORTION},
		{"team_managers_vacancy_rate_fte", INDICATOR_PROPORTION},
		{"repeat_cpp_percent", INDICATOR_PROPORTION},
		{"rereferral_percent", INDICATOR_PROPORTION},
		{"cla_missing_percent", INDICATOR_PROPORTION},
		{"cla_same_placement_percent", INDICATOR_PROPORTION},
		{"care_leavers_19_to_21_eet_percent", INDICATOR_PROPORTION},
		{"newly_qualified_percent", INDICATOR_PROPORTION},
		{"case_transfers_over_limit_percent", INDICATOR_PROPORTION},
		{"supervisions_on_time_percent", INDICATOR_PROPORTION},
		{"audits_good_percent", INDICATOR_PROPORTION},
		{"actions_done_percent", INDICATOR_PROPORTION},
		{"cla_rate_per_10000", INDICATOR_RATE},
		{"cla_started_rate_per_10000", INDICATOR_RATE},
		{"cin_rate_per_10000", INDICATOR_RATE},
		{"section_47_rate_per_10000", INDICATOR_RATE},
		{"turnover_rate_fte", INDICATOR_RATIO},
		{"turnover_rate_headcount", INDICATOR_RATIO},
		{"team_managers_turnover_rate_fte", INDICATOR_RATIO},
		{"agency_cover_rate_fte", INDICATOR_RATIO},
		{"vacancy_agency_cover_rate_fte", INDICATOR_RATIO},
		{"caseload_fte", INDICATOR_RATIO},
		{"absence_rate_fte", INDICATOR_RATIO},
		{"days_to_adoption_placement", INDICATOR_RATIO},
		{"spending_per_child", INDICATOR_RATIO},
		{"spending_agency_percent", INDICATOR_RATIO},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_expect_eq(kind_of(table[i].id), table[i].kind, "%s", table[i].id);
}

/* Only these are neither: a new indicator belongs into one of the lists. */
Test(indicator_kind, few_are_neither)
{
	unsigned ratios = 0;

	for (unsigned i = 0; i < catalogue_indicator_count(); i++)
		ratios += indicator_kind(catalogue_indicator_at(i)) == INDICATOR_RATIO;
	cr_assert_eq(ratios, 10);
}
