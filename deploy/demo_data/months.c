#include "deploy/demo_data/months.h"

#include "deploy/demo_data/chance.h"

enum {
	MONTHS_A_YEAR = 12,
	SHAPE_MAX = 36, /* of k x (12 - k), half way between two censuses */
	PERMILLE = 1000,
	VACANCY_VARIATION_PERMILLE = 60,
	CASE_VARIATION_PERMILLE = 30,
	DAYS_VARIATION_PERMILLE = 15,
	STREAM_OF_MONTHS = 1000, /* added to the council's code, so that the people's chance is another one */
};

/* Where a month stands: after the census `before`, `k` of 12 months on the way to the one that follows it in memory. */
struct moment {
	const struct components *before;
	unsigned k; /* 1 to 12 */
};

/* A month's variation in thousandths, -limit to limit half way, fading to 0 at the census. */
static int64_t variation(struct chance *chance, const struct moment *moment, int64_t limit_permille)
{
	int64_t shape = (int64_t)moment->k * (MONTHS_A_YEAR - (int64_t)moment->k);

	return chance_between(chance, -limit_permille, limit_permille) * shape / SHAPE_MAX;
}

/* On the straight line between two censuses, varied; never below 0. */
static int64_t between(const struct moment *moment, enum component component, int64_t varied_permille)
{
	int64_t from = moment->before[0].values[component], to = moment->before[1].values[component];
	int64_t even = from + (to - from) * (int64_t)moment->k / MONTHS_A_YEAR;

	return even + even * varied_permille / PERMILLE;
}

/* At the census itself what was not published is not there. */
static void leave_out(int64_t *figure, enum component component, const struct moment *moment)
{
	if (moment->k == MONTHS_A_YEAR && moment->before[1].is_missing[component])
		*figure = POST_UNRELIABLE;
}

/* How many people an FTE of agency cover is, in the same proportion as among all agency workers; rounded up. */
static int64_t cover_headcount(int64_t cover, int64_t agency, unsigned heads)
{
	if (cover <= 0 || agency == 0)
		return cover < 0 ? POST_UNRELIABLE : 0;
	int64_t people = (cover * (int64_t)heads + agency - 1) / agency;

	return people > (int64_t)heads ? (int64_t)heads : people;
}

static struct post_month month_build(const struct workforce *workforce, struct month month, const struct moment *moment, struct chance *chance)
{
	/* Vacancies and their cover vary together: posts covered are vacant posts. */
	int64_t vacancy_permille = variation(chance, moment, VACANCY_VARIATION_PERMILLE);
	int64_t case_permille = variation(chance, moment, CASE_VARIATION_PERMILLE);
	int64_t holder_permille = variation(chance, moment, CASE_VARIATION_PERMILLE);
	int64_t days_permille = variation(chance, moment, DAYS_VARIATION_PERMILLE);
	struct post_month out = {
		.month = month,
		.vacancies = between(moment, COMPONENT_VACANCY, vacancy_permille),
		.agency_cover = between(moment, COMPONENT_AGENCY_COVER, vacancy_permille),
		.cases = between(moment, COMPONENT_CASES, case_permille) / 100,
		.case_holders = between(moment, COMPONENT_CASE_HOLDERS, holder_permille),
		.days_lost = between(moment, COMPONENT_DAYS_LOST, days_permille),
	};
	int64_t agency;
	unsigned heads;

	workforce_at(workforce, month_last_day(out.month), true, &agency, &heads);
	if (moment->k < MONTHS_A_YEAR && out.agency_cover > agency)
		out.agency_cover = agency;
	leave_out(&out.vacancies, COMPONENT_VACANCY, moment);
	leave_out(&out.agency_cover, COMPONENT_AGENCY_COVER, moment);
	leave_out(&out.cases, COMPONENT_CASES, moment);
	leave_out(&out.case_holders, COMPONENT_CASE_HOLDERS, moment);
	leave_out(&out.days_lost, COMPONENT_DAYS_LOST, moment);
	out.agency_cover_headcount = cover_headcount(out.agency_cover, agency, heads);
	return out;
}

unsigned months_build(const struct history *history, const struct workforce *workforce, uint64_t seed, struct post_month out[static POST_MONTHS_MAX])
{
	unsigned count = (history->last - history->first) * MONTHS_A_YEAR;
	struct month opening = date_month(census_date(history->first));
	struct chance chance;

	chance_init(&chance, seed, (uint64_t)history->published->code + STREAM_OF_MONTHS);
	for (unsigned i = 0; i < count; i++) {
		struct moment moment = {.before = &history->censuses[history->first + i / MONTHS_A_YEAR], .k = i % MONTHS_A_YEAR + 1};

		out[i] = month_build(workforce, month_add(opening, (int)i + 1), &moment, &chance);
	}
	return count;
}
