#include "agent/core/looked_after.h"
#include "agent/core/ssda903.h"
#include "common/digest.h"

enum { HEADER_ETHNIC = CHILDREN_DOB + 1, HEADER_REQUIRED, HEADER_YEAR = HEADER_REQUIRED, HEADER_COLUMNS };

static struct care_file *file_of(struct council_register *reg, uint8_t file)
{
	return care_store_file(looked_after_store(reg->looked_after), file);
}

void care_header_add(struct care_row *care, unsigned sex_column)
{
	struct care_child *child = care_store_child_at(care->store, care->child);

	if (child->has_header)
		return;
	child->has_header = true;
	child->sex = care_row_code(care, sex_column, CODES_SEX);
	child->header_file = care->record.file;
	child->header_line = care->record.line;
	child->header_year = care->record.year;
}

static enum error header_row_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	enum error error;

	if (!care_row_begin(&care, row, reg, CHILDREN_CHILD, HEADER_YEAR, &error))
		return error;
	care_row_birth(&care, CHILDREN_DOB);
	care_header_add(&care, CHILDREN_SEX);
	return ERROR_NONE;
}

static void header_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_CHILD] = true;
}

const struct layout header_layout = {
	.kind = TABLE_CHILDREN,
	.required_count = HEADER_REQUIRED,
	.column_count = HEADER_COLUMNS,
	.columns = {[CHILDREN_CHILD] = "CHILD", [CHILDREN_SEX] = "SEX", [CHILDREN_DOB] = "DOB", [HEADER_ETHNIC] = "ETHNIC", [HEADER_YEAR] = "YEAR"},
	.seen = header_seen,
	.read = header_row_read,
};

/* A table of things that happened to a child: from one day, which it needs, to another, if it has one. */
static enum error event_read(struct care_row *care, enum care_kind kind, unsigned start_column, unsigned end_column)
{
	struct care_record *record = &care->record;

	record->kind = (uint8_t)kind;
	record->start = care_row_day(care, start_column);
	record->end = end_column == WHOLE_ROW ? record->start : care_row_day(care, end_column);
	if (care->row->is_refused)
		return ERROR_NONE;
	if (record->start == CARE_DAY_NONE) {
		row_refuse(care->row, start_column, RULE_CARE_DATE_EMPTY);
		return ERROR_NONE;
	}
	if (record->end != CARE_DAY_NONE && record->end < record->start) {
		row_refuse(care->row, end_column, RULE_CARE_ENDS_BEFORE_START);
		return ERROR_NONE;
	}
	care_row_saw_day(care, start_column, record->start);
	if (end_column != WHOLE_ROW)
		care_row_saw_day(care, end_column, record->end);
	return care_row_finish(care);
}

enum { REVIEWS_CHILD, REVIEWS_REVIEW, REVIEWS_CODE, REVIEWS_REQUIRED, REVIEWS_DOB = REVIEWS_REQUIRED, REVIEWS_YEAR, REVIEWS_COLUMNS };

static enum error reviews_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	enum error error;

	if (!care_row_begin(&care, row, reg, REVIEWS_CHILD, REVIEWS_YEAR, &error))
		return error;
	care_row_birth(&care, REVIEWS_DOB);
	return event_read(&care, CARE_REVIEW, REVIEWS_REVIEW, WHOLE_ROW);
}

static enum error reviews_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_REVIEW, reviews_read(row, reg));
}

static void reviews_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_REVIEW] = true;
}

/* How the child took part (REVIEW_CODE) bears on no figure. */
const struct layout reviews_layout = {
	.kind = TABLE_REVIEWS,
	.required_count = REVIEWS_REQUIRED,
	.column_count = REVIEWS_COLUMNS,
	.columns = {[REVIEWS_CHILD] = "CHILD",
		    [REVIEWS_REVIEW] = "REVIEW",
		    [REVIEWS_CODE] = "REVIEW_CODE",
		    [REVIEWS_DOB] = "DOB",
		    [REVIEWS_YEAR] = "YEAR"},
	.seen = reviews_seen,
	.read = reviews_row_read,
};

enum { UASC_CHILD, UASC_DOB, UASC_DUC, UASC_REQUIRED, UASC_YEAR = UASC_REQUIRED, UASC_COLUMNS };

/* The day on which they cease to be unaccompanied is often their 18th birthday, years ahead: it does not tell the file's year. */
static enum error uasc_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	enum error error;

	if (!care_row_begin(&care, row, reg, UASC_CHILD, UASC_YEAR, &error))
		return error;
	care_row_birth(&care, UASC_DOB);
	care.record.kind = CARE_UNACCOMPANIED;
	care.record.end = care_row_day(&care, UASC_DUC);
	if (row->is_refused)
		return ERROR_NONE;
	error = care_store_witnesses(care.store, row->file);
	return error ? error : care_row_finish(&care);
}

static enum error uasc_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_UNACCOMPANIED, uasc_read(row, reg));
}

static void uasc_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_UNACCOMPANIED] = true;
}

