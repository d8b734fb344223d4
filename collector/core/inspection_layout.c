#include "collector/core/inspection_layout.h"

struct column_row {
	const char *name, *other_name; /* other_name: of earlier editions; NULL: none */
	const char *own_name;          /* in our own table; NULL: it has no such column */
	bool is_needed;                /* where the form has it */
};

/* As in Ofsted's list of the year to 31 March 2025. Until 2022 children in care and care leavers had one judgement in one column. */
static const struct column_row columns[INSPECTION_COLUMN_COUNT] = {
	[INSPECTION_CODE] = {"Local authority area code", NULL, "council", true},
	[INSPECTION_COUNCIL] = {"Local authority name", NULL, NULL, true},
	[INSPECTION_STATUS] = {"Local authority status", NULL, NULL, false},
	[INSPECTION_DATE] = {"Inspection date", NULL, "date", true},
	[INSPECTION_PUBLISHED] = {"Publication date", NULL, "published", true},
	[INSPECTION_TYPE] = {"Inspection type", NULL, "kind", true},
	[INSPECTION_JUDGED + JUDGED_OVERALL] = {"Overall effectiveness", NULL, "overall", true},
	[INSPECTION_JUDGED + JUDGED_LEADERS] = {"The impact of leaders on social work practice with children and families", NULL, "leaders", false},
	[INSPECTION_JUDGED + JUDGED_HELP_AND_PROTECTION] = {"The experiences and progress of children who need help and protection", NULL,
							    "help_and_protection", false},
	[INSPECTION_JUDGED + JUDGED_IN_CARE] = {"The experiences and progress of children in care",
						"The experiences and progress of children in care and care leavers", "in_care", false},
	[INSPECTION_JUDGED + JUDGED_CARE_LEAVERS] = {"The experiences and progress of care leavers", NULL, "care_leavers", false},
};

static const struct {
	const char *text;
	enum event_kind kind;
} types[] = {
	{"ILACS Standard Inspection", EVENT_INSPECTION_STANDARD},
	{"ILACS Short Inspection", EVENT_INSPECTION_SHORT},
	{"ILACS Focused Visit", EVENT_FOCUSED_VISIT},
	{"ILACS Monitoring Visit", EVENT_MONITORING_VISIT},
};

static const char *const unjudged[] = {"", "NULL", "Not judged"};

static bool is_letter(uint8_t byte)
{
	uint8_t small = byte | 0x20;

	return (small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9');
}

/* Whether the letters and digits are the same: blanks of any kind, hyphens, quotes and what a Windows code page makes of them do not count. */
static bool letters_equal(struct slice text, const char *word)
{
	size_t at = 0;

	for (; *word; word++) {
		if (!is_letter((uint8_t)*word))
			continue;
		while (at < text.size && !is_letter(text.data[at]))
			at++;
		if (at == text.size || (text.data[at] | 0x20) != ((uint8_t)*word | 0x20))
			return false;
		at++;
	}
	while (at < text.size && !is_letter(text.data[at]))
		at++;
	return at == text.size;
}

const char *inspection_column_name(const struct inspection_layout *layout, enum inspection_column column)
{
	return layout->is_own ? columns[column].own_name : columns[column].name;
}

static bool is_column(enum inspection_column column, bool is_own, struct slice text)
{
	const struct column_row *row = &columns[column];

	if (is_own)
		return row->own_name && slice_equal_ignoring_case(text, slice_from_text(row->own_name));
	return letters_equal(text, row->name) || (row->other_name && letters_equal(text, row->other_name));
}

/* Ofsted's lists have no column that is called like the first one of our own table. */
static bool header_is_own(const struct csv_rows *header)
{
	for (unsigned i = 0; i < header->cell_count; i++)
		if (is_column(INSPECTION_CODE, true, header->cells[i]))
			return true;
	return false;
}

/* Where the column stands, from 0. */
static void column_place(struct inspection_layout *layout, enum inspection_column column, const struct csv_rows *header)
{
	layout->places[column] = INSPECTION_NOWHERE;
	for (unsigned i = 0; i < header->cell_count; i++) {
		if (!is_column(column, layout->is_own, header->cells[i]))
			continue;
		if (layout->places[column] != INSPECTION_NOWHERE)
			layout->twice = inspection_column_name(layout, column);
		layout->places[column] = i;
	}
}

bool inspection_layout_find(const struct csv_rows *header, struct inspection_layout *layout, const char **missing)
{
	*layout = (struct inspection_layout){.cell_count = header->cell_count, .is_own = header_is_own(header)};
	for (unsigned column = 0; column < INSPECTION_COLUMN_COUNT; column++) {
		const char *name = inspection_column_name(layout, column);

		column_place(layout, column, header);
		if (layout->places[column] == INSPECTION_NOWHERE && name && columns[column].is_needed) {
			*missing = name;
			return false;
		}
	}
	return true;
}

struct slice inspection_cell(const struct inspection_layout *layout, const struct csv_rows *row, enum inspection_column column)
{
	return csv_cell(row, layout->places[column]);
}

enum event_kind inspection_type_find(struct slice text)
{
	for (unsigned i = 0; i < sizeof types / sizeof types[0]; i++)
		if (letters_equal(text, types[i].text) || slice_equal_ignoring_case(text, slice_from_text(event_kind_id(types[i].kind))))
			return types[i].kind;
	return EVENT_NONE;
}

bool inspection_judgement_find(struct slice text, enum judgement *out)
{
	for (unsigned i = 0; i < sizeof unjudged / sizeof unjudged[0]; i++)
		if (slice_equal_ignoring_case(text, slice_from_text(unjudged[i]))) {
			*out = JUDGEMENT_NONE;
			return true;
		}
	for (unsigned judgement = JUDGEMENT_NONE + 1; judgement_id(judgement); judgement++)
		if (letters_equal(text, judgement_title(judgement)) || slice_equal_ignoring_case(text, slice_from_text(judgement_id(judgement)))) {
			*out = (enum judgement)judgement;
			return true;
		}
	return false;
}
