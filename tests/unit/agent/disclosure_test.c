#include "agent/core/disclosure.h"

#include <criterion/criterion.h>

#include "proto/catalogue.h"
#include "proto/status.h"

enum { CELLS_MAX = 12 };

/* What goes in: a value, or UNAVAILABLE, or what the council itself gave as confidential. */
enum { UNAVAILABLE = -1, GIVEN_C = -2 };

struct cell {
	enum measure_number measure;
	int64_t value;
	enum reason expected; /* REASON_NONE: it leaves as it is */
};

struct scene {
	const char *name;
	struct cell cells[CELLS_MAX]; /* ascending by measure; ends with MEASURE_NONE */
};

#define SHOWN    REASON_NONE
#define SMALL    REASON_SMALL_COUNT
#define ANOTHER  REASON_PROTECTS_ANOTHER
#define WITHHELD REASON_BREAKDOWN_WITHHELD

static const struct scene scenes[] = {
	{"a zero and what is over five stay", {{MEASURE_CLA, 0, SHOWN}, {MEASURE_CIN, 6, SHOWN}}},
	{"one to five go", {{MEASURE_CLA, 1, SMALL}, {MEASURE_CIN, 5, SMALL}}},
	{"workforce is open", {{MEASURE_INPOST_FTE, 3, SHOWN}, {MEASURE_INPOST_HEADCOUNT, 1, SHOWN}}},
	{"a single small part takes the smallest other one with it",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 20, SHOWN},
	  {MEASURE_CLA_CARE_ORDERS, 27, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 3, SMALL},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 10, ANOTHER}}},
	{"a zero is no protection",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 0, SHOWN},
	  {MEASURE_CLA_CARE_ORDERS, 30, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 3, SMALL},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 27, ANOTHER}}},
	{"two small parts protect each other",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 2, SMALL},
	  {MEASURE_CLA_CARE_ORDERS, 55, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 3, SMALL},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 0, SHOWN}}},
	{"two ones would not: their sum is two",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 1, SMALL},
	  {MEASURE_CLA_CARE_ORDERS, 58, ANOTHER},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 1, SMALL},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 0, SHOWN}}},
	{"nor two fives",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 5, SMALL},
	  {MEASURE_CLA_CARE_ORDERS, 30, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 5, SMALL},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 20, ANOTHER}}},
	{"one and six cannot be told from two and five only with a third",
	 {{MEASURE_CLA, 60, SHOWN},
	  {MEASURE_CLA_SECTION_20, 1, SMALL},
	  {MEASURE_CLA_CARE_ORDERS, 30, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 6, ANOTHER},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 23, ANOTHER}}},
	{"five and the smallest of two alike give themselves away",
	 {{MEASURE_CLA, 45, SHOWN},
	  {MEASURE_CLA_SECTION_20, 5, SMALL},
	  {MEASURE_CLA_CARE_ORDERS, 10, ANOTHER},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 10, ANOTHER},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 20, SHOWN}}},
	{"of a breakdown of two both go",
	 {{MEASURE_CPP_STARTED_12M, 40, SHOWN}, {MEASURE_CPP_STARTED_FIRST_12M, 38, ANOTHER}, {MEASURE_CPP_STARTED_REPEAT_12M, 2, SMALL}}},
	{"where two fives are all there is, their total goes too",
	 {{MEASURE_CPP_STARTED_12M, 10, WITHHELD}, {MEASURE_CPP_STARTED_FIRST_12M, 5, WITHHELD}, {MEASURE_CPP_STARTED_REPEAT_12M, 5, WITHHELD}}},
	{"and no other breakdown may give it back",
	 {{MEASURE_REFERRALS_12M, 10, WITHHELD},
	  {MEASURE_REFERRALS_FIRST_12M, 5, WITHHELD},
	  {MEASURE_REFERRALS_REPEAT_12M, 5, WITHHELD},
	  {MEASURE_REFERRALS_NO_FURTHER_ACTION_12M, 0, SHOWN},
	  {MEASURE_REFERRALS_NOT_IN_NEED_12M, 0, SHOWN},
	  {MEASURE_REFERRALS_IN_NEED_12M, 10, ANOTHER}}},
	{"a small total hides its only part, and zeros stay",
	 {{MEASURE_CPP_STARTED_12M, 4, SMALL}, {MEASURE_CPP_STARTED_FIRST_12M, 4, SMALL}, {MEASURE_CPP_STARTED_REPEAT_12M, 0, SHOWN}}},
	{"five parts of a total of at most five are five ones",
	 {{MEASURE_CLA, 5, WITHHELD},
	  {MEASURE_CLA_FOSTER, 1, WITHHELD},
	  {MEASURE_CLA_KINSHIP, 1, WITHHELD},
	  {MEASURE_CLA_RESIDENTIAL, 1, WITHHELD},
	  {MEASURE_CLA_WITH_PARENTS, 1, WITHHELD},
	  {MEASURE_CLA_SUPPORTED_OR_INDEPENDENT, 1, WITHHELD},
	  {MEASURE_CLA_PLACED_FOR_ADOPTION, 0, WITHHELD},
	  {MEASURE_CLA_OTHER_PLACEMENT, 0, WITHHELD}}},
	{"without a total a single small part takes another one with it all the same",
	 {{MEASURE_CPP_STARTED_12M, UNAVAILABLE, SHOWN}, {MEASURE_CPP_STARTED_FIRST_12M, 38, ANOTHER}, {MEASURE_CPP_STARTED_REPEAT_12M, 2, SMALL}}},
	{"what is not available stays so",
	 {{MEASURE_CLA, 60, SHOWN}, {MEASURE_CLA_UNACCOMPANIED, UNAVAILABLE, SHOWN}, {MEASURE_CLA_NOT_UNACCOMPANIED, UNAVAILABLE, SHOWN}}},
	{"what the council gives as confidential is protected like any small part",
	 {{MEASURE_PERMANENCE_PLANS, 40, SHOWN}, {MEASURE_PERMANENCE_ON_TIME, 37, ANOTHER}, {MEASURE_PERMANENCE_DELAYED, GIVEN_C, SHOWN}}},
	{"where nothing else is left, with its total",
	 {{MEASURE_PERMANENCE_PLANS, 7, WITHHELD}, {MEASURE_PERMANENCE_ON_TIME, 6, WITHHELD}, {MEASURE_PERMANENCE_DELAYED, GIVEN_C, SHOWN}}},
	{"and so is one of a subject of which files are missing",
	 {{MEASURE_CLA, 40, SHOWN},
	  {MEASURE_CLA_SECTION_20, GIVEN_C, SHOWN},
	  {MEASURE_CLA_CARE_ORDERS, 20, SHOWN},
	  {MEASURE_CLA_PLACEMENT_ORDERS, 17, ANOTHER},
	  {MEASURE_CLA_OTHER_LEGAL_STATUS, 0, SHOWN}}},
	{"a sum of days goes with a small number of children",
	 {{MEASURE_CLA_CEASED_12M, 30, SHOWN},
	  {MEASURE_CLA_CEASED_ADOPTION_12M, 3, SMALL},
	  {MEASURE_CLA_CEASED_SPECIAL_GUARDIANSHIP_12M, 8, ANOTHER},
	  {MEASURE_CLA_CEASED_HOME_12M, 10, SHOWN},
	  {MEASURE_CLA_CEASED_OTHER_12M, 9, SHOWN},
	  {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, 900, REASON_COUNT_SUPPRESSED}}},
	{"and with one that protects another",
	 {{MEASURE_CLA_CEASED_12M, 30, SHOWN},
	  {MEASURE_CLA_CEASED_ADOPTION_12M, 7, ANOTHER},
	  {MEASURE_CLA_CEASED_SPECIAL_GUARDIANSHIP_12M, 3, SMALL},
	  {MEASURE_CLA_CEASED_HOME_12M, 11, SHOWN},
	  {MEASURE_CLA_CEASED_OTHER_12M, 9, SHOWN},
	  {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, 900, REASON_COUNT_SUPPRESSED}}},
	{"but stays when there are enough", {{MEASURE_CLA_CEASED_ADOPTION_12M, 7, SHOWN}, {MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, 3, SHOWN}}},
};

