/* Who has reported and what was corrected, as tables. What councils do here is invented. */
#include "collector/pages/returns_figure.h"

#include "collector/pages/corrections_figure.h"
#include "proto/revision_reason.h"
#include "tests/unit/pages/page_rendering.h"

static struct rendering rendering;
static struct composer composer;
static struct figure figure;

static void begin(void)
{
	struct question question = {
		.area = area_find(SLICE_LITERAL("North West")), .source = SOURCE_RETURNS, .month = month_from(2021, 9), .has_month = true};

	rendering_begin(&rendering, "region", &question);
	composer_init(&composer, &rendering.arena);
}

static void end(void)
{
	cr_expect_eq(composer.error, ERROR_NONE);
	rendering_end(&rendering);
}

static const char *cell(unsigned row, unsigned column)
{
	cr_assert_lt(row, figure.rows_count);
	cr_assert_lt(column, figure.rows[row].cells_count);
	return figure.rows[row].cells[column].text;
}

static struct reporting_row row_of(uint16_t council, enum reporting_state state, struct sending sending)
{
	return (struct reporting_row){.council = council_find(council), .state = state, .due = {18920}, .sending = sending};
}

Test(returns_figure, each_council_has_its_state_and_the_next_step)
{
	struct reporting_row rows[] = {
		row_of(343, REPORTING_OVERDUE, (struct sending){.is_registered = true, .has_key = true}),
		row_of(342, REPORTING_CORRECTED,
		       (struct sending){.has_key = true,
					.has_return = true,
					.revision = 2,
					.first_recorded_at_s = 1633500000,
					.recorded_at_s = 1633600000,
					.reason = REVISION_REASON_SOURCE_CORRECTED}),
		row_of(340, REPORTING_IN_TIME,
		       (struct sending){
			       .has_key = true, .has_return = true, .revision = 1, .first_recorded_at_s = 1633500000, .recorded_at_s = 1633500000}),
	};
	struct reporting reporting = {.month = month_from(2021, 9), .expected = 3, .reported = 2, .rows = rows};

	begin();
	reporting.area = rendering.question.area;
	returns_figure_make(&figure, &rendering.request, &composer, &reporting, "As of today.");
	cr_expect_str_eq(figure.title, "2 of 3 councils have reported");
	cr_expect_not_null(strstr(figure.about, "Returns of the month, North West, September 2021, by councils’ own returns."));
	cr_expect_not_null(strstr(
		figure.about,
		"A return is due 20 days after the month’s end; of a council that was registered later, as many days after that. As of today."));
	cr_assert_eq(figure.rows_count, 3);
	cr_expect_str_eq(cell(0, 0), "Sefton");
	cr_expect_str_eq(cell(0, 1), "Overdue");
	cr_expect_str_eq(cell(0, 2), "");
	cr_expect_str_eq(cell(0, 3), "");
	cr_expect_not_null(strstr(cell(0, 4), "No return, due "));
	cr_expect_not_null(strstr(cell(0, 5), "Call the council"));
	cr_expect_str_eq(cell(1, 2), "7 October 2021");
	cr_expect_str_eq(cell(1, 3), "2");
	cr_expect_not_null(strstr(cell(1, 4), "first recorded on 6 October 2021."));
	cr_expect_str_eq(cell(2, 4), "Came in time.");
	cr_expect_str_eq(cell(2, 5), "Nothing needs doing.");
	end();
}

Test(returns_figure, the_title_says_when_all_are_there_or_none_is_expected)
{
	struct reporting reporting = {.month = month_from(2021, 9)};

	begin();
	reporting.area = rendering.question.area;
	returns_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "0 of 0 councils have reported");
	cr_expect_str_eq(figure.empty, "The area had no councils in this month.");
	end();
	begin();
	reporting.area = rendering.question.area;
	reporting.expected = reporting.reported = 2;
	reporting.rows = (struct reporting_row[]){row_of(340, REPORTING_IN_TIME, (struct sending){.has_return = true, .revision = 1}),
						  row_of(341, REPORTING_IN_TIME, (struct sending){.has_return = true, .revision = 1})};
	returns_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "All 2 councils have reported");
	end();
	begin();
	reporting.area = rendering.question.area;
	reporting.expected = reporting.reported = 1;
	returns_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "Knowsley has reported");
	reporting.reported = 0;
	returns_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "Knowsley has not reported");
	end();
}

static struct corrected_figure corrected(void)
{
	return (struct corrected_figure){
		.council = council_find(342),
		.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")),
		.month = month_from(2021, 8),
		.before = {.value = {.value = 181}},
		.after = {.value = {.value = 196}},
		.has_change = true,
		.change = 15,
		.revision = 2,
		.recorded_at_s = 1633600000,
		.approver_role = "Head of Performance",
		.reason = REVISION_REASON_LATE_DATA,
	};
}

Test(corrections_figure, says_what_has_changed_why_and_by_whom)
{
	struct corrected_figure list[] = {corrected(), corrected()};
	struct reporting reporting = {
		.expected = 3, .reported = 2, .corrections = {.since = {18870}, .return_count = 1, .figure_count = 2, .figures = list}};

	list[1].before.value.symbol = SYMBOL_C;
	list[1].has_change = false;
	list[1].reason = REVISION_REASON_NONE;
	begin();
	corrections_figure_make(&figure, &rendering.request, &composer, &reporting, "As of today.");
	cr_expect_str_eq(figure.title, "2 figures were corrected since 31 August 2021");
	cr_expect_not_null(strstr(figure.about, "before it, North West, September 2021, by councils’ own returns. 2 of 3 councils have figures. "));
	cr_expect_not_null(strstr(figure.about, "The newest stand first. As of today."));
	cr_expect_str_eq(cell(0, 0), "St. Helens");
	cr_expect_str_eq(cell(0, 1), "Vacancy rate (FTE)");
	cr_expect_str_eq(cell(0, 2), "August 2021");
	cr_expect_str_eq(cell(0, 3), "18.1%");
	cr_expect_str_eq(cell(0, 4), "19.6%");
	cr_expect_str_eq(cell(0, 5), "+1.5");
	cr_expect_str_eq(figure.rows[0].cells[5].value, "1.5");
	cr_expect_str_eq(cell(0, 6), "data came in after the return was sent");
	cr_expect_str_eq(cell(0, 7), "Head of Performance");
	cr_expect_str_eq(cell(0, 8), "7 October 2021");
	cr_expect_str_eq(cell(1, 3), "c");
	cr_expect_str_eq(cell(1, 5), "");
	cr_expect_str_eq(cell(1, 6), "not said");
	reporting.corrections.is_cut = true;
	corrections_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "At least 2 figures were corrected since 31 August 2021");
	end();
}

Test(corrections_figure, without_any_says_so)
{
	struct reporting reporting = {.corrections = {.since = {18870}}};

	begin();
	corrections_figure_make(&figure, &rendering.request, &composer, &reporting, "");
	cr_expect_str_eq(figure.title, "No figure was corrected since 31 August 2021");
	cr_expect_str_eq(figure.empty, "What councils have sent stands as it was first recorded.");
	end();
}
