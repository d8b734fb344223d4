/* The funnel chart as the API's object. */
#include <math.h>

#include "collector/core/absence.h"
#include "collector/core/certainty.h"
#include "collector/core/distribution.h"
#include "collector/core/funnel_chart.h"
#include "collector/core/json_parts.h"
#include "collector/core/population.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "common/decimal.h"

/* Limits have one decimal more than the indicator, scores two, chances six. */
enum { SCORE_DIGITS = 2, CHANCE_DIGITS = 6 };

/* A number that is no council's figure, rounded half up to `digits` places. */
static void put_real(struct json *json, const char *key, double value, unsigned digits, unsigned decimals_min)
{
	json_key(json, key);
	json_decimal(json, (int64_t)floor(value * (double)decimal_power(digits) + 0.5), digits, decimals_min);
}

/* A share or rate of 1, as the indicator shows it. */
static void put_rate(struct json *json, const char *key, const struct indicator *indicator, double rate)
{
	double value = rate * certainty_scale(indicator) / (double)decimal_power(indicator->decimals);

	put_real(json, key, value, indicator->decimals + 1U, indicator->decimals);
}

static void put_limits(struct json *json, const char *key, const struct indicator *indicator, const struct interval *limits)
{
	static const char *const names[FUNNEL_LEVELS] = {"95", "99.8"};

	json_key(json, key);
	json_object_begin(json);
	for (unsigned level = 0; level < FUNNEL_LEVELS; level++) {
		json_key(json, names[level]);
		json_object_begin(json);
		put_rate(json, "low", indicator, limits[level].low);
		put_rate(json, "high", indicator, limits[level].high);
		json_object_end(json);
	}
	json_object_end(json);
}

static void put_score(struct json *json, const char *key, double z, double p)
{
	json_key(json, key);
	json_object_begin(json);
	put_real(json, "z", z, SCORE_DIGITS, SCORE_DIGITS);
	put_real(json, "p", p, CHANCE_DIGITS, SCORE_DIGITS);
	json_object_end(json);
}

static void put_judgement(struct json *json, const struct funnel_chart *chart, const struct funnel_point *point)
{
	static const char *const keys[] = {"limits", "limits_dispersed", "score", "score_dispersed"};

	if (!point->is_judged) {
		for (unsigned i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			json_key(json, keys[i]);
			json_none(json);
		}
		return;
	}
	put_limits(json, keys[0], chart->indicator, point->limits);
	put_limits(json, keys[1], chart->indicator, point->dispersed);
	put_score(json, keys[2], point->score.z, point->score.p);
	put_score(json, keys[3], point->score.z_dispersed, point->score.p_dispersed);
}

static void put_point(struct json *json, const struct funnel_chart *chart, const struct funnel_point *point)
{
	const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct cell *cell = point->reporter.cell;
	const struct presence presence = {chart->source, chart->indicator, point->reporter.council, chart->month, cell};

	json_object_begin(json);
	json_council(json, point->reporter.council);
	json_joint_council(json, point->reporter.joint);
	absence_write_value(json, &presence);
	json_parts(json, chart->indicator, cell ? &cell->value : &none);
	json_definition(json, chart->indicator, cell, chart->definition_version);
	put_judgement(json, chart, point);
	json_object_end(json);
}

static void put_funnel(struct json *json, const struct funnel_chart *chart)
{
	json_key(json, "funnel");
	if (!chart->has_funnel) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	put_rate(json, "target", chart->indicator, chart->funnel.target);
	json_count(json, "councils", chart->funnel.count);
	put_real(json, "dispersion", chart->funnel.dispersion, SCORE_DIGITS, SCORE_DIGITS);
	put_rate(json, "deviation_between", chart->indicator, sqrt(chart->funnel.variance_between));
	json_object_end(json);
}

static void put_quantiles(struct json *json, const struct funnel_chart *chart)
{
	static const struct {
		const char *key;
		double share;
	} quantiles[] = {{"minimum", 0}, {"p10", 0.1}, {"q1", 0.25}, {"median", 0.5}, {"q3", 0.75}, {"p90", 0.9}, {"maximum", 1}};
	unsigned decimals = chart->indicator->decimals;
	double scale = (double)decimal_power(decimals);

	put_real(json, "mean", distribution_mean(chart->values, chart->counted) / scale, decimals + 1U, decimals);
	for (unsigned i = 0; i < sizeof(quantiles) / sizeof(quantiles[0]); i++)
		put_real(json, quantiles[i].key, distribution_quantile(chart->values, chart->counted, quantiles[i].share) / scale, decimals + 1U,
			 decimals);
}

static void put_distribution(struct json *json, const struct funnel_chart *chart)
{
	const struct distribution_bins *bins = &chart->bins;

	json_key(json, "distribution");
	if (chart->counted == 0) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	json_count(json, "counted", chart->counted);
	put_quantiles(json, chart);
	json_key(json, "bins");
	json_array_begin(json);
	for (unsigned i = 0; i < bins->count; i++) {
		json_object_begin(json);
		json_key(json, "from");
		json_figure(json, chart->indicator, true, bins->first + (int64_t)i * bins->width);
		json_key(json, "to");
		json_figure(json, chart->indicator, true, bins->first + (int64_t)(i + 1) * bins->width);
		json_count(json, "councils", bins->councils[i]);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void put_head(struct json *json, const struct funnel_chart *chart)
{
	bool is_published = chart->source == SOURCE_OFFICIAL || indicator_needs_population(chart->indicator);

	json_key(json, "indicator");
	json_indicator(json, chart->indicator);
	json_key(json, "month");
	json_month(json, chart->month);
	json_key(json, "area");
	json_area(json, chart->area);
	json_key(json, "source");
	json_text(json, cube_source_name(chart->source));
	json_provenance(json, &chart->moment, is_published && chart->counted ? RANKING_ATTRIBUTION : NULL, chart->notice);
	json_key(json, "sentence");
	json_text(json, chart->sentence);
}

void funnel_chart_write_json(const struct funnel_chart *chart, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, chart);
	put_funnel(&json, chart);
	put_distribution(&json, chart);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < chart->point_count; i++)
		put_point(&json, chart, &chart->points[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
}

enum error funnel_chart_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			       struct problem *problem)
{
	struct funnel_chart chart;
	enum error error = funnel_chart_make(background, question, arena, &chart);

	(void)problem;
	if (error)
		return error;
	funnel_chart_write_json(&chart, text);
	return text->error;
}