static unsigned scene_measures(const struct scene *scene, struct return_measure measures[static CELLS_MAX])
{
	unsigned count = 0;

	for (; scene->cells[count].measure != MEASURE_NONE; count++) {
		const struct cell *cell = &scene->cells[count];

		measures[count] = (struct return_measure){.number = (uint16_t)cell->measure, .value = cell->value};
		if (cell->value == UNAVAILABLE)
			measures[count] =
				(struct return_measure){.number = (uint16_t)cell->measure, .symbol = SYMBOL_X, .reason = REASON_NOT_COMPUTED};
		if (cell->value == GIVEN_C)
			measures[count] =
				(struct return_measure){.number = (uint16_t)cell->measure, .symbol = SYMBOL_C, .reason = REASON_GIVEN_SYMBOL};
	}
	return count;
}

static void assert_cell(const char *name, const struct cell *cell, const struct return_measure *measure)
{
	const char *id = catalogue_measure(measure->number)->id;

	cr_assert_eq(measure->number, cell->measure);
	if (cell->value == GIVEN_C) {
		cr_assert(measure->symbol == SYMBOL_C && measure->reason == REASON_GIVEN_SYMBOL, "%s: %s", name, id);
	} else if (cell->value == UNAVAILABLE) {
		cr_assert(measure->symbol == SYMBOL_X && measure->reason == REASON_NOT_COMPUTED, "%s: %s", name, id);
	} else if (cell->expected == SHOWN) {
		cr_assert(measure->symbol == SYMBOL_NONE && measure->value == cell->value, "%s: %s is hidden: %s", name, id,
			  reason_sentence(measure->reason));
	} else {
		cr_assert_eq(measure->symbol, SYMBOL_C, "%s: %s is shown", name, id);
		cr_assert_eq(measure->value, 0, "%s: %s keeps its value", name, id);
		cr_assert_eq(measure->reason, cell->expected, "%s: %s: %s", name, id, reason_sentence(measure->reason));
	}
}

Test(disclosure, what_leaves_and_what_does_not)
{
	for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++) {
		struct return_measure measures[CELLS_MAX];
		unsigned count = scene_measures(&scenes[i], measures);

		cr_assert_gt(count, 0);
		disclosure_apply(measures, count);
		for (unsigned j = 0; j < count; j++)
			assert_cell(scenes[i].name, &scenes[i].cells[j], &measures[j]);
	}
}

Test(disclosure, the_policy_has_a_name_that_fits_the_wire)
{
	cr_assert(slice_equal(disclosure_policy(), SLICE_LITERAL("small-counts-1")));
	cr_assert_leq(disclosure_policy().size, POLICY_BYTES_MAX);
}
