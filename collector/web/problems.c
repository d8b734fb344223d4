#include "collector/web/problems.h"

#include "collector/core/problem_page.h"
#include "collector/web/pages.h"
#include "common/json.h"

enum { PROBLEM_ANSWER_BYTES_MAX = 16 << 10 };

static const char *title_of(unsigned status)
{
	switch (status) {
	case 400:
		return "This question cannot be answered";
	case 404:
		return "There is no such page";
	case 405:
		return "This page can only be read";
	case 413:
		return "This request has a body";
	case 414:
		return "This address is too long";
	case 200:
	case 503:
		return "There are no figures here yet";
	default:
		return "The figures cannot be shown";
	}
}

static enum error write_page(const struct refusal_answer *refusal, const char *notice, struct text *text)
{
	struct problem_page page = {.title = title_of(refusal->status), .sentence = refusal->sentence, .notice = notice};

	return problem_page_write(&page, page_problem_html, text, NULL);
}

static enum error write_data(const struct refusal_answer *refusal, struct text *text)
{
	const char *parameter = refusal->parameter;
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "status");
	json_i64(&json, refusal->status);
	json_key(&json, "parameter");
	json_text(&json, parameter && parameter[0] ? parameter : NULL);
	json_key(&json, "error");
	json_text(&json, refusal->sentence);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}

static enum error write_text(const struct refusal_answer *refusal, struct text *text)
{
	text_put(text, refusal->sentence);
	text_put(text, "\n");
	return text->error;
}

void problem_answer(const struct refusal_answer *refusal, enum form form, const char *notice, struct http_answer *answer)
{
	static const char *const types[] = {
		[FORM_PAGE] = "text/html; charset=utf-8",
		[FORM_DATA] = "application/json",
		[FORM_TEXT] = "text/plain; charset=utf-8",
	};
	struct text text;
	enum error error = ERROR_NONE;

	text_init_growing(&text, PROBLEM_ANSWER_BYTES_MAX);
	switch (form) {
	case FORM_PAGE:
		error = write_page(refusal, notice, &text);
		break;
	case FORM_DATA:
		error = write_data(refusal, &text);
		break;
	case FORM_TEXT:
		error = write_text(refusal, &text);
		break;
	}
	*answer = (struct http_answer){.status = refusal->status, .retry_after_s = refusal->status == 503 ? 5 : 0};
	if (!error)
		answer->body = body_take(&text);
	if (answer->body)
		answer->type = types[form];
	text_fini(&text);
}
