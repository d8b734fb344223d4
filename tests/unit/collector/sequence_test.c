/* Joined signals: which order makes a sequence, and what is counted as having followed it. */
#include "collector/core/alert_sequences.h"
#include "tests/unit/collector/steady_councils.h"

enum { COUNCILS = 120, YEARS = 6, LAST = YEARS - 1 };

/* Septembers of 2016 to 2021. */
static void yearly_begin(struct steady *steady, const char *test)
{
	steady_begin(steady, random_begin(test).state, COUNCILS);
	for (int i = 0; i < YEARS; i++)
		steady_month(steady, month_from(2016 + i, 9));
}

static unsigned council_place(const struct steady *steady, uint16_t code)
{
	for (unsigned i = 0; i < steady->council_count; i++)
		if (steady->councils[i].code == code)
			return i;
	cr_assert_fail("no council %u", code);
	return 0;
}

/* The council's figures are even in all years, but for what is set after. */
static unsigned even(struct steady *steady, uint16_t code)
{
	unsigned council = council_place(steady, code);

	for (unsigned year = 0; year < YEARS; year++) {
		steady_set(steady, year, council, MEASURE_INPOST_FTE, 1000);
		steady_set(steady, year, council, MEASURE_VACANCY_FTE, 150);
		steady_set(steady, year, council, MEASURE_AGENCY_FTE, 150);
		steady_set(steady, year, council, MEASURE_CASE_HOLDERS_FTE, 1000);
		steady_set(steady, year, council, MEASURE_CASES, 17000);
		steady_set(steady, year, council, MEASURE_LEAVERS_FTE_12M, 150);
	}
	return council;
}

static const struct alert_joined *found(const struct alert_sequence *sequence, uint16_t code)
{
	for (unsigned i = 0; i < sequence->count; i++)
		if (sequence->list[i].council->code == code)
			return &sequence->list[i];
	return NULL;
}

static const struct alert_sequence *made(struct steady *steady, const char *area, const char *id)
{
	struct question question = {
		.area = area_find(slice_from_text(area)), .source = SOURCE_OFFICIAL, .month = steady->months[LAST], .has_month = true};
	const struct alert_sequence *sequences;

	cr_assert_eq(alert_sequences_make(&steady->cube.background, &question, &steady->arena, &sequences), ERROR_NONE);
	for (unsigned i = 0; i < sequence_count(); i++)
		if (strcmp(sequences[i].sequence->id, id) == 0)
			return &sequences[i];
	cr_assert_fail("no sequence %s", id);
	return NULL;
}

/* Vacancies first, agency and caseload in the next release: all worsen by far more than the other councils' do. */
Test(sequence, steps_come_one_after_the_other)
{
	static struct steady steady;
	const struct alert_sequence *sequence;
	const struct alert_joined *joined;
	unsigned council;

	yearly_begin(&steady, "sequence_order");
	council = even(&steady, 210);
	for (unsigned year = LAST - 1; year < YEARS; year++)
		steady_set(&steady, year, council, MEASURE_VACANCY_FTE, 900);
	steady_set(&steady, LAST, council, MEASURE_AGENCY_FTE, 900);
	steady_set(&steady, LAST, council, MEASURE_CASES, 34000);
	/* The other way round it is none: caseload and agency come before the vacancies. */
	council = even(&steady, 211);
	for (unsigned year = LAST - 1; year < YEARS; year++) {
		steady_set(&steady, year, council, MEASURE_AGENCY_FTE, 900);
		steady_set(&steady, year, council, MEASURE_CASES, 34000);
	}
	steady_set(&steady, LAST, council, MEASURE_VACANCY_FTE, 900);
	/* Complete a release ago, and nothing since: it is no news. */
	council = even(&steady, 212);
	for (unsigned year = LAST - 1; year < YEARS; year++) {
		steady_set(&steady, year, council, MEASURE_AGENCY_FTE, 900);
		steady_set(&steady, year, council, MEASURE_CASES, 34000);
		steady_set(&steady, year, council, MEASURE_VACANCY_FTE, 900);
	}
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	sequence = made(&steady, "England", "vacancies_agency_caseload");
	joined = found(sequence, 210);
	cr_assert_not_null(joined);
	cr_expect_eq(joined->steps[0].month.index, steady.months[LAST - 1].index);
	cr_expect_eq(joined->steps[1].month.index, steady.months[LAST].index);
	cr_expect_eq(joined->steps[0].before, 130, "15 of 115");
	cr_expect_eq(joined->steps[2].value, 340);
	cr_expect_null(found(sequence, 211));
	cr_expect_null(found(sequence, 212));
	cr_expect_eq(sequence->england_there, sequence->count);
	cr_expect_eq(sequence->england_judged, COUNCILS);
	cr_expect_geq(sequence->england_councils, COUNCILS);
	cr_expect_null(found(made(&steady, "North West", "vacancies_agency_caseload"), 210), "a council of London");
	steady_end(&steady);
}

