#include "deploy/demo_data/need_case.h"

#include "deploy/demo_data/child.h"
#include "deploy/demo_data/days.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum {
	TOPIC_CASE = 8,
	TOPIC_PLAN = 9,
	CONFERENCE_TARGET_DAYS = 21,
	FIRST_REVIEW_DAYS = 84,
	REVIEW_DAYS = 170,
	PLANS_A_CASE_MAX = 16,
	QUIRKY_CHILDREN = 20
};

/* About England's shares, in twentieths. */
static const char *const sources[] = {"6",  "6",  "6",  "6",  "6",  "6",  "2A", "2A", "2A", "2B",
				      "3A", "3B", "3F", "1A", "1B", "5A", "5B", "5C", "7",  "10"};
static const char *const needs[] = {"N1", "N1", "N1", "N1", "N1", "N1", "N1", "N1", "N1", "N1",
				    "N1", "N2", "N2", "N3", "N4", "N4", "N5", "N5", "N5", "N6"};
static const char *const closures[] = {"RC7", "RC7", "RC7", "RC7", "RC8", "RC8", "RC8", "RC9", "RC9", "RC5"};
static const char *const categories[] = {"NEG", "NEG", "NEG", "NEG", "NEG", "NEG", "NEG", "NEG", "NEG", "EMO",
					 "EMO", "EMO", "EMO", "EMO", "EMO", "EMO", "PHY", "PHY", "SAB", "MUL"};
static const char *const factors[] = {"3B", "3B", "4B", "2B", "1B", "18B", "22A"};

/* What chance says about a case, whether or not it is known yet. */
struct case_facts {
	const char *source, *need, *closure_reason, *factor;
	struct date authorised; /* the assessment */
	struct date enquiry;    /* without a conference; INT32_MAX days: none */
	struct date help_plan;  /* a plan without protection; INT32_MAX days: none */
};

static struct case_facts tell_case(const struct need_page *page, uint32_t index)
{
	const struct need_case *one = &page->teller->need->cases[index];
	struct case_facts facts = {.enquiry = {DAYS_NEVER}, .help_plan = {DAYS_NEVER}};
	bool has_plan = one->latest_plan != NEED_NO_PLAN;
	struct chance chance;

	child_chance(&chance, page->teller->seed, page->teller->council, CHILD_IN_NEED, index, TOPIC_CASE);
	facts.source = sources[chance_below(&chance, COUNT_OF(sources))];
	facts.need = needs[chance_below(&chance, COUNT_OF(needs))];
	facts.closure_reason = closures[chance_below(&chance, COUNT_OF(closures))];
	facts.factor = factors[chance_below(&chance, COUNT_OF(factors))];
	bool is_late = chance_below(&chance, 7) == 0;

	facts.authorised = day_of_work(&chance, one->referral.days + (is_late ? 68 : 14), one->referral.days + (is_late ? 95 : 55));
	if (!has_plan && chance_below(&chance, 2) == 0)
		facts.enquiry = day_of_work(&chance, one->referral.days + 1, one->referral.days + 6);
	if (!has_plan && chance_below(&chance, 12) == 0)
		facts.help_plan = day_of_work(&chance, one->referral.days + 40, one->referral.days + 70);
	return facts;
}

static bool is_known(const struct need_page *page, struct date date)
{
	return date.days <= page->last.days;
}

static const char *boolean(const struct need_page *page, bool value)
{
	if (page->dress->is_regional || page->dress->is_reversed)
		return value ? "true" : "false";
	return value ? "1" : "0";
}

static void assessment_write(struct need_page *page, const struct need_case *one, const struct case_facts *facts)
{
	struct element_writer *writer = &page->writer;

	if (one->is_refused || facts->authorised.days <= page->eve.days || facts->authorised.days > one->closure.days)
		return;
	element_open(writer, "Assessments");
	element_date(writer, "AssessmentActualStartDate", one->referral);
	if (is_known(page, facts->authorised)) {
		element_date(writer, "AssessmentAuthorisationDate", facts->authorised);
		element_open(writer, "FactorsIdentifiedAtAssessment");
		if (!page->dress->has_quirks || page->child_count % QUIRKY_CHILDREN > 0)
			element_value(writer, "AssessmentFactors", facts->factor);
		element_close(writer, "FactorsIdentifiedAtAssessment");
	}
	element_close(writer, "Assessments");
}

static void help_plan_write(struct need_page *page, const struct need_case *one, const struct case_facts *facts)
{
	if (one->is_refused || facts->help_plan.days >= one->closure.days || !is_known(page, facts->help_plan))
		return;
	element_open(&page->writer, "CINPlanDates");
	element_date(&page->writer, "CINPlanStartDate", facts->help_plan);
	if (is_known(page, one->closure))
		element_date(&page->writer, "CINPlanEndDate", one->closure);
	element_close(&page->writer, "CINPlanDates");
}

