#include "agent/core/census_return.h"

#include "agent/core/message_council.h"
#include "agent/core/values.h"
#include "agent/core/worker_draft.h"
#include "common/decimal.h"

enum { REFERENCE_MONTH = 9, REFERENCE_DAY = 30 };

enum { COUNCIL_VACANCIES, COUNCIL_COVER_FTE, COUNCIL_COVER_HEADCOUNT, COUNCIL_COLUMN_COUNT };

/* A figure of the census, and the digits that its cells may have. */
struct figure_column {
	enum month_figure figure;
	unsigned digits;
};

static const struct figure_column council_figures[COUNCIL_COLUMN_COUNT] = {
	[COUNCIL_VACANCIES] = {FIGURE_VACANCIES_FTE, FTE_DIGITS},
	[COUNCIL_COVER_FTE] = {FIGURE_AGENCY_COVER_FTE, FTE_DIGITS},
	[COUNCIL_COVER_HEADCOUNT] = {FIGURE_AGENCY_COVER_HEADCOUNT, 0},
};

static enum figure_state figure_read(struct row *row, unsigned column, unsigned digits, int64_t *out)
{
	struct slice text;
	int64_t value = 0;
	enum rule fault = row_cell(row, column, &text);

	if (!fault && text.size == 0)
		return FIGURE_EMPTY;
	if (!fault && (decimal_parse(text, digits, &value) || value < 0))
		fault = RULE_CENSUS_FIGURE_REFUSED;
	if (fault) {
		row_refuse_cell(row, column, fault);
		return FIGURE_REFUSED;
	}
	*out = value;
	return FIGURE_GIVEN;
}

/* ReferenceDate, or 30 September of Year. Some councils make the return together, under the number of one of them. */
static enum error header_read(struct row *row, struct council_register *reg)
{
	struct slice text = {NULL, 0};
	struct date day;
	int64_t year = 0;
	enum rule fault = row_cell(row, MESSAGE_REFERENCE_DATE, &text);

	if (message_council_read(row, reg, true).is_another)
		workforce_census_is_of_another(reg->workforce, row->file);
	if (!fault && text.size)
		fault = value_date(text, &day);
	if (fault)
		row_refuse_cell(row, MESSAGE_REFERENCE_DATE, fault);
	if (!fault && text.size == 0) {
		fault = row_cell(row, MESSAGE_YEAR, &text);
		if (!fault && (decimal_parse(text, 0, &year) || year < YEAR_MIN || year > YEAR_MAX ||
			       date_from((int)year, REFERENCE_MONTH, REFERENCE_DAY, &day)))
			fault = RULE_CENSUS_UNDATED;
	}
	if (!fault)
		workforce_census_set_day(reg->workforce, row->file, day);
	return ERROR_NONE;
}

static enum error council_read(struct row *row, struct council_register *reg)
{
	for (unsigned i = 0; i < COUNCIL_COLUMN_COUNT; i++) {
		int64_t value = 0;
		enum figure_state state = figure_read(row, i, council_figures[i].digits, &value);

		workforce_census_add(reg->workforce, row->file, council_figures[i].figure, state, value);
	}
	return ERROR_NONE;
}

/* FTE30 may be that of the census before, so that it is never used for people in post. */
static void leaver_fte_complete(struct row *row, struct worker_draft *draft)
{
	struct slice text;
	int64_t fte = 0;

	if (draft->post.is_agency || draft->post.fte > 0 || !worker_draft_has_ended(draft))
		return;
	if (row_cell(row, WORKER_FTE30, &text) || text.size == 0 || worker_fte_parse(text, &fte) || fte == 0) {
		row_remark(row, WORKER_FTE, RULE_LEAVER_FTE_ZERO);
		return;
	}
	draft->post.fte = fte;
	row_remark(row, WORKER_FTE, RULE_LEAVER_FTE30_USED);
}

