#include "deploy/demo_data/census_file.h"

enum { YEAR_OF_LA_LEVEL = 2025, YEAR_OF_SEX = 2025, WORKERS_A_MAN = 6 };

/* The XML being written. */
struct markup {
	const struct dialect *dialect;
	struct text *text; /* carries the sticky error */
	unsigned depth;
};

/* Each element begins a line, or all follow each other. */
static void line_begin(struct markup *markup)
{
	if (markup->dialect->has_indentation)
		text_put_repeated(markup->text, "  ", markup->depth);
}

static void line_end(struct markup *markup)
{
	if (markup->dialect->has_indentation || markup->depth <= 1)
		text_put(markup->text, markup->dialect->has_crlf ? "\r\n" : "\n");
}

static void element_open(struct markup *markup, const char *name)
{
	line_begin(markup);
	text_put_char(markup->text, '<');
	text_put(markup->text, name);
	text_put_char(markup->text, '>');
	line_end(markup);
	markup->depth++;
}

static void element_close(struct markup *markup, const char *name)
{
	markup->depth--;
	line_begin(markup);
	text_put(markup->text, "</");
	text_put(markup->text, name);
	text_put_char(markup->text, '>');
	line_end(markup);
}

/* An element whose content is being written. */
static struct text *leaf_begin(struct markup *markup, const char *name)
{
	line_begin(markup);
	text_put_char(markup->text, '<');
	text_put(markup->text, name);
	text_put_char(markup->text, '>');
	return markup->text;
}

static void leaf_end(struct markup *markup, const char *name)
{
	text_put(markup->text, "</");
	text_put(markup->text, name);
	text_put_char(markup->text, '>');
	line_end(markup);
}

static void leaf(struct markup *markup, const char *name, const char *content)
{
	text_put(leaf_begin(markup, name), content);
	leaf_end(markup, name);
}

static void leaf_number(struct markup *markup, const char *name, int64_t number)
{
	text_put_i64(leaf_begin(markup, name), number);
	leaf_end(markup, name);
}

/* 0, a code that there is not, is left out. */
static void leaf_code(struct markup *markup, const char *name, uint8_t code)
{
	if (code != 0)
		leaf_number(markup, name, code);
}

/* An end that is still to come is left out. */
static void leaf_date(struct markup *markup, const char *name, struct date date)
{
	if (date.days == INT32_MAX)
		return;
	text_put_date(leaf_begin(markup, name), date);
	leaf_end(markup, name);
}

static void leaf_hundredths(struct markup *markup, const char *name, int64_t value)
{
	text_put_decimal(leaf_begin(markup, name), value, 2, markup->dialect->has_short_numbers ? 0 : 2);
	leaf_end(markup, name);
}

/* Some systems write all six decimals of the specification. */
static void leaf_fte(struct markup *markup, const char *name, int64_t hundredths)
{
	if (!markup->dialect->has_indentation) {
		leaf_hundredths(markup, name, hundredths);
		return;
	}
	text_put_decimal(leaf_begin(markup, name), hundredths * 10000, 6, 6);
	leaf_end(markup, name);
}

static int census_year(const struct census_file *file)
{
	return CENSUS_YEAR_FIRST + (int)file->census;
}

static void header_write(struct markup *markup, const struct census_file *file)
{
	element_open(markup, "Header");
	element_open(markup, "CollectionDetails");
	leaf(markup, "Collection", "CSWW");
	leaf_number(markup, "Year", census_year(file));
	leaf_date(markup, "ReferenceDate", census_date(file->census));
	element_close(markup, "CollectionDetails");
	element_open(markup, "Source");
	leaf(markup, "SourceLevel", "L");
	leaf_number(markup, "LEA", file->history->published->code);
	leaf(markup, "SoftwareCode", "Synthetic");
	element_close(markup, "Source");
	element_close(markup, "Header");
}

