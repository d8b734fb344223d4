#include <stddef.h>

#include "agent/core/children_in_need_rows.h"
#include "agent/core/formats.h"
#include "agent/core/message_council.h"
#include "common/decimal.h"

/*
 * The CIN census of 2017 to 2026: its header, its children, and which of its elements are records. Read is only what a figure needs: no UPN, ethnicity,
 * disability, factor or review, and no plan of a child that is not protected. Birth dates are looked at, for whether they are there, and not kept.
 */

enum { YEAR_OF_SEX = 2025, MARCH = 3, MARCH_DAYS = 31 };

static void census_seen(struct council_register *reg, uint8_t file)
{
	children_in_need_saw_census(need_part(reg), file, &(struct need_census){.is_dated = false});
}

static int number_read(struct row *row, unsigned column, int most)
{
	struct slice text = need_code_read(row, column);
	int64_t value = 0;

	if (text.size == 0 || decimal_parse(text, 0, &value) || value < 0 || value > most)
		return 0;
	return (int)value;
}

/* Without a reference date a census is taken to tell of its whole collection year. */
static void header_date(struct row *row, struct need_census *census, int year)
{
	census->is_dated = need_day_look(row, MESSAGE_REFERENCE_DATE, &census->last);
	if (census->is_dated) {
		if (year && year != need_collection_year(census->last))
			row_remark(row, MESSAGE_YEAR, RULE_CIN_YEAR_DISAGREES);
	} else if (year && date_from(year, MARCH, MARCH_DAYS, &census->last) == ERROR_NONE) {
		census->is_dated = true;
		row_remark(row, MESSAGE_REFERENCE_DATE, RULE_CIN_REFERENCE_DATE_ASSUMED);
	}
}

static enum error header_read(struct row *row, struct council_register *reg)
{
	struct message_council council = message_council_read(row, reg, false);
	struct need_census census = {.council = council.code, .is_another = council.is_another};

	header_date(row, &census, number_read(row, MESSAGE_YEAR, YEAR_MAX));
	children_in_need_saw_census(need_part(reg), row->file, &census);
	return ERROR_NONE;
}

static enum error child_begin(struct council_register *reg, struct place place)
{
	struct children_in_need *part = need_part(reg);

	(void)place;
	part->reading.state = NEED_CHILD_EXPECTED;
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		part->reading.child_begins[kind] = part->lists[kind].count;
	return ERROR_NONE;
}

/* Gives the records that came before the identifiers their child. */
static void records_claim(struct children_in_need *part, enum need_kind kind)
{
	for (uint32_t i = part->reading.child_begins[kind]; i < part->lists[kind].count; i++) {
		struct need_record *record = children_in_need_at(part, kind, i);

		if (record->child == NEED_CHILD_NONE)
			record->child = part->reading.child;
	}
}

/* Takes back the records that waited for identifiers which did not come. */
static void records_refuse(struct children_in_need *part, enum need_kind kind, uint8_t file)
{
	for (uint32_t i = part->reading.child_begins[kind]; i < part->lists[kind].count; i++)
		children_in_need_count_refused(part, file);
	chunk_list_cut(&part->lists[kind], part->reading.child_begins[kind]);
}

static enum error child_end(struct council_register *reg, struct place place)
{
	struct children_in_need *part = need_part(reg);

	if (part->reading.state == NEED_CHILD_EXPECTED) {
		place.column_name = "LAchildID";
		findings_add(reg->findings, RULE_CIN_CHILD_ID_MISSING, place);
	}
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++) {
		if (part->reading.state == NEED_CHILD_KNOWN)
			records_claim(part, (enum need_kind)kind);
		else
			records_refuse(part, (enum need_kind)kind, place.file);
	}
	return ERROR_NONE;
}

enum { COLUMN_ID, COLUMN_BIRTH, COLUMN_EXPECTED, COLUMN_DEATH, COLUMN_GENDER, COLUMN_SEX, IDENTIFIER_COLUMN_COUNT };

static void birth_check(struct row *row)
{
	struct date day;
	struct slice text = {NULL, 0};

	if (need_day_look(row, COLUMN_BIRTH, &day) || row_cell(row, COLUMN_BIRTH, &text) || text.size)
		return;
	row_remark(row, COLUMN_BIRTH, need_day_look(row, COLUMN_EXPECTED, &day) ? RULE_CIN_CHILD_UNBORN : RULE_CIN_BIRTH_DATE_MISSING);
}

static void sex_check(struct row *row, const struct need_file *file)
{
	int year = file->census.is_dated ? need_collection_year(file->census.last) : 0;

	if (year && year < YEAR_OF_SEX && row_has_column(row, COLUMN_SEX))
		row_remark(row, COLUMN_SEX, RULE_CIN_SEX_BEFORE_2025);
	if (year >= YEAR_OF_SEX && row_has_column(row, COLUMN_GENDER))
		row_remark(row, COLUMN_GENDER, RULE_CIN_GENDER_FROM_2025);
}

static enum error identifiers_read(struct row *row, struct council_register *reg)
{
	struct children_in_need *part = need_part(reg);
	struct slice id = {NULL, 0};
	struct date death;
	enum rule rule = row_cell(row, COLUMN_ID, &id);
	enum error error;

	if (!rule && id.size == 0)
		rule = RULE_CIN_CHILD_ID_MISSING;
	if (!rule && id.size > CHILD_ID_BYTES_MAX)
		rule = RULE_CIN_CHILD_ID_TOO_LONG;
	if (rule) {
		part->reading.state = NEED_CHILD_NAMELESS;
		row_refuse(row, COLUMN_ID, rule);
		return ERROR_NONE;
	}
	birth_check(row);
	sex_check(row, need_file_of_row(reg, row));
	error = children_in_need_child(part, id, &part->reading.child);
	if (error)
		return error;
	part->reading.state = NEED_CHILD_KNOWN;
	if (need_day_look(row, COLUMN_DEATH, &death))
		children_in_need_died(part, part->reading.child, death);
	return ERROR_NONE;
}

static const struct layout identifiers_layout = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.column_count = IDENTIFIER_COLUMN_COUNT,
	.columns =
		{
			[COLUMN_ID] = "LAchildID",
			[COLUMN_BIRTH] = "PersonBirthDate",
			[COLUMN_EXPECTED] = "ExpectedPersonBirthDate",
			[COLUMN_DEATH] = "PersonDeathDate",
			[COLUMN_GENDER] = "GenderCurrent",
			[COLUMN_SEX] = "Sex",
		},
	.read = identifiers_read,
};

static const struct schema_record records[] = {
	{.element = "Child", .parent = SCHEMA_TOP, .begin = child_begin, .end = child_end},
	{.element = "ChildIdentifiers", .parent = 0, .layout = &identifiers_layout},
	{.element = "CINdetails", .parent = 0, .layout = &need_case_layout, .begin = need_case_begin},
	{.element = "Assessments", .parent = 2, .layout = &need_assessment_layout},
	{.element = "Section47", .parent = 2, .layout = &need_enquiry_layout},
	{.element = "ChildProtectionPlans", .parent = 2, .layout = &need_plan_layout},
};

static const struct schema census_schema = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.root = "Message",
	.collection = "CIN",
	.marks = {"Children"},
	.seen = census_seen,
	.header = header_read,
	.record_count = sizeof(records) / sizeof(records[0]),
	.records = records,
};

const struct schema *const children_in_need_schemas[] = {&census_schema, NULL};
