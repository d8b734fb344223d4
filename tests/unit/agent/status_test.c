#include "agent/shell/status.h"

#include <jansson.h>

#include "agent/shell/service_status.h"
#include "proto/refusal.h"
#include "tests/support/agent_fixture.h"

/* A frame such as the collector sends for the entry. */
static struct slice receipt_frame(struct agent_fixture *fixture, struct month month, uint64_t sequence)
{
	struct outbox_entry entry = fixture_entry(fixture, month, 1);
	struct message message = {.kind = MESSAGE_RECEIPT,
				  .receipt = {.council = FIXTURE_COUNCIL,
					      .month = month,
					      .revision = 1,
					      .envelope_hash = digest_sha256(entry.envelope),
					      .return_hash = digest_sha256(entry.envelope),
					      .entry_hash = digest_sha256(SLICE_LITERAL("entry")),
					      .sequence = sequence,
					      .recorded_at_s = 1700000000}};
	struct slice frame;

	receipt_sign(&message.receipt, &fixture->keys.public_part.signing, &fixture->keys.signing_secret);
	cr_assert_eq(wire_pack_message(&message, &fixture->arena, &frame), ERROR_NONE);
	return frame;
}

/* One acknowledged, one refused, one approved. */
static void fixture_fill(struct agent_fixture *fixture)
{
	struct month october = month_add(fixture_september, 1);
	struct outbox_answer answer;

	fixture_approve(fixture, month_add(fixture_september, -1));
	fixture_approve(fixture, fixture_september);
	fixture_approve(fixture, october);
	answer = fixture_answer(fixture, fixture_september, 1, 0);
	answer.receipt = receipt_frame(fixture, fixture_september, 7);
	cr_assert_eq(outbox_settle(fixture->outbox, &answer, 1, FIXTURE_NOW_S, NULL), ERROR_NONE);
	fixture_settle(fixture, october, 1, REFUSAL_VALUE_OUT_OF_RANGE);
}

static json_t *status_json(struct agent_fixture *fixture, struct outbox *outbox)
{
	struct text text;
	json_error_t error;
	json_t *root;

	text_init_growing(&text, 1 << 20);
	cr_assert_eq(status_write_json(fixture->folder.path, FIXTURE_COUNCIL, outbox, &text, NULL), ERROR_NONE);
	root = json_loads(text.data, 0, &error);
	cr_assert_not_null(root, "%s in %s", error.text, text.data);
	text_fini(&text);
	return root;
}

static const char *text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

Test(status, json_tells_each_return)
{
	struct agent_fixture fixture;
	json_t *root, *returns, *receipt, *refusal;

	agent_fixture_open(&fixture);
	fixture_fill(&fixture);
	root = status_json(&fixture, fixture.outbox);
	cr_assert_str_eq(text_at(root, "council"), "342");
	cr_assert(json_is_false(json_object_get(root, "running")));
	cr_assert(json_is_null(json_object_get(root, "link")));
	returns = json_object_get(root, "returns");
	cr_assert_eq(json_array_size(returns), 3);
	cr_assert_str_eq(text_at(json_array_get(returns, 0), "state"), "approved");
	cr_assert_str_eq(text_at(json_array_get(returns, 0), "month"), "2021-08");
	cr_assert_str_eq(text_at(json_array_get(returns, 0), "approved_at"), "2021-12-01T00:00:00Z");
	cr_assert_str_eq(text_at(json_array_get(returns, 0), "role"), "Head of Performance");
	cr_assert_eq(strlen(text_at(json_array_get(returns, 0), "sha256")), 64);
	cr_assert(json_is_null(json_object_get(json_array_get(returns, 0), "receipt")));
	cr_assert_str_eq(text_at(json_array_get(returns, 1), "state"), "acknowledged");
	receipt = json_object_get(json_array_get(returns, 1), "receipt");
	cr_assert_eq(json_integer_value(json_object_get(receipt, "sequence")), 7);
	cr_assert_str_eq(text_at(receipt, "recorded_at"), "2023-11-14T22:13:20Z");
	cr_assert_str_eq(text_at(json_array_get(returns, 2), "state"), "refused");
	refusal = json_object_get(json_array_get(returns, 2), "refusal");
	cr_assert_str_eq(text_at(refusal, "code"), "value_out_of_range");
	cr_assert_str_eq(text_at(refusal, "sentence"), "not like this");
	cr_assert_str_eq(text_at(refusal, "field"), "measures");
	json_decref(root);
	agent_fixture_close(&fixture);
}

