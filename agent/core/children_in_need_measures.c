#include "agent/core/children_in_need_codes.h"
#include "agent/core/children_in_need_store.h"

enum { MONTHS_PER_YEAR = 12, MONTHS_IN_2_YEARS = 24, AUTHORITIES_MAX = MONTHS_PER_YEAR };

/* What is counted. */
enum item {
	ITEM_CIN,
	ITEM_CIN_ABUSE,
	ITEM_CIN_DISABILITY,
	ITEM_CIN_OTHER_NEED,
	ITEM_CPP,
	ITEM_CPP_NEGLECT,
	ITEM_CPP_PHYSICAL,
	ITEM_CPP_SEXUAL,
	ITEM_CPP_EMOTIONAL,
	ITEM_CPP_MULTIPLE,
	ITEM_CPP_CATEGORY_UNKNOWN,
	ITEM_CPP_UP_TO_3_MONTHS,
	ITEM_CPP_3_TO_6_MONTHS,
	ITEM_CPP_6_TO_12_MONTHS,
	ITEM_CPP_1_TO_2_YEARS,
	ITEM_CPP_2_YEARS_OR_MORE,
	ITEM_CIN_ENDED,
	ITEM_CPP_STARTED,
	ITEM_CPP_STARTED_FIRST,
	ITEM_CPP_STARTED_REPEAT,
	ITEM_CPP_ENDED,
	ITEM_CPP_ENDED_UNDER_2_YEARS,
	ITEM_CPP_ENDED_2_YEARS_OR_MORE,
	ITEM_REFERRALS,
	ITEM_REFERRALS_FIRST,
	ITEM_REFERRALS_REPEAT,
	ITEM_REFERRALS_NO_FURTHER_ACTION,
	ITEM_REFERRALS_NOT_IN_NEED,
	ITEM_REFERRALS_IN_NEED,
	ITEM_REFERRALS_INDIVIDUAL,
	ITEM_REFERRALS_SCHOOLS,
	ITEM_REFERRALS_HEALTH,
	ITEM_REFERRALS_POLICE,
	ITEM_REFERRALS_COUNCIL,
	ITEM_REFERRALS_OTHER,
	ITEM_ASSESSMENTS,
	ITEM_ASSESSMENTS_WITHIN_45_DAYS,
	ITEM_ASSESSMENTS_OVER_45_DAYS,
	ITEM_SECTION_47_ENQUIRIES,
	ITEM_INITIAL_CONFERENCES,
	ITEM_CONFERENCES_WITHIN_15_DAYS,
	ITEM_CONFERENCES_OVER_15_DAYS,
	ITEM_COUNT,
};

#define STOCK(NAME) [ITEM_##NAME] = {.stock = MEASURE_##NAME}
#define FLOW(NAME)  [ITEM_##NAME] = {.month = MEASURE_##NAME##_MONTH, .year = MEASURE_##NAME##_12M}

