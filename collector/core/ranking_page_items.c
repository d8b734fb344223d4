#include "collector/core/ranking_page_items.h"

#include "collector/core/area_text.h"
#include "collector/core/ranking_page.h"
#include "collector/core/ranking_row_sentences.h"
#include "collector/core/words.h"

static const struct page_row *row_of(const struct page_head *head)
{
	return (const void *)head;
}

static void put_place(const struct page_head *head, struct text *out)
{
	unsigned from_highest = row_of(head)->row->from_highest;

	if (from_highest > 1) {
		words_put_ordinal(out, from_highest);
		text_put(out, " ");
	}
	text_put(out, "highest");
}

static void put_part(const struct page_head *head, uint16_t number, int64_t value, struct text *out)
{
	const struct measure *measure = catalogue_measure(number);

	if (row_of(head)->has_parts)
		text_put_decimal(out, value, measure_digits(measure), measure_decimals_min(measure));
}

static void put_numerator(const struct page_head *head, struct text *out)
{
	put_part(head, head->scale->indicator->numerator, row_of(head)->row->value.numerator, out);
}

static void put_denominator(const struct page_head *head, struct text *out)
{
	put_part(head, head->scale->indicator->denominator[0], row_of(head)->row->value.denominator, out);
}

static void put_numerator_label(const struct page_head *head, struct text *out)
{
	text_put(out, catalogue_measure(head->scale->indicator->numerator)->label);
}

static void put_denominator_label(const struct page_head *head, struct text *out)
{
	words_put_denominator(out, head->scale->indicator);
}

static void put_council(const struct page_head *head, struct text *out)
{
	ranking_put_reporter(out, row_of(head)->row);
}

static void put_vintage(const struct page_head *head, struct text *out)
{
	text_put_month_name(out, row_of(head)->row->vintage);
}

/* "4 to 23" */
static void put_range(const struct page_head *head, struct text *out)
{
	ranking_put_range(out, row_of(head)->row->places.best, row_of(head)->row->places.worst);
}

/* What is to be known of the rank: how sure it is, what it may become, what moved it. */
static void put_more(const struct page_head *head, struct text *out)
{
	const struct ranking *ranking = row_of(head)->ranking;
	const struct ranking_row *row = row_of(head)->row;

	ranking_put_certainty(out, ranking, row);
	ranking_put_possible(out, ranking, row);
	ranking_put_move(out, ranking, row);
	ranking_put_change_notes(out, ranking, row);
	ranking_put_definition(out, ranking, row);
}

static const struct page_value row_values[] = {
	{"range", PAGE_WORDS, 0, put_range},
	{"more", PAGE_WORDS, 0, put_more},
	{"numerator_label", PAGE_WORDS, 0, put_numerator_label},
	{"denominator_label", PAGE_WORDS, 0, put_denominator_label},
	{"council", PAGE_WORDS, 0, put_council},
	{"code", PAGE_COUNT, offsetof(struct page_row, code), NULL},
	{"revision", PAGE_COUNT, offsetof(struct page_row, revision), NULL},
	{"vintage", PAGE_WORDS, 0, put_vintage},
	{"carried_from", PAGE_COUNT, offsetof(struct page_row, carried_from), NULL},
	{"rank", PAGE_COUNT, offsetof(struct page_row, rank), NULL},
	{"place", PAGE_WORDS, 0, put_place},
	{"value", PAGE_VALUE, offsetof(struct page_row, value), NULL},
	{"position", PAGE_POSITION, offsetof(struct page_row, value), NULL},
	{"median_position", PAGE_POSITION, offsetof(struct page_row, median), NULL},
	{"pooled_position", PAGE_POSITION, offsetof(struct page_row, pooled), NULL},
	{"symbol", PAGE_TEXT, offsetof(struct page_row, symbol), NULL},
	{"symbol_meaning", PAGE_TEXT, offsetof(struct page_row, symbol_meaning), NULL},
	{"band", PAGE_TEXT, offsetof(struct page_row, band), NULL},
	{"band_words", PAGE_TEXT, offsetof(struct page_row, band_words), NULL},
	{"numerator", PAGE_WORDS, 0, put_numerator},
	{"denominator", PAGE_WORDS, 0, put_denominator},
	{"month_change", PAGE_CHANGE, offsetof(struct page_row, month_change), NULL},
	{"month_words", PAGE_TEXT, offsetof(struct page_row, month_words), NULL},
	{"year_change", PAGE_CHANGE, offsetof(struct page_row, year_change), NULL},
	{"year_words", PAGE_TEXT, offsetof(struct page_row, year_words), NULL},
};