static void vacancies_write(struct markup *markup, const struct census_file *file)
{
	const char *name = census_year(file) >= YEAR_OF_LA_LEVEL ? "LALevel" : "LALevelVacancies";

	element_open(markup, name);
	if (file->month->vacancies >= 0)
		leaf_hundredths(markup, "NumberOfVacancies", file->month->vacancies);
	if (file->month->agency_cover >= 0) {
		leaf_hundredths(markup, "NoAgencyFTE", file->month->agency_cover);
		leaf_number(markup, "NoAgencyHeadcount", file->month->agency_cover_headcount);
	}
	if (census_year(file) >= YEAR_OF_LA_LEVEL && markup->dialect->has_extra_elements) {
		leaf(markup, "RecruitmentBonus", "2");
		leaf(markup, "CarAllowance", "1");
	}
	element_close(markup, name);
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

	leaf_date(markup, "PersonBirthDate", person_birth_date(council, row->person));
	if (census_year(file) >= YEAR_OF_SEX)
		leaf(markup, "Sex", is_man ? "M" : "F");
	else
		leaf(markup, "GenderCurrent", is_man ? "1" : "2");
	if (!markup->dialect->has_extra_elements)
		return;
	leaf(markup, "Ethnicity", row->person % 5 == 0 ? "NOBT" : "WBRI");
	leaf_number(markup, "QualLevel", 1 + row->person % 2);
	leaf(markup, "StepUpGrad", "0");
}

/* `worker` is NULL for who is not in post any more. */
static void census_figures_write(struct markup *markup, const struct census_file *file, const struct worker_row *row,
				 const struct census_worker *worker)
{
	const struct components *figures = &file->history->censuses[file->census];

	fte30_write(markup, file, row);
	if (worker && !figures->is_missing[COMPONENT_CASES])
		leaf_number(markup, "Cases30", worker->cases);
	if (worker && !row->is_agency && !figures->is_missing[COMPONENT_DAYS_LOST])
		leaf_hundredths(markup, "WorkingDaysLost", worker->days_lost);
	if (!markup->dialect->has_extra_elements || row->is_agency)
		return;
	leaf(markup, "ContractWeeks", "52.1");
	leaf(markup, "FrontlineGrad", "0");
	if (worker)
		leaf(markup, "Absat30Sept", "0");
}

static void worker_write(struct markup *markup, const struct census_file *file, const struct worker_row *row, const struct census_worker *worker)
{
	bool is_bare = row->is_agency && markup->dialect->has_sparse_agency_rows;

	element_open(markup, "CSWWWorker");
	leaf(markup, "AgencyWorker", row->is_agency ? "1" : "0");
	if (!is_bare) {
		person_put(leaf_begin(markup, "SWENo"), file->history->published->code, row->person);
		leaf_end(markup, "SWENo");
	}
	leaf_fte(markup, "FTE", hours_are_forgotten(file, markup->dialect, row) ? 0 : row->fte);
	if (!is_bare) {
		person_write(markup, file, row);
		leaf_code(markup, "OrgRole", row->role);
		leaf_date(markup, "RoleStartDate", row->start);
		leaf_code(markup, "StartOrigin", row->origin);
		leaf_date(markup, "RoleEndDate", row->end);
		leaf_code(markup, "LeaverDestination", row->destination);
		leaf_code(markup, "ReasonLeave", row->reason);
	}
	census_figures_write(markup, file, row, worker);
	element_close(markup, "CSWWWorker");
}

void census_file_write(const struct census_file *file, const struct dialect *dialect, struct text *text)
{
	struct span year = {.before = census_date(file->census - 1), .last = census_date(file->census)};
	struct markup markup = {.dialect = dialect, .text = text};

	if (dialect->has_byte_order_mark)
		text_put(text, "\xef\xbb\xbf");
	text_put(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	line_end(&markup);
	element_open(&markup, "Message");
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
	element_close(&markup, "Message");
}
