#include "deploy/demo_data/census_file.h"

#include "deploy/demo_data/element.h"

enum { YEAR_OF_LA_LEVEL = 2025, YEAR_OF_SEX = 2025, WORKERS_A_MAN = 6, LINE_DEPTH = 1 /* Message, CSWWWorker */ };

/* The census being written. */
struct markup {
	const struct dialect *dialect;
	struct element_writer writer;
};

/* 0, a code that there is not, is left out. */
static void leaf_code(struct markup *markup, const char *name, uint8_t code)
{
	if (code != 0)
		element_number(&markup->writer, name, code);
}

static void leaf_hundredths(struct markup *markup, const char *name, int64_t value)
{
	text_put_decimal(element_begin(&markup->writer, name), value, 2, markup->dialect->has_short_numbers ? 0 : 2);
	element_end(&markup->writer, name);
}

/* Some systems write all six decimals of the specification. */
static void leaf_fte(struct markup *markup, const char *name, int64_t hundredths)
{
	if (!markup->dialect->has_indentation) {
		leaf_hundredths(markup, name, hundredths);
		return;
	}
	text_put_decimal(element_begin(&markup->writer, name), hundredths * 10000, 6, 6);
	element_end(&markup->writer, name);
}

static int census_year(const struct census_file *file)
{
	return CENSUS_YEAR_FIRST + (int)file->census;
}

static void header_write(struct markup *markup, const struct census_file *file)
{
	element_open(&markup->writer, "Header");
	element_open(&markup->writer, "CollectionDetails");
	element_value(&markup->writer, "Collection", "CSWW");
	element_number(&markup->writer, "Year", census_year(file));
	element_date(&markup->writer, "ReferenceDate", census_date(file->census));
	element_close(&markup->writer, "CollectionDetails");
	element_open(&markup->writer, "Source");
	element_value(&markup->writer, "SourceLevel", "L");
	element_number(&markup->writer, "LEA", file->history->published->code);
	element_value(&markup->writer, "SoftwareCode", "Synthetic");
	element_close(&markup->writer, "Source");
	element_close(&markup->writer, "Header");
}

static void vacancies_write(struct markup *markup, const struct census_file *file)
{
	const char *name = census_year(file) >= YEAR_OF_LA_LEVEL ? "LALevel" : "LALevelVacancies";

	element_open(&markup->writer, name);
	if (file->month->vacancies >= 0)
		leaf_hundredths(markup, "NumberOfVacancies", file->month->vacancies);
	if (file->month->agency_cover >= 0) {
		leaf_hundredths(markup, "NoAgencyFTE", file->month->agency_cover);
		element_number(&markup->writer, "NoAgencyHeadcount", file->month->agency_cover_headcount);
	}
	if (census_year(file) >= YEAR_OF_LA_LEVEL && markup->dialect->has_extra_elements) {
		element_value(&markup->writer, "RecruitmentBonus", "2");
		element_value(&markup->writer, "CarAllowance", "1");
	}
	element_close(&markup->writer, name);
}

/* The FTE that the person had at the census before, if any. */
static int64_t earlier_fte(const struct census_file *file, unsigned person)
{
	struct date before = census_date(file->census - 1);

	for (unsigned i = 0; i < file->workforce->count; i++) {
		const struct worker_row *row = &file->workforce->rows[i];

		if (row->person == person && row_is_held_on(row, before))
			return row->fte;
	}
	return 0;
}

/* Whether the system has forgotten the hours of who has left: only of posts that the census before has seen, so that they can be known. */
static bool hours_are_forgotten(const struct census_file *file, const struct dialect *dialect, const struct worker_row *row)
{
	return dialect->has_zero_leavers && !row->is_agency && row->end.days != INT32_MAX && row->reason != REASON_MOVED_WITHIN &&
	       row->start.days <= census_date(file->census - 1).days;
}

static void fte30_write(struct markup *markup, const struct census_file *file, const struct worker_row *row)
{
	int64_t fte = row->end.days == INT32_MAX || hours_are_forgotten(file, markup->dialect, row) ? row->fte : 0;

	if (markup->dialect->has_earlier_fte30)
		fte = earlier_fte(file, row->person);
	if (fte > 0)
		leaf_fte(markup, "FTE30", fte);
}

