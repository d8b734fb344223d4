#include "agent/core/formats.h"
#include "agent/core/looked_after.h"
#include "agent/core/ssda903.h"

/* Who died, or went home to parents for six months or more, is no care leaver to be asked for. Transferred ones have no code. */
static bool is_left_out(struct care_row *care)
{
	struct slice text = care_row_text(care, LEAVERS_IN_TOUCH);

	return slice_equal_ignoring_case(text, SLICE_LITERAL("DIED")) || slice_equal_ignoring_case(text, SLICE_LITERAL("RHOM"));
}

/* YES; all else (NO, REFU, NREQ) is a reason for not being in touch. */
static enum care_answer in_touch_read(struct care_row *care)
{
	struct slice text = care_row_text(care, LEAVERS_IN_TOUCH);

	if (text.size == 0)
		return ANSWER_UNKNOWN;
	return slice_equal_ignoring_case(text, SLICE_LITERAL("YES")) ? ANSWER_YES : ANSWER_NO;
}

/* A letter for the kind of accommodation, then 1 where the council considers it suitable, 2 where not. 0: not known. */
static enum care_answer accommodation_read(struct care_row *care)
{
	struct slice text = care_row_text(care, LEAVERS_ACCOMMODATION);

	if (text.size < 2)
		return ANSWER_UNKNOWN;
	if (text.data[text.size - 1] == '1')
		return ANSWER_YES;
	return text.data[text.size - 1] == '2' ? ANSWER_NO : ANSWER_UNKNOWN;
}

/* F (full time) and P (part time) with a digit: in education, employment or training; G: in none, with the reason. 0: not known. */
static enum care_answer activity_read(struct care_row *care)
{
	struct slice text = care_row_text(care, LEAVERS_ACTIVITY);

	if (text.size < 2)
		return ANSWER_UNKNOWN;
	switch (text.data[0]) {
	case 'F':
	case 'f':
	case 'P':
	case 'p':
		return ANSWER_YES;
	case 'G':
	case 'g':
		return ANSWER_NO;
	default:
		return ANSWER_UNKNOWN;
	}
}

enum error care_leaver_add(struct care_row *care, uint16_t birth)
{
	care->record.kind = CARE_LEAVER;
	care->record.leaver.in_touch = (uint8_t)in_touch_read(care);
	care->record.leaver.activity = (uint8_t)activity_read(care);
	care->record.leaver.accommodation = (uint8_t)accommodation_read(care);
	care->record.leaver.is_left_out = is_left_out(care);
	if (care_store_birthday(care->store, care->record.file, birth))
		return ERROR_NO_MEMORY;
	return care_row_finish(care);
}

/* Without a birth date nobody knows at which birthday it was. */
static enum error leavers_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	uint16_t birth;
	enum error error;

	if (!care_row_begin(&care, row, reg, LEAVERS_CHILD, LEAVERS_YEAR, &error))
		return error;
	birth = care_row_day(&care, LEAVERS_DOB);
	if (row->is_refused)
		return ERROR_NONE;
	if (birth == CARE_DAY_NONE) {
		row_refuse(row, LEAVERS_DOB, RULE_CARE_DATE_EMPTY);
		return ERROR_NONE;
	}
	care_row_birth(&care, LEAVERS_DOB);
	return care_leaver_add(&care, birth);
}

static enum error leavers_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_LEAVER, leavers_read(row, reg));
}

static void leavers_seen(struct council_register *reg, uint8_t file)
{
	care_store_file(looked_after_store(reg->looked_after), file)->has[CARE_LEAVER] = true;
}

const struct layout leavers_layout = {
	.kind = TABLE_OC3,
	.required_count = LEAVERS_REQUIRED,
	.column_count = LEAVERS_COLUMNS,
	.columns = {[LEAVERS_CHILD] = "CHILD",
		    [LEAVERS_DOB] = "DOB",
		    [LEAVERS_IN_TOUCH] = "IN_TOUCH",
		    [LEAVERS_ACTIVITY] = "ACTIV",
		    [LEAVERS_ACCOMMODATION] = "ACCOM",
		    [LEAVERS_YEAR] = "YEAR"},
	.seen = leavers_seen,
	.read = leavers_row_read,
};

/* Recognised, so that nobody wonders; nothing of these tables is read. */
static enum error nothing_read(struct row *row, struct council_register *reg)
{
	(void)row;
	(void)reg;
	return ERROR_NONE;
}

static const struct layout outcomes_layout = {
	.kind = TABLE_OC2,
	.required_count = 4,
	.column_count = 4,
	.columns = {"CHILD", "SDQ_SCORE", "CONVICTED", "HEALTH_CHECK"},
	.read = nothing_read,
};

static const struct layout adoptions_layout = {
	.kind = TABLE_AD1,
	.required_count = 5,
	.column_count = 5,
	.columns = {"CHILD", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR"},
	.read = nothing_read,
};

static const struct layout permanence_layout = {
	.kind = TABLE_PREVIOUS_PERMANENCE,
	.required_count = 4,
	.column_count = 4,
	.columns = {"CHILD", "PREV_PERM", "LA_PERM", "DATE_PERM"},
	.read = nothing_read,
};

const struct layout *const looked_after_layouts[] = {
	&episodes_layout, &header_layout,         &reviews_layout,  &uasc_layout,      &missing_layout,    &placed_layout,
	&leavers_layout,  &social_workers_layout, &outcomes_layout, &adoptions_layout, &permanence_layout, NULL,
};
