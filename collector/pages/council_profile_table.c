#include "collector/pages/council_profile_table.h"

#include <string.h>

#include "collector/core/absence.h"
#include "collector/core/extent.h"
#include "collector/core/reporter.h"
#include "collector/core/words.h"
#include "collector/pages/chart_words.h"
#include "collector/pages/sparkline.h"

bool profile_row_has_value(const struct profile_row *row)
{
	return row->cell && row->cell->is_reported && !row->cell->value.symbol;
}

void profile_table_add_columns(const struct profile_table *table)
{
	struct figure *figure = table->figure;
	struct composer *composer = table->council->composer;
	const struct profile *profile = table->council->profile;
	struct figure_column *trend;

	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "value", "number", profile->council->name);
	figure_add_column(figure, "rank", "number", composer_join(composer, "Rank in ", profile->area->name))->remark = "of those with a figure";
	figure_add_column(figure, "rank_among_neighbours", "number", "Rank among neighbours")->remark = "of those with a figure";
	figure_add_column(figure, "area", "number", profile->area->name);
	if (table->has_england)
		figure_add_column(figure, "england", "number", "England");
	figure_add_column(figure, "neighbours_mean", "number", "Neighbours’ mean");
	figure_add_column(figure, "neighbours_median", "number", "Neighbours’ median");
	if (table->has_month_change)
		figure_add_column(figure, "change_month", "number", "Change on the month");
	figure_add_column(figure, "change_year", "number", "Change on the year");
	trend = figure_add_column(figure, "trend", "text", "Trend");
	trend->is_picture = true;
	trend->remark = profile->source == SOURCE_OFFICIAL ? "up to 12 releases" : "12 months";
	if (table->has_judged)
		figure_add_column(figure, "chart", "text", "Control chart");
}

/* What must be known with the value: whose it is too, and that it is older. */
static const char *value_remark(const struct profile_table *table, const struct profile_row *row)
{
	struct composer *composer = table->council->composer;

	if (row->joint)
		return composer_join(composer, "together with ", row->joint->name);
	if (month_compare(row->month, table->council->profile->month) != 0)
		return council_month(composer, row->month);
	return NULL;
}

static void add_value(const struct profile_table *table, const struct profile_row *row)
{
	const struct profile *profile = table->council->profile;
	struct composer *composer = table->council->composer;
	const struct presence presence = {profile->source, row->indicator, profile->council, row->month, row->cell};
	struct figure_cell *cell;
	const char *why;

	if (profile_row_has_value(row)) {
		cell = figure_add_value(table->figure, row->indicator, row->cell->value.value);
		cell->remark = value_remark(table, row);
		if (row->standing.band)
			cell->band = composer_join(composer, (const char[]){row->standing.band, '\0'});
		return;
	}
	absence_put(composer_begin(composer), &presence);
	why = composer_end(composer);
	figure_add_nothing(table->figure, symbol_text(absence_symbol(&presence)))->remark = why;
}

/* "8th of 23" */
static void add_rank(const struct profile_table *table, unsigned rank, unsigned counted)
{
	struct composer *composer = table->council->composer;
	struct text *text;
	const char *words;

	if (!rank) {
		figure_add_nothing(table->figure, "");
		return;
	}
	text = composer_begin(composer);
	words_put_ordinal(text, rank);
	text_put(text, " of ");
	text_put_u64(text, counted);
	words = composer_end(composer);
	figure_add_number(table->figure, rank, 0, 0)->text = words;
}

static void add_pooled(const struct profile_table *table, const struct profile_row *row, const struct column_summary *summary, bool is_said)
{
	if (is_said && !summary->pooled.value.symbol)
		figure_add_value(table->figure, row->indicator, summary->pooled.value.value);
	else
		figure_add_nothing(table->figure, "");
}

/* A mean or median, which has one decimal more than a value. */
static void add_middle(const struct profile_table *table, const struct profile_row *row, int64_t middle)
{
	unsigned decimals = neighbour_decimals(row->indicator);
	struct figure_cell *cell = figure_add_number(table->figure, middle, decimals, decimals);

	if (strcmp(row->indicator->unit, "%") == 0)
		cell->text = composer_join(table->council->composer, cell->text, "%");
}

static void add_neighbours(const struct profile_table *table, const struct profile_row *row)
{
	if (row->neighbours.count > 0) {
		add_middle(table, row, row->neighbours.mean);
		add_middle(table, row, row->neighbours.median);
		return;
	}
	figure_add_nothing(table->figure, "");
	figure_add_nothing(table->figure, "");
}

