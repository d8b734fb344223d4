#include "collector/pages/indicator_focus.h"

#include "collector/core/absence.h"
#include "collector/core/ranking_row_sentences.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/page_path.h"

enum { POINTS_MAX = 5 };

typedef void (*row_sentence)(struct text *text, const struct ranking *ranking, const struct ranking_row *row);

/* "19.6%, rank 16 of 23, 8th highest, band C (third quarter)." */
static void put_standing(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	words_put_value(text, ranking->indicator, row->value.value);
	text_put(text, ", rank ");
	text_put_u64(text, row->rank);
	text_put(text, " of ");
	text_put_u64(text, ranking->counted);
	text_put(text, ", ");
	if (row->from_highest > 1) {
		words_put_ordinal(text, row->from_highest);
		text_put_char(text, ' ');
	}
	text_put(text, "highest");
	if (row->band) {
		text_put(text, ", band ");
		text_put_char(text, row->band);
		text_put(text, " (");
		text_put(text, words_of_band(ranking->indicator, row->band));
		text_put_char(text, ')');
	}
	text_put_char(text, '.');
}

static void put_absence(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	const struct presence presence = {ranking->source, ranking->indicator, row->council, ranking->month, row->cell};

	text_put(text, "No figure: ");
	absence_put(text, &presence);
	text_put_char(text, '.');
}

static void put_value(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	if (row->rank)
		put_standing(text, ranking, row);
	else
		put_absence(text, ranking, row);
}

static void put_sureness(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	ranking_put_certainty(text, ranking, row);
	ranking_put_possible(text, ranking, row);
}

static void put_movement(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	ranking_put_move(text, ranking, row);
	ranking_put_change_notes(text, ranking, row);
}

static void put_corrections(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	(void)row;
	ranking_put_corrections(text, ranking);
}

/* What is to be known of its rank: how sure it is, what it may become, what moved it. */
static void put_rank(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	put_value(text, ranking, row);
	put_sureness(text, ranking, row);
	put_movement(text, ranking, row);
	ranking_put_definition(text, ranking, row);
}

static const char *sentence(struct composer *composer, row_sentence put, const struct ranking *ranking, const struct ranking_row *row)
{
	put(composer_begin(composer), ranking, row);
	return composer_end(composer);
}

static const char *name_of(struct composer *composer, const struct ranking_row *row)
{
	ranking_put_reporter(composer_begin(composer), row);
	return composer_end(composer);
}

static void add_points(struct indicator_view *view, const struct ranking *ranking, const struct ranking_row *row, struct composer *composer)
{
	static const struct {
		const char *term;
		row_sentence put;
	} points[] = {
		{"How sure its rank is", put_sureness}, {"What moved it", put_movement},        {"Compared with", ranking_put_comparison},
		{"Corrections", put_corrections},       {"Definition", ranking_put_definition},
	};

	view->focus_points = composer_take(composer, POINTS_MAX, sizeof *view->focus_points);
	for (size_t index = 0; index < sizeof points / sizeof points[0] && !composer->error; index++) {
		const char *words = sentence(composer, points[index].put, ranking, row);

		if (words[0])
			view->focus_points[view->focus_points_count++] = (struct indicator_point){points[index].term, words};
	}
}

void indicator_focus_describe(struct indicator_view *view, const struct page_request *request, const struct ranking *ranking,
			      struct composer *composer)
{
	struct question question = *request->question;

	for (unsigned index = 0; ranking->chosen && index < ranking->row_count; index++) {
		const struct ranking_row *row = &ranking->rows[index];

		if (!ranking_row_is_of(row, ranking->chosen))
			continue;
		view->focus = name_of(composer, row);
		view->standing = sentence(composer, put_value, ranking, row);
		view->focus_path = council_path(composer, request, ranking->chosen);
		question.council = NULL;
		view->unfocus_path = page_path(composer, request->page->id, &question);
		add_points(view, ranking, row, composer);
		return;
	}
}

static void add_rank(struct indicator_view *view, const struct page_request *request, const struct ranking *ranking, const struct ranking_row *row,
		     struct composer *composer)
{
	struct question question = *request->question;
	bool is_focus = ranking->chosen && ranking_row_is_of(row, ranking->chosen);
	struct indicator_rank rank = {
		.id = composer_join(composer, "rank-", composer_count(composer, row->council->code)),
		.council = name_of(composer, row),
		.place = row->rank ? composer_join(composer, "rank ", composer_count(composer, row->rank)) : "not ranked",
		.words = sentence(composer, put_rank, ranking, row),
		.path = council_path(composer, request, row->council),
	};

	question.council = row->council;
	if (!is_focus)
		rank.focus_path = page_path(composer, request->page->id, &question);
	if (!composer->error)
		view->ranks[view->ranks_count++] = rank;
}

void indicator_ranks_describe(struct indicator_view *view, const struct page_request *request, const struct ranking *ranking,
			      struct composer *composer)
{
	view->ranks = composer_take(composer, ranking->row_count, sizeof *view->ranks);
	for (unsigned index = 0; index < ranking->row_count && !composer->error; index++)
		add_rank(view, request, ranking, &ranking->rows[index], composer);
}