/* Two councils with one workforce, published together, are in a sequence once, in whichever list one of them is. */
Test(sequence, two_with_one_workforce_are_one)
{
	enum { KINGSTON = 314, RICHMOND = 318 };
	static const uint16_t members[] = {RICHMOND};
	static const struct area area = {.kind = AREA_LIST, .code = "318", .name = "1 council", .member_count = 1, .members = members};
	static struct steady steady;
	struct question question = {.area = &area, .source = SOURCE_OFFICIAL, .has_month = true};
	const struct alert_sequence *sequence;
	const struct alert_joined *joined;
	unsigned council;

	steady_begin(&steady, random_begin("sequence_joint").state, COUNCILS);
	council = council_place(&steady, RICHMOND);
	steady.council_count--;
	memmove(&steady.councils[council], &steady.councils[council + 1], (steady.council_count - council) * sizeof(steady.councils[0]));
	for (int i = 0; i < YEARS; i++)
		steady_month(&steady, month_from(2016 + i, 9));
	council = even(&steady, KINGSTON);
	for (unsigned year = 0; year < YEARS; year++)
		steady.records[year][council].joint = RICHMOND;
	for (unsigned year = LAST - 1; year < YEARS; year++)
		steady_set(&steady, year, council, MEASURE_VACANCY_FTE, 900);
	steady_set(&steady, LAST, council, MEASURE_AGENCY_FTE, 900);
	steady_set(&steady, LAST, council, MEASURE_CASES, 34000);
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	sequence = made(&steady, "England", "vacancies_agency_caseload");
	joined = found(sequence, KINGSTON);
	cr_assert_not_null(joined);
	cr_expect_eq(joined->joint, council_find(RICHMOND));
	cr_expect_null(found(sequence, RICHMOND));
	cr_expect_eq(sequence->england_judged, COUNCILS - 1, "%u", sequence->england_judged);
	cr_expect_eq(sequence->record.inspections.with.looked_at, 0);
	question.month = steady.months[LAST];
	cr_assert_eq(alert_sequences_make(&steady.cube.background, &question, &steady.arena, &sequence), ERROR_NONE);
	cr_assert_eq(sequence[0].count, 1);
	cr_expect_eq(sequence[0].list[0].council, council_find(KINGSTON));
	cr_expect_eq(sequence[0].list[0].joint, council_find(RICHMOND));
	steady_end(&steady);
}

static struct event inspection(uint16_t council, int year, int month, enum judgement judgement)
{
	struct event event = {.key = {.council = council, .kind = EVENT_INSPECTION_STANDARD}, .judgements = {[JUDGED_OVERALL] = (uint8_t)judgement}};

	cr_assert_eq(date_from(year, month, 15, &event.key.date), ERROR_NONE);
	event.published = event.key.date;
	return event;
}