/* The measures that an item is: one of a stock, two of a flow. */
static const struct item_measures {
	enum measure_number stock, month, year;
} measures_of[ITEM_COUNT] = {
	STOCK(CIN),
	STOCK(CIN_ABUSE),
	STOCK(CIN_DISABILITY),
	STOCK(CIN_OTHER_NEED),
	STOCK(CPP),
	STOCK(CPP_NEGLECT),
	STOCK(CPP_PHYSICAL),
	STOCK(CPP_SEXUAL),
	STOCK(CPP_EMOTIONAL),
	STOCK(CPP_MULTIPLE),
	STOCK(CPP_CATEGORY_UNKNOWN),
	STOCK(CPP_UP_TO_3_MONTHS),
	STOCK(CPP_3_TO_6_MONTHS),
	STOCK(CPP_6_TO_12_MONTHS),
	STOCK(CPP_1_TO_2_YEARS),
	STOCK(CPP_2_YEARS_OR_MORE),
	FLOW(CIN_ENDED),
	FLOW(CPP_STARTED),
	FLOW(CPP_STARTED_FIRST),
	FLOW(CPP_STARTED_REPEAT),
	FLOW(CPP_ENDED),
	FLOW(CPP_ENDED_UNDER_2_YEARS),
	FLOW(CPP_ENDED_2_YEARS_OR_MORE),
	FLOW(REFERRALS),
	FLOW(REFERRALS_FIRST),
	FLOW(REFERRALS_REPEAT),
	FLOW(REFERRALS_NO_FURTHER_ACTION),
	FLOW(REFERRALS_NOT_IN_NEED),
	FLOW(REFERRALS_IN_NEED),
	FLOW(REFERRALS_INDIVIDUAL),
	FLOW(REFERRALS_SCHOOLS),
	FLOW(REFERRALS_HEALTH),
	FLOW(REFERRALS_POLICE),
	FLOW(REFERRALS_COUNCIL),
	FLOW(REFERRALS_OTHER),
	FLOW(ASSESSMENTS),
	FLOW(ASSESSMENTS_WITHIN_45_DAYS),
	FLOW(ASSESSMENTS_OVER_45_DAYS),
	FLOW(SECTION_47_ENQUIRIES),
	FLOW(INITIAL_CONFERENCES),
	FLOW(CONFERENCES_WITHIN_15_DAYS),
	FLOW(CONFERENCES_OVER_15_DAYS),
};

static const enum item items_by_need[NEED_COUNT] = {
	[NEED_OTHER] = ITEM_CIN_OTHER_NEED,
	[NEED_ABUSE] = ITEM_CIN_ABUSE,
	[NEED_DISABILITY] = ITEM_CIN_DISABILITY,
};
static const enum item items_by_category[CATEGORY_COUNT] = {
	[CATEGORY_UNKNOWN] = ITEM_CPP_CATEGORY_UNKNOWN, [CATEGORY_NEGLECT] = ITEM_CPP_NEGLECT,
	[CATEGORY_PHYSICAL] = ITEM_CPP_PHYSICAL,        [CATEGORY_SEXUAL] = ITEM_CPP_SEXUAL,
	[CATEGORY_EMOTIONAL] = ITEM_CPP_EMOTIONAL,      [CATEGORY_MULTIPLE] = ITEM_CPP_MULTIPLE,
};
static const enum item items_by_source[SOURCE_COUNT] = {
	[SOURCE_OTHER] = ITEM_REFERRALS_OTHER,   [SOURCE_INDIVIDUAL] = ITEM_REFERRALS_INDIVIDUAL, [SOURCE_SCHOOLS] = ITEM_REFERRALS_SCHOOLS,
	[SOURCE_HEALTH] = ITEM_REFERRALS_HEALTH, [SOURCE_POLICE] = ITEM_REFERRALS_POLICE,         [SOURCE_COUNCIL] = ITEM_REFERRALS_COUNCIL,
};

/* The days after `before`, up to and including `last`, and for each of their months the newest census that covers it. */
struct window {
	const struct children_in_need *part;
	struct date before, last;
	struct month first_month;
	uint16_t newness[AUTHORITIES_MAX];
	unsigned month_count;
	int64_t counts[ITEM_COUNT];
};

static uint16_t newness_of_month(const struct children_in_need *part, struct month month)
{
	const struct need_file *file = need_file_of_month(part, month);

	return file ? file->newness : 0;
}

static void window_init(struct window *window, const struct children_in_need *part, struct month month, unsigned months)
{
	*window = (struct window){
		.part = part,
		.before = month_last_day(month_add(month, -(int)months)),
		.last = month_last_day(month),
		.first_month = month_add(month, 1 - (int)months),
		.month_count = months,
	};
	for (unsigned i = 0; i < months; i++)
		window->newness[i] = newness_of_month(part, month_add(window->first_month, (int)i));
}

static bool is_open_on(const struct need_record *record, struct date day)
{
	return record->start.days <= day.days && record->end.days > day.days;
}