/* A correction with its reason, and a first return without one. */
Test(status, a_reason_is_told)
{
	struct agent_fixture fixture;
	struct text text;
	json_t *root, *returns;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	fixture_put(&fixture, "posts.csv", FIXTURE_POSTS_HEADER "2021-09,9,1,1,21,1.5,3\n");
	fixture_approve_because(&fixture, fixture_september, REVISION_REASON_LATE_DATA);
	root = status_json(&fixture, fixture.outbox);
	returns = json_object_get(root, "returns");
	cr_assert_eq(json_array_size(returns), 2);
	cr_expect(json_is_null(json_object_get(json_array_get(returns, 0), "reason")));
	cr_expect_str_eq(text_at(json_array_get(returns, 1), "reason"), "late_data");
	json_decref(root);
	text_init_growing(&text, 1 << 20);
	cr_assert_eq(status_write_text(fixture.folder.path, FIXTURE_COUNCIL, fixture.outbox, &text, NULL), ERROR_NONE);
	cr_expect_not_null(strstr(text.data, "waits to be sent or answered; data came in after the return was sent\n"), "%s", text.data);
	cr_expect_not_null(strstr(text.data, "waits to be sent or answered\n"), "%s", text.data);
	text_fini(&text);
	agent_fixture_close(&fixture);
}

Test(status, json_without_an_outbox_has_no_returns)
{
	struct agent_fixture fixture;
	json_t *root;

	agent_fixture_open(&fixture);
	root = status_json(&fixture, NULL);
	cr_assert_eq(json_array_size(json_object_get(root, "returns")), 0);
	json_decref(root);
	agent_fixture_close(&fixture);
}

Test(status, text_tells_each_return)
{
	static const char *const parts[] = {"St. Helens (342)", "not running",        "2021-08  1",
					    "waits to be sent", "acknowledged",       "number 7 of the council's chain",
					    "refused",          "value_out_of_range", "not like this"};
	struct agent_fixture fixture;
	struct text text;

	agent_fixture_open(&fixture);
	fixture_fill(&fixture);
	text_init_growing(&text, 1 << 20);
	cr_assert_eq(status_write_text(fixture.folder.path, FIXTURE_COUNCIL, fixture.outbox, &text, NULL), ERROR_NONE);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		cr_assert_not_null(strstr(text.data, parts[i]), "'%s' is not in:\n%s", parts[i], text.data);
	text_fini(&text);
	agent_fixture_close(&fixture);
}

Test(status, the_services_file_counts_while_its_process_lives)
{
	static const enum delivery_link links[] = {DELIVERY_LINK_WAITING, DELIVERY_LINK_CONNECTING, DELIVERY_LINK_ESTABLISHED};
	struct agent_fixture fixture;
	struct service_status read;
	struct lock lock = {-1};
	char run[PATH_SIZE], path[PATH_SIZE];
	json_t *root;

	agent_fixture_open(&fixture);
	cr_assert_eq(folder_make(temporary_path(&fixture.folder, "run", run), 0700, NULL), ERROR_NONE);
	cr_assert_eq(service_lock_path(fixture.folder.path, path, NULL), ERROR_NONE);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct service_status written = {links[i], 1700000000 + (int64_t)i, "tcp://collector.example:5555",
						 "the collector cannot be reached"};

		cr_assert_eq(service_status_write(fixture.folder.path, &written, NULL), ERROR_NONE);
		cr_assert_not(service_status_read(fixture.folder.path, &read), "nobody runs");
		cr_assert_eq(lock_take(&lock, path, "it", NULL), ERROR_NONE);
		cr_assert(service_status_read(fixture.folder.path, &read));
		cr_assert_eq(read.link, links[i]);
		cr_assert_eq(read.since_s, written.since_s);
		cr_assert_str_eq(read.collector, written.collector);
		cr_assert_str_eq(read.trouble, written.trouble);
		root = status_json(&fixture, NULL);
		cr_assert(json_is_true(json_object_get(root, "running")));
		cr_assert_str_eq(text_at(json_object_get(root, "link"), "state"), link_state_name(links[i]));
		json_decref(root);
		lock_release(&lock);
	}
	service_status_remove(fixture.folder.path);
	cr_assert_eq(lock_take(&lock, path, "it", NULL), ERROR_NONE);
	cr_assert_not(service_status_read(fixture.folder.path, &read));
	lock_release(&lock);
	agent_fixture_close(&fixture);
}