static const struct page_section row_sections[] = {
	{"has_range", offsetof(struct page_row, has_range), 0, 0},
	{"has_more", offsetof(struct page_row, has_more), 0, 0},
	{"is_ranked", offsetof(struct page_row, is_ranked), 0, 0},
	{"is_tie", offsetof(struct page_row, is_tie), 0, 0},
	{"has_parts", offsetof(struct page_row, has_parts), 0, 0},
	{"has_report", offsetof(struct page_row, has_report), 0, 0},
	{"has_revision", offsetof(struct page_row, has_revision), 0, 0},
	{"has_vintage", offsetof(struct page_row, has_vintage), 0, 0},
	{"is_carried", offsetof(struct page_row, is_carried), 0, 0},
	{"is_official", offsetof(struct page_row, is_official), 0, 0},
	{"lacks_release", offsetof(struct page_row, lacks_release), 0, 0},
	{"has_median", offsetof(struct page_row, has_median), 0, 0},
	{"has_pooled", offsetof(struct page_row, has_pooled), 0, 0},
	{"has_bands", offsetof(struct page_row, has_bands), 0, 0},
	{"has_band", offsetof(struct page_row, has_band), 0, 0},
	{"has_month_change", offsetof(struct page_row, has_month_change), 0, 0},
	{"has_year_change", offsetof(struct page_row, has_year_change), 0, 0},
};

static const struct page_table row_table = {row_values, row_sections, sizeof row_values / sizeof row_values[0],
					    sizeof row_sections / sizeof row_sections[0]};

/* The rank that stands beside `index`, or 0 beyond the ends. */
static unsigned rank_at(const struct ranking *ranking, unsigned index)
{
	return index < ranking->row_count ? ranking->rows[index].rank : 0;
}

static void row_fill(struct page_row *row, const struct ranking *ranking, unsigned index)
{
	static const char *const letters[] = {"A", "B", "C", "D"};
	const struct ranking_row *source = &ranking->rows[index];

	row->row = source;
	row->ranking = ranking;
	row->has_range = source->has_rank_interval && ranking->certain.count > 1;
	row->has_more = row->has_range || source->move.is_known || (ranking->open_count && source->best_possible) ||
			(source->rank && source->definition != DEFINITION_SAME);
	row->code = source->council->code;
	row->revision = source->revision;
	row->has_revision = source->revision > 0;
	row->has_vintage = source->has_vintage;
	row->is_carried = source->carried_from_year > 0;
	row->carried_from = (unsigned)source->carried_from_year;
	row->is_official = ranking->source == SOURCE_OFFICIAL;
	row->lacks_release = ranking->lacks_release;
	row->rank = source->rank;
	row->value = source->value.value;
	row->month_change = source->month_change;
	row->year_change = source->year_change;
	row->month_words = words_of_change(source->month_change);
	row->year_words = words_of_change(source->year_change);
	row->has_median = ranking->quartiles.is_known && ranking->counted >= QUARTER_COUNCILS_MIN;
	row->median = row->has_median ? quartile_rounded(&ranking->quartiles, 1) : 0;
	row->has_pooled = ranking->pooled.included > 0 && !ranking->pooled.value.symbol;
	row->pooled = row->has_pooled ? ranking->pooled.value.value : 0;
	row->symbol = symbol_text(source->value.symbol);
	row->symbol_meaning = symbol_meaning(source->value.symbol);
	row->is_ranked = source->rank > 0;
	row->is_tie = row->is_ranked && (rank_at(ranking, index + 1) == row->rank || (index > 0 && rank_at(ranking, index - 1) == row->rank));
	row->has_parts = source->value.has_parts;
	row->has_report = source->has_reported;
	row->has_month_change = source->has_month_change;
	row->has_year_change = source->has_year_change;
	row->has_bands = ranking->band_quartiles.is_known && ranking->counted > 0 && ranking->indicator->polarity != POLARITY_NONE;
	row->has_band = source->band >= 'A' && source->band <= 'D';
	row->band = row->has_band ? letters[source->band - 'A'] : "";
	row->band_words = words_of_band(ranking->indicator, source->band);
}

