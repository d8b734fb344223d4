#include "collector/pages/returns_figure.h"

#include "collector/core/words.h"
#include "collector/pages/council_path.h"
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

/* "All 24 councils have reported", "22 of 24 councils have reported" */
static const char *title_of(struct composer *composer, const struct reporting *reporting)
{
	struct text *text = composer_begin(composer);

	if (reporting->reported == reporting->expected && reporting->expected > 1) {
		text_put(text, "All ");
	} else {
		text_put_u64(text, reporting->reported);
		text_put(text, " of ");
	}
	text_put_u64(text, reporting->expected);
	text_put(text, reporting->expected == 1 ? " council has reported" : " councils have reported");
	return composer_end(composer);
}

static const char *about_of(struct composer *composer, const struct reporting *reporting, const char *as_of)
{
	struct text *text = composer_begin(composer);

	text_put(text, "Returns of ");
	text_put_month_name(text, reporting->month);
	text_put(text, ", councils of ");
	words_put_area(text, reporting->area);
	text_put(text, ", those first of whom something is to be done. A return is due ");
	text_put_u64(text, REPORTING_DUE_DAYS);
	text_put(text, " days after the month\xe2\x80\x99s end. ");
	text_put(text, as_of);
	return composer_end(composer);
}

void returns_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
			 const char *as_of)
{
	figure_begin(figure, composer, FIGURE_TABLE, "returns", COLUMNS, reporting->expected);
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure->title = title_of(composer, reporting);
	figure->about = about_of(composer, reporting, as_of);
	figure->is_folded = true;
	add_columns(figure);
	for (unsigned index = 0; index < reporting->expected; index++)
		add_row(figure, request, composer, reporting, &reporting->rows[index]);
	figure_end(figure, "The area had no councils in this month.");
}
