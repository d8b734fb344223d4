#include "collector/core/coverage.h"

#include "collector/core/json_parts.h"
#include "collector/core/month_span.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/reporter.h"

/* A return has all measures, so any column of the month says whether it is there. */
static const struct indicator *column_indicator(const struct coverage *coverage)
{
	return coverage->indicator ? coverage->indicator : catalogue_indicator_at(0);
}

static enum error month_fill(const struct coverage *coverage, const struct column *column, struct reporter *reporters, struct arena *arena,
			     struct coverage_month *out)
{
	unsigned count = reporters_of(column, coverage->area, reporters);

	*out = (struct coverage_month){
		.month = column->month, .expected = count, .missing = arena_take(arena, count + 1, sizeof(const struct council *))};
	if (!out->missing)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count; i++) {
		const struct cell *cell = reporters[i].cell;
		bool is_there = cell && cell->is_reported;

		out->reported += is_there;
		out->counted += is_there && !cell->value.symbol;
		if (!is_there)
			out->missing[out->missing_count++] = reporters[i].council;
	}
	return ERROR_NONE;
}

enum error coverage_make(const struct background *background, const struct question *question, struct arena *arena, struct coverage *out,
			 struct problem *problem)
{
	struct coverage coverage = {.area = question->area,
				    .indicator = question->indicator,
				    .source = question->source,
				    .notice = background->notice,
				    .moment = question->moment};
	struct reporter *reporters = arena_take(arena, council_count(), sizeof(*reporters));
	struct month_span span;
	enum error error;

	if (coverage.source == SOURCE_OFFICIAL && !coverage.indicator)
		return problem_set(problem, ERROR_INVALID, "a release does not have all indicators: name the one whose coverage is asked for");
	error = month_span_read(background->cube, question, column_indicator(&coverage), arena, &span, problem);
	if (error)
		return error;
	coverage.months = arena_take(arena, span.count + 1, sizeof(*coverage.months));
	if (!reporters || !coverage.months)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < span.count && !error; i++)
		error = month_fill(&coverage, span.columns[i], reporters, arena, &coverage.months[coverage.month_count++]);
	if (!error)
		*out = coverage;
	return error;
}

static void put_month(struct json *json, const struct coverage *coverage, const struct coverage_month *month)
{
	json_object_begin(json);
	json_key(json, "month");
	json_month(json, month->month);
	json_count(json, "expected", month->expected);
	json_count(json, "reported", month->reported);
	json_key(json, "counted");
	if (coverage->indicator)
		json_i64(json, month->counted);
	else
		json_none(json);
	json_key(json, "missing");
	json_council_list(json, month->missing, month->missing_count);
	json_object_end(json);
}

static void put_head(struct json *json, const struct coverage *coverage)
{
	json_key(json, "area");
	json_area(json, coverage->area);
	json_key(json, "indicator");
	json_text(json, coverage->indicator ? coverage->indicator->id : NULL);
	json_key(json, "source");
	json_text(json, cube_source_name(coverage->source));
	json_provenance(json, &coverage->moment, coverage->source == SOURCE_OFFICIAL ? RANKING_ATTRIBUTION : NULL, coverage->notice);
}

enum error coverage_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			   struct problem *problem)
{
	struct coverage coverage = {.notice = ""};
	struct json json;
	enum error error = coverage_make(background, question, arena, &coverage, problem);

	if (error)
		return error;
	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, &coverage);
	json_key(&json, "months");
	json_array_begin(&json);
	for (unsigned i = 0; i < coverage.month_count; i++)
		put_month(&json, &coverage, &coverage.months[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}