const struct layout uasc_layout = {
	.kind = TABLE_UASC,
	.required_count = UASC_REQUIRED,
	.column_count = UASC_COLUMNS,
	.columns = {[UASC_CHILD] = "CHILD", [UASC_DOB] = "DOB", [UASC_DUC] = "DUC", [UASC_YEAR] = "YEAR"},
	.seen = uasc_seen,
	.read = uasc_row_read,
};

enum { MISSING_CHILD, MISSING_MISSING, MISSING_START, MISSING_END, MISSING_REQUIRED, MISSING_DOB = MISSING_REQUIRED, MISSING_YEAR, MISSING_COLUMNS };

static enum error missing_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	struct slice text;
	enum error error;

	if (!care_row_begin(&care, row, reg, MISSING_CHILD, MISSING_YEAR, &error))
		return error;
	care_row_birth(&care, MISSING_DOB);
	text = care_row_text(&care, MISSING_MISSING);
	care.record.missing.is_absence = !slice_equal_ignoring_case(text, SLICE_LITERAL("M"));
	if (care.record.missing.is_absence && !slice_equal_ignoring_case(text, SLICE_LITERAL("A")))
		row_remark(row, MISSING_MISSING, RULE_CARE_MISSING_UNKNOWN);
	return event_read(&care, CARE_MISSING, MISSING_START, MISSING_END);
}

static enum error missing_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_MISSING, missing_read(row, reg));
}

static void missing_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_MISSING] = true;
}

const struct layout missing_layout = {
	.kind = TABLE_MISSING,
	.required_count = MISSING_REQUIRED,
	.column_count = MISSING_COLUMNS,
	.columns = {[MISSING_CHILD] = "CHILD",
		    [MISSING_MISSING] = "MISSING",
		    [MISSING_START] = "MIS_START",
		    [MISSING_END] = "MIS_END",
		    [MISSING_DOB] = "DOB",
		    [MISSING_YEAR] = "YEAR"},
	.seen = missing_seen,
	.read = missing_row_read,
};

enum { PLACED_CHILD, PLACED_DATE, PLACED_CEASED, PLACED_REASON, PLACED_REQUIRED, PLACED_DOB = PLACED_REQUIRED, PLACED_YEAR, PLACED_COLUMNS };

static enum error placed_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	enum error error;

	if (!care_row_begin(&care, row, reg, PLACED_CHILD, PLACED_YEAR, &error))
		return error;
	care_row_birth(&care, PLACED_DOB);
	return event_read(&care, CARE_PLACED, PLACED_DATE, PLACED_CEASED);
}

static enum error placed_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_PLACED, placed_read(row, reg));
}

static void placed_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_PLACED] = true;
}

const struct layout placed_layout = {
	.kind = TABLE_PLACED_FOR_ADOPTION,
	.required_count = PLACED_REQUIRED,
	.column_count = PLACED_COLUMNS,
	.columns = {[PLACED_CHILD] = "CHILD",
		    [PLACED_DATE] = "DATE_PLACED",
		    [PLACED_CEASED] = "DATE_PLACED_CEASED",
		    [PLACED_REASON] = "REASON_PLACED_CEASED",
		    [PLACED_DOB] = "DOB",
		    [PLACED_YEAR] = "YEAR"},
	.seen = placed_seen,
	.read = placed_row_read,
};

enum { WORKERS_CHILD, WORKERS_ID, WORKERS_START, WORKERS_END, WORKERS_REQUIRED, WORKERS_DOB = WORKERS_REQUIRED, WORKERS_YEAR, WORKERS_COLUMNS };

/* Of a social worker only a digest is kept: whether two are the same is all that is asked. */
static enum error workers_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	struct slice id;
	enum error error;

	if (!care_row_begin(&care, row, reg, WORKERS_CHILD, WORKERS_YEAR, &error))
		return error;
	care_row_birth(&care, WORKERS_DOB);
	id = care_row_text(&care, WORKERS_ID);
	if (id.size == 0) {
		row_refuse(row, WORKERS_ID, RULE_CARE_WORKER_EMPTY);
		return ERROR_NONE;
	}
	care.record.worker = (uint32_t)digest_checksum(id);
	return event_read(&care, CARE_SOCIAL_WORKER, WORKERS_START, WORKERS_END);
}

static enum error workers_row_read(struct row *row, struct council_register *reg)
{
	return care_row_counted(row, reg, CARE_SOCIAL_WORKER, workers_read(row, reg));
}

static void workers_seen(struct council_register *reg, uint8_t file)
{
	file_of(reg, file)->has[CARE_SOCIAL_WORKER] = true;
}

const struct layout social_workers_layout = {
	.kind = TABLE_SOCIAL_WORKERS,
	.required_count = WORKERS_REQUIRED,
	.column_count = WORKERS_COLUMNS,
	.columns = {[WORKERS_CHILD] = "CHILD",
		    [WORKERS_ID] = "SW_ID",
		    [WORKERS_START] = "SW_DECOM",
		    [WORKERS_END] = "SW_DEC",
		    [WORKERS_DOB] = "DOB",
		    [WORKERS_YEAR] = "YEAR"},
	.seen = workers_seen,
	.read = workers_row_read,
};
