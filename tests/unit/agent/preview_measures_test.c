#include "agent/core/preview_measures.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"
#include "proto/status.h"

enum { TEXT_BYTES_MAX = 1 << 20, COLUMNS_MAX = 100 };

static struct text written(const struct return_measure *measures, unsigned count)
{
	struct text text;

	text_init_growing(&text, TEXT_BYTES_MAX);
	preview_write_measures(measures, count, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return text;
}

/* Every measure that is sent, with its number as its value; flows of children are suppressed, what the council gives itself is not available. */
static unsigned everything(struct return_measure *measures)
{
	for (unsigned i = 0; i < catalogue_sent_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);

		measures[i] = (struct return_measure){.number = measure->number, .value = measure->number};
		if (measure->topic == TOPIC_LOOKED_AFTER && measure->window == WINDOW_MONTH)
			measures[i] = (struct return_measure){.number = measure->number, .symbol = SYMBOL_C, .reason = REASON_SMALL_COUNT};
		if (measure->topic == TOPIC_COUNCIL)
			measures[i] = (struct return_measure){.number = measure->number, .symbol = SYMBOL_X, .reason = REASON_NOT_COMPUTED};
	}
	return catalogue_sent_count();
}

Test(preview_measures, topics_totals_parts_and_windows)
{
	static const struct return_measure measures[] = {
		{.number = MEASURE_INPOST_FTE, .value = 143300000},
		{.number = MEASURE_INPOST_TEAM_MANAGERS_FTE, .value = 2000000},
		{.number = MEASURE_INPOST_OTHER_ROLES_FTE, .symbol = SYMBOL_X, .reason = REASON_CELL_EMPTY},
		{.number = MEASURE_CLA, .value = 480},
		{.number = MEASURE_CLA_SECTION_20, .symbol = SYMBOL_C, .reason = REASON_SMALL_COUNT},
		{.number = MEASURE_CLA_CARE_ORDERS, .symbol = SYMBOL_C, .reason = REASON_PROTECTS_ANOTHER},
		{.number = MEASURE_CLA_FOSTER, .value = 300},
		{.number = MEASURE_CLA_CEASED_MONTH, .value = 12},
		{.number = MEASURE_CLA_CEASED_12M, .value = 150},
		{.number = MEASURE_CLA_CEASED_ADOPTION_MONTH, .symbol = SYMBOL_C, .reason = REASON_SMALL_COUNT},
		{.number = MEASURE_CLA_CEASED_ADOPTION_12M, .value = 20},
		{.number = MEASURE_DAYS_TO_ADOPTION_PLACEMENT_MONTH, .symbol = SYMBOL_C, .reason = REASON_COUNT_SUPPRESSED},
		{.number = MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M, .value = 8000},
		{.number = MEASURE_CIN, .symbol = SYMBOL_X, .reason = REASON_FILES_MISSING},
		{.number = MEASURE_CPP, .symbol = SYMBOL_X, .reason = REASON_FILES_MISSING},
	};
	struct text text = written(measures, sizeof(measures) / sizeof(measures[0]));

	cr_assert_str_eq(text.data, "\nFigures that would leave\n"
				    "\n"
				    "Social work workforce                                          month's end in the month in 12 months\n"
				    "  Social workers in post (FTE)                                      143.30\n"
				    "    by role\n"
				    "      team managers (FTE)                                             2.00\n"
				    "      role not known (FTE)                                           x [1]\n"
				    "\n"
				    "Looked-after children                                          month's end in the month in 12 months\n"
				    "  Children looked after                                                480\n"
				    "    by legal status\n"
				    "      accommodated under section 20                                  c [2]\n"
				    "      under a care order                                             c [3]\n"
				    "    by placement\n"
				    "      foster carers who are not kin                                    300\n"
				    "  Children who ceased to be looked after                                             12          150\n"
				    "    by reason\n"
				    "      adopted                                                                     c [2]           20\n"
				    "        Days from care to placement for adoption, children adopted\n"
				    "                                                                                  c [4]         8000\n"
				    "\n"
				    "Children in need: no file of this subject was found; 2 figures are sent as x (not available)\n"
				    "\n"
				    "Where there is no number\n"
				    "  [1]  x, not available: the cell in the posts table is empty (1 figure)\n"
				    "  [2]  c, confidential: a count of 1 to 5 does not leave the council (2 figures)\n"
				    "  [3]  c, confidential: suppressed so that a smaller part of the same total cannot be worked out (1\n"
				    "       figure)\n"
				    "  [4]  c, confidential: the number of children that it is a sum over is suppressed (1 figure)\n"
				    "\n"
				    "In all 8 numbers, 4 confidential (c), 3 not available (x)\n");
	text_fini(&text);
}

/* Nothing that leaves may be missing from what the person reads, whatever the catalogue grows to. */
Test(preview_measures, every_figure_is_shown_once_and_in_100_columns)
{
	static struct return_measure measures[RETURN_MEASURES_MAX];
	unsigned count = everything(measures), cells = 0;
	struct text text = written(measures, count);
	const char *line = strstr(text.data, "\n\n") + 2;

	for (const char *end; (end = strchr(line, '\n')) != NULL && strncmp(line, "Where there", 11) != 0; line = end + 1) {
		cr_assert_leq(end - line, COLUMNS_MAX, "%.*s", (int)(end - line), line);
		for (int at = 61; at + 13 <= end - line; at += 13)
			cells += line[at + 12] != ' ' && line[0] == ' ';
	}
	for (unsigned i = 0; i < count; i++)
		cells += catalogue_measure(measures[i].number)->topic == TOPIC_COUNCIL;
	cr_assert_eq(cells, count, "%s", text.data);
	text_fini(&text);
}

Test(preview_measures, a_part_without_its_total_stands_for_itself)
{
	static const struct return_measure measures[] = {{.number = MEASURE_CLA_FOSTER, .value = 300},
							 {.number = MEASURE_CLA_CEASED_12M, .value = 9}};
	struct text text = written(measures, 2);

	cr_assert(strstr(text.data, "\n  Looked after: foster carers who are not kin                          300\n"), "%s", text.data);
	cr_assert(strstr(text.data, "\n  Children who ceased to be looked after                                                           9\n"), "%s",
		  text.data);
	cr_assert(strstr(text.data, "\nIn all 2 numbers\n"), "%s", text.data);
	cr_assert_null(strstr(text.data, "Where there is no number"));
	text_fini(&text);
}
