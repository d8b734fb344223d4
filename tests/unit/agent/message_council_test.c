#include "agent/core/message_council.h"

#include "agent/core/coverage.h"
#include "agent/core/measures.h"
#include "tests/unit/agent/extract_text.h"

enum { MEASURES_ROOM = 512, KINGSTON = 314, RICHMOND = 318, ST_HELENS = 342, SEFTON = 343 };

#define HEADER(collection, council)                                                                                                             \
	"<Message><Header><CollectionDetails><Collection>" collection "</Collection><Year>2020</Year><ReferenceDate>2020-03-31</ReferenceDate>" \
	"</CollectionDetails>\n<Source><LEA>" council "</LEA></Source></Header>"
#define WORKFORCE(council)                                                                                                                  \
	HEADER("CSWW", council)                                                                                                             \
	"<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SYNTH1</SWENo><FTE>1</FTE><RoleStartDate>2015-01-01</RoleStartDate></CSWWWorker>" \
	"</Message>"
#define NEED(council)                                                                                                                      \
	HEADER("CIN", council)                                                                                                             \
	"<Children><Child><ChildIdentifiers><LAchildID>SYNTH1</LAchildID><PersonBirthDate>2010-01-01</PersonBirthDate></ChildIdentifiers>" \
	"<CINdetails><CINreferralDate>2019-06-01</CINreferralDate><PrimaryNeedCode>N1</PrimaryNeedCode></CINdetails></Child></Children>"   \
	"</Message>"

/* The value, or minus the reason for which there is none. */
static int64_t value_of(struct reading *reading, enum measure_number number)
{
	static struct return_measure measures[MEASURES_ROOM];
	unsigned count;

	if (measures_compute(reading_register(reading), month_from(2020, 3), measures, MEASURES_ROOM, &count))
		return -(int64_t)coverage_obstacle(reading_register(reading), number == MEASURE_CIN ? PART_CHILDREN_IN_NEED : PART_WORKFORCE);
	for (unsigned i = 0; i < count; i++)
		if (measures[i].number == (uint16_t)number)
			return measures[i].symbol == SYMBOL_NONE ? measures[i].value : -(int64_t)measures[i].reason;
	cr_assert_fail("measure %d is not computed", number);
	return 0;
}

static uint64_t count_of(struct reading *reading, enum rule rule)
{
	return findings_count(reading_register(reading)->findings, rule);
}

#define NO_FIGURE (-(int64_t)REASON_ANOTHER_COUNCIL)

static const struct {
	const char *what;
	uint16_t council; /* the agent's own */
	const char *files[3];
	uint64_t another, differ, unreadable;
	int64_t in_post, in_need;
} cases[] = {
	{"all are the council's own", ST_HELENS, {WORKFORCE("342"), NEED("342")}, 0, 0, 0, 1000000, 1},
	{"a children in need census of another", ST_HELENS, {WORKFORCE("342"), NEED("343")}, 1, 0, 0, 1000000, NO_FIGURE},
	{"a workforce census of another", ST_HELENS, {WORKFORCE("343"), NEED("342")}, 1, 0, 0, NO_FIGURE, 1},
	{"both", SEFTON, {WORKFORCE("342"), NEED("342")}, 2, 0, 0, NO_FIGURE, NO_FIGURE},
	{"one of two censuses", ST_HELENS, {NEED("342"), NEED("999"), WORKFORCE("342")}, 1, 0, 0, 1000000, NO_FIGURE},
	{"they do not say", ST_HELENS, {WORKFORCE(""), NEED(" ")}, 0, 0, 0, 1000000, 1},
	{"not a number", ST_HELENS, {WORKFORCE("E08000013"), NEED("St Helens")}, 0, 0, 2, 1000000, 1},
	{"more than three digits", ST_HELENS, {WORKFORCE("1342"), NEED("65878")}, 0, 0, 2, 1000000, 1},
	{"a joint workforce return", RICHMOND, {WORKFORCE("314"), NEED("318")}, 0, 0, 0, 1000000, 1},
	{"only of the workforce", RICHMOND, {WORKFORCE("318"), NEED("314")}, 1, 0, 0, 1000000, NO_FIGURE},
	{"a file that breaks off", ST_HELENS, {WORKFORCE("342"), HEADER("CIN", "343") "<Children>", NEED("342")}, 0, 0, 0, 1000000, 1},
	{"not known, and all the same", 0, {WORKFORCE("342"), NEED("342")}, 0, 0, 0, 1000000, 1},
	{"not known, and another across subjects", 0, {WORKFORCE("342"), NEED("343")}, 0, 1, 0, 1000000, 1},
	{"not known, and two that differ from the first", 0, {WORKFORCE("342"), NEED("343"), NEED("343")}, 0, 2, 0, 1000000, 1},
	{"not known, and two censuses", 0, {NEED("342"), NEED("343"), WORKFORCE("")}, 0, 1, 0, 1000000, -(int64_t)REASON_CENSUSES_OF_TWO_COUNCILS},
	{"not known, and a joint return", 0, {NEED("318"), WORKFORCE("314")}, 0, 0, 0, 1000000, 1},
	{"not known, and no joint return", 0, {WORKFORCE(""), NEED("318")}, 0, 0, 0, 1000000, 1},
	{"not known, and a file breaks off", 0, {HEADER("CIN", "343") "<Children>", NEED("342"), WORKFORCE("342")}, 0, 0, 0, 1000000, 1},
};

