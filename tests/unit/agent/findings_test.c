#include "agent/core/findings.h"

#include <criterion/criterion.h>
#include <string.h>

static struct place place_at(uint8_t file, uint64_t line)
{
	return (struct place){.file = file, .line = line, .column_name = ""};
}

Test(findings, counts_all_and_keeps_the_first_places)
{
	struct findings *findings = findings_new();

	cr_assert_not_null(findings);
	for (unsigned i = 0; i < FINDING_PLACES_MAX + 7; i++)
		findings_add(findings, RULE_DATE_MALFORMED, place_at((uint8_t)(i % 2), i + 2));
	cr_assert_eq(findings_count(findings, RULE_DATE_MALFORMED), FINDING_PLACES_MAX + 7);
	cr_assert_eq(findings_count(findings, RULE_DATE_IMPOSSIBLE), 0);
	cr_assert_eq(findings_place_count(findings, RULE_DATE_MALFORMED), FINDING_PLACES_MAX);
	cr_assert_eq(findings_place_at(findings, RULE_DATE_MALFORMED, 3).line, 5);
	findings_free(findings);
}

Test(findings, a_forgotten_file_leaves_nothing)
{
	struct findings *findings = findings_new();

	cr_assert_not_null(findings);
	findings_add(findings, RULE_DATE_MALFORMED, place_at(0, 2));
	findings_add(findings, RULE_DATE_MALFORMED, place_at(255, 3));
	findings_add(findings, RULE_DATE_MALFORMED, place_at(0, 4));
	findings_forget_file(findings, 255);
	cr_assert_eq(findings_count(findings, RULE_DATE_MALFORMED), 2);
	cr_assert_eq(findings_place_count(findings, RULE_DATE_MALFORMED), 2);
	cr_assert_eq(findings_place_at(findings, RULE_DATE_MALFORMED, 1).line, 4);
	findings_forget_file(findings, 0);
	cr_assert_eq(findings_count(findings, RULE_DATE_MALFORMED), 0);
	findings_free(findings);
}

/* Ids are what scripts know a rule by: words of their own. Sentences follow a place, so they begin small and end without a stop. */
Test(findings, every_rule_has_an_id_of_its_own_and_a_sentence)
{
	for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		const char *id = rule_id((enum rule)rule), *sentence = rule_sentence((enum rule)rule);

		cr_assert(id && sentence, "rule %u", rule);
		cr_assert_eq(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(id), "%s", id);
		cr_assert(sentence[0] >= 'a' && sentence[0] <= 'z', "%s", sentence);
		cr_assert_neq(sentence[strlen(sentence) - 1], '.', "%s", sentence);
		for (unsigned other = RULE_NONE + 1; other < rule; other++)
			cr_assert_str_neq(rule_id((enum rule)other), id);
	}
	cr_assert_null(rule_id(RULE_NONE));
	cr_assert_str_eq(severity_name(rule_severity(RULE_DATE_MALFORMED)), "error");
	cr_assert_str_eq(severity_name(rule_severity(RULE_LEAVER_FTE_ZERO)), "warning");
	cr_assert_str_eq(severity_name(rule_severity(RULE_POST_REPEATED)), "note");
}