static void person_write(struct markup *markup, const struct census_file *file, const struct worker_row *row)
{
	uint16_t council = file->history->published->code;
	bool is_man = (row->person + council) % WORKERS_A_MAN == 0;

	element_date(&markup->writer, "PersonBirthDate", person_birth_date(council, row->person));
	if (census_year(file) >= YEAR_OF_SEX)
		element_value(&markup->writer, "Sex", is_man ? "M" : "F");
	else
		element_value(&markup->writer, "GenderCurrent", is_man ? "1" : "2");
	if (!markup->dialect->has_extra_elements)
		return;
	element_value(&markup->writer, "Ethnicity", row->person % 5 == 0 ? "NOBT" : "WBRI");
	element_number(&markup->writer, "QualLevel", 1 + row->person % 2);
	element_value(&markup->writer, "StepUpGrad", "0");
}

/* `worker` is NULL for who is not in post any more. */
static void census_figures_write(struct markup *markup, const struct census_file *file, const struct worker_row *row,
				 const struct census_worker *worker)
{
	const struct components *figures = &file->history->censuses[file->census];

	fte30_write(markup, file, row);
	if (worker && !figures->is_missing[COMPONENT_CASES])
		element_number(&markup->writer, "Cases30", worker->cases);
	if (worker && !row->is_agency && !figures->is_missing[COMPONENT_DAYS_LOST])
		leaf_hundredths(markup, "WorkingDaysLost", worker->days_lost);
	if (!markup->dialect->has_extra_elements || row->is_agency)
		return;
	element_value(&markup->writer, "ContractWeeks", "52.1");
	element_value(&markup->writer, "FrontlineGrad", "0");
	if (worker)
		element_value(&markup->writer, "Absat30Sept", "0");
}

static void worker_write(struct markup *markup, const struct census_file *file, const struct worker_row *row, const struct census_worker *worker)
{
	bool is_bare = row->is_agency && markup->dialect->has_sparse_agency_rows;

	element_open(&markup->writer, "CSWWWorker");
	element_value(&markup->writer, "AgencyWorker", row->is_agency ? "1" : "0");
	if (!is_bare) {
		person_put(element_begin(&markup->writer, "SWENo"), file->history->published->code, row->person);
		element_end(&markup->writer, "SWENo");
	}
	leaf_fte(markup, "FTE", hours_are_forgotten(file, markup->dialect, row) ? 0 : row->fte);
	if (!is_bare) {
		person_write(markup, file, row);
		leaf_code(markup, "OrgRole", row->role);
		element_date(&markup->writer, "RoleStartDate", row->start);
		leaf_code(markup, "StartOrigin", row->origin);
		element_date(&markup->writer, "RoleEndDate", row->end);
		leaf_code(markup, "LeaverDestination", row->destination);
		leaf_code(markup, "ReasonLeave", row->reason);
	}
	census_figures_write(markup, file, row, worker);
	element_close(&markup->writer, "CSWWWorker");
}

void census_file_write(const struct census_file *file, const struct dialect *dialect, struct text *text)
{
	struct span year = {.before = census_date(file->census - 1), .last = census_date(file->census)};
	struct markup markup = {
		.dialect = dialect,
		.writer = {.text = text, .is_indented = dialect->has_indentation, .has_crlf = dialect->has_crlf, .line_depth = LINE_DEPTH},
	};

	element_declare(&markup.writer, dialect->has_byte_order_mark);
	element_open(&markup.writer, "Message");
	header_write(&markup, file);
	vacancies_write(&markup, file);
	for (unsigned i = 0, next = 0; i < file->workforce->count; i++) {
		const struct census_worker *worker = NULL;
		struct worker_row row;

		if (next < file->staff->count && file->staff->workers[next].row == i)
			worker = &file->staff->workers[next++];
		if (row_in_span(&file->workforce->rows[i], &year, &row) && (worker || !row.is_agency))
			worker_write(&markup, file, &row, worker);
	}
	element_close(&markup.writer, "Message");
}
