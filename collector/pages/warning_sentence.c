#include "collector/pages/warning_sentence.h"

#include "collector/core/chart_since.h"
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/core/year_changes.h"
#include "collector/pages/page_path.h"

/* What the council's chart says of the figure. */
struct since {
	enum chart_since_kind kind;
	const char *words;
};

static const char *tone_words(enum alert_meaning meaning)
{
	static const char *const words[] = {[ALERT_WORSE] = "Worse", [ALERT_HIGHER] = "Higher", [ALERT_LOWER] = "Lower", [ALERT_BETTER] = "Better"};

	return words[meaning];
}

/* The page about the council or, with the council in focus, about the indicator. */
static const char *path_of(const struct page_request *request, struct composer *composer, const char *page, const struct council *council,
			   const struct indicator *indicator)
{
	struct question question = *request->question;

	question.council = council;
	question.indicator = indicator;
	return page_path(composer, page, &question);
}

static const char *who_of(struct composer *composer, const struct council *council, const struct council *joint)
{
	return joint ? composer_join(composer, council->name, " / ", joint->name) : council->name;
}

/* "vacancy rate (FTE)" */
static const char *label_within(struct composer *composer, const struct indicator *indicator)
{
	struct text *text = composer_begin(composer);

	text_put_char(text, (char)(indicator->label[0] | 0x20));
	text_put(text, indicator->label + 1);
	return composer_end(composer);
}

/* ", above its limits for the first time since March 2019"; "" where the council's chart says nothing of the kind. */
static enum error since_say(const struct page_request *request, struct composer *composer, const struct council *council,
			    const struct indicator *indicator, bool is_high, struct since *out)
{
	struct question question = *request->question;
	struct control_chart chart;
	struct chart_since since;
	struct problem problem;
	struct text *text;
	enum error error;

	question.council = council;
	question.indicator = indicator;
	question.has_first = question.has_since = false;
	question.has_last = true;
	question.last = question.month;
	error = control_chart_make(request->background, &question, request->arena, &chart, &problem);
	if (error)
		return error;
	since = chart_since_of(&chart, question.month, is_high);
	text = composer_begin(composer);
	text_put(text, since.kind == CHART_SINCE_NOTHING ? "" : ", ");
	chart_since_put(text, &chart, &since);
	*out = (struct since){since.kind, composer_end(composer)};
	return ERROR_NONE;
}

/* ", a larger rise than at all but 3 of 147 councils": by the change itself, among all that are large enough to be judged. */
static void put_place(struct text *text, const struct year_changes *changes, int64_t change)
{
	unsigned larger = 0;

	for (unsigned index = 0; index < changes->count; index++) {
		int64_t other = changes->list[index].now->value.value - changes->list[index].before->value.value;

		larger += change > 0 ? other > change : other < change;
	}
	text_put(text, larger == 0 ? ", the largest " : ", a larger ");
	text_put(text, change > 0 ? "rise" : "fall");
	text_put(text, larger == 0 ? " of " : " than at all but ");
	if (larger > 0) {
		text_put_u64(text, larger);
		text_put(text, " of ");
	}
	text_put_u64(text, changes->count);
	text_put(text, " councils");
}

static enum error change_say(const struct page_request *request, struct composer *composer, const struct alert *alert, const char *since,
			     const char **out)
{
	const struct question *question = request->question;
	int64_t change = alert->value - alert->before;
	struct year_changes changes;
	struct text *text;
	enum error error =
		year_changes_read(request->background->cube, question->source, alert->indicator, question->month, request->arena, &changes);

	if (error)
		return error;
	text = composer_begin(composer);
	text_put_char(text, ' ');
	words_put_value(text, alert->indicator, alert->value);
	text_put(text, change > 0 ? ", up from " : change < 0 ? ", down from " : ", as ");
	words_put_short(text, alert->indicator, alert->before);
	text_put(text, " a year before");
	if (change != 0)
		put_place(text, &changes, change);
	text_put(text, since);
	text_put_char(text, '.');
	*out = composer_end(composer);
	return ERROR_NONE;
}

/* Where the chart's own limits, those of its first months, do not say it: by the limits of the months before. */
static const char *rule_words(const struct alert *alert)
{
	bool is_high = alert->value > alert->before;

	switch (alert->rule) {
	case CHART_RUN:
		return is_high ? ", in a run of months above" : ", in a run of months below";
	case CHART_TREND:
		return is_high ? ", after a long rise to above" : ", after a long fall to below";
	case CHART_NEAR:
		return is_high ? ", twice in three months far above" : ", twice in three months far below";
	case CHART_OUTSIDE:
	case CHART_RULES:
		break;
	}
	return is_high ? ", far above" : ", far below";
}

static const char *chart_say(struct composer *composer, const struct alert *alert, const struct since *since)
{
	struct text *text = composer_begin(composer);

	text_put_char(text, ' ');
	words_put_value(text, alert->indicator, alert->value);
	if (alert->rule != CHART_OUTSIDE || since->kind != CHART_SINCE_LIMITS) {
		text_put(text, rule_words(alert));
		text_put(text, " its mean of ");
		words_put_short(text, alert->indicator, alert->before);
	}
	text_put(text, since->words);
	text_put_char(text, '.');
	return composer_end(composer);
}

static const char *chance_say(struct composer *composer, const struct alert *alert)
{
	struct text *text = composer_begin(composer);

	text_put(text, "By chance alone: ");
	alert_put_odds(text, alert->p);
	text_put(text, alert->is_confirmed ? ". Confirmed: at most one in ten of such warnings is chance." : ".");
	return composer_end(composer);
}

