#include "collector/pages/warnings_figures.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "collector/pages/page_path.h"

#define ODDS_P_MAX 0.5 /* what is likelier has no odds worth a number */

enum { PERCENT_COUNCILS_MIN = 10 }; /* of fewer no share is worked out */

static const char *council_code(struct composer *composer, const struct council *council)
{
	return composer_count(composer, council->code);
}

static const char *who_of(struct composer *composer, const struct council *council, const struct council *joint)
{
	return joint ? composer_join(composer, council->name, " / ", joint->name) : council->name;
}

static const char *odds_words(struct composer *composer, double p)
{
	if (p > ODDS_P_MAX)
		return "more than 1 in 2";
	alert_put_odds(composer_begin(composer), p);
	return composer_end(composer);
}

/* A page about the council, or about the indicator with the council in focus. */
static const char *path_of(const struct page_request *request, struct composer *composer, const char *page, const struct council *council,
			   const struct indicator *indicator)
{
	struct question question = *request->question;

	question.council = council;
	question.indicator = indicator;
	return page_path(composer, page, &question);
}

/* By which rule it was found. */
static const char *rule_words(const struct alert *alert)
{
	static const char *const words[CHART_RULES] = {
		[CHART_OUTSIDE] = "outside its own limits",
		[CHART_RUN] = "a run on one side of its mean",
		[CHART_TREND] = "a long rise or fall",
		[CHART_NEAR] = "two of three months near a limit",
	};

	return alert->method == ALERT_BY_CHANGE ? "change over the year" : words[alert->rule];
}

static void add_flagged(struct figure *figure, const struct page_request *request, struct composer *composer, const struct alert *alert)
{
	struct figure_row *row =
		figure_add_row(figure, "council", council_code(composer, alert->council), who_of(composer, alert->council, alert->joint));
	const char *path = path_of(request, composer, "council", alert->council, alert->indicator);

	if (row->cells)
		row->cells[0].path = path;
	figure_add_words(figure, alert->indicator->label)->path = path_of(request, composer, "indicator", alert->council, alert->indicator);
	figure_add_value(figure, alert->indicator, alert->value)->tone = alert_meaning_name(alert->meaning);
	figure_add_value(figure, alert->indicator, alert->before);
	figure_add_words(figure, alert_meaning_name(alert->meaning));
	figure_add_words(figure, rule_words(alert));
	figure_add_words(figure, odds_words(composer, alert->p));
	figure_add_words(figure, alert->is_confirmed ? "yes" : "no");
}

void warnings_figure_flagged(struct figure *figure, const struct page_request *request, struct composer *composer, const struct alerts *alerts)
{
	figure_begin(figure, composer, FIGURE_TABLE, "warnings", 8, alerts->flagged);
	figure->is_sortable = true;
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "value", "number", "Value");
	figure_add_column(figure, "before", "number", "Before")->remark = "a year before, or the mean of its months";
	figure_add_column(figure, "meaning", "text", "Means");
	figure_add_column(figure, "rule", "text", "Found by");
	figure_add_column(figure, "odds", "text", "By chance alone");
	figure_add_column(figure, "confirmed", "text", "Confirmed");
	for (unsigned index = 0; index < alerts->flagged; index++)
		add_flagged(figure, request, composer, &alerts->list[index]);
	figure_end(figure, "No figure of this month is flagged.");
}

void warnings_figure_together(struct figure *figure, const struct page_request *request, struct composer *composer, const struct alerts *alerts)
{
	figure_begin(figure, composer, FIGURE_TABLE, "together", 5, alerts->council_count);
	figure->is_sortable = true;
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "tests", "number", "Indicators judged");
	figure_add_column(figure, "flagged_worse", "number", "Flagged as worse");
	figure_add_column(figure, "odds", "text", "By chance alone");
	figure_add_column(figure, "confirmed", "text", "Confirmed");
	for (unsigned index = 0; index < alerts->council_count; index++) {
		const struct alert_council *council = &alerts->councils[index];
		const char *code = council_code(composer, council->council);
		struct figure_row *row = figure_add_row(figure, "council", code, who_of(composer, council->council, council->joint));
		const char *path = path_of(request, composer, "council", council->council, NULL);

		if (row->cells)
			row->cells[0].path = path;
		figure_add_number(figure, council->made, 0, 0);
		figure_add_number(figure, council->worse, 0, 0);
		figure_add_words(figure, odds_words(composer, council->p));
		figure_add_words(figure, council->is_confirmed ? "yes" : "no");
	}
	figure_end(figure, "No council’s indicators can be judged together.");
}

/* "45.1 to 70.7" in percent */
static const char *interval_words(struct composer *composer, const struct trouble_count *count)
{
	struct interval interval = interval_wilson(count->in_trouble, count->looked_at, CERTAINTY_CONFIDENCE);
	struct text *text = composer_begin(composer);
	int64_t low, high;

	if (interval_scaled(&interval, 1000, &low, &high)) {
		text_put_decimal(text, low, 1, 1);
		text_put(text, " to ");
		text_put_decimal(text, high, 1, 1);
	}
	return composer_end(composer);
}

static void add_count(struct figure *figure, struct composer *composer, const struct trouble_count *count)
{
	figure_add_number(figure, count->in_trouble, 0, 0);
	figure_add_number(figure, count->looked_at, 0, 0);
	if (count->looked_at < PERCENT_COUNCILS_MIN) {
		figure_add_nothing(figure, "too few");
		return;
	}
	figure_add_number(figure, llround(1000. * count->in_trouble / count->looked_at), 1, 1)->remark = interval_words(composer, count);
}

static void add_rates(struct figure *figure, struct composer *composer, const struct sequence *sequence, const char *trouble,
		      const struct trouble_rates *rates)
{
	figure_add_row(figure, "signal", sequence->id, sequence->title);
	figure_add_words(figure, trouble);
	add_count(figure, composer, &rates->with);
	add_count(figure, composer, &rates->without);
}

void warnings_figure_followed(struct figure *figure, struct composer *composer, const struct alerts *alerts)
{
	figure_begin(figure, composer, FIGURE_TABLE, "followed", 8, 2 * sequence_count());
	figure_add_column(figure, "signal", "text", "Joined signal");
	figure_add_column(figure, "trouble", "text", "Within two years");
	figure_add_column(figure, "with_trouble", "number", "With it: got worse");
	figure_add_column(figure, "with_councils", "number", "of councils");
	figure_add_column(figure, "with_percent", "number", "in %")->remark = "95% interval";
	figure_add_column(figure, "without_trouble", "number", "Without it: got worse");
	figure_add_column(figure, "without_councils", "number", "of councils");
	figure_add_column(figure, "without_percent", "number", "in %")->remark = "95% interval";
	for (unsigned index = 0; index < sequence_count(); index++) {
		const struct alert_sequence *sequence = &alerts->sequences[index];

		if (sequence->record.year_count == 0)
			continue;
		add_rates(figure, composer, sequence->sequence, "newly in England’s worst quarter", &sequence->record.figures);
		if (sequence->record.has_inspections)
			add_rates(figure, composer, sequence->sequence, "inspected and judged worse", &sequence->record.inspections);
	}
	figure_end(figure, "There is no history of two years and more that could say what followed.");
}
