/* What an answer's error becomes: the reader's fault, with what to do, or the store's. */
#include <criterion/criterion.h>
#include <string.h>

#include "collector/web/answering.h"
#include "tests/support/temporary_folder.h"

enum { CHUNK_BYTES = 64 << 10 };

static enum error write_too_many_months(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
					struct problem *problem)
{
	(void)background, (void)question, (void)arena, (void)text;
	return problem_set(problem, ERROR_LIMIT, "these are more months than a chart takes: ask for a later first month");
}

static enum error write_too_many_bytes(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				       struct problem *problem)
{
	static const char chunk[CHUNK_BYTES];

	(void)background, (void)question, (void)arena, (void)problem;
	for (size_t size = 0; size <= SITE_ANSWER_BYTES_MAX; size += sizeof(chunk))
		text_put_slice(text, slice_from(chunk, sizeof(chunk)));
	return text->error;
}

static enum error write_without_words(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				      struct problem *problem)
{
	(void)background, (void)question, (void)arena, (void)text, (void)problem;
	return ERROR_LIMIT;
}

static enum error write_nothing_there(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				      struct problem *problem)
{
	(void)background, (void)question, (void)arena, (void)text;
	return problem_set(problem, ERROR_NOT_FOUND, "there is nothing");
}

static enum error write_damaged(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				struct problem *problem)
{
	(void)background, (void)question, (void)arena, (void)text;
	return problem_set(problem, ERROR_CORRUPT, "a sentence that must not hide it");
}

static enum error write_figures(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				struct problem *problem)
{
	const uint64_t end_ns = uv_hrtime() + 2000 * (uint64_t)ALLOWANCE_FREE_US;

	(void)background, (void)question, (void)arena, (void)problem;
	text_put(text, "{}");
	while (uv_hrtime() < end_ns)
		;
	return text->error;
}

static unsigned status_of(struct site *site, struct slice query)
{
	static const struct answer answer = {.name = "test", .allowed = ASK_MOMENT, .write = write_figures};
	struct answer_kind kind = answering_data(&answer);
	struct http_request request = {.method = HTTP_GET, .query = query};
	struct http_answer given = {0};

	answering_answer(site, &kind, &request, &given);
	cr_expect_eq(given.retry_after_s > 0, given.status == 503);
	body_release(given.body);
	return given.status;
}

/* Once the share of the past is used up, now is answered, and the past after a while. */
Test(answering, the_past_does_not_keep_now_waiting)
{
	static const struct clock clock;
	struct temporary_folder folder = temporary_folder_make();
	static struct site site;
	struct problem problem = {0};
	int64_t left_us;

	cr_assert_eq(store_create(folder.path, "", &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(site_init(&site, folder.path, NULL, &clock, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(site_look(&site, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_expect_eq(status_of(&site, SLICE_LITERAL("vintage=2025-01")), 200);
	left_us = site.past.left_us;
	cr_expect_lt(left_us, ALLOWANCE_MAX_US, "the answer's time is taken");
	cr_expect_eq(status_of(&site, SLICE_LITERAL("")), 200);
	cr_expect_eq(site.past.left_us, left_us);
	allowance_take(&site.past, 100 * (uint64_t)ALLOWANCE_MAX_US);
	cr_expect_eq(status_of(&site, SLICE_LITERAL("as_of=position:1")), 503);
	cr_expect_eq(status_of(&site, SLICE_LITERAL("as_of=2025-01-01")), 503);
	cr_expect_eq(status_of(&site, SLICE_LITERAL("vintage=2025-02")), 503);
	cr_expect_eq(status_of(&site, SLICE_LITERAL("vintage=2025-01")), 200, "it was answered before, and is kept");
	cr_expect_eq(status_of(&site, SLICE_LITERAL("")), 200);
	site_fini(&site);
	temporary_folder_remove(&folder);
}

Test(answering, an_error_is_the_readers_or_the_stores)
{
	static const struct {
		enum error (*write)(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				    struct problem *problem);
		unsigned status;
		const char *type, *detail;
	} table[] = {
		{write_too_many_months, 400, "problems#too-much", "These are more months than a chart takes: ask for a later first month."},
		{write_too_many_bytes, 400, "problems#too-much", "more than 4 MiB. Ask for fewer months"},
		{write_without_words, 500, "problems#store-unreadable", "server's log"},
		{write_nothing_there, 404, "problems#nothing-there", "There is nothing."},
		{write_damaged, 500, "problems#store-damaged", "has to run: bellwether-collector verify"},
	};
	static const struct clock clock;
	struct temporary_folder folder = temporary_folder_make();
	static struct site site;
	struct problem problem = {0};

	cr_assert_eq(store_create(folder.path, "", &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(site_init(&site, folder.path, NULL, &clock, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(site_look(&site, &problem), ERROR_NONE, "%s", problem.sentence);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct answer answer = {.name = "test", .write = table[i].write};
		struct answer_kind kind = answering_data(&answer);
		struct http_request request = {.method = HTTP_GET};
		struct http_answer given = {0};
		struct slice body;

		answering_answer(&site, &kind, &request, &given);
		cr_assert_not_null(given.body, "row %zu", i);
		body = body_slice(given.body);
		cr_expect_eq(given.status, table[i].status, "row %zu", i);
		cr_expect_not_null(memmem(body.data, body.size, table[i].type, strlen(table[i].type)), "row %zu", i);
		cr_expect_not_null(memmem(body.data, body.size, table[i].detail, strlen(table[i].detail)), "row %zu", i);
		body_release(given.body);
	}
	site_fini(&site);
	temporary_folder_remove(&folder);
}
