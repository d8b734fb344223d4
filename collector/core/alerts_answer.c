/* Early warnings as answers of answers.h, and the words that both forms share. */
#include "collector/core/alerts.h"

#include <math.h>

#include "collector/core/ranking_sentences.h"

enum { ODDS_MAX = 1000000 };

const char *alerts_caution(const struct alerts *alerts)
{
	return *alerts->notice ? "This store carries a notice: a warning made of its figures is a demonstration, not evidence." : NULL;
}

const char *alerts_attribution(const struct alerts *alerts)
{
	for (unsigned i = 0; i < sequence_count(); i++)
		if (alerts->sequences[i].record.has_inspections)
			return "Department for Education, Ofsted and Office for National Statistics, Crown copyright, Open Government Licence v3.0";
	return alerts->possible > 0 && (alerts->source == SOURCE_OFFICIAL || alerts->has_population) ? RANKING_ATTRIBUTION : NULL;
}

const char *alert_meaning_name(enum alert_meaning meaning)
{
	static const char *const names[] = {[ALERT_WORSE] = "worse", [ALERT_HIGHER] = "higher", [ALERT_LOWER] = "lower", [ALERT_BETTER] = "better"};

	return names[meaning];
}

const char *alert_rule_name(const struct alert *alert)
{
	static const char *const names[CHART_RULES] = {
		[CHART_OUTSIDE] = "outside", [CHART_RUN] = "run", [CHART_TREND] = "trend", [CHART_NEAR] = "near"};

	return alert->method == ALERT_BY_CHANGE ? "change" : names[alert->rule];
}

/* "1 in 1,250" would claim too much: two figures at most. */
void alert_put_odds(struct text *text, double p)
{
	double odds = 1 / fmax(p, 1. / (2 * ODDS_MAX)), step;

	if (odds > ODDS_MAX) {
		text_put(text, "< 1 in 1000000");
		return;
	}
	step = pow(10, fmax(0, floor(log10(odds)) - 1));
	text_put(text, "1 in ");
	text_put_u64(text, (uint64_t)(round(odds / step) * step));
}

enum error alerts_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem)
{
	struct alerts alerts;
	enum error error = alerts_make(background, question, arena, &alerts);

	(void)problem;
	if (error)
		return error;
	alerts_write_json(&alerts, text);
	return text->error;
}

enum error alerts_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				  struct text *text, struct problem *problem)
{
	struct alerts alerts;
	enum error error = alerts_make(background, question, arena, &alerts);

	(void)problem;
	return error ? error : alerts_write_terminal(&alerts, width, arena, text);
}
