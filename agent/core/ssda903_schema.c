#include "agent/core/formats.h"
#include "agent/core/looked_after.h"
#include "agent/core/schema.h"
#include "agent/core/ssda903.h"
#include "agent/core/values.h"

/*
 * The SSDA903 as XML: one file is a year's whole set. Under the root a CHILD for each child, with a HEADER, in which reviews and decisions stand, and
 * EPISODEs. CHILD is called CHILDID there and PLACE is called PL.
 */

enum { XML_SEX = LEAVERS_COLUMNS, XML_UASC, XML_DUC, XML_COLUMNS };

/* Unaccompanied: UASC says so, or a day on which it ceased is given. */
static enum error unaccompanied_add(struct care_row *care)
{
	struct slice text = care_row_text(care, XML_UASC);
	struct care_record *record = &care->record;
	bool is_unaccompanied = false;
	enum rule fault = text.size ? value_flag(text, &is_unaccompanied) : RULE_NONE;

	if (fault)
		row_remark(care->row, XML_UASC, fault);
	record->kind = CARE_UNACCOMPANIED;
	record->end = care_row_optional_day(care, XML_DUC);
	return is_unaccompanied || record->end != CARE_DAY_NONE ? care_row_finish(care) : ERROR_NONE;
}

static bool has_leaver(struct care_row *care)
{
	return care_row_text(care, LEAVERS_IN_TOUCH).size || care_row_text(care, LEAVERS_ACTIVITY).size ||
	       care_row_text(care, LEAVERS_ACCOMMODATION).size;
}

static enum error child_row_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	struct care_record empty;
	uint16_t birth;
	enum error error;

	if (!care_row_begin(&care, row, reg, LEAVERS_CHILD, LEAVERS_YEAR, &error))
		return error;
	empty = care.record;
	care_row_birth(&care, LEAVERS_DOB);
	care_header_add(&care, XML_SEX);
	birth = care_store_child_at(care.store, care.child)->birth;
	error = unaccompanied_add(&care);
	care.record = empty;
	if (!error && birth != CARE_DAY_NONE && has_leaver(&care))
		error = care_leaver_add(&care, birth);
	return error;
}

static const struct layout child_layout = {
	.kind = TABLE_LOOKED_AFTER_RETURN,
	.required_count = 1,
	.column_count = XML_COLUMNS,
	.columns = {[LEAVERS_CHILD] = "CHILDID",
		    [LEAVERS_DOB] = "DOB",
		    [LEAVERS_IN_TOUCH] = "IN_TOUCH",
		    [LEAVERS_ACTIVITY] = "ACTIV",
		    [LEAVERS_ACCOMMODATION] = "ACCOM",
		    [LEAVERS_YEAR] = "YEAR",
		    [XML_SEX] = "SEX",
		    [XML_UASC] = "UASC",
		    [XML_DUC] = "DUC"},
	.read = child_row_read,
};

static const char *const episode_names[EPISODES_COLUMNS] = {[EPISODES_CHILD] = "CHILDID", [EPISODES_PLACE] = "PL"};
/* The child stands first in every table. */
static const char *const child_names[CARE_COLUMNS_MAX] = {[0] = "CHILDID"};

/* Elements of social workers came with 2023/24: a file from before has none, and one without any is from before. */
static enum error worker_begin(struct council_register *reg, struct place place)
{
	care_store_file(looked_after_store(reg->looked_after), place.file)->has[CARE_SOCIAL_WORKER] = true;
	return ERROR_NONE;
}

enum { RECORD_CHILD };

static const struct schema_record records[] = {
	[RECORD_CHILD] = {.element = "CHILD", .parent = SCHEMA_TOP, .layout = &child_layout},
	{.element = "EPISODE", .parent = RECORD_CHILD, .layout = &episodes_layout, .names = episode_names, .inherited_count = 1},
	{.element = "AREVIEW", .parent = RECORD_CHILD, .layout = &reviews_layout, .names = child_names, .inherited_count = 1},
	{.element = "MISSING", .parent = RECORD_CHILD, .layout = &missing_layout, .names = child_names, .inherited_count = 1},
	{.element = "AD_PLACED", .parent = RECORD_CHILD, .layout = &placed_layout, .names = child_names, .inherited_count = 1},
	{.element = "SW_EPISODE",
	 .parent = RECORD_CHILD,
	 .layout = &social_workers_layout,
	 .names = child_names,
	 .inherited_count = 1,
	 .begin = worker_begin},
};

static void return_seen(struct council_register *reg, uint8_t file)
{
	struct care_file *found = care_store_file(looked_after_store(reg->looked_after), file);

	found->is_set = true;
	for (unsigned kind = 0; kind < CARE_KINDS_COUNT; kind++)
		found->has[kind] = kind != CARE_SOCIAL_WORKER;
}

static const struct schema return_schema = {
	.kind = TABLE_LOOKED_AFTER_RETURN,
	.root = "EXPSSDA903",
	.seen = return_seen,
	.record_count = sizeof(records) / sizeof(records[0]),
	.records = records,
};

const struct schema *const looked_after_schemas[] = {&return_schema, NULL};