Test(message_council, is_held_against_the_agents_own_or_the_other_files)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading *reading = extract_reading_new();

		reading_set_council(reading, cases[i].council);
		for (unsigned j = 0; j < 3 && cases[i].files[j]; j++)
			extract_read(reading, "f", cases[i].files[j]);
		cr_expect_eq(count_of(reading, RULE_COUNCIL_IS_ANOTHER), cases[i].another, "%s", cases[i].what);
		cr_expect_eq(count_of(reading, RULE_COUNCILS_DIFFER), cases[i].differ, "%s", cases[i].what);
		cr_expect_eq(count_of(reading, RULE_COUNCIL_UNREADABLE), cases[i].unreadable, "%s", cases[i].what);
		cr_expect_eq(value_of(reading, MEASURE_INPOST_FTE), cases[i].in_post, "%s: %lld", cases[i].what,
			     (long long)value_of(reading, MEASURE_INPOST_FTE));
		cr_expect_eq(value_of(reading, MEASURE_CIN), cases[i].in_need, "%s: %lld", cases[i].what, (long long)value_of(reading, MEASURE_CIN));
		reading_free(reading);
	}
}

/* Where the header says it. */
Test(message_council, is_found_at_its_place)
{
	static const uint16_t councils[] = {SEFTON, 0};
	static const enum rule rules[] = {RULE_COUNCIL_IS_ANOTHER, RULE_COUNCILS_DIFFER};

	for (size_t i = 0; i < 2; i++) {
		struct reading *reading = extract_reading_new();
		struct place place;

		reading_set_council(reading, councils[i]);
		extract_read(reading, "own.xml", NEED("343"));
		extract_read(reading, "another.xml", "\n\n" WORKFORCE("342"));
		cr_assert_eq(count_of(reading, rules[i]), 1);
		place = findings_place_at(reading_register(reading)->findings, rules[i], 0);
		cr_assert_eq(place.file, 1);
		cr_assert_eq(place.line, 3);
		cr_assert_eq(place.column, 0);
		cr_assert_str_eq(place.column_name, "LEA");
		reading_free(reading);
	}
}

/* A subject that has a file of another council covers no month, whatever its other files hold. */
Test(message_council, of_another_covers_no_month)
{
	struct reading *reading = extract_reading_new();
	const struct council_register *reg;
	struct month first, last;

	reading_set_council(reading, ST_HELENS);
	extract_read(reading, "posts.csv", POSTS_HEADER "2020-03,1,1,1,1,1,1\n");
	extract_read(reading, "workers.csv", WORKERS_HEADER "0,SYNTH1,1,2015-01-01,,\n");
	extract_read(reading, "census.xml", WORKFORCE("343"));
	extract_read(reading, "need.xml", NEED("343"));
	reg = reading_register(reading);
	cr_assert_not(workforce_months(reg->workforce, &first, &last));
	cr_assert_not(children_in_need_months(reg->children_in_need, &first, &last));
	cr_assert_eq(coverage_obstacle(reg, PART_WORKFORCE), REASON_ANOTHER_COUNCIL);
	cr_assert_eq(coverage_obstacle(reg, PART_CHILDREN_IN_NEED), REASON_ANOTHER_COUNCIL);
	cr_assert_not(coverage_any(reg));
	cr_assert_eq(value_of(reading, MEASURE_INPOST_FTE), NO_FIGURE);
	cr_assert_eq(value_of(reading, MEASURE_VACANCY_FTE), NO_FIGURE);
	reading_free(reading);
}