/* An enquiry; `conference` INT32_MAX days: none was needed. */
static void enquiry_write(struct need_page *page, struct date start, struct date conference)
{
	struct element_writer *writer = &page->writer;
	bool has_conference = conference.days != DAYS_NEVER;

	if (!is_known(page, start) || (start.days <= page->eve.days && (!has_conference || conference.days <= page->eve.days)))
		return;
	element_open(writer, "Section47");
	element_date(writer, "S47ActualStartDate", start);
	if (has_conference)
		element_date(writer, "InitialCPCtarget", (struct date){start.days + CONFERENCE_TARGET_DAYS});
	if (has_conference && is_known(page, conference))
		element_date(writer, "DateOfInitialCPC", conference);
	element_value(writer, "ICPCnotRequired", boolean(page, !has_conference));
	element_close(writer, "Section47");
}

/* When the enquiry began that led to the plan: most conferences are held within 15 working days. */
static struct date enquiry_before(const struct need_page *page, uint32_t index)
{
	const struct need_plan *plan = &page->teller->need->plans[index];
	const struct need_case *one = &page->teller->need->cases[plan->of_case];
	struct chance chance;

	child_chance(&chance, page->teller->seed, page->teller->council, CHILD_IN_NEED, index, TOPIC_PLAN);
	bool is_late = chance_below(&chance, 6) == 0;
	struct date start = day_of_work(&chance, plan->start.days - (is_late ? 40 : 19), plan->start.days - (is_late ? 26 : 8));

	return start.days < one->referral.days ? one->referral : start;
}

static void plan_write(struct need_page *page, uint32_t index)
{
	const struct need_plan *plan = &page->teller->need->plans[index];
	struct element_writer *writer = &page->writer;
	struct chance chance;

	if (!is_known(page, plan->start) || plan->end.days <= page->eve.days)
		return;
	child_chance(&chance, page->teller->seed, page->teller->council, CHILD_IN_NEED, index, TOPIC_PLAN);
	const char *initial = categories[chance_below(&chance, COUNT_OF(categories))];
	const char *other = categories[chance_below(&chance, COUNT_OF(categories))];
	bool has_changed = chance_below(&chance, 12) == 0;
	bool has_review = false;

	element_open(writer, "ChildProtectionPlans");
	element_date(writer, "CPPstartDate", plan->start);
	if (is_known(page, plan->end))
		element_date(writer, "CPPendDate", plan->end);
	element_value(writer, "InitialCategoryOfAbuse", initial);
	element_value(writer, "LatestCategoryOfAbuse", has_changed ? other : initial);
	element_number(writer, "NumberOfPreviousCPP", plan->previous_count);
	for (int32_t day = plan->start.days + FIRST_REVIEW_DAYS; day <= page->last.days && day < plan->end.days; day += REVIEW_DAYS) {
		struct date review = day_of_work(&chance, day - 6, day);

		if (review.days <= page->eve.days)
			continue;
		if (!has_review)
			element_open(writer, "Reviews");
		has_review = true;
		element_date(writer, "CPPreviewDate", review);
	}
	if (has_review)
		element_close(writer, "Reviews");
	element_close(writer, "ChildProtectionPlans");
}

/* The case's plans from the first to the last: they are chained backwards. */
static unsigned plans_in_order(const struct need_page *page, const struct need_case *one, uint32_t plans[static PLANS_A_CASE_MAX])
{
	unsigned count = 0;

	for (uint32_t plan = one->latest_plan; plan != NEED_NO_PLAN && count < PLANS_A_CASE_MAX; plan = page->teller->need->plans[plan].earlier)
		count++;
	uint32_t plan = one->latest_plan;

	for (unsigned i = count; i > 0; i--, plan = page->teller->need->plans[plan].earlier)
		plans[i - 1] = plan;
	return count;
}

void need_case_write(struct need_page *page, uint32_t index)
{
	const struct need *need = page->teller->need;
	const struct need_case *one = &need->cases[index];
	struct case_facts facts = tell_case(page, index);
	struct element_writer *writer = &page->writer;
	uint32_t plans[PLANS_A_CASE_MAX];
	unsigned plan_count = plans_in_order(page, one, plans);

	element_open(writer, "CINdetails");
	element_date(writer, "CINreferralDate", one->referral);
	element_value(writer, "ReferralSource", facts.source);
	if (!one->is_refused)
		element_value(writer, "PrimaryNeedCode", facts.need);
	if (is_known(page, one->closure)) {
		element_date(writer, "CINclosureDate", one->closure);
		element_value(writer, "ReasonForClosure", one->is_refused ? "RC8" : facts.closure_reason);
	}
	assessment_write(page, one, &facts);
	help_plan_write(page, one, &facts);
	if (facts.enquiry.days < one->closure.days && !one->is_refused)
		enquiry_write(page, facts.enquiry, (struct date){DAYS_NEVER});
	for (unsigned i = 0; i < plan_count; i++)
		enquiry_write(page, enquiry_before(page, plans[i]), need->plans[plans[i]].start);
	element_value(writer, "ReferralNFA", boolean(page, one->is_refused));
	for (unsigned i = 0; i < plan_count; i++)
		plan_write(page, plans[i]);
	element_close(writer, "CINdetails");
}
