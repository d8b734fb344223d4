#include "collector/web/answering.h"

#include "collector/core/etag.h"
#include "common/log.h"

/* A request on its way to its answer. */
struct passage {
	struct site *site;
	const struct answer_kind *kind;
	const struct http_request *request;
	struct query query;
	struct query_fault fault; /* once it is refused */
	struct cache_key key;
	bool is_rendered; /* the answer is new, and worth keeping */
	struct http_answer *answer;
};

/* A page that was asked for wrongly is offered as it opens by itself, where there is anything to show. */
static void refuse(const struct passage *passage, enum api_problem_kind kind, const char *parameter, const char *detail)
{
	struct api_problem problem = {kind, parameter, detail};
	const struct page_facts *facts = &passage->site->facts.pages;
	const struct page *page = facts->has_months || facts->has_official ? passage->kind->page : NULL;

	problem_answer(&problem, passage->kind->form, page, site_notice(passage->site), passage->answer);
}

/*
 * The one text of what is asked: the key of the kept answers, and what the entity tag is made of. With the day and the changes of refusals, on which an
 * answer can depend while the store's position stands still.
 */
static void make_key(struct passage *passage, struct store_view *view, char buffer[static CACHE_TARGET_BYTES_MAX])
{
	struct text target;

	text_init_fixed(&target, buffer, CACHE_TARGET_BYTES_MAX);
	text_put(&target, passage->kind->page ? passage->kind->page->id : passage->kind->answer->name);
	text_put(&target, passage->kind->page ? " page?" : "?");
	query_put(&target, &passage->query);
	text_put_char(&target, ' ');
	text_put_date(&target, date_of_time(passage->site->cube.now_s));
	text_put_char(&target, ' ');
	text_put_u64(&target, store_refusal_changes(view));
	INVARIANT(!target.error);
	passage->key = cache_key_of(text_slice(&target));
}

/* False: there is nothing to show, and the answer says so. */
static bool complete(struct passage *passage)
{
	struct api_problem problem = {0};

	if (!passage->kind->complete || passage->kind->complete(passage->kind, passage->site, &passage->query, &problem))
		return true;
	refuse(passage, problem.kind, problem.parameter, problem.detail);
	return false;
}

/* The question is answered with what the store knew at its moment. */
static enum error write_answer(struct passage *passage, struct store_view *view, struct text *text)
{
	const struct answer_kind *kind = passage->kind;
	struct site *site = passage->site;
	struct problem *problem = &passage->fault.problem;
	struct question question;
	struct passage_question asked = {&question, passage->query.figure};
	enum error error = store_cube_begin(&site->cube, view, &passage->query.question.moment);

	if (error == ERROR_NOT_FOUND)
		return problem_set(problem, error,
				   "The store has nothing as of this moment: it lies before the first entry, or behind the last one.");
	if (!error)
		error = query_question(&passage->query, &site->cube.background, &site->arena, &question, problem);
	if (error)
		return error;
	return kind->write(kind, site, &asked, text, problem);
}

static bool is_of_the_past(const struct passage *passage)
{
	const struct moment *moment = &passage->query.question.moment;

	return moment->has_date || moment->has_position || moment->has_vintage;
}

/* False: there were so many questions about the past that those about now would wait, and the answer says so. */
static bool may_look_back(struct passage *passage)
{
	if (!is_of_the_past(passage) || allowance_has(&passage->site->past, uv_hrtime() / 1000))
		return true;
	refuse(passage, API_PROBLEM_STORE_BUSY, NULL,
	       "Too many questions about the past are being asked at the moment. Please try again in a few seconds.");
	return false;
}

static void rendering_count(struct passage *passage, uint64_t taken_us)
{
	passage->site->rendered++;
	passage->site->rendering_us += taken_us;
	if (is_of_the_past(passage))
		allowance_take(&passage->site->past, taken_us);
}

/* Reads the store and renders, in the view; *body is the caller's. */
static enum error render(struct passage *passage, struct store_view *view, struct body **body)
{
	uint64_t start_us = uv_hrtime() / 1000;
	struct text text;
	enum error error;

	text_init_growing(&text, SITE_ANSWER_BYTES_MAX);
	error = write_answer(passage, view, &text);
	if (!error)
		error = text.error;
	if (error == ERROR_LIMIT && text.error == ERROR_LIMIT)
		(void)problem_set(&passage->fault.problem, error,
				  "The answer would have more than 4 MiB. Ask for fewer months, or for a smaller area.");
	if (!error) {
		*body = body_take(&text);
		error = *body ? ERROR_NONE : ERROR_NO_MEMORY;
	}
	text_fini(&text);
	rendering_count(passage, uv_hrtime() / 1000 - start_us);
	return error;
}

static void name_file(struct passage *passage)
{
	struct text text;

	if (!passage->kind->put_file_name)
		return;
	text_init_fixed(&text, passage->answer->file_name, sizeof passage->answer->file_name);
	passage->kind->put_file_name(passage->kind, &passage->query, &text);
	INVARIANT(!text.error);
}

/* The answer, from the kept ones or rendered; without a body when the reader has it already. In the view. */
static enum error find_answer(struct passage *passage, struct store_view *view)
{
	struct site *site = passage->site;
	struct http_answer *answer = passage->answer;
	enum error error = ERROR_NONE;
	bool is_kept;

