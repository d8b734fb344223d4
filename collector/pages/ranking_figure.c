#include "collector/pages/ranking_figure.h"

#include "collector/core/absence.h"
#include "collector/core/neighbours.h"
#include "collector/core/pooled_count.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/page_path.h"
#include "collector/pages/ranking_title.h"

enum { COLUMNS_MAX = 11, REFERENCES_MAX = 4 };

/* Which columns there are. */
struct look {
	bool has_interval, has_places, has_month_change, has_year_change;
	bool has_parts, has_remarks;
};

struct making {
	struct figure *figure;
	struct composer *composer;
	const struct ranking_figure *input;
	const struct ranking *ranking;
	struct look look;
};

static struct look look_of(const struct ranking *ranking, bool is_short)
{
	struct look look = {.has_places = ranking->certain.count >= 2, .has_parts = !is_short, .has_remarks = !is_short};

	for (unsigned index = 0; index < ranking->row_count && !is_short; index++) {
		const struct ranking_row *row = &ranking->rows[index];

		look.has_interval |= row->has_interval;
		look.has_month_change |= row->has_month_change;
		look.has_year_change |= row->has_year_change;
	}
	return look;
}

static void add_change_column(const struct making *making, const char *name, const char *label)
{
	words_put_change_unit(composer_begin(making->composer), making->ranking->indicator);
	figure_add_column(making->figure, name, "number", label)->remark = composer_end(making->composer);
}

static void add_columns(const struct making *making)
{
	const struct indicator *indicator = making->ranking->indicator;
	struct figure *figure = making->figure;
	const char *unit, *denominator;

	words_put_unit(composer_begin(making->composer), indicator);
	unit = composer_end(making->composer);
	words_put_denominator(composer_begin(making->composer), indicator);
	denominator = composer_end(making->composer);
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "rank", "number", "Rank")->remark =
		indicator->polarity == POLARITY_LOW_IS_GOOD ? "1 is the lowest" : "1 is the highest";
	figure_add_column(figure, "value", "number", indicator->label)->remark = unit;
	if (making->look.has_interval) {
		figure_add_column(figure, "low", "number", "Low")->remark = "by chance";
		figure_add_column(figure, "high", "number", "High")->remark = "by chance";
	}
	if (making->look.has_places) {
		figure_add_column(figure, "rank_low", "number", "Rank from")->remark = "by chance";
		figure_add_column(figure, "rank_high", "number", "Rank to")->remark = "by chance";
	}
	if (making->look.has_month_change)
		add_change_column(making, "month_change", "Change on the month");
	if (making->look.has_year_change)
		add_change_column(making, "year_change", "Change on the year");
	if (!making->look.has_parts)
		return;
	figure_add_column(figure, "numerator", "number", catalogue_measure(indicator->numerator)->label);
	figure_add_column(figure, "denominator", "number", denominator);
}

/* "342, revision 2, population of 2023 carried forward" */
static const char *row_remark(struct composer *composer, const struct ranking_row *row)
{
	struct text *text = composer_begin(composer);

	text_put_u64(text, row->council->code);
	if (row->joint) {
		text_put(text, " / ");
		text_put_u64(text, row->joint->code);
	}
	if (row->revision) {
		text_put(text, ", revision ");
		text_put_u64(text, row->revision);
	}
	if (row->carried_from_year) {
		text_put(text, ", population of ");
		text_put_i64(text, row->carried_from_year);
		text_put(text, " carried forward");
	}
	return composer_end(composer);
}

static bool is_tie(const struct ranking *ranking, const struct ranking_row *row)
{
	for (unsigned index = 0; index < ranking->counted; index++)
		if (&ranking->rows[index] != row && ranking->rows[index].rank == row->rank)
			return true;
	return false;
}

/* "joint, 8th highest"; where rank 1 is the highest, the rank says that itself. */
static const char *rank_remark(const struct making *making, const struct ranking_row *row)
{
	bool is_joint = is_tie(making->ranking, row), counts_up = making->ranking->indicator->polarity == POLARITY_LOW_IS_GOOD;
	struct text *text = composer_begin(making->composer);

	if (is_joint)
		text_put(text, counts_up ? "joint, " : "joint");
	if (counts_up && row->from_highest > 1) {
		words_put_ordinal(text, row->from_highest);
		text_put_char(text, ' ');
	}
	if (counts_up)
		text_put(text, "highest");
	return is_joint || counts_up ? composer_end(making->composer) : NULL;
}

static void add_rank(const struct making *making, const struct ranking_row *row)
{
	const char *anchor = making->input->rank_anchor;
	struct figure_cell *cell;

	if (!row->rank) {
		figure_add_nothing(making->figure, "not ranked");
		return;
	}
	cell = figure_add_number(making->figure, row->rank, 0, 0);
	if (making->look.has_remarks)
		cell->remark = rank_remark(making, row);
	if (anchor)
		cell->path = composer_join(making->composer, "#", anchor, composer_count(making->composer, row->council->code));
}

