/* The headline indicators of a council, and all of them topic by topic: its value, its place, what it is set beside, and what changed. */
#include <string.h>

#include "collector/core/absence.h"
#include "collector/core/extent.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"
#include "collector/core/topic.h"
#include "collector/core/words.h"
#include "collector/pages/chart_words.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/headline.h"

enum { COLUMNS_MAX = 12, TREND_POINTS = 12, YEAR_MONTHS = 12 };

struct topic_words {
	const char *id, *word;
};

static const struct topic_words topics[TOPIC_COUNT] = {
	[TOPIC_WORKFORCE] = {"profile-workforce", "workforce"},    [TOPIC_LOOKED_AFTER] = {"profile-looked-after", "looked-after"},
	[TOPIC_CHILDREN_IN_NEED] = {"profile-in-need", "in-need"}, [TOPIC_COUNCIL] = {"profile-own", "own"},
	[TOPIC_REFERENCE] = {"profile-reference", "reference"},
};

/* A topic's table, or that of the headlines, while it is made. */
struct topic_making {
	const struct council_making *council;
	struct figure *figure;
	bool is_headlines;
	enum measure_topic topic;            /* of a topic's */
	bool has_england, has_month_change;  /* columns that are there */
	unsigned shown, banded, worst, best; /* rows with a value, with a band, with D and A */
};

static bool has_value(const struct profile_row *row)
{
	return row->cell && row->cell->is_reported && !row->cell->value.symbol;
}

static void add_columns(const struct topic_making *making)
{
	struct figure *figure = making->figure;
	struct composer *composer = making->council->composer;
	const struct profile *profile = making->council->profile;

	figure_add_column(figure, "indicator", "text", "Indicator");
	figure_add_column(figure, "value", "number", profile->council->name);
	figure_add_column(figure, "rank", "number", composer_join(composer, "Rank in ", profile->area->name));
	figure_add_column(figure, "rank_among_neighbours", "number", "Rank among neighbours");
	figure_add_column(figure, "area", "number", profile->area->name);
	if (making->has_england)
		figure_add_column(figure, "england", "number", "England");
	figure_add_column(figure, "neighbours_mean", "number", "Neighbours’ mean");
	figure_add_column(figure, "neighbours_median", "number", "Neighbours’ median");
	if (making->has_month_change)
		figure_add_column(figure, "change_month", "number", "Change on the month");
	figure_add_column(figure, "change_year", "number", "Change on the year");
	figure_add_column(figure, "trend", "text", "Trend");
	figure_add_column(figure, "chart", "text", "Control chart");
}

/* What must be known with the value: whose it is too, and that it is older. */
static const char *value_remark(const struct topic_making *making, const struct profile_row *row)
{
	struct composer *composer = making->council->composer;

	if (row->joint)
		return composer_join(composer, "together with ", row->joint->name);
	if (month_compare(row->month, making->council->profile->month) != 0)
		return council_month(composer, row->month);
	return NULL;
}

static void add_value(const struct topic_making *making, const struct profile_row *row)
{
	const struct profile *profile = making->council->profile;
	struct composer *composer = making->council->composer;
	const struct presence presence = {profile->source, row->indicator, profile->council, row->month, row->cell};
	struct figure_cell *cell;
	const char *why;

	if (has_value(row)) {
		cell = figure_add_value(making->figure, row->indicator, row->cell->value.value);
		cell->remark = value_remark(making, row);
		if (row->standing.band)
			cell->band = composer_join(composer, (const char[]){row->standing.band, '\0'});
		return;
	}
	absence_put(composer_begin(composer), &presence);
	why = composer_end(composer);
	figure_add_nothing(making->figure, symbol_text(absence_symbol(&presence)))->remark = why;
}