/* Whether the record is open at the window's end, by the census that tells of it. */
static bool is_stock(const struct window *window, const struct need_record *record)
{
	return is_open_on(record, window->last) && need_record_tells(window->part, record, window->newness[window->month_count - 1]);
}

/* Whether the day lies in the window, and the record tells of its month. */
static bool is_flow(const struct window *window, const struct need_record *record, struct date day)
{
	unsigned month;

	if (day.days <= window->before.days || day.days > window->last.days)
		return false;
	month = (unsigned)(date_month(day).index - window->first_month.index);
	return need_record_tells(window->part, record, window->newness[month]);
}

static enum item outcome_of(const struct need_record *episode)
{
	if (episode->flags & NEED_NO_ACTION)
		return ITEM_REFERRALS_NO_FURTHER_ACTION;
	return episode->flags & NEED_DENIED ? ITEM_REFERRALS_NOT_IN_NEED : ITEM_REFERRALS_IN_NEED;
}

static void episode_count(struct window *window, const struct need_record *episode)
{
	bool is_in_need = !(episode->flags & NEED_NO_ACTION);

	if (is_flow(window, episode, episode->start)) {
		window->counts[ITEM_REFERRALS]++;
		window->counts[episode->flags & NEED_REPEAT ? ITEM_REFERRALS_REPEAT : ITEM_REFERRALS_FIRST]++;
		window->counts[outcome_of(episode)]++;
		window->counts[items_by_source[episode->group]]++;
	}
	if (is_in_need && is_flow(window, episode, episode->end))
		window->counts[ITEM_CIN_ENDED]++;
	if (is_in_need && is_stock(window, episode)) {
		window->counts[ITEM_CIN]++;
		window->counts[items_by_need[episode->need]]++;
	}
}

/* How long the plan has been open on the day; a plan of exactly three months is one of three months or less, one of exactly a year a year's. */
static enum item duration_of(const struct need_record *plan, struct date day)
{
	if (plan->start.days >= need_months_before(day, 3).days)
		return ITEM_CPP_UP_TO_3_MONTHS;
	if (plan->start.days >= need_months_before(day, 6).days)
		return ITEM_CPP_3_TO_6_MONTHS;
	if (plan->start.days > need_months_before(day, MONTHS_PER_YEAR).days)
		return ITEM_CPP_6_TO_12_MONTHS;
	return plan->start.days > need_months_before(day, MONTHS_IN_2_YEARS).days ? ITEM_CPP_1_TO_2_YEARS : ITEM_CPP_2_YEARS_OR_MORE;
}

static void plan_count(struct window *window, const struct need_record *plan)
{
	if (is_flow(window, plan, plan->start)) {
		window->counts[ITEM_CPP_STARTED]++;
		window->counts[plan->flags & NEED_REPEAT ? ITEM_CPP_STARTED_REPEAT : ITEM_CPP_STARTED_FIRST]++;
	}
	if (is_flow(window, plan, plan->end)) {
		window->counts[ITEM_CPP_ENDED]++;
		window->counts[plan->start.days > need_months_before(plan->end, MONTHS_IN_2_YEARS).days ? ITEM_CPP_ENDED_UNDER_2_YEARS
													: ITEM_CPP_ENDED_2_YEARS_OR_MORE]++;
	}
	if (is_stock(window, plan)) {
		window->counts[ITEM_CPP]++;
		window->counts[items_by_category[plan->group]]++;
		window->counts[duration_of(plan, window->last)]++;
	}
}

static void assessment_count(struct window *window, const struct need_record *assessment)
{
	if (!is_flow(window, assessment, assessment->end))
		return;
	window->counts[ITEM_ASSESSMENTS]++;
	window->counts[assessment->flags & NEED_ON_TIME ? ITEM_ASSESSMENTS_WITHIN_45_DAYS : ITEM_ASSESSMENTS_OVER_45_DAYS]++;
}

