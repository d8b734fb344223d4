/* The control chart as the API's object, and its words. */
#include <math.h>

#include "collector/core/absence.h"
#include "collector/core/control_chart.h"
#include "collector/core/json_parts.h"
#include "collector/core/population.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"

/* Limits have two decimals more than the indicator, a correlation has two. */
enum { LIMIT_DIGITS = 2, LIMIT_HUNDRED = 100, CORRELATION_DIGITS = 2, CORRELATION_HUNDRED = 100 };

struct rule {
	unsigned bit;
	bool is_high;
	const char *id;
};

static const struct rule rules[CONTROL_CHART_RULES] = {
	{XMR_ABOVE, true, "outside_high"}, {XMR_BELOW, false, "outside_low"}, {XMR_RUN_HIGH, true, "run_high"},   {XMR_RUN_LOW, false, "run_low"},
	{XMR_RISING, true, "rising"},      {XMR_FALLING, false, "falling"},   {XMR_NEAR_HIGH, true, "near_high"}, {XMR_NEAR_LOW, false, "near_low"},
};

static const struct rule *rule_of(unsigned bit)
{
	unsigned index = 0;

	while (index < CONTROL_CHART_RULES && rules[index].bit != bit)
		index++;
	INVARIANT(index < CONTROL_CHART_RULES);
	return &rules[index];
}

const char *control_chart_rule_id(unsigned bit)
{
	return rule_of(bit)->id;
}

bool control_chart_rule_is_high(unsigned bit)
{
	return rule_of(bit)->is_high;
}

const char *control_chart_left_out(const struct control_chart *chart, unsigned index)
{
	const struct cell *cell = chart->council ? chart->reporters[index].cell : NULL;

	if (!cell || cell->value.symbol)
		return NULL;
	if (!reporter_is_same(chart->newest, &chart->reporters[index]))
		return "Left out: one of this figure and the newest is of two councils together.";
	if (cell_is_other(chart->indicator, cell, chart->newest->cell->catalogue))
		return "Left out: it is not known to mean the same as the newest figure, which was made with another version of the definitions.";
	return NULL;
}

const char *control_chart_sentence(const struct control_chart *chart)
{
	if (chart->overlaps)
		return "Nothing is judged: each figure is of twelve months and shares eleven of them with the one before, so that no limit holds.";
	if (control_chart_is_slow(chart))
		return "Neighbouring months of this indicator have much in common over England's councils: a correlation above 0.5. Limits and runs "
		       "then mark "
		       "months in which nothing has happened, so that profiles and early warnings go by the change over the year.";
	return NULL;
}

const char *control_chart_phase_sentence(const struct xmr_phase *phase)
{
	switch (phase->state) {
	case XMR_JUDGED:
		return NULL;
	case XMR_TOO_SHORT:
		return "Too few to judge: limits need twelve figures, with eight steps between neighbouring ones.";
	case XMR_CONSTANT:
		return "All figures that the limits would be made of are the same, so there are none.";
	case XMR_SPARSE:
		return "Too few to judge: the counts are below five on average, and their own steps are wider than the limits.";
	case XMR_COARSE:
		return "Nothing is judged: the figure's last digit is wider than its usual variation.";
	}
	return NULL;
}

static const char *state_id(enum xmr_state state)
{
	static const char *const ids[] = {"judged", "too_short", "constant", "sparse", "coarse"};

	return ids[state];
}

static void put_limit(struct json *json, const char *key, const struct indicator *indicator, bool is_known, double value)
{
	json_key(json, key);
	if (is_known)
		json_decimal(json, (int64_t)floor(value * LIMIT_HUNDRED + 0.5), indicator->decimals + LIMIT_DIGITS, indicator->decimals);
	else
		json_none(json);
}

static void put_phase(struct json *json, const struct control_chart *chart, const struct xmr_phase *phase)
{
	json_object_begin(json);
	json_key(json, "from");
	json_month(json, chart->months[phase->begin]);
	json_key(json, "to");
	json_month(json, chart->months[phase->end - 1]);
	json_key(json, "state");
	json_text(json, state_id(phase->state));
	json_key(json, "sentence");
	json_text(json, control_chart_phase_sentence(phase));
	json_count(json, "baseline_readings", phase->baseline_count);
	json_count(json, "moving_ranges", phase->range_count);
	put_limit(json, "mean", chart->indicator, phase->has_limits, phase->mean);
	put_limit(json, "lower_limit", chart->indicator, phase->has_limits, phase->low);
	put_limit(json, "upper_limit", chart->indicator, phase->has_limits, phase->high);
	json_object_end(json);
}