struct page_row *page_rows(const struct ranking *ranking, const struct page_scale *scale, struct arena *arena)
{
	struct page_row *rows = arena_take(arena, ranking->row_count + 1, sizeof *rows);

	for (unsigned index = 0; rows && index < ranking->row_count; index++) {
		rows[index].head = (struct page_head){&row_table, scale};
		row_fill(&rows[index], ranking, index);
	}
	return rows;
}

static void put_tick_label(const struct page_head *head, struct text *out)
{
	const struct page_tick *tick = (const void *)head;

	text_put_decimal(out, tick->value, head->scale->indicator->decimals, 0);
}

static const struct page_value tick_values[] = {
	{"label", PAGE_WORDS, 0, put_tick_label},
	{"position", PAGE_POSITION, offsetof(struct page_tick, value), NULL},
};

static const struct page_section tick_sections[] = {
	{"is_first", offsetof(struct page_tick, is_first), 0, 0},
	{"is_last", offsetof(struct page_tick, is_last), 0, 0},
	{"is_between", offsetof(struct page_tick, is_between), 0, 0},
};

static const struct page_table tick_table = {tick_values, tick_sections, 2, 3};

struct page_tick *page_ticks(const struct page_scale *scale, struct arena *arena)
{
	unsigned steps = scale->axis.steps;
	struct page_tick *ticks = arena_take(arena, steps + 1, sizeof *ticks);

	for (unsigned index = 0; ticks && index <= steps; index++) {
		ticks[index] = (struct page_tick){.head = {&tick_table, scale}, .value = scale->axis.step * (int64_t)index};
		ticks[index].is_first = index == 0;
		ticks[index].is_last = index == steps;
		ticks[index].is_between = index > 0 && index < steps;
	}
	return ticks;
}

static const struct page_value band_values[] = {
	{"band", PAGE_TEXT, offsetof(struct page_band, letter), NULL},
	{"band_words", PAGE_TEXT, offsetof(struct page_band, words), NULL},
};

static const struct page_table band_table = {band_values, NULL, 2, 0};

struct page_band *page_bands(const struct page_scale *scale, struct arena *arena)
{
	static const char *const letters[PAGE_BAND_COUNT] = {"A", "B", "C", "D"};
	struct page_band *bands = arena_take(arena, PAGE_BAND_COUNT, sizeof *bands);

	for (unsigned index = 0; bands && index < PAGE_BAND_COUNT; index++) {
		bands[index].head = (struct page_head){&band_table, scale};
		bands[index].letter = letters[index];
		bands[index].words = words_of_band(scale->indicator, letters[index][0]);
	}
	return bands;
}

static void put_month_code(const struct page_head *head, struct text *out)
{
	const struct page_option *option = (const void *)head;

	text_put_month(out, option->month);
}

static void put_month_label(const struct page_head *head, struct text *out)
{
	const struct page_option *option = (const void *)head;

	text_put_month_name(out, option->month);
}

static const struct page_value option_values[] = {
	{"code", PAGE_TEXT, offsetof(struct page_option, code), NULL},
	{"label", PAGE_TEXT, offsetof(struct page_option, label), NULL},
	{"group", PAGE_TEXT, offsetof(struct page_option, group), NULL},
};

