/* Each headline indicator on half a page: its ranked bars, and beside them what they say. */
#include <string.h>

#include "collector/core/ranking_row_sentences.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/pack_parts.h"
#include "collector/pages/ranking_figure.h"

enum { RANKINGS_ON_PAGE = 2 };

static void put_place(struct text *text, const struct ranking_row *row)
{
	ranking_put_reporter(text, row);
	text_put(text, ", which may truly stand ");
	ranking_put_range(text, row->places.best, row->places.worst);
}

/* Who is at the ends, and how sure that is. */
static const char *ends_say(struct composer *composer, const struct ranking *ranking)
{
	const struct ranking_row *first = ranking->rows, *last = ranking->rows + ranking->counted - 1;
	struct text *text = composer_begin(composer);

	words_put_extremes(text, ranking);
	if (ranking->counted < 2 || !first->has_rank_interval || !last->has_rank_interval)
		return composer_end(composer);
	text_put(text, " First is ");
	put_place(text, first);
	text_put(text, "; last is ");
	put_place(text, last);
	text_put_char(text, '.');
	return composer_end(composer);
}

static void say(struct pack_ranking *item, struct composer *composer, const struct ranking *ranking)
{
	words_put_summary(composer_begin(composer), ranking);
	item->summary = composer_end(composer);
	if (ranking->quartiles.is_known)
		item->ends = ends_say(composer, ranking);
	ranking_put_order(composer_begin(composer), ranking);
	item->order = composer_end(composer);
}

/* "Vacancy rate: Bury is highest at 33.0%, against 16.7% overall", or as much of it as a title holds. */
static const char *title_of(struct composer *composer, const char *label, const char *title)
{
	const char *comma = strchr(title, ','), *titles[3];
	struct text *text = composer_begin(composer);

	text_put(text, label);
	text_put(text, ": ");
	text_put_slice(text, slice_from(title, comma ? (size_t)(comma - title) : strlen(title)));
	titles[1] = composer_end(composer);
	titles[0] = composer_join(composer, label, ": ", title);
	titles[2] = label;
	return figure_title_choose(titles, 3);
}

/* In the month that the glance has of it: of releases it may be an earlier one than the pack's. */
static enum error ranking_read(const struct pack_making *making, const struct glance_column *column, struct ranking *ranking)
{
	const struct page_request *request = making->request;
	struct question question = *request->question;

	question.indicator = column->headline.indicator;
	question.month = column->row->field.column->month;
	question.council = NULL;
	question.has_since = false;
	return ranking_make(request->background, &question, request->arena, ranking);
}

static enum error add_ranking(const struct pack_making *making, const struct glance_column *column)
{
	struct composer *composer = making->composer;
	struct pack_ranking *item = &making->view->rankings[making->view->rankings_count];
	struct ranking ranking;
	struct ranking_figure input = {
		.request = making->request, .ranking = &ranking, .frame = &making->view->frame, .england = column->england, .is_short = true};
	enum error error = ranking_read(making, column, &ranking);

	if (error || ranking.counted == 0)
		return error;
	making->view->rankings_count++;
	input.id = composer_join(composer, "ranking-", column->headline.indicator->id);
	input.ends = ranking.row_count > PACK_ROWS_MAX ? PACK_ENDS : 0;
	ranking_figure_make(&item->figure, composer, &input);
	item->figure.title = title_of(composer, column->headline.label, item->figure.title);
	item->figure.is_part = item->figure.is_folded = true;
	item->figure.is_sortable = false;
	say(item, composer, &ranking);
	if (making->view->rankings_count > 1 && making->view->rankings_count % RANKINGS_ON_PAGE == 1)
		item->head = making->view->where;
	page_content_add(making->content, &item->figure);
	return ERROR_NONE;
}

enum error pack_rankings_make(const struct pack_making *making)
{
	const struct glance *glance = making->glance;
	enum error error = ERROR_NONE;

	making->view->rankings = composer_take(making->composer, glance->matrix.row_count, sizeof *making->view->rankings);
	for (unsigned index = 0; index < glance->matrix.row_count && !error && !making->composer->error; index++)
		error = add_ranking(making, &glance->columns[index]);
	return error;
}