/* How many of the councils existed in September of the year. */
static unsigned existing(const struct steady *steady, int year)
{
	unsigned count = 0;

	for (unsigned i = 0; i < steady->council_count; i++)
		count += council_exists_on(council_find(steady->councils[i].code), month_last_day(month_from(year, 9)));
	return count;
}

/*
 * One council had the sequence in September 2018. What came in the two years from then is counted against it; what came before, later, or to no worse a
 * judgement, is not.
 */
Test(sequence, what_followed_is_counted)
{
	static struct steady steady;
	struct event events[] = {
		inspection(210, 2016, 3, JUDGEMENT_GOOD),
		inspection(212, 2017, 12, JUDGEMENT_INADEQUATE),
		inspection(213, 2018, 2, JUDGEMENT_GOOD),
		inspection(213, 2018, 12, JUDGEMENT_OUTSTANDING),
		inspection(210, 2020, 5, JUDGEMENT_REQUIRES_IMPROVEMENT),
		inspection(211, 2021, 10, JUDGEMENT_INADEQUATE),
	};
	const struct alert_sequence *sequence;
	const struct trouble_rates *rates;
	unsigned council;

	yearly_begin(&steady, "sequence_record");
	council = even(&steady, 210);
	for (unsigned year = 2; year < YEARS; year++) {
		steady_set(&steady, year, council, MEASURE_VACANCY_FTE, 900);
		steady_set(&steady, year, council, MEASURE_AGENCY_FTE, 900);
		steady_set(&steady, year, council, MEASURE_CASES, 34000);
		steady_set(&steady, year, council, MEASURE_CPP_STARTED_REPEAT_12M, year > 2 ? 1000 : 10);
	}
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	steady.cube.background.events = events;
	steady.cube.background.event_count = sizeof(events) / sizeof(events[0]);
	sequence = made(&steady, "England", "vacancies_agency_caseload");
	/* 2019, 2018 and 2017: in 2016 nothing had changed yet. */
	cr_expect_eq(sequence->record.year_count, 3, "%u", sequence->record.year_count);
	cr_expect_eq(sequence->record.first.index, month_from(2017, 9).index);
	cr_expect_eq(sequence->record.last.index, month_from(2019, 9).index);
	cr_assert(sequence->record.has_inspections);
	rates = &sequence->record.inspections;
	cr_expect_eq(rates->with.looked_at + rates->without.looked_at, existing(&steady, 2017) + existing(&steady, 2018) + existing(&steady, 2019));
	cr_expect_eq(rates->with.in_trouble, 1, "210 from 2018 on: %u", rates->with.in_trouble);
	cr_expect_eq(rates->without.in_trouble, 2, "210 from 2019 on, 212 from 2017 on: %u", rates->without.in_trouble);
	cr_expect_geq(sequence->record.figures.with.in_trouble, 1);
	cr_expect_geq(rates->with.looked_at, 1);
	cr_expect_lt(rates->with.looked_at, COUNCILS / 2);
	steady_end(&steady);
}

/* Without events nothing is said of inspections, and without two years of history nothing at all. */
Test(sequence, what_is_not_known_is_not_counted)
{
	static struct steady steady;
	const struct alert_sequence *sequence;

	steady_begin(&steady, random_begin("sequence_unknown").state, COUNCILS);
	for (int i = 0; i < YEARS; i++)
		steady_month(&steady, month_add(month_from(2021, 9), 12 * (i - LAST) + (i < LAST - 1 ? -1 : 0)));
	steady_put(&steady, SOURCE_OFFICIAL, LAST - 1);
	sequence = made(&steady, "England", "turnover_vacancies_agency");
	cr_expect_not(sequence->record.has_inspections);
	cr_expect_eq(sequence->record.year_count, 0);
	cr_expect_eq(sequence->record.figures.with.looked_at + sequence->record.figures.without.looked_at, 0);
	cr_expect_gt(sequence->england_judged, 0);
	steady_end(&steady);
}
