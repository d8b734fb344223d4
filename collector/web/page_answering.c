#include "collector/web/page_answering.h"

#include "collector/pages/page_path.h"
#include "collector/pages/pages.h"
#include "common/log.h"

static bool complete(const struct answer_kind *kind, const struct site *site, struct query *query, struct api_problem *problem)
{
	return page_complete(kind->page, &site->facts.pages, query, problem);
}

static bool locate(const struct answer_kind *kind, struct site *site, const struct query *query, const char **out)
{
	struct composer composer;

	arena_reset(&site->arena);
	composer_init(&composer, &site->arena);
	return page_locate(kind->page, &query->question, &composer, out);
}

static struct page_request request_of(const struct answer_kind *kind, struct site *site, const struct question *question)
{
	return (struct page_request){
		.page = kind->page,
		.background = &site->cube.background,
		.question = question,
		.facts = &site->facts.pages,
		.arena = &site->arena,
	};
}

/* What the page's own programming lacks is for the log; what is wrong with the question is for who asked. */
static enum error told(enum error error, const struct problem *problem)
{
	if (error == ERROR_MALFORMED)
		log_line(LOG_ERROR, "page", "%s", problem->sentence);
	return error;
}

static enum error write_page(const struct answer_kind *kind, struct site *site, const struct passage_question *asked, struct text *text,
			     struct problem *problem)
{
	struct page_request request = request_of(kind, site, asked->question);

	return told(page_write(&request, text, problem), problem);
}

static enum error write_file(const struct answer_kind *kind, struct site *site, const struct passage_question *asked, struct text *text,
			     struct problem *problem)
{
	struct page_request request = request_of(kind, site, asked->question);

	return told(page_write_csv(&request, asked->figure, text, problem), problem);
}

static void put_file_name(const struct answer_kind *kind, const struct query *query, struct text *text)
{
	page_put_file_name(text, kind->page, query);
}

struct answer_kind answering_page(const struct page *page)
{
	return (struct answer_kind){
		.page = page,
		.form = FORM_PAGE,
		.type = "text/html; charset=utf-8",
		.takes = {.allowed = page->allowed, .skips_empty = true},
		.complete = complete,
		.locate = locate,
		.write = write_page,
	};
}

struct answer_kind answering_file(const struct page *page)
{
	return (struct answer_kind){
		.page = page,
		.form = FORM_TEXT,
		.type = "text/csv; charset=utf-8",
		.takes = {.required = ASK_FIGURE, .allowed = page->allowed | ASK_FIGURE, .skips_empty = true},
		.complete = complete,
		.put_file_name = put_file_name,
		.write = write_file,
	};
}