static void enquiry_count(struct window *window, const struct need_record *enquiry)
{
	if (!(enquiry->flags & NEED_OUTSIDE) && is_flow(window, enquiry, enquiry->start))
		window->counts[ITEM_SECTION_47_ENQUIRIES]++;
	if (!is_flow(window, enquiry, enquiry->end))
		return;
	window->counts[ITEM_INITIAL_CONFERENCES]++;
	window->counts[enquiry->flags & NEED_ON_TIME ? ITEM_CONFERENCES_WITHIN_15_DAYS : ITEM_CONFERENCES_OVER_15_DAYS]++;
}

static void window_count(struct window *window)
{
	static void (*const counters[NEED_KIND_COUNT])(struct window * window, const struct need_record *record) = {
		[NEED_EPISODE] = episode_count,
		[NEED_PLAN] = plan_count,
		[NEED_ASSESSMENT] = assessment_count,
		[NEED_ENQUIRY] = enquiry_count,
	};

	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		for (uint32_t i = 0; i < children_in_need_count(window->part, (enum need_kind)kind); i++)
			counters[kind](window, children_in_need_at(window->part, (enum need_kind)kind, i));
}

uint32_t need_open_count(const struct children_in_need *part, enum need_kind kind, struct month month)
{
	struct date day = month_last_day(month);
	uint16_t newness = newness_of_month(part, month);
	uint32_t count = 0;

	for (uint32_t i = 0; i < children_in_need_count(part, kind); i++) {
		const struct need_record *record = children_in_need_at(part, kind, i);

		count += !(record->flags & (NEED_NO_ACTION | NEED_REPLACED)) && is_open_on(record, day) && need_record_tells(part, record, newness);
	}
	return count;
}

/* Why a window's flows cannot be counted; whether a referral is a repeated one takes the twelve months before the window as well. */
struct obstacles {
	enum reason flows, repeats;
};

static struct obstacles obstacles_of(const struct children_in_need *part, struct month month, int months)
{
	struct obstacles obstacles = {.flows = children_in_need_obstacle(part, month)};

	if (!obstacles.flows)
		obstacles.flows = need_window_obstacle(part, month, months);
	obstacles.repeats = obstacles.flows;
	if (!obstacles.flows && need_window_obstacle(part, month, months + MONTHS_PER_YEAR))
		obstacles.repeats = REASON_CENSUS_HISTORY_NOT_COVERED;
	return obstacles;
}

static enum reason obstacle_of(const struct obstacles *obstacles, unsigned item)
{
	return item == ITEM_REFERRALS_FIRST || item == ITEM_REFERRALS_REPEAT ? obstacles->repeats : obstacles->flows;
}

static void sheet_say(struct sheet *sheet, enum measure_number measure, enum reason reason, int64_t value)
{
	if (measure == MEASURE_NONE)
		return;
	if (reason)
		sheet_lack(sheet, measure, SYMBOL_X, reason);
	else
		sheet_put(sheet, measure, value);
}

void children_in_need_measure(const struct children_in_need *part, struct month month, struct sheet *sheet)
{
	enum reason stock = children_in_need_obstacle(part, month);
	struct obstacles in_month = obstacles_of(part, month, 1), in_year = obstacles_of(part, month, MONTHS_PER_YEAR);
	struct window now, year;

	INVARIANT(part->is_closed);
	window_init(&now, part, month, 1);
	window_init(&year, part, month, MONTHS_PER_YEAR);
	if (!in_month.flows)
		window_count(&now);
	if (!in_year.flows)
		window_count(&year);
	for (unsigned i = 0; i < ITEM_COUNT; i++) {
		sheet_say(sheet, measures_of[i].stock, stock, now.counts[i]);
		sheet_say(sheet, measures_of[i].month, obstacle_of(&in_month, i), now.counts[i]);
		sheet_say(sheet, measures_of[i].year, obstacle_of(&in_year, i), year.counts[i]);
	}
}
