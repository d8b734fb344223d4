#include "collector/pages/page_path.h"

#include "collector/pages/pages.h"

/* What of a question is taken. */
static struct query query_taken(const struct question *question, unsigned allowed)
{
	struct question taken = *question;

	if (!(allowed & ASK_INDICATOR))
		taken.indicator = NULL;
	if (!(allowed & ASK_INDICATORS))
		taken.indicator_count = 0;
	if (!(allowed & ASK_COUNCIL))
		taken.council = NULL;
	if (!(allowed & ASK_FIND))
		taken.find[0] = '\0';
	if (!(allowed & ASK_AREA))
		taken.area = NULL;
	/* A page of months ends with the one that another page shows. */
	if (!(allowed & ASK_MONTH) && allowed & ASK_SPAN && taken.has_month && !taken.has_last) {
		taken.has_last = true;
		taken.last = taken.month;
	}
	if (!(allowed & ASK_MONTH))
		taken.has_month = false;
	if (!(allowed & ASK_SINCE))
		taken.has_since = false;
	if (!(allowed & ASK_SPAN))
		taken.has_first = taken.has_last = false;
	if (!(allowed & ASK_SOURCE))
		taken.source = SOURCE_RETURNS;
	if (!(allowed & ASK_AS_OF))
		taken.moment.has_date = taken.moment.has_position = false;
	if (!(allowed & ASK_VINTAGE) || taken.source != SOURCE_OFFICIAL)
		taken.moment.has_vintage = false;
	return query_of(&taken);
}

static void put_query(struct text *text, const struct query *query)
{
	size_t before = text->size;

	text_put_char(text, '?');
	query_put(text, query);
	if (!text->error && text->size == before + 1) {
		text->size = before;
		text->data[before] = '\0';
	}
}

const char *page_path(struct composer *composer, const char *id, const struct question *question)
{
	const struct page *page = page_find(slice_from_text(id));
	struct query query;
	struct text *text = composer_begin(composer);

	INVARIANT(page);
	query = query_taken(question, page->allowed);
	text_put_char(text, '/');
	text_put(text, id);
	put_query(text, &query);
	return composer_end(composer);
}

const char *page_file_path(struct composer *composer, const char *id, const struct question *question, const char *figure)
{
	const struct page *page = page_find(slice_from_text(id));
	struct query query;
	struct text *text = composer_begin(composer);

	INVARIANT(page);
	query = query_taken(question, page->allowed);
	text_put_char(text, '/');
	text_put(text, id);
	text_put(text, ".csv");
	INVARIANT(query_name_figure(&query, slice_from_text(figure)));
	put_query(text, &query);
	return composer_end(composer);
}

const char *page_csv_path(struct composer *composer, const struct page_request *request, const char *figure)
{
	return page_file_path(composer, request->page->id, request->question, figure);
}

void page_put_file_name(struct text *text, const struct page *page, const struct query *query)
{
	const struct question *question = &query->question;

	text_put(text, "bellwether-");
	text_put(text, page->id);
	text_put_char(text, '-');
	text_put(text, query->figure);
	if (question->council) {
		text_put_char(text, '-');
		text_put_u64(text, question->council->code);
	}
	if (question->has_month) {
		text_put_char(text, '-');
		text_put_month(text, question->month);
	}
	text_put(text, ".csv");
}

const char *page_data_path(struct composer *composer, const char *name, const struct question *question)
{
	const struct answer *answer = answer_find(slice_from_text(name));
	struct query query;
	struct text *text = composer_begin(composer);

	INVARIANT(answer);
	query = query_taken(question, answer->allowed);
	text_put(text, "/api/v1/");
	text_put(text, name);
	put_query(text, &query);
	return composer_end(composer);
}