enum error warning_of_alert(const struct page_request *request, struct composer *composer, const struct alert *alert, struct warning *out)
{
	struct warning warning = {.council = alert->council, .is_confirmed = alert->is_confirmed, .tone = alert_meaning_name(alert->meaning)};
	struct warning_part part = {.indicator = alert->indicator, .lead = ""};
	struct since since;
	enum error error = since_say(request, composer, alert->council, alert->indicator, alert->value > alert->before, &since);

	if (!error && alert->method == ALERT_BY_CHANGE)
		error = change_say(request, composer, alert, since.words, &part.words);
	else if (!error)
		part.words = chart_say(composer, alert, &since);
	if (error)
		return error;
	part.label = label_within(composer, alert->indicator);
	part.path = path_of(request, composer, "indicator", alert->council, alert->indicator);
	warning.tone_words = tone_words(alert->meaning);
	warning.who = who_of(composer, alert->council, alert->joint);
	warning.path = path_of(request, composer, "council", alert->council, alert->indicator);
	warning.remark = chance_say(composer, alert);
	warning.parts = composer_take(composer, 1, sizeof part);
	if (!warning.parts)
		return composer->error;
	warning.parts[warning.parts_count++] = part;
	*out = warning;
	return ERROR_NONE;
}

/* " (now 26.7%)": of a step that was some months ago, what the month itself has. */
static enum error now_say(const struct page_request *request, struct composer *composer, const struct council *council,
			  const struct indicator *indicator, const char **out)
{
	const struct question *question = request->question;
	const struct column *column;
	const struct cell *cell;
	struct text *text;
	enum error error = cube_column(request->background->cube, question->source, indicator, question->month, &column);

	if (error)
		return error;
	*out = "";
	cell = reporter_of(column, council).cell;
	if (!cell || cell->value.symbol)
		return ERROR_NONE;
	text = composer_begin(composer);
	text_put(text, " (now ");
	words_put_short(text, indicator, cell->value.value);
	text_put_char(text, ')');
	*out = composer_end(composer);
	return ERROR_NONE;
}

/* " from 10.9% to 20.5% in the year to July 2021 (now 26.7%)": of this month's steps the last one alone names it. */
static const char *step_words(const struct page_request *request, struct composer *composer, const struct alert_joined *joined, unsigned index,
			      const struct indicator *indicator, const char *since)
{
	const struct alert_step *step = &joined->steps[index];
	bool is_last = index + 1 == SEQUENCE_STEPS, is_now = month_compare(step->month, request->question->month) == 0;
	struct text *text = composer_begin(composer);

	text_put(text, " from ");
	words_put_short(text, indicator, step->before);
	text_put(text, " to ");
	words_put_short(text, indicator, step->value);
	if (is_last || !is_now || month_compare(step->month, joined->steps[index + 1].month) != 0) {
		text_put(text, " in the year to ");
		text_put_month_name(text, step->month);
	}
	text_put(text, since);
	text_put(text, is_last ? "." : "");
	return composer_end(composer);
}

/* What is said behind it: since when it was not as high, or what the figure is now. */
static enum error step_say(const struct page_request *request, struct composer *composer, const struct alert_joined *joined, unsigned index,
			   const struct indicator *indicator, struct warning_part *part)
{
	const struct alert_step *step = &joined->steps[index];
	struct since since = {.words = ""};
	enum error error = ERROR_NONE;

	if (month_compare(step->month, request->question->month) == 0)
		error = since_say(request, composer, joined->council, indicator, step->value > step->before, &since);
	else
		error = now_say(request, composer, joined->council, indicator, &since.words);
	if (error)
		return error;
	part->indicator = indicator;
	part->lead = index == 0 ? "" : index + 1 == SEQUENCE_STEPS ? ", and " : ", ";
	part->words = step_words(request, composer, joined, index, indicator, since.words);
	part->label = label_within(composer, indicator);
	part->path = path_of(request, composer, "indicator", joined->council, indicator);
	return ERROR_NONE;
}

/* "Joined signal: turnover rose, then vacancies and caseloads." with how many are in it. */
static const char *signal_say(struct composer *composer, const struct alert_sequence *sequence)
{
	const char *title = sequence->sequence->title;
	struct text *text = composer_begin(composer);

	text_put(text, "Joined signal: ");
	text_put_char(text, (char)(title[0] | 0x20));
	text_put(text, title + 1);
	text_put(text, ". ");
	text_put_u64(text, sequence->england_there);
	text_put(text, " of the ");
	text_put_u64(text, sequence->england_judged);
	text_put(text, sequence->england_there == 1 ? " councils that can be judged shows it this month."
						    : " councils that can be judged show it this month.");
	return composer_end(composer);
}

enum error warning_of_joined(const struct page_request *request, struct composer *composer, const struct alert_sequence *sequence,
			     const struct alert_joined *joined, struct warning *out)
{
	struct warning warning = {.council = joined->council, .tone = alert_meaning_name(ALERT_WORSE), .tone_words = tone_words(ALERT_WORSE)};
	enum error error = ERROR_NONE;

	warning.parts = composer_take(composer, SEQUENCE_STEPS, sizeof *warning.parts);
	if (!warning.parts)
		return composer->error;
	for (unsigned index = 0; index < SEQUENCE_STEPS && !error; index++) {
		const struct indicator *indicator = catalogue_indicator_find(slice_from_text(sequence->sequence->indicators[index]));

		error = step_say(request, composer, joined, index, indicator, &warning.parts[warning.parts_count++]);
	}
	if (error)
		return error;
	warning.who = who_of(composer, joined->council, joined->joint);
	warning.path =
		path_of(request, composer, "council", joined->council, catalogue_indicator_find(slice_from_text(sequence->sequence->indicators[0])));
	warning.remark = signal_say(composer, sequence);
	*out = warning;
	return ERROR_NONE;
}