static bool is_after(const struct census *census, struct date day)
{
	return census->has_day && day.days != INT32_MAX && day.days > census->day.days;
}

/* A start that is not known lies before all that is. */
static void dates_check(struct row *row, struct worker_draft *draft, const struct census *census)
{
	if (!draft->has_start) {
		draft->post.start.days = INT32_MIN;
		row_remark(row, WORKER_START, draft->post.is_agency ? RULE_CENSUS_AGENCY_UNDATED : RULE_CENSUS_START_EMPTY);
	} else if (is_after(census, draft->post.start)) {
		row_remark(row, WORKER_START, RULE_ROLE_AFTER_CENSUS);
	}
	if (is_after(census, draft->post.end))
		row_remark(row, WORKER_END, RULE_ROLE_AFTER_CENSUS);
}

/* Cases make their holder one when there are any and an FTE to hold them with. */
static void figures_take(struct row *row, struct worker_draft *draft)
{
	struct post *post = &draft->post;

	post->cases_state = (uint8_t)figure_read(row, WORKER_CASES, 0, &post->cases);
	post->holds_cases = post->cases > 0 && post->fte > 0;
	if (!post->is_agency)
		post->lost_state = (uint8_t)figure_read(row, WORKER_DAYS_LOST, FTE_DIGITS, &post->days_lost);
}

static enum error worker_read(struct row *row, struct council_register *reg)
{
	const struct census *census = workforce_census(reg->workforce, row->file);
	struct worker_draft draft = worker_draft_read(row);

	if (!row->is_refused)
		worker_draft_check(row, &draft);
	if (row->is_refused) {
		workforce_census_count_refused(reg->workforce, row->file);
		return ERROR_NONE;
	}
	figures_take(row, &draft);
	leaver_fte_complete(row, &draft);
	dates_check(row, &draft, census);
	if (draft.post.is_agency && !draft.has_fte)
		row_remark(row, WORKER_FTE, RULE_AGENCY_FTE_EMPTY);
	workforce_saw_columns(reg->workforce, row->file, worker_draft_columns(row));
	return workforce_add_census_post(reg->workforce, &draft.post);
}

static void census_seen(struct council_register *reg, uint8_t file)
{
	workforce_open_census(reg->workforce, file);
}

static const struct layout council_layout = {
	.kind = TABLE_WORKFORCE_CENSUS,
	.column_count = COUNCIL_COLUMN_COUNT,
	.columns =
		{
			[COUNCIL_VACANCIES] = "NumberOfVacancies",
			[COUNCIL_COVER_FTE] = "NoAgencyFTE",
			[COUNCIL_COVER_HEADCOUNT] = "NoAgencyHeadcount",
		},
	.read = council_read,
};

static const struct layout worker_layout = {
	.kind = TABLE_WORKFORCE_CENSUS,
	.column_count = WORKER_CENSUS_COLUMNS,
	.columns = {WORKER_TABLE_NAMES, [WORKER_FTE30] = "FTE30", [WORKER_CASES] = "Cases30", [WORKER_DAYS_LOST] = "WorkingDaysLost"},
	.read = worker_read,
};

/* LALevelVacancies until 2024, LALevel from 2025. */
static const struct schema_record records[] = {
	{.element = "LALevelVacancies", .parent = SCHEMA_TOP, .layout = &council_layout},
	{.element = "LALevel", .parent = SCHEMA_TOP, .layout = &council_layout},
	{.element = "CSWWWorker", .parent = SCHEMA_TOP, .layout = &worker_layout},
};

const struct schema census_schema = {
	.kind = TABLE_WORKFORCE_CENSUS,
	.root = "Message",
	.collection = "CSWW",
	.marks = {"CSWWWorker", "LALevelVacancies", "LALevel"},
	.seen = census_seen,
	.header = header_read,
	.record_count = sizeof(records) / sizeof(records[0]),
	.records = records,
};