static const struct page_value month_values[] = {
	{"code", PAGE_WORDS, 0, put_month_code},
	{"label", PAGE_WORDS, 0, put_month_label},
};

static const struct page_section option_sections[] = {
	{"is_selected", offsetof(struct page_option, is_selected), 0, 0},
	{"begins_group", offsetof(struct page_option, begins_group), 0, 0},
	{"ends_group", offsetof(struct page_option, ends_group), 0, 0},
};

static const struct page_table option_table = {option_values, option_sections, 3, 3};
static const struct page_table month_table = {month_values, option_sections, 2, 1};

/* The indicators of one topic, from `index` on; where the next topic's begin. */
static unsigned topic_options(struct page_option *options, unsigned index, enum measure_topic topic, const struct indicator *selected)
{
	unsigned first = index;

	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		const struct indicator *indicator = catalogue_indicator_at(i);

		if (catalogue_measure(indicator->numerator)->topic != topic)
			continue;
		options[index++] = (struct page_option){.head = {&option_table, NULL},
							.code = indicator->id,
							.label = indicator->label,
							.group = measure_topic_name(topic),
							.is_selected = indicator == selected};
	}
	if (index > first) {
		options[first].begins_group = 1;
		options[index - 1].ends_group = 1;
	}
	return index;
}

struct page_option *page_indicator_options(const struct indicator *selected, struct arena *arena)
{
	unsigned index = 0;
	struct page_option *options = arena_take(arena, catalogue_indicator_count(), sizeof *options);

	for (enum measure_topic topic = 0; options && topic < TOPIC_COUNT; topic++)
		index = topic_options(options, index, topic, selected);
	return options;
}

static struct page_option area_option(const struct area *area, const struct area *selected)
{
	struct page_option option = {.head = {&option_table, NULL}, .code = area->code, .label = area->name};

	option.is_selected = slice_equal(slice_from_text(area->code), slice_from_text(selected->code));
	return option;
}

/* The group's code as an area, "group:liverpool-city-region"; NULL when there is no memory. */
static const char *group_code(const struct group *group, struct arena *arena)
{
	enum { SIZE = sizeof "group:" + GROUP_ID_BYTES_MAX };
	struct area_text area = {.kind = AREA_GROUP};
	char *code = arena_take(arena, SIZE, 1);
	struct text text;

	if (!code || !slice_copy_text(slice_from_text(group->id), area.group, sizeof area.group))
		return NULL;
	text_init_fixed(&text, code, SIZE);
	area_text_put(&text, &area);
	return code;
}

struct page_option *page_area_options(const struct area *selected, const struct group *groups, unsigned group_count, struct arena *arena,
				      unsigned *count)
{
	struct page_option *options = arena_take(arena, (size_t)area_count() + group_count + 1, sizeof *options);
	unsigned taken = 0;
	bool is_there = false;

	for (unsigned i = 0; options && i < area_count(); i++)
		options[taken++] = area_option(area_at(i), selected);
	for (unsigned i = 0; options && i < group_count; i++) {
		const struct area area = {.code = group_code(&groups[i], arena), .name = groups[i].name};

		if (!area.code)
			return NULL;
		options[taken++] = area_option(&area, selected);
	}
	for (unsigned i = 0; i < taken; i++)
		is_there |= options[i].is_selected != 0;
	if (options && !is_there)
		options[taken++] = area_option(selected, selected);
	*count = taken;
	return options;
}

struct page_option *page_month_options(struct month selected, struct month newest, unsigned count, unsigned step, bool is_outside,
				       struct arena *arena)
{
	unsigned extra = is_outside ? 1 : 0;
	struct page_option *options = arena_take(arena, count + extra, sizeof *options);

	for (unsigned index = 0; options && index < count + extra; index++) {
		struct month month = index < extra ? selected : month_add(newest, ((int)extra - (int)index) * (int)step);

		options[index] = (struct page_option){.head = {&month_table, NULL}, .month = month};
		options[index].is_selected = month_compare(month, selected) == 0;
	}
	return options;
}
