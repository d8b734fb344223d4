#include "collector/pages/warnings_page.h"

#include "collector/core/words.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/page_path.h"
#include "collector/pages/warning_control.h"
#include "collector/pages/warnings_figures.h"
#include "collector/pages/warnings_view.h"

#define TOGETHER_P_MAX 0.05 /* so seldom by chance that the first of the councils is named */

enum { WARNINGS_MAX = 40 }; /* sentences; the table has all */

static void render(struct text *out, const void *view)
{
	warnings_html(out, view);
}

/* "North West, October 2021" */
static const char *where_of(struct composer *composer, const struct question *question)
{
	struct text *text = composer_begin(composer);

	text_put(text, question->area->name);
	text_put(text, ", ");
	text_put_month_name(text, question->month);
	return composer_end(composer);
}

/* "..., North West, October 2021, by councils’ own returns. 935 of 1265 figures could be judged. As of ..."; `coverage` is a sentence. */
static const char *about(const struct warnings_view *view, const struct question *question, struct composer *composer, const char *what,
			 const char *coverage)
{
	return figure_area_about(composer, question, &(struct area_about){what, coverage, NULL}, view->frame.as_of_short);
}

static const char *flagged_title(struct composer *composer, const struct alerts *alerts)
{
	struct text *text = composer_begin(composer);

	if (alerts->flagged == 0) {
		text_put(text, "No figure is flagged");
		return composer_end(composer);
	}
	text_put_u64(text, alerts->flagged);
	text_put(text, " of ");
	text_put_u64(text, alerts->made);
	text_put(text, alerts->flagged == 1 ? " figures is flagged, " : " figures are flagged, ");
	if (alerts->confirmed == 0)
		text_put(text, "none");
	else
		text_put_u64(text, alerts->confirmed);
	text_put(text, " confirmed");
	return composer_end(composer);
}

/* Who is first says nothing where chance brings as much now and then. */
static const char *together_title(struct composer *composer, const struct alerts *alerts)
{
	const struct alert_council *first = alerts->councils;
	const char *titles[3];

	if (alerts->council_count == 0 || first->p > TOGETHER_P_MAX)
		return "No council worsened beyond chance over all indicators";
	titles[0] = composer_join(composer, first->council->name, first->joint ? " / " : "", first->joint ? first->joint->name : "",
				  " worsened most over all indicators");
	titles[1] = composer_join(composer, first->council->name, " worsened most over all indicators");
	titles[2] = composer_join(composer, first->council->name, " worsened most");
	return figure_title_choose(titles, 3);
}

static void make_figures(struct warnings_view *view, const struct page_request *request, struct composer *composer, const struct alerts *alerts)
{
	const struct question *question = request->question;
	const char *judged = composer_join(composer, composer_count(composer, alerts->made), " of ", composer_count(composer, alerts->possible),
					   " figures could be judged.");
	const char *councils = composer_join(composer, composer_count(composer, alerts->council_count),
					     alerts->council_count == 1 ? " council has such a figure." : " councils have such figures.");

	warnings_figure_flagged(&view->flagged, request, composer, alerts);
	view->flagged.title = flagged_title(composer, alerts);
	view->flagged.about = about(view, question, composer, "Figures that a steady council would show once in a hundred months or less", judged);
	warnings_figure_together(&view->together, request, composer, alerts);
	view->together.title = together_title(composer, alerts);
	view->together.about = about(view, question, composer, "Each council by all of its indicators that have a good direction", councils);
	warnings_figure_followed(&view->followed, composer, alerts);
	view->followed.title = "What followed joined signals, and what came without them";
	view->followed.about =
		composer_join(composer, "Councils of England in the history held up to the month, each once a year, by ",
			      question->source == SOURCE_OFFICIAL ? "published releases. " : "councils’ own returns. ", view->frame.as_of_short);
}

/* "Councils were looked at as they stood in October 2018 and October 2019, and for two years after. ..." */
static const char *record_say(struct composer *composer, const struct alerts *alerts)
{
	const struct sequence_record *record = &alerts->sequences[0].record;
	struct text *text = composer_begin(composer);

	for (unsigned index = 1; index < sequence_count(); index++)
		if (alerts->sequences[index].record.year_count > record->year_count)
			record = &alerts->sequences[index].record;
	if (record->year_count == 0) {
		text_put(text, "The history held is too short to say what followed these signals.");
		return composer_end(composer);
	}
	text_put(text, "Councils were looked at as they stood in ");
	text_put_month_name(text, record->first);
	if (record->year_count > 1) {
		text_put(text, record->year_count > 2 ? ", each year up to " : " and ");
		text_put_month_name(text, record->last);
	}
	text_put(text,
		 ", and for two years after. Most councils come newly into some worst quarter now and then: compare the two shares with each other, "
		 "and not one of them with 0.");
	return composer_end(composer);
}

static const char *control_say(struct composer *composer, const struct alerts *alerts)
{
	struct text *text = composer_begin(composer);

	text_put(text, "Whether a flagged figure is confirmed is decided over all ");
	text_put_u64(text, alerts->england_made);
	text_put(text, " tests of the ");
	text_put_u64(text, alerts->england_councils);
	text_put(text,
		 " councils of England with figures to judge, whatever area is shown: of confirmed ones at most one in ten is chance, on average, "
		 "however the indicators hang together (Benjamini and Yekutieli).");
	return composer_end(composer);
}

static const char *rest_say(struct composer *composer, const struct warning_list *list)
{
	unsigned rest = list->total - list->warnings_count;

	return rest ? composer_join(composer, "And ", composer_count(composer, rest), " more; the table below has all that are flagged.") : NULL;
}

static void say(struct warnings_view *view, struct composer *composer, const struct alerts *alerts)
{
	bool is_tested = alerts->made > 0;

	view->summary = is_tested ? warning_control_say(composer, alerts) : warning_absence_say(composer, alerts);
	view->caution = alerts_caution(alerts);
	view->record = record_say(composer, alerts);
	view->rest = rest_say(composer, &view->list);
	if (is_tested) {
		view->tests = warning_tests_say(composer, alerts);
		view->control = control_say(composer, alerts);
	}
	if (view->list.total == 0)
		view->none = is_tested ? "Nothing stands out beyond what chance brings, and no council is in a joined signal."
				       : "Nothing could be judged, so that nothing can stand out.";
}

static void offer(struct page_content *content, const struct page_request *request, struct composer *composer, struct figure *figure)
{
	figure->csv_path = page_csv_path(composer, request, figure->id);
	page_content_add(content, figure);
}

enum error warnings_page_make(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	struct warnings_view *view = composer_take(composer, 1, sizeof *view);
	struct alerts alerts;
	enum error error;

	(void)problem;
	if (!view)
		return composer->error;
	error = alerts_make(request->background, request->question, request->arena, &alerts);
	if (!error)
		error = warning_list_make(request, composer, &alerts, WARNINGS_MAX, &view->list);
	if (error)
		return error;
	frame_make(&view->frame, request, composer, "Early warnings");
	view->where = where_of(composer, request->question);
	view->data_path = page_data_path(composer, "alerts", request->question);
	say(view, composer, &alerts);
	make_figures(view, request, composer, &alerts);
	offer(out, request, composer, &view->flagged);
	offer(out, request, composer, &view->together);
	offer(out, request, composer, &view->followed);
	out->view = view;
	out->render = render;
	return ERROR_NONE;
}