/* The value with its band, or the symbol in its place and why. */
static void add_value(const struct making *making, const struct ranking_row *row)
{
	static const char *const letters[] = {"A", "B", "C", "D"};
	const struct ranking *ranking = making->ranking;
	const struct presence presence = {ranking->source, ranking->indicator, row->council, ranking->month, row->cell};
	struct figure_cell *cell;

	if (row->rank) {
		cell = figure_add_value(making->figure, ranking->indicator, row->value.value);
		if (row->band) {
			cell->band = letters[row->band - 'A'];
			if (making->look.has_remarks)
				cell->remark = words_of_band(ranking->indicator, row->band);
		}
		return;
	}
	absence_put(composer_begin(making->composer), &presence);
	cell = figure_add_nothing(making->figure, symbol_text(absence_symbol(&presence)));
	cell->remark = composer_end(making->composer);
}

static void add_known(const struct making *making, bool is_known, int64_t value, unsigned digits)
{
	if (is_known)
		figure_add_number(making->figure, value, digits, digits);
	else
		figure_add_nothing(making->figure, "");
}

static const char *tone_of(const struct indicator *indicator, int64_t change)
{
	if (change == 0)
		return NULL;
	if (indicator->polarity == POLARITY_NONE)
		return change > 0 ? "higher" : "lower";
	return (change > 0) == (indicator->polarity == POLARITY_HIGH_IS_GOOD) ? "better" : "worse";
}

static void add_change(const struct making *making, bool is_known, int64_t change)
{
	const struct indicator *indicator = making->ranking->indicator;
	struct figure_cell *cell;

	if (!is_known) {
		figure_add_nothing(making->figure, "");
		return;
	}
	cell = figure_add_number(making->figure, change, indicator->decimals, indicator->decimals);
	words_put_change(composer_begin(making->composer), indicator, change);
	cell->text = composer_end(making->composer);
	cell->tone = tone_of(indicator, change);
	cell->remark = words_of_change(change);
}

static void add_part(const struct making *making, bool is_known, uint16_t number, int64_t value)
{
	const struct measure *measure = catalogue_measure(number);

	if (!making->look.has_parts)
		return;
	if (is_known)
		figure_add_number(making->figure, value, measure_digits(measure), measure_decimals_min(measure));
	else
		figure_add_nothing(making->figure, "");
}

static void add_chance(const struct making *making, const struct ranking_row *row)
{
	unsigned decimals = making->ranking->indicator->decimals;

	if (making->look.has_interval) {
		add_known(making, row->has_interval, row->low, decimals);
		add_known(making, row->has_interval, row->high, decimals);
	}
	if (making->look.has_places) {
		add_known(making, row->has_rank_interval, row->places.best, 0);
		add_known(making, row->has_rank_interval, row->places.worst, 0);
	}
}

static void add_row(const struct making *making, const struct ranking_row *row)
{
	const struct indicator *indicator = making->ranking->indicator;
	const struct page_request *request = making->input->request;
	bool has_parts = row->rank && row->value.has_parts;
	struct figure_row *added;
	const char *name;

	ranking_put_reporter(composer_begin(making->composer), row);
	name = composer_end(making->composer);
	added = figure_add_row(making->figure, "council", composer_count(making->composer, row->council->code), name);
	added->is_focus = making->ranking->chosen && ranking_row_is_of(row, making->ranking->chosen);
	if (added->cells) {
		added->cells[0].path = council_path(making->composer, request, row->council);
		if (making->look.has_remarks)
			added->cells[0].remark = row_remark(making->composer, row);
	}
	add_rank(making, row);
	add_value(making, row);
	add_chance(making, row);
	if (making->look.has_month_change)
		add_change(making, row->has_month_change, row->month_change);
	if (making->look.has_year_change)
		add_change(making, row->has_year_change, row->year_change);
	add_part(making, has_parts, indicator->numerator, row->value.numerator);
	add_part(making, has_parts, indicator->denominator[0], row->value.denominator);
}

/* A reference row up to its value: of no rank. */
static void begin_reference(const struct making *making, const char *role, const char *name, const char *remark)
{
	struct figure_row *row = figure_add_row(making->figure, role, NULL, name);

	if (row->cells)
		row->cells[0].remark = remark;
	figure_add_nothing(making->figure, "");
}

/* What a reference row has not, up to the parts. */
static void skip_to_parts(const struct making *making)
{
	unsigned count = (making->look.has_interval ? 2U : 0U) + (making->look.has_places ? 2U : 0U) + making->look.has_month_change +
			 making->look.has_year_change;

	while (count-- > 0)
		figure_add_nothing(making->figure, "");
}

