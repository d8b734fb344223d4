#include "agent/core/prepare.h"

#include <jansson.h>

#include "common/memory.h"
#include "tests/unit/agent/extract_text.h"

enum { ARENA_BYTES = 1 << 20, TEXT_BYTES_MAX = 1 << 20 };

static const struct digest no_digest;

/* The preview of September 2021 as text or JSON; free it with text_fini. */
static struct text preview(struct reading *reading, uint32_t revision, const struct digest *previous, bool as_json)
{
	struct prepared_return prepared;
	struct problem problem;
	struct arena arena;
	struct text text;

	arena_init(&arena, ARENA_BYTES);
	cr_assert_eq(return_prepare(reading_register(reading), 342, month_from(2021, 9), revision, previous, &arena, &prepared, &problem),
		     ERROR_NONE);
	text_init_growing(&text, TEXT_BYTES_MAX);
	if (as_json)
		preview_write_json(&prepared, reading, &text);
	else
		preview_write_text(&prepared, reading, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	arena_fini(&arena);
	return text;
}

static struct reading *read_extracts(const char *worker_rows, const char *posts_row)
{
	struct reading *reading = extract_reading_new();
	char workers[4096] = WORKERS_HEADER, posts[1024] = POSTS_HEADER;

	strncat(workers, worker_rows, sizeof(workers) - strlen(workers) - 1);
	strncat(posts, posts_row, sizeof(posts) - strlen(posts) - 1);
	extract_read(reading, "workers.csv", workers);
	extract_read(reading, "posts.csv", posts);
	return reading;
}

static void expect_in(const char *text, const char *part)
{
	cr_assert_not_null(strstr(text, part), "\"%s\" is not in:\n%s", part, text);
}

#define ONE_BAD_ROW                                                                                                                     \
	"0,A,0.8,2015-01-01,,\n0,B,1.03,2015-01-01,,\n0,C,1,2015-01-01,,\n0,D,1,2015-01-01,,\n0,E,1,2015-01-01,,\n0,F,1,2015-01-01,,\n" \
	"0,G,1,2015-01-01,,\n0,H,1,2015-01-01,,\n0,I,1,2015-01-01,,\n0,J,1,2015-01-01,,\n0,K,1,2015-01-01,,\n0,L,1,2015-01-01,,\n"      \
	"0,M,1,2015-01-01,,\n0,N,1,2015-01-01,,\n0,O,1,2015-01-01,,\n0,P,1,2015-01-01,,\n0,Q,1,2015-01-01,,\n0,R,1,2015-01-01,,\n"      \
	"0,S,1,2015-01-01,,\n0,T,0,2015-01-01,2016-01-01,1\n1,,,,,\n"

Test(preview, as_a_person_reads_it)
{
	struct reading *reading = read_extracts(ONE_BAD_ROW, "2021-09,35,,21,2500,many,\n");
	struct text text;

	cr_assert_eq(reading_file_skip(reading, SLICE_LITERAL("notes.docx"), "is not a CSV file"), ERROR_NONE);
	text = preview(reading, 1, &no_digest, false);
	expect_in(text.data, "Return of St. Helens (342) for September 2021, revision 1\n");
	expect_in(text.data, "Disclosure policy small-counts-1, agent version " BELLWETHER_VERSION "\n");
	expect_in(text.data, "\nMonths that can be computed\n  social work workforce         September 2021\n");
	expect_in(text.data, "  looked-after children         none: no file of this subject was found\n");
	expect_in(text.data, "\n  Social workers in post (FTE)                                       17.80\n");
	expect_in(text.data, "\n  Social workers in post (headcount)                                    18\n");
	expect_in(text.data, "\n  Vacancies (FTE)                                                    35.00\n");
	expect_in(text.data, "\n  Agency social workers covering vacancies (FTE)                     x [3]\n");
	expect_in(text.data, "\n  [3]  x, not available: the cell in the posts table is empty (2 figures)\n");
	expect_in(text.data, "  workers.csv                  workers: 21 rows, 1 refused\n");
	expect_in(text.data, "      line 3, column FTE (3): refused: is over 1\n");
	expect_in(text.data, "      line 22, column RoleStartDate (4): noted: is empty; the agency worker stands in no month and\n"
			     "      is not counted\n");
	expect_in(text.data, "  posts.csv                    posts: 1 row, 0 refused\n");
	expect_in(text.data, "      line 2, column case_holders_fte (6): refused: is not a number as 12 or 12.5; the figure is\n"
			     "      sent as not available\n");
	expect_in(text.data, "  notes.docx                   not recognised: is not a CSV file\n");
	expect_in(text.data, "\nTo check before approval (`bellwether-agent validate` lists the cells)\n"
			     "  error    1 time file_skipped: was left out\n"
			     "  error    1 time fte_over_one: is over 1\n");
	expect_in(text.data, "  warning  1 time agency_start_empty: is empty; the agency worker stands in no month and is not\n"
			     "           counted\n");
	expect_in(text.data, "  bellwether-agent approve --month 2021-09 --sha256 ");
	expect_in(text.data, " \\\n      --role \"YOUR ROLE\" --extracts DIR --state DIR\n");
	expect_in(text.data, "\nWhen they are not, correct the extracts and preview again.\n");
	cr_assert_null(strstr(text.data, "  none\n"));
	cr_assert_null(strstr(text.data, "replaces"));
	text_fini(&text);
	reading_free(reading);
}

Test(preview, the_hash_is_the_one_to_approve)
{
	struct reading *reading = read_extracts("0,A,1,2015-01-01,,\n", "2021-09,1,1,1,1,1,1\n");
	struct text text = preview(reading, 1, &no_digest, false);
	const char *shown = strstr(text.data, "exact bytes\n  ");
	const char *approved = strstr(text.data, "--sha256 ");

	cr_assert_not_null(shown);
	cr_assert_not_null(approved);
	cr_assert_eq(memcmp(shown + strlen("exact bytes\n  "), approved + strlen("--sha256 "), 64), 0);
	cr_assert_null(strstr(text.data, "To check"));
	text_fini(&text);
	reading_free(reading);
}

Test(preview, a_later_revision_says_what_it_replaces)
{
	struct reading *reading = read_extracts("0,A,1,2015-01-01,,\n", "2021-09,1,1,1,1,1,1\n");
	struct digest previous = digest_sha256(SLICE_LITERAL("the first"));
	struct text text = preview(reading, 2, &previous, false);
	char hex[DIGEST_HEX_SIZE];

	digest_to_hex(&previous, hex);
	expect_in(text.data, "September 2021, revision 2\nIt replaces revision 1, SHA-256 ");
	expect_in(text.data, hex);
	text_fini(&text);
	reading_free(reading);
}

Test(preview, notes_that_are_not_listed_are_counted)
{
	static char rows[4096];
	struct reading *reading;
	struct text text;

	for (unsigned i = 0; i < READING_NOTES_MAX + 3; i++)
		strcat(rows, "0,A,2,2015-01-01,,\n");
	reading = read_extracts(rows, "2021-09,1,1,1,1,1,1\n");
	text = preview(reading, 1, &no_digest, false);
	expect_in(text.data, "      and 3 more that are not listed\n");
	expect_in(text.data, "x, not available: too many rows were refused for this figure to be trusted (");
	text_fini(&text);
	reading_free(reading);
}

Test(preview, a_file_that_was_given_up_says_so)
{
	struct reading *reading = read_extracts("0,A,1,2015-01-01,,\n", "2021-09,1,1,1,1,1,1\n");
	struct text text;

	extract_read(reading, "broken.csv", WORKERS_HEADER "\"");
	extract_read(reading, "short.csv", "AgencyWorker,SWENo\n");
	text = preview(reading, 1, &no_digest, false);
	expect_in(text.data, "  broken.csv                   workers, not used: has a quotation mark that is never closed\n"
			     "      line 2: refused: has a quotation mark that is never closed\n");
	expect_in(text.data, "  short.csv                    not recognised: lacks columns of the table that it resembles\n"
			     "      line 1, column FTE: refused: is missing\n");
	text_fini(&text);
	reading_free(reading);
}

static json_t *preview_json(struct reading *reading, uint32_t revision, const struct digest *previous)
{
	struct text text = preview(reading, revision, previous, true);
	json_error_t error;
	json_t *root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert_not_null(root, "%s in %s", error.text, text.data);
	text_fini(&text);
	return root;
}

static const json_t *measure_of(const json_t *root, const char *id)
{
	size_t index;
	json_t *item;

	json_array_foreach(json_object_get(root, "measures"), index, item)
	{
		if (strcmp(json_string_value(json_object_get(item, "id")), id) == 0)
			return item;
	}
	cr_assert_fail("%s is not in the preview", id);
	return NULL;
}

Test(preview, json_begins_as_documented_and_writes_decimals)
{
	struct reading *reading = read_extracts("0,A,0.8,2015-01-01,,\n0,B,0.123456,2015-01-01,,\n", "2021-09,35,0,21,2500,,1\n");
	struct text text = preview(reading, 1, &no_digest, true);

	cr_assert_eq(strncmp(text.data, "{\"council\":\"342\",\"month\":\"2021-09\",", 35), 0, "%s", text.data);
	expect_in(text.data, "\"measures\":[{\"id\":\"inpost_fte\",\"value\":0.923456,\"status\":null,");
	expect_in(text.data, "{\"id\":\"inpost_headcount\",\"value\":2,\"status\":null,");
	expect_in(text.data, "{\"id\":\"vacancy_fte\",\"value\":35.00,\"status\":null,");
	expect_in(text.data, "{\"id\":\"agency_cover_fte\",\"value\":0.00,\"status\":null,");
	expect_in(text.data, "{\"id\":\"case_holders_fte\",\"value\":null,\"status\":\"x\",\"why\":\"cell_empty\",");
	text_fini(&text);
	reading_free(reading);
}

Test(preview, json_has_everything_that_the_text_has)
{
	struct reading *reading = read_extracts(ONE_BAD_ROW, "2021-09,35,,21,2500,many,\n");
	struct digest previous = digest_sha256(SLICE_LITERAL("the first"));
	const json_t *file, *problem;
	char hex[DIGEST_HEX_SIZE];
	json_t *root;

	extract_read(reading, "other.csv", "a,b\n");
	root = preview_json(reading, 2, &previous);
	digest_to_hex(&previous, hex);
	cr_assert_str_eq(json_string_value(json_object_get(root, "replaces")), hex);
	cr_assert_eq(json_integer_value(json_object_get(root, "revision")), 2);
	cr_assert_str_eq(json_string_value(json_object_get(root, "policy")), "small-counts-1");
	cr_assert_str_eq(json_string_value(json_object_get(json_object_get(root, "months_covered"), "first")), "2021-09");
	problem = json_array_get(json_object_get(root, "coverage"), 0);
	cr_assert_str_eq(json_string_value(json_object_get(problem, "topic")), "social work workforce");
	cr_assert_str_eq(json_string_value(json_object_get(json_array_get(json_object_get(problem, "spans"), 0), "last")), "2021-09");
	problem = json_array_get(json_object_get(root, "rules"), 0);
	cr_assert_str_eq(json_string_value(json_object_get(problem, "rule")), "file_unknown");
	cr_assert_eq(json_integer_value(json_object_get(problem, "count")), 1);
	cr_assert_eq(json_string_length(json_object_get(root, "sha256")), 64);
	cr_assert_str_eq(json_string_value(json_object_get(measure_of(root, "case_holders_fte"), "sentence")),
			 "the cell in the posts table could not be read");
	cr_assert(json_is_null(json_object_get(measure_of(root, "cases"), "why")));
	cr_assert_eq(json_integer_value(json_object_get(json_object_get(root, "findings"), "refused_worker_rows")), 1);

	file = json_array_get(json_object_get(root, "files"), 0);
	cr_assert_str_eq(json_string_value(json_object_get(file, "name")), "workers.csv");
	cr_assert_str_eq(json_string_value(json_object_get(file, "table")), "workers");
	cr_assert_eq(json_integer_value(json_object_get(file, "rows")), 21);
	cr_assert_eq(json_integer_value(json_object_get(file, "rows_refused")), 1);
	problem = json_array_get(json_object_get(file, "problems"), 0);
	cr_assert_eq(json_integer_value(json_object_get(problem, "line")), 3);
	cr_assert_eq(json_integer_value(json_object_get(problem, "column")), 3);
	cr_assert_str_eq(json_string_value(json_object_get(problem, "column_name")), "FTE");
	cr_assert_str_eq(json_string_value(json_object_get(problem, "reason")), "is over 1");
	cr_assert(json_is_true(json_object_get(problem, "refused")));
	file = json_array_get(json_object_get(root, "files"), 2);
	cr_assert(json_is_null(json_object_get(file, "table")));
	cr_assert_str_eq(json_string_value(json_object_get(file, "why_not_used")), "has the columns of no known table");
	json_decref(root);
	reading_free(reading);
}

/* Every cell that could point to a person, in a file in which everything is wrong that can be, quoted and not. */
static const char *const needles[] = {"SWX10001",   "SWX10002",   "SWX10003", "SWX10004", "SWX10005",
				      "1987-03-17", "17/03/1988", "19890317", "0.31337",  "WA10"};

#define FULL_OF_ERRORS                                                                            \
	"AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,PersonBirthDate,Postcode\n" \
	"0,SWX10001,0.31337,2015-01-01,,,1987-03-17,WA10 1HP\n"                                   \
	"SWX10002,0,19890317,17/03/1988,1987-03-17,SWX10001,SWX10003,WA10\n"                      \
	"0,SWX10002,SWX10002,SWX10002,SWX10002,SWX10002,SWX10002,SWX10002\n"                      \
	"0,SWX10003,1,2015-02-30,,,1987-03-17,WA10,WA10,SWX10005\n"                               \
	"0,\"SWX10003\"SWX10004,1,2015-01-01,,,1987-03-17,WA10\n"                                 \
	"0,SWX\xe9SWX10004,1,2015-01-01,,,1987-03-17,WA10\n"                                      \
	"0,SWX10004,0,2015-01-01,2016-01-01,SWX10004,1987-03-17,WA10\n"                           \
	"1,SWX10005,0.31337,,,,1987-03-17,WA10\n"                                                 \
	"0,SWX10005,1,1987-03-17,1986-03-17,,\"WA10\n0,SWX10004,x\",\n"

Test(preview, no_cell_is_shown_not_even_of_a_file_full_of_errors)
{
	static const char *const endings[] = {"", "0,SWX10001,1,17/03/1988", "\"SWX10001\nSWX10002"};

	for (size_t ending = 0; ending < sizeof(endings) / sizeof(endings[0]); ending++) {
		for (int as_json = 0; as_json <= 1; as_json++) {
			struct reading *reading = read_extracts("0,A,1,2015-01-01,,\n", "2021-09,1,1,1,1,1,1\nSWX10001,1987-03-17,1,1,1,1,1\n");
			char file[4096] = FULL_OF_ERRORS;
			struct text text;

			strcat(file, endings[ending]);
			extract_read(reading, "errors.csv", file);
			extract_read(reading, "no_header.csv", "SWX10001,1987-03-17\n");
			extract_read(reading, "half_header.csv", "SWENo,SWX10001,FTE\nSWX10002\n");
			text = preview(reading, 1, &no_digest, as_json);
			for (size_t i = 0; i < sizeof(needles) / sizeof(needles[0]); i++)
				cr_assert_null(strstr(text.data, needles[i]), "%s in:\n%s", needles[i], text.data);
			text_fini(&text);
			reading_free(reading);
		}
	}
}

Test(preview, every_allocation_may_fail)
{
	struct reading *reading = read_extracts(ONE_BAD_ROW, "2021-09,35,,21,2500,many,\n");
	struct prepared_return prepared;
	struct problem problem;
	struct arena arena;

	arena_init(&arena, ARENA_BYTES);
	cr_assert_eq(return_prepare(reading_register(reading), 342, month_from(2021, 9), 1, &no_digest, &arena, &prepared, &problem), ERROR_NONE);
	for (size_t n = 1;; n++) {
		struct text text;
		size_t allocations;

		memory_fail_at(n);
		text_init_growing(&text, TEXT_BYTES_MAX);
		preview_write_text(&prepared, reading, &text);
		preview_write_json(&prepared, reading, &text);
		allocations = memory_fail_at(0);
		cr_assert_eq(text.error, allocations < n ? ERROR_NONE : ERROR_NO_MEMORY, "allocation %zu", n);
		text_fini(&text);
		if (allocations < n) {
			cr_assert_gt(n, 2);
			break;
		}
	}
	arena_fini(&arena);
	reading_free(reading);
}
