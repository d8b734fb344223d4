#include "collector/core/inspection_layout.h"

struct column_row {
	const char *name, *other_name; /* other_name: of earlier editions; NULL: none */
	bool is_needed;
};

/* As in the list of the year to 31 March 2025. Until 2022 children in care and care leavers had one judgement in one column. */
static const struct column_row columns[INSPECTION_COLUMN_COUNT] = {
	[INSPECTION_ONS_CODE] = {"Local authority area code", NULL, true},
	[INSPECTION_COUNCIL] = {"Local authority name", NULL, true},
	[INSPECTION_STATUS] = {"Local authority status", NULL, false},
	[INSPECTION_DATE] = {"Inspection date", NULL, true},
	[INSPECTION_PUBLISHED] = {"Publication date", NULL, true},
	[INSPECTION_TYPE] = {"Inspection type", NULL, true},
	[INSPECTION_JUDGED + JUDGED_OVERALL] = {"Overall effectiveness", NULL, true},
	[INSPECTION_JUDGED + JUDGED_LEADERS] = {"The impact of leaders on social work practice with children and families", NULL, false},
	[INSPECTION_JUDGED + JUDGED_HELP_AND_PROTECTION] = {"The experiences and progress of children who need help and protection", NULL, false},
	[INSPECTION_JUDGED + JUDGED_IN_CARE] = {"The experiences and progress of children in care",
						"The experiences and progress of children in care and care leavers", false},
	[INSPECTION_JUDGED + JUDGED_CARE_LEAVERS] = {"The experiences and progress of care leavers", NULL, false},
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

const char *inspection_column_name(enum inspection_column column)
{
	return columns[column].name;
}

static bool is_column(enum inspection_column column, struct slice text)
{
	return letters_equal(text, columns[column].name) || (columns[column].other_name && letters_equal(text, columns[column].other_name));
}

bool inspection_layout_find(const struct csv_rows *header, struct inspection_layout *out, const char **missing)
{
	struct inspection_layout layout = {.cell_count = header->cell_count};

	for (unsigned column = 0; column < INSPECTION_COLUMN_COUNT; column++) {
		layout.places[column] = INSPECTION_NOWHERE;
		for (unsigned i = 0; i < header->cell_count; i++) {
			if (!is_column(column, header->cells[i]))
				continue;
			if (layout.places[column] != INSPECTION_NOWHERE)
				layout.twice = columns[column].name;
			layout.places[column] = i;
		}
		if (layout.places[column] == INSPECTION_NOWHERE && columns[column].is_needed) {
			*missing = columns[column].name;
			return false;
		}
	}
	*out = layout;
	return true;
}

struct slice inspection_cell(const struct inspection_layout *layout, const struct csv_rows *row, enum inspection_column column)
{
	return csv_cell(row, layout->places[column]);
}

enum event_kind inspection_type_find(struct slice text)
{
	for (unsigned i = 0; i < sizeof types / sizeof types[0]; i++)
		if (letters_equal(text, types[i].text))
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
		if (letters_equal(text, judgement_title(judgement))) {
			*out = (enum judgement)judgement;
			return true;
		}
	return false;
}