/* "22 of 23 councils", and of England's as published beside returns "published, September 2021, 152 of 152 councils". */
static const char *pooled_remark(const struct making *making, const struct pooled *pooled, unsigned expected, const struct column *published)
{
	struct text *text = composer_begin(making->composer);

	if (published) {
		text_put(text, "published, ");
		text_put_month_name(text, published->month);
		text_put(text, ", ");
	}
	text_put_u64(text, pooled->included);
	text_put(text, " of ");
	text_put_u64(text, expected);
	text_put(text, expected == 1 ? " council" : " councils");
	return composer_end(making->composer);
}

/* `remark` as pooled_remark's. */
static void add_pooled(const struct making *making, const char *role, const char *name, const struct pooled *pooled, const char *remark)
{
	const struct indicator *indicator = making->ranking->indicator;
	const struct indicator_value *value = &pooled->value;

	if (value->symbol || pooled->included == 0)
		return;
	begin_reference(making, role, name, remark);
	figure_add_value(making->figure, indicator, value->value);
	skip_to_parts(making);
	add_part(making, value->has_parts, indicator->numerator, pooled_count_shown(indicator->numerator, value->numerator));
	add_part(making, value->has_parts, indicator->denominator[0], pooled_count_shown(indicator->denominator[0], value->denominator));
}

static void add_neighbours(const struct making *making, const char *role, const char *name, const char *remark, int64_t value)
{
	begin_reference(making, role, name, remark);
	figure_add_finer(making->figure, making->ranking->indicator, value);
	skip_to_parts(making);
	for (unsigned part = 0; part < 2 && making->look.has_parts; part++)
		figure_add_nothing(making->figure, "");
}

static void add_england(const struct making *making)
{
	const struct ranking *ranking = making->ranking;
	const struct column *england = making->input->england;
	const struct pooled *pooled;

	if (!england || ranking->area->kind == AREA_ENGLAND)
		return;
	pooled = &england->england.pooled;
	add_pooled(making, "england", "England", pooled,
		   pooled_remark(making, pooled, england->england.expected, england == ranking->column ? NULL : england));
}

static void add_references(const struct making *making)
{
	const struct ranking *ranking = making->ranking;
	struct neighbour_summary neighbours = {0};
	const char *whole, *remark;

	ranking_put_whole(composer_begin(making->composer), ranking);
	whole = composer_end(making->composer);
	add_pooled(making, "area", whole, &ranking->pooled, pooled_remark(making, &ranking->pooled, ranking->expected, NULL));
	add_england(making);
	if (ranking->chosen)
		neighbours = neighbours_of(ranking->column, ranking->chosen);
	if (neighbours.count == 0)
		return;
	remark = composer_join(making->composer, ranking->chosen->name, ": ", composer_count(making->composer, neighbours.count), " of ",
			       composer_count(making->composer, neighbours.expected), " councils");
	add_neighbours(making, "neighbours_mean", "Neighbours’ mean", remark, neighbours.mean);
	add_neighbours(making, "neighbours_median", "Neighbours’ median", remark, neighbours.median);
}

/* Those without a rank stand behind the others: of a shortened ranking they are not shown. */
static bool is_shown(const struct ranking_figure *input, unsigned index)
{
	unsigned counted = input->ranking->counted;

	return input->ends == 0 || index < input->ends || (index < counted && index + input->ends >= counted);
}

/* "All 23 councils by rank": beside the funnel the table stands a screen below its picture. */
static const char *table_title(struct composer *composer, const struct ranking *ranking)
{
	const char *count = composer_count(composer, ranking->row_count);

	return composer_join(composer, ranking->row_count == 1 ? "" : "All ", count, ranking->row_count == 1 ? " council" : " councils", " by rank");
}

void ranking_figure_make(struct figure *figure, struct composer *composer, const struct ranking_figure *input)
{
	const struct ranking *ranking = input->ranking;
	struct making making = {figure, composer, input, ranking, look_of(ranking, input->is_short)};

	figure_begin(figure, composer, FIGURE_BARS, input->id ? input->id : "ranking", COLUMNS_MAX, ranking->row_count + REFERENCES_MAX);
	figure_measure(figure, ranking->indicator);
	figure->is_sortable = true;
	figure->has_picture = ranking->counted > 0;
	figure->title = ranking_title(composer, ranking);
	if (!input->is_short)
		figure->table_title = table_title(composer, ranking);
	figure->about = figure_about(composer, ranking, NULL, input->frame);
	figure->csv_path = page_csv_path(composer, input->request, figure->id);
	add_columns(&making);
	for (unsigned index = 0; index < ranking->row_count; index++)
		if (is_shown(input, index))
			add_row(&making, &ranking->rows[index]);
	add_references(&making);
	figure_end(figure, "No council of this area existed at the end of the month.");
}