/* What a change means, in a word, and for the eye. */
static void judge_change(struct figure_cell *cell, const struct indicator *indicator, int64_t change)
{
	bool is_worse = (change > 0) == (indicator->polarity == POLARITY_LOW_IS_GOOD);

	if (change == 0 || indicator->polarity == POLARITY_NONE || cell->remark)
		return;
	cell->tone = is_worse ? "worse" : "better";
	cell->remark = cell->tone;
}

static struct figure_cell *add_change(const struct profile_table *table, const struct profile_row *row, bool is_known, int64_t change,
				      enum definition_match definition)
{
	struct composer *composer = table->council->composer;
	struct figure_cell *cell;
	const char *words;

	if (!is_known)
		return figure_add_nothing(table->figure, "");
	words_put_change(composer_begin(composer), row->indicator, change);
	words = composer_end(composer);
	cell = figure_add_number(table->figure, change, row->indicator->decimals, row->indicator->decimals);
	cell->text = words;
	if (definition_is_other(definition))
		cell->remark = definition_words(definition);
	return cell;
}

/* Who reports for the council so many months before the row's. */
static enum error reporter_before(const struct council_making *table, const struct profile_row *row, int months, struct reporter *out)
{
	const struct column *column;
	enum error error =
		cube_column(table->request->background->cube, table->profile->source, row->indicator, month_add(row->month, -months), &column);

	if (!error)
		*out = reporter_of(column, table->profile->council);
	return error;
}

/* The figures of the same councils over the last twelve steps. */
static enum error line_read(const struct council_making *table, const struct profile_row *row, struct sparkline *line)
{
	struct reporter newest;
	enum error error = reporter_before(table, row, 0, &newest);

	*line = (struct sparkline){.indicator = row->indicator, .last = row->month, .step = sparkline_step(table->profile->source)};
	for (int back = SPARKLINE_POINTS_MAX; back-- > 0 && !error;) {
		struct reporter then;

		error = reporter_before(table, row, back * line->step, &then);
		if (!error)
			sparkline_add_reporter(line, &newest, &then);
	}
	return error;
}

/* Where the value comes from, in words, and its line; the way to its chart where no column of charts has it. */
static enum error add_trend(const struct profile_table *table, const struct profile_row *row)
{
	struct composer *composer = table->council->composer;
	struct figure_cell *cell;
	struct sparkline line;
	const char *values, *words;
	unsigned first;
	enum error error = line_read(table->council, row, &line);

	if (error)
		return error;
	values = sparkline_values(&line, composer);
	if (!values || !profile_row_has_value(row)) {
		figure_add_words(table->figure, profile_row_has_value(row) ? "none to compare" : "");
		return ERROR_NONE;
	}
	first = sparkline_first(&line);
	words_put_short(composer_begin(composer), row->indicator, line.points[first].value);
	words = composer_end(composer);
	cell = figure_add_words(table->figure, composer_join(composer, "from ", words));
	if (first > 0)
		cell->remark = council_month(composer, sparkline_month(&line, first));
	cell->trend = values;
	cell->path = table->has_judged ? NULL : council_chart_path(table->council, row->indicator);
	return ERROR_NONE;
}

static void add_chart(const struct profile_table *table, const struct profile_row *row)
{
	const char *words = "not judged";

	if (row->is_judged)
		words = row->signals ? chart_signal_words(table->council->composer, row->signals) : "within its limits";
	if (profile_row_has_value(row))
		figure_add_words(table->figure, words)->path = council_chart_path(table->council, row->indicator);
	else
		figure_add_words(table->figure, "");
}

static void add_head(const struct profile_table *table, const struct indicator *indicator)
{
	const char *path = council_ranking_path(table->council, indicator);
	struct figure_row *row = figure_add_row(table->figure, "indicator", indicator->id, indicator->label);

	if (row->cells)
		row->cells[0].path = path;
}

enum error profile_table_add_row(struct profile_table *table, const struct profile_row *row)
{
	struct figure_cell *change;
	enum error error;

	add_head(table, row->indicator);
	add_value(table, row);
	add_rank(table, row->standing.rank, row->area.counted);
	add_rank(table, row->among_neighbours.rank, row->among_neighbours.counted);
	add_pooled(table, row, &row->area, true);
	if (table->has_england)
		add_pooled(table, row, &row->england, extent_is_england(&row->england));
	add_neighbours(table, row);
	if (table->has_month_change)
		add_change(table, row, row->has_month_change, row->month_change, row->month_definition);
	change = add_change(table, row, row->has_year_change, row->year_change, row->year_definition);
	if (row->has_year_change)
		judge_change(change, row->indicator, row->year_change);
	error = add_trend(table, row);
	if (table->has_judged)
		add_chart(table, row);
	table->shown += profile_row_has_value(row);
	table->banded += row->standing.band != 0;
	table->worst += row->standing.band == 'D';
	return error;
}
