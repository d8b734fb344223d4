/* The lists on the ranking page: councils, marks of the axis, bands, and the form's options. Private to ranking_page.c. */
#pragma once

#include "collector/core/group.h"
#include "collector/core/page_table.h"
#include "collector/core/ranking.h"
#include "common/arena.h"

/* One council. Conditions are 0 or 1; has_bands is the whole ranking's, has_band this council's. */
struct page_row {
	struct page_head head;
	const struct ranking_row *row;
	const struct ranking *ranking;
	unsigned has_range, has_more; /* ranks that chance leaves open; sentences about the rank */
	unsigned is_ranked, is_tie, has_parts, has_report, has_band, has_bands, has_month_change, has_year_change;
	unsigned rank, code, revision, has_revision, has_vintage, is_carried, carried_from, is_official, lacks_release;
	const char *symbol, *symbol_meaning; /* in a value's place; NULL when there is a value */
	const char *band, *band_words;
	const char *month_words, *year_words; /* "higher" */
	int64_t value, month_change, year_change;
	int64_t median, pooled; /* the whole ranking's, as marks behind the bar */
	unsigned has_median, has_pooled;
};

/* A mark of the axis. */
struct page_tick {
	struct page_head head;
	int64_t value;
	unsigned is_first, is_last, is_between;
};

/* A band of the legend. */
struct page_band {
	struct page_head head;
	const char *letter, *words;
};

/* An option of the form. */
struct page_option {
	struct page_head head;
	const char *code, *label; /* NULL for months */
	struct month month;
	const char *group; /* of indicators: their topic */
	unsigned begins_group, ends_group;
	unsigned is_selected;
};

enum { PAGE_BAND_COUNT = 4 };

/* Each makes its items in the arena; NULL when there is no memory. Everything that is given must outlive them. */
struct page_row *page_rows(const struct ranking *ranking, const struct page_scale *scale, struct arena *arena); /* row_count */
struct page_tick *page_ticks(const struct page_scale *scale, struct arena *arena);                              /* axis.steps + 1 */
struct page_band *page_bands(const struct page_scale *scale, struct arena *arena);                              /* PAGE_BAND_COUNT */
struct page_option *page_indicator_options(const struct indicator *selected, struct arena *arena);              /* all */
/* All areas and groups; last, when it is none of them (a list, a council's neighbours), `selected`. */
struct page_option *page_area_options(const struct area *selected, const struct group *groups, unsigned group_count, struct arena *arena,
				      unsigned *count);
/* `newest` and `count` - 1 months before it, `step` apart; first of all, when it is outside them, `selected`. */
struct page_option *page_month_options(struct month selected, struct month newest, unsigned count, unsigned step, bool is_outside,
				       struct arena *arena);
