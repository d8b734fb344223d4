#include "collector/pages/page_path.h"

#include "collector/pages/pages.h"

/* Of a file's name. */
enum { FILE_COUNCILS_MAX = 4, AREA_CODE_BYTES_MAX = 64 };

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

/* In small letters; whatever is not one of them or a digit is a dash, but never two. */
static void put_slug(struct text *text, const char *name)
{
	bool is_after_dash = true;

	for (; *name; name++) {
		char letter = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
		bool is_kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';

		if (!is_kept && is_after_dash)
			continue;
		text_put_char(text, is_kept ? letter : '-');
		is_after_dash = !is_kept;
	}
}

static void put_part(struct text *text, const char *part)
{
	text_put_char(text, '-');
	put_slug(text, part);
}

/* "-north-west", "-neighbours-342", "-group-merseyside", "-340-341"; a longer list is counted: "-340-and-23-more". */
static void put_area(struct text *text, const struct area_text *area)
{
	char code[AREA_CODE_BYTES_MAX + 1];
	struct text written;

	if (area->named) {
		put_part(text, area->named->name);
		return;
	}
	if (area->kind == AREA_LIST && area->council_count > FILE_COUNCILS_MAX) {
		text_put_char(text, '-');
		text_put_u64(text, area->councils[0]);
		text_put(text, "-and-");
		text_put_u64(text, area->council_count - 1);
		text_put(text, "-more");
		return;
	}
	text_init_fixed(&written, code, sizeof code);
	area_text_put(&written, area);
	put_part(text, code);
}

/* A council's page has tables of all indicators, and one chart of that which is asked for. */
static bool is_of_indicator(const struct page *page, const struct query *query)
{
	bool is_of_all = page->allowed & ASK_COUNCIL && !(page->filled & ASK_AREA);

	return query->question.indicator && (!is_of_all || slice_equal(slice_from_text(query->figure), SLICE_LITERAL("chart")));
}

static void put_months(struct text *text, const struct question *question)
{
	const struct month *months[] = {question->has_month ? &question->month : NULL, question->has_first ? &question->first : NULL,
					question->has_last ? &question->last : NULL};

	for (size_t index = 0; index < sizeof months / sizeof months[0]; index++) {
		if (!months[index])
			continue;
		text_put_char(text, '-');
		text_put_month(text, *months[index]);
	}
}

void page_put_file_name(struct text *text, const struct page *page, const struct query *query)
{
	const struct question *question = &query->question;

	text_put(text, "bellwether-");
	text_put(text, page->id);
	text_put_char(text, '-');
	text_put(text, query->figure);
	if (is_of_indicator(page, query))
		put_part(text, question->indicator->id);
	if (question->council) {
		text_put_char(text, '-');
		text_put_u64(text, question->council->code);
	}
	if (query->has_area)
		put_area(text, &query->area);
	put_months(text, question);
	if (question->source == SOURCE_OFFICIAL)
		text_put(text, "-published");
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
