#include "collector/pages/corrections_figure.h"

#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/page_path.h"
#include "proto/revision_reason.h"

enum { COLUMNS = 9 };

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "month", "text", "Month");
	figure_add_column(figure, "before", "number", "Before");
	figure_add_column(figure, "after", "number", "Now");
	figure_add_column(figure, "change", "number", "Change");
	figure_add_column(figure, "reason", "text", "Reason");
	figure_add_column(figure, "approved_by", "text", "Approved by");
	figure_add_column(figure, "recorded", "text", "Recorded on");
}

static void add_change(struct figure *figure, struct composer *composer, const struct corrected_figure *corrected)
{
	struct figure_cell *cell;

	if (!corrected->has_change) {
		figure_add_nothing(figure, "");
		return;
	}
	cell = figure_add_value(figure, corrected->indicator, corrected->change);
	words_put_change(composer_begin(composer), corrected->indicator, corrected->change);
	cell->text = composer_end(composer);
}

static const char *indicator_path(const struct page_request *request, struct composer *composer, const struct corrected_figure *corrected)
{
	struct question question = *request->question;

	question.council = corrected->council;
	question.indicator = corrected->indicator;
	question.month = corrected->month;
	return page_path(composer, "indicator", &question);
}

static void add_row(struct figure *figure, const struct page_request *request, struct composer *composer, const struct corrected_figure *corrected)
{
	const char *reason = revision_reason_sentence(corrected->reason);
	struct figure_row *row = figure_add_row(figure, "council", composer_count(composer, corrected->council->code), corrected->council->name);

	if (!composer->error)
		row->cells[0].path = council_path(composer, request, corrected->council);
	figure_add_words(figure, corrected->indicator->label)->path = indicator_path(request, composer, corrected);
	text_put_month_name(composer_begin(composer), corrected->month);
	figure_add_words(figure, composer_end(composer));
	figure_add_indicator_value(figure, corrected->indicator, &corrected->before.value);
	figure_add_indicator_value(figure, corrected->indicator, &corrected->after.value);
	add_change(figure, composer, corrected);
	figure_add_words(figure, reason ? reason : "not said");
	figure_add_words(figure, corrected->approver_role);
	words_put_day(composer_begin(composer), date_of_time(corrected->recorded_at_s));
	figure_add_words(figure, composer_end(composer));
}

/* "5 figures were corrected since September 2021" */
static const char *title_of(struct composer *composer, const struct corrections *corrections)
{
	struct text *text = composer_begin(composer);

	if (corrections->figure_count == 0) {
		text_put(text, "No figure");
	} else {
		text_put(text, corrections->is_cut ? "At least " : "");
		text_put_u64(text, corrections->figure_count);
		text_put(text, corrections->figure_count == 1 ? " figure" : " figures");
	}
	text_put(text, corrections->figure_count > 1 ? " were" : " was");
	text_put(text, " corrected since ");
	words_put_day(text, corrections->since);
	return composer_end(composer);
}

static const char *about_of(const struct page_request *request, struct composer *composer, const struct reporting *reporting, const char *as_of)
{
	const struct corrections *corrections = &reporting->corrections;
	struct area_about about = {.what = "Figures of the month and of months before it"};

	about.coverage = figure_coverage(composer, reporting->reported, reporting->expected);
	if (corrections->return_count > 0) {
		corrections_put_summary(composer_begin(composer), corrections);
		about.remark = composer_end(composer);
	}
	if (corrections->figure_count > 1)
		about.remark = composer_join(composer, about.remark ? about.remark : "", " The newest stand first.");
	return figure_area_about(composer, request->question, &about, as_of);
}

void corrections_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
			     const char *as_of)
{
	const struct corrections *corrections = &reporting->corrections;

	figure_begin(figure, composer, FIGURE_TABLE, "corrections", COLUMNS, corrections->figure_count);
	figure->csv_path = page_csv_path(composer, request, figure->id);
	figure->title = title_of(composer, corrections);
	figure->about = about_of(request, composer, reporting, as_of);
	add_columns(figure);
	for (unsigned index = 0; index < corrections->figure_count; index++)
		add_row(figure, request, composer, &corrections->figures[index]);
	figure_end(figure, "What councils have sent stands as it was first recorded.");
}
