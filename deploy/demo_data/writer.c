#include "deploy/demo_data/writer.h"

#include "deploy/demo_data/sheet.h"

static const char *const column_names[WORKER_COLUMNS] = {
	[WORKER_AGENCY] = "AgencyWorker",
	[WORKER_PERSON] = "SWENo",
	[WORKER_BIRTH_DATE] = "PersonBirthDate",
	[WORKER_FTE] = "FTE",
	[WORKER_ROLE] = "OrgRole",
	[WORKER_START] = "RoleStartDate",
	[WORKER_ORIGIN] = "StartOrigin",
	[WORKER_END] = "RoleEndDate",
	[WORKER_DESTINATION] = "LeaverDestination",
	[WORKER_REASON] = "ReasonLeave",
	[WORKER_TEAM] = "Team",
};

static const char *const teams[] = {"Front door",       "Assessment, north", "Assessment, south",
				    "Children in care", "Fostering",         "Leaving care, 16 to 25"};

static const char *const post_columns[] = {
	"month", "vacancies_fte", "agency_cover_fte", "agency_cover_headcount", "cases", "case_holders_fte", "working_days_lost_12m_fte",
};

enum { POST_COLUMNS = sizeof(post_columns) / sizeof(post_columns[0]), TEAMS = sizeof(teams) / sizeof(teams[0]) };

static void sheet_person(struct sheet *sheet, uint16_t council, unsigned person)
{
	char cell[32];
	struct text text;

	text_init_fixed(&text, cell, sizeof(cell));
	person_put(&text, council, person);
	sheet_cell(sheet, cell);
}

static void worker_cell(struct sheet *sheet, enum worker_column column, const struct worker_row *row, uint16_t council)
{
	switch (column) {
	case WORKER_AGENCY:
		sheet_cell(sheet, row->is_agency ? "1" : "0");
		break;
	case WORKER_PERSON:
		sheet_person(sheet, council, row->person);
		break;
	case WORKER_BIRTH_DATE:
		sheet_date(sheet, person_birth_date(council, row->person));
		break;
	case WORKER_FTE:
		sheet_hundredths(sheet, row->fte);
		break;
	case WORKER_ROLE:
		sheet_code(sheet, row->role);
		break;
	case WORKER_START:
		sheet_date(sheet, row->start);
		break;
	case WORKER_ORIGIN:
		sheet_code(sheet, row->origin);
		break;
	case WORKER_END:
		sheet_date(sheet, row->end);
		break;
	case WORKER_DESTINATION:
		sheet_code(sheet, row->destination);
		break;
	case WORKER_REASON:
		sheet_code(sheet, row->reason);
		break;
	case WORKER_TEAM:
		sheet_cell(sheet, teams[row->person % TEAMS]);
		break;
	case WORKER_COLUMNS:
		break;
	}
}

static bool is_left_out(const struct dialect *dialect, enum worker_column column, const struct worker_row *row)
{
	return dialect->has_sparse_agency_rows && row->is_agency &&
	       (column == WORKER_PERSON || column == WORKER_BIRTH_DATE || column == WORKER_ROLE || column == WORKER_ORIGIN);
}

static void worker_write(struct sheet *sheet, const struct worker_row *row, uint16_t council)
{
	const struct dialect *dialect = sheet->dialect;

	sheet_row(sheet);
	for (size_t i = 0; i < dialect->column_count; i++) {
		if (is_left_out(dialect, dialect->columns[i], row))
			sheet_cell(sheet, "");
		else
			worker_cell(sheet, dialect->columns[i], row, council);
	}
}

void workers_write(const struct workforce *workforce, const struct span *span, uint16_t council, const struct dialect *dialect, struct text *text)
{
	struct sheet sheet;

	sheet_init(&sheet, dialect, text);
	sheet_row(&sheet);
	for (size_t i = 0; i < dialect->column_count; i++)
		sheet_header(&sheet, column_names[dialect->columns[i]]);
	for (unsigned i = 0; i < workforce->count; i++) {
		struct worker_row row;

		if (row_in_span(&workforce->rows[i], span, &row))
			worker_write(&sheet, &row, council);
	}
	sheet_finish(&sheet, dialect->column_count);
}

static void post_month_write(struct sheet *sheet, const struct post_month *month)
{
	sheet_row(sheet);
	sheet_month(sheet, month->month);
	sheet_hundredths(sheet, month->vacancies);
	sheet_hundredths(sheet, month->agency_cover);
	sheet_number(sheet, month->agency_cover_headcount);
	sheet_number(sheet, month->cases);
	sheet_hundredths(sheet, month->case_holders);
	sheet_hundredths(sheet, month->days_lost);
}

void posts_write(const struct post_month *months, unsigned count, const struct span *span, const struct dialect *dialect, struct text *text)
{
	struct sheet sheet;

	sheet_init(&sheet, dialect, text);
	sheet_row(&sheet);
	for (size_t i = 0; i < POST_COLUMNS; i++)
		sheet_header(&sheet, post_columns[i]);
	for (unsigned i = 0; i < count; i++) {
		struct date day = month_last_day(months[i].month);

		if (day.days > span->before.days && day.days <= span->last.days)
			post_month_write(&sheet, &months[i]);
	}
	sheet_finish(&sheet, POST_COLUMNS);
}
