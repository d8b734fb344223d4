#include "collector/pages/headline.h"

#include "common/error.h"

struct headline_id {
	const char *id, *label;
};

/* Of each topic first how much there is, then how well it is done; staff that stays, and homes that last, are what alliances work on together. */
static const struct headline_id ids[] = {
	{"vacancy_rate_fte", "Vacancy rate"},
	{"turnover_rate_fte", "Turnover rate"},
	{"agency_rate_fte", "Agency rate"},
	{"caseload_fte", "Average caseload"},
	{"absence_rate_fte", "Sickness absence"},
	{"cla_rate_per_10000", "Children looked after"},
	{"cla_three_placements_percent", "Three or more placements"},
	{"cpp_rate_per_10000", "Child protection plans"},
	{"repeat_cpp_percent", "Second or later plans"},
	{"rereferral_percent", "Re-referrals"},
};

enum { HEADLINE_COUNT = sizeof ids / sizeof ids[0] };

unsigned headline_count(void)
{
	return HEADLINE_COUNT;
}

struct headline headline_at(unsigned index)
{
	struct headline headline = {0};

	INVARIANT(index < HEADLINE_COUNT);
	headline.indicator = catalogue_indicator_find(slice_from_text(ids[index].id));
	headline.label = ids[index].label;
	INVARIANT(headline.indicator);
	return headline;
}

const char *headline_label(const struct indicator *indicator)
{
	for (unsigned index = 0; index < HEADLINE_COUNT; index++)
		if (slice_equal(slice_from_text(ids[index].id), slice_from_text(indicator->id)))
			return ids[index].label;
	return indicator->label;
}