static void put_rules(struct json *json, const char *key, unsigned bits)
{
	json_key(json, key);
	json_array_begin(json);
	for (unsigned i = 0; i < CONTROL_CHART_RULES; i++)
		if (bits & rules[i].bit)
			json_text(json, rules[i].id);
	json_array_end(json);
}

/* Whose the council's figure is as well, and whether the chart leaves it out for that. */
static void put_reporter(struct json *json, const struct control_chart *chart, unsigned index)
{
	const struct council *joint = chart->council ? reporter_other(&chart->reporters[index], chart->council) : NULL;

	json_joint_council(json, joint);
	json_key(json, "left_out");
	json_text(json, control_chart_left_out(chart, index));
}

static void put_point(struct json *json, const struct control_chart *chart, unsigned index)
{
	const struct indicator_value value = {.symbol = chart->values[index].is_known ? SYMBOL_NONE : SYMBOL_X, .value = chart->values[index].value};
	bool is_judged = chart->phase_count > 0;

	json_object_begin(json);
	json_key(json, "month");
	json_month(json, chart->months[index]);
	if (chart->council) {
		const struct presence presence = {chart->source, chart->indicator, chart->council, chart->months[index],
						  chart->reporters[index].cell};

		absence_write_value(json, &presence);
	} else {
		json_value(json, chart->indicator, &value);
		json_key(json, "why");
		json_text(json, value.symbol ? "no council of the area has both parts, or they have them by several definitions" : NULL);
	}
	put_reporter(json, chart, index);
	json_definition(json, chart->indicator, chart->council ? chart->reporters[index].cell : NULL,
			chart->newest ? chart->newest->cell->catalogue : 0);
	put_rules(json, "part_of", is_judged ? chart->marks[index].part_of : 0);
	put_rules(json, "signals", is_judged ? chart->marks[index].completes : 0);
	json_object_end(json);
}

static void put_correlation(struct json *json, const struct control_chart *chart)
{
	json_key(json, "correlation");
	if (chart->has_correlation)
		json_decimal(json, (int64_t)floor(chart->correlation * CORRELATION_HUNDRED + 0.5), CORRELATION_DIGITS, CORRELATION_DIGITS);
	else
		json_none(json);
}

static void put_head(struct json *json, const struct control_chart *chart)
{
	bool is_published = chart->source == SOURCE_OFFICIAL || indicator_needs_population(chart->indicator);

	json_key(json, "indicator");
	json_indicator(json, chart->indicator);
	json_council(json, chart->council);
	json_key(json, "area");
	if (chart->area)
		json_area(json, chart->area);
	else
		json_none(json);
	json_key(json, "source");
	json_text(json, cube_source_name(chart->source));
	json_provenance(json, &chart->moment, is_published && chart->count ? RANKING_ATTRIBUTION : NULL, chart->notice);
	json_key(json, "sentence");
	json_text(json, control_chart_sentence(chart));
	put_correlation(json, chart);
}

void control_chart_write_json(const struct control_chart *chart, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, chart);
	json_key(&json, "phases");
	json_array_begin(&json);
	for (unsigned i = 0; i < chart->phase_count; i++)
		put_phase(&json, chart, &chart->phases[i]);
	json_array_end(&json);
	put_rules(&json, "signals_now", control_chart_signals(chart));
	json_key(&json, "points");
	json_array_begin(&json);
	for (unsigned i = 0; i < chart->count; i++)
		put_point(&json, chart, i);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}

enum error control_chart_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				struct problem *problem)
{
	struct control_chart chart;
	enum error error;

	if (question->council && question->area)
		return problem_set(problem, ERROR_INVALID, "a chart is of a council or of an area: name only one of them");
	error = control_chart_make(background, question, arena, &chart, problem);
	if (error)
		return error;
	control_chart_write_json(&chart, text);
	return text->error;
}
