#include "collector/pages/returns_figure.h"

#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/page_path.h"

enum { COLUMNS = 6 };

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "state", "text", "State");
	figure_add_column(figure, "recorded", "text", "Recorded on");
	figure_add_column(figure, "revision", "number", "Revision");
	figure_add_column(figure, "what", "text", "What is there");
	figure_add_column(figure, "next", "text", "Next step");
}

static const char *who_of(struct composer *composer, const struct reporting_row *row)
{
	return row->joint ? composer_join(composer, row->council->name, " / ", row->joint->name) : row->council->name;
}

static void add_recorded(struct figure *figure, struct composer *composer, const struct sending *sending)
{
	if (!sending->has_return) {
		figure_add_words(figure, "");
		figure_add_nothing(figure, "");
		return;
	}
	words_put_day(composer_begin(composer), date_of_time(sending->recorded_at_s));
	figure_add_words(figure, composer_end(composer));
	figure_add_number(figure, sending->revision, 0, 0);
}

/* Day and revision have columns of their own: of a return that came in time there is no more to say. */
static void add_what(struct figure *figure, struct composer *composer, const struct reporting *reporting, const struct reporting_row *row)
{
	if (row->state == REPORTING_IN_TIME) {
		figure_add_words(figure, "Came in time.");
		return;
	}
	reporting_put_what(composer_begin(composer), reporting, row);
	figure_add_words(figure, composer_end(composer));
}

static void add_row(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
		    const struct reporting_row *row)
{
	struct figure_row *added = figure_add_row(figure, "council", composer_count(composer, row->council->code), who_of(composer, row));
	if (!composer->error)
		added->cells[0].path = council_path(composer, request, row->council);
	figure_add_words(figure, reporting_state_label(row->state));
	add_recorded(figure, composer, &row->sending);
	add_what(figure, composer, reporting, row);
	reporting_put_next(composer_begin(composer), row);
	figure_add_words(figure, composer_end(composer));
}

/* "All 24 councils have reported", "22 of 24 councils have reported", "St. Helens has reported" */
static const char *title_of(struct composer *composer, const struct reporting *reporting)
{
	const char *reported = composer_count(composer, reporting->reported), *expected = composer_count(composer, reporting->expected);

	if (reporting->is_before_returns)
		return "No return of this month was expected";
	if (reporting->expected == 1)
		return composer_join(composer, who_of(composer, reporting->rows), reporting->reported ? " has reported" : " has not reported");
	if (reporting->reported == reporting->expected && reporting->expected > 0)
		return composer_join(composer, "All ", expected, " councils have reported");
	return composer_join(composer, reported, " of ", expected, reporting->reported == 1 ? " councils has reported" : " councils have reported");
}

static const char *about_of(const struct page_request *request, struct composer *composer, const char *as_of)
{
	struct area_about about = {.what = "Returns of the month"};

	about.remark = composer_join(composer, "Those of whom something is to be done stand first. A return is due ",
				     composer_count(composer, REPORTING_DUE_DAYS),
				     " days after the month’s end; of a council that was registered later, as many days after that.");
	return figure_area_about(composer, request->question, &about, as_of);
}

static const char *empty_of(struct composer *composer, const struct reporting *reporting)
{
	if (!reporting->is_before_returns)
		return "The area had no councils in this month.";
	reporting_put_summary(composer_begin(composer), reporting);
	return composer_end(composer);
}

void returns_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
			 const char *as_of)
{
	figure_begin(figure, composer, FIGURE_TABLE, "returns", COLUMNS, reporting->expected);
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure->title = title_of(composer, reporting);
	figure->about = about_of(request, composer, as_of);
	figure->is_folded = true;
	add_columns(figure);
	for (unsigned index = 0; index < reporting->expected && !reporting->is_before_returns; index++)
		add_row(figure, request, composer, reporting, &reporting->rows[index]);
	figure_end(figure, empty_of(composer, reporting));
}