	is_kept = cache_find(&site->cache, site->facts.position, &passage->key, passage->request->takes_gzip, answer);
	if (!is_kept)
		etag_make(answer->etag, slice_from(&site->watch.identity, sizeof site->watch.identity), site->facts.position, passage->key.target);
	if (etag_matches(passage->request->if_none_match, answer->etag)) {
		http_answer_unchanged(answer);
	} else if (!is_kept && may_look_back(passage)) {
		answer->status = 200;
		answer->type = passage->kind->type;
		name_file(passage);
		error = render(passage, view, &answer->body);
		passage->is_rendered = !error;
	}
	return error;
}

/* What an answer says of a question: for a terminal it begins with a small letter and has no full stop. */
static void refuse_question(const struct passage *passage, enum api_problem_kind kind)
{
	const char *sentence = passage->fault.problem.sentence;
	char buffer[PROBLEM_SENTENCE_SIZE + 1];
	struct text detail;
	bool is_small = sentence[0] >= 'a' && sentence[0] <= 'z';

	text_init_fixed(&detail, buffer, sizeof buffer);
	text_put_char(&detail, is_small ? (char)(sentence[0] - 'a' + 'A') : sentence[0]);
	text_put(&detail, sentence + 1);
	if (detail.data[detail.size - 1] != '.')
		text_put(&detail, ".");
	refuse(passage, kind, NULL, buffer);
}

/* Whether the question is what is wrong, and how; only where somebody has found words for it, because the store's own errors have none. */
static bool question_has_fault(const struct passage *passage, enum error error, enum api_problem_kind *kind)
{
	if (!passage->fault.problem.sentence[0])
		return false;
	if (error == ERROR_NOT_FOUND)
		*kind = API_PROBLEM_NOTHING_THERE;
	else if (error == ERROR_INVALID)
		*kind = API_PROBLEM_PARAMETERS_TOGETHER;
	else if (error == ERROR_LIMIT)
		*kind = API_PROBLEM_TOO_MUCH;
	else
		return false;
	return true;
}

/* No figure is shown that was read beside a damaged record. */
static void fail(const struct passage *passage, enum error error)
{
	enum api_problem_kind kind;

	body_release(passage->answer->body);
	*passage->answer = (struct http_answer){0};
	if (question_has_fault(passage, error, &kind)) {
		refuse_question(passage, kind);
		return;
	}
	log_line(LOG_ERROR, "store", "%s could not be answered: %s", passage->kind->page ? passage->kind->page->id : passage->kind->answer->name,
		 error_name(error));
	if (error == ERROR_CORRUPT)
		refuse(passage, API_PROBLEM_STORE_DAMAGED, NULL,
		       "The store is damaged, so that no figure of it is shown. The alliance's operator has to run: bellwether-collector verify");
	else if (error == ERROR_AGAIN || error == ERROR_NO_MEMORY)
		refuse(passage, API_PROBLEM_STORE_BUSY, NULL, "The server has too much to do at the moment. Please try again in a few seconds.");
	else if (error == ERROR_MALFORMED)
		refuse(passage, API_PROBLEM_STORE_UNREADABLE, NULL,
		       "This answer could not be written. The alliance's operator finds the reason in the server's log.");
	else
		refuse(passage, API_PROBLEM_STORE_UNREADABLE, NULL,
		       "The store cannot be read. The alliance's operator finds the reason in the server's log.");
}

/* In one reading transaction. */
static void read_store(struct passage *passage)
{
	struct site *site = passage->site;
	char target[CACHE_TARGET_BYTES_MAX]; /* of the key */
	struct store_view view;
	enum error error, view_error;

	arena_reset(&site->arena);
	site->cube.now_s = clock_now_s(&site->clock);
	store_view_begin(&view, site->watch.store);
	error = site_refresh(site, &view);
	if (!error && complete(passage)) {
		make_key(passage, &view, target);
		error = find_answer(passage, &view);
	}
	view_error = store_view_end(&view);
	error = view_error ? view_error : error;
	site->is_damaged |= error == ERROR_CORRUPT;
	if (error)
		fail(passage, error);
	else if (passage->is_rendered)
		cache_keep(&site->cache, &passage->key, passage->request->takes_gzip, passage->answer);
}

static enum error write_data(const struct answer_kind *kind, struct site *site, const struct passage_question *asked, struct text *text,
			     struct problem *problem)
{
	return kind->answer->write(&site->cube.background, asked->question, &site->arena, text, problem);
}

struct answer_kind answering_data(const struct answer *answer)
{
	return (struct answer_kind){
		.type = "application/json",
		.form = FORM_DATA,
		.write = write_data,
		.takes = {.required = answer->required, .allowed = answer->allowed},
		.answer = answer,
	};
}

void answering_answer(struct site *site, const struct answer_kind *kind, const struct http_request *request, struct http_answer *answer)
{
	struct passage passage = {.site = site, .kind = kind, .request = request, .answer = answer};

	if (query_parse(request->query, &kind->takes, &passage.query, &passage.fault))
		refuse(&passage, passage.fault.kind, passage.fault.parameter, passage.fault.problem.sentence);
	else if (kind->locate && kind->locate(kind, site, &passage.query, &answer->location))
		answer->status = 303;
	else if (!site->watch.store)
		refuse(&passage, API_PROBLEM_STORE_MISSING, NULL,
		       "The collector has not made its store yet, or it is being replaced. Please reload this page in a moment.");
	else
		read_store(&passage);
}