/* "8th of 23" */
static void add_rank(const struct topic_making *making, unsigned rank, unsigned counted)
{
	struct composer *composer = making->council->composer;
	struct text *text;
	const char *words;

	if (!rank) {
		figure_add_nothing(making->figure, "");
		return;
	}
	text = composer_begin(composer);
	words_put_ordinal(text, rank);
	text_put(text, " of ");
	text_put_u64(text, counted);
	words = composer_end(composer);
	figure_add_number(making->figure, rank, 0, 0)->text = words;
}

static void add_pooled(const struct topic_making *making, const struct profile_row *row, const struct column_summary *summary, bool is_said)
{
	if (is_said && !summary->pooled.value.symbol)
		figure_add_value(making->figure, row->indicator, summary->pooled.value.value);
	else
		figure_add_nothing(making->figure, "");
}

/* A mean or median, which has one decimal more than a value. */
static void add_middle(const struct topic_making *making, const struct profile_row *row, int64_t middle)
{
	unsigned decimals = neighbour_decimals(row->indicator);
	struct figure_cell *cell = figure_add_number(making->figure, middle, decimals, decimals);

	if (strcmp(row->indicator->unit, "%") == 0)
		cell->text = composer_join(making->council->composer, cell->text, "%");
}

static void add_neighbours(const struct topic_making *making, const struct profile_row *row)
{
	if (row->neighbours.count > 0) {
		add_middle(making, row, row->neighbours.mean);
		add_middle(making, row, row->neighbours.median);
		return;
	}
	figure_add_nothing(making->figure, "");
	figure_add_nothing(making->figure, "");
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

static struct figure_cell *add_change(const struct topic_making *making, const struct profile_row *row, bool is_known, int64_t change,
				      enum definition_match definition)
{
	struct composer *composer = making->council->composer;
	struct figure_cell *cell;
	const char *words;

	if (!is_known)
		return figure_add_nothing(making->figure, "");
	words_put_change(composer_begin(composer), row->indicator, change);
	words = composer_end(composer);
	cell = figure_add_number(making->figure, change, row->indicator->decimals, row->indicator->decimals);
	cell->text = words;
	if (definition_is_other(definition))
		cell->remark = definition_words(definition);
	return cell;
}

/* Who reports for the council so many months before the row's. */
static enum error reporter_before(const struct council_making *making, const struct profile_row *row, int months, struct reporter *out)
{
	const struct column *column;
	enum error error =
		cube_column(making->request->background->cube, making->profile->source, row->indicator, month_add(row->month, -months), &column);

	if (!error)
		*out = reporter_of(column, making->profile->council);
	return error;
}

/* The figures of the same councils over the last twelve steps, blanks between them, a dash for one that is not there. */
static enum error add_trend(const struct topic_making *making, const struct profile_row *row)
{
	const struct council_making *council = making->council;
	int step = council->profile->source == SOURCE_OFFICIAL ? YEAR_MONTHS : 1;
	struct text *text = composer_begin(council->composer);
	struct reporter newest;
	const char *trend;
	enum error error = reporter_before(council, row, 0, &newest);

	for (int back = TREND_POINTS; back-- > 0 && !error;) {
		struct reporter reporter;

		error = reporter_before(council, row, back * step, &reporter);
		if (error)
			break;
		text_put(text, text->size ? " " : "");
		if (reporter.cell && !reporter.cell->value.symbol && reporter_is_same(&newest, &reporter))
			indicator_put_value(text, row->indicator, reporter.cell->value.value);
		else
			text_put(text, "-");
	}
	trend = composer_end(council->composer);
	figure_add_words(making->figure, "")->trend = trend;
	return error;
}

static void add_chart(const struct topic_making *making, const struct profile_row *row)
{
	const char *words = "not judged";

	if (row->is_judged)
		words = row->signals ? chart_signal_words(making->council->composer, row->signals) : "within its limits";
	if (has_value(row))
		figure_add_words(making->figure, words)->path = council_chart_path(making->council, row->indicator);
	else
		figure_add_words(making->figure, "");
}

static void add_head(const struct topic_making *making, const struct indicator *indicator)
{
	const char *path = council_ranking_path(making->council, indicator);
	struct figure_row *row = figure_add_row(making->figure, "indicator", indicator->id, indicator->label);

	if (row->cells)
		row->cells[0].path = path;
}

static enum error add_row(struct topic_making *making, const struct profile_row *row)
{
	struct figure_cell *change;
	enum error error;

	add_head(making, row->indicator);
	add_value(making, row);
	add_rank(making, row->standing.rank, row->area.counted);
	add_rank(making, row->among_neighbours.rank, row->among_neighbours.counted);
	add_pooled(making, row, &row->area, true);
	if (making->has_england)
		add_pooled(making, row, &row->england, extent_is_england(&row->england));
	add_neighbours(making, row);
	if (making->has_month_change)
		add_change(making, row, row->has_month_change, row->month_change, row->month_definition);
	change = add_change(making, row, row->has_year_change, row->year_change, row->year_definition);
	if (row->has_year_change)
		judge_change(change, row->indicator, row->year_change);
	error = add_trend(making, row);
	add_chart(making, row);
	making->shown += has_value(row);
	making->banded += row->standing.band != 0;
	making->worst += row->standing.band == 'D';
	return error;
}

/* "3 of 13 workforce indicators lie in the worst quarter" */
static const char *title_of(const struct topic_making *making)
{
	const char *word = making->is_headlines ? "headline" : topics[making->topic].word;
	struct text *text = composer_begin(making->council->composer);

	if (making->banded == 0) {
		text_put_u64(text, making->shown);
		text_put_char(text, ' ');
		text_put(text, word);
		text_put(text, making->shown == 1 ? " indicator has a figure" : " indicators have a figure");
		return composer_end(making->council->composer);
	}
	if (making->worst == 0)
		text_put(text, "None");
	else
		text_put_u64(text, making->worst);
	text_put(text, " of ");
	text_put_u64(text, making->banded);
	text_put_char(text, ' ');
	text_put(text, word);
	text_put(text, making->worst == 1 || making->worst == 0 ? " indicators lies in the worst quarter" : " indicators lie in the worst quarter");
	return composer_end(making->council->composer);
}

static const char *lead_of(const struct topic_making *making)
{
	const struct profile *profile = making->council->profile;
	struct composer *composer = making->council->composer;
	const char *month = council_month(composer, profile->month);
	const char *source = profile->source == SOURCE_OFFICIAL ? ", published releases." : ", councils’ own returns.";

	if (making->is_headlines)
		return composer_join(composer, profile->council->name, ", headline indicators, ", month, source);
	return composer_join(composer, profile->council->name, ", indicators of the topic “", measure_topic_name(making->topic), "”, ", month,
			     source);
}

static enum error topic_make(struct topic_making *making)
{
	const struct profile *profile = making->council->profile;
	enum error error = ERROR_NONE;

	figure_begin(making->figure, making->council->composer, FIGURE_TABLE, topics[making->topic].id, COLUMNS_MAX, profile->row_count);
	making->figure->is_part = making->figure->is_sortable = true;
	add_columns(making);
	for (unsigned index = 0; index < profile->row_count && !error && !making->council->composer->error; index++)
		if (topic_of(profile->rows[index].indicator) == making->topic)
			error = add_row(making, &profile->rows[index]);
	making->figure->title = title_of(making);
	return error;
}

/* NULL: the source has no such indicator then. */
static const struct profile_row *row_of(const struct profile *profile, const struct indicator *indicator)
{
	for (unsigned index = 0; index < profile->row_count; index++)
		if (profile->rows[index].indicator == indicator)
			return &profile->rows[index];
	return NULL;
}

/* The headlines that have a row, in their own order. */
static enum error headlines_make(struct topic_making *making)
{
	enum error error = ERROR_NONE;

	figure_begin(making->figure, making->council->composer, FIGURE_TABLE, "profile", COLUMNS_MAX, headline_count());
	making->figure->is_sortable = true;
	add_columns(making);
	for (unsigned index = 0; index < headline_count() && !error && !making->council->composer->error; index++) {
		const struct profile_row *row = row_of(making->council->profile, headline_at(index).indicator);

		if (row)
			error = add_row(making, row);
	}
	making->figure->title = title_of(making);
	return error;
}

static bool topic_is_shown(const struct profile *profile, enum measure_topic topic)
{
	bool is_shown = false;

	for (unsigned index = 0; index < profile->row_count; index++)
		is_shown |= topic_of(profile->rows[index].indicator) == topic && has_value(&profile->rows[index]);
	return is_shown;
}

/* A column of its own: not when the area is England. */
static bool has_england(const struct profile *profile)
{
	bool has = false;

	for (unsigned index = 0; index < profile->row_count && profile->area->kind != AREA_ENGLAND; index++)
		has |= extent_is_england(&profile->rows[index].england) && !profile->rows[index].england.pooled.value.symbol;
	return has;
}

/* Which topics are left out, and how the tables are to be read. */
static void say_note(const struct council_making *making, const char *missing)
{
	const struct profile *profile = making->profile;
	struct text *text = composer_begin(making->composer);

	if (missing[0]) {
		text_put(text, "There are no figures of ");
		text_put(text, missing);
		text_put(text, ". ");
	}
	text_put(text, "Rank 1 is the best, or the highest where neither high nor low is good. The rate of ");
	words_put_area(text, profile->area);
	text_put(text, has_england(profile) ? ", and that of England, is" : " is");
	text_put(text, " of all its councils with a figure together");
	if (!has_england(profile) && profile->area->kind != AREA_ENGLAND)
		text_put(text, "; too few of England’s councils have one for a rate of England");
	text_put(text, ". A chart is judged against the council’s own months; why it is not stands with it.");
	making->view->profile_note = composer_end(making->composer);
}

/* Whose quarters the bands are. */
static void say_bands(const struct council_making *making)
{
	const struct profile *profile = making->profile;
	bool has_bands = false, has_england_bands = false;

	for (unsigned index = 0; index < profile->row_count; index++) {
		has_bands |= profile->rows[index].standing.band != 0;
		has_england_bands |= profile->rows[index].standing.band != 0 && profile->rows[index].has_england_bands;
	}
	if (has_england_bands)
		making->view->bands_over = "England’s councils in the release of that month, or the area’s where there is none";
	else if (has_bands)
		making->view->bands_over = "the area’s councils with a figure";
}

static struct topic_making topic_begin(const struct council_making *making)
{
	return (struct topic_making){
		.council = making,
		.has_england = has_england(making->profile),
		.has_month_change = making->profile->source == SOURCE_RETURNS,
	};
}

static enum error make_headlines(const struct council_making *making)
{
	struct topic_making part = topic_begin(making);
	enum error error;

	part.is_headlines = true;
	part.figure = &making->view->headlines;
	error = headlines_make(&part);
	council_figure_finish(making, part.figure, lead_of(&part), "None of the headline indicators has a figure.");
	return error;
}

enum error council_profile_make(const struct council_making *making)
{
	struct council_view *view = making->view;
	const struct profile *profile = making->profile;
	const char *missing = "";
	enum error error = make_headlines(making);

	view->profiles = composer_take(making->composer, TOPIC_COUNT, sizeof *view->profiles);
	for (unsigned topic = 0; topic < TOPIC_COUNT && !error && !making->composer->error; topic++) {
		struct topic_making part = topic_begin(making);

		part.topic = (enum measure_topic)topic;
		if (topic == TOPIC_REFERENCE)
			continue;
		if (!topic_is_shown(profile, part.topic)) {
			missing = composer_join(making->composer, missing, missing[0] ? ", or of " : "", "the topic “",
						measure_topic_name(part.topic), "”");
			continue;
		}
		part.figure = &view->profiles[view->profiles_count++];
		error = topic_make(&part);
		council_figure_finish(making, part.figure, lead_of(&part), NULL);
	}
	say_bands(making);
	say_note(making, missing);
	return error;
}
