#include "collector/core/check.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"
#include "proto/revision_reason.h"
#include "proto/status.h"

enum { BUDGET_BYTES = 4 << 20, STORED_MAX = 4, MEASURES_MAX = 4, NOW_S = 1633046400 /* 2021-10-01T00:00:00Z */ };

/* A ledger of one key and some revisions. */
struct stored_return {
	uint16_t council;
	struct month month;
	uint32_t revision;
	struct digest return_hash, envelope_hash;
	uint64_t sequence;
};

struct ledger {
	struct key_record key;
	struct stored_return stored[STORED_MAX];
	unsigned stored_count;
	enum error broken; /* what every question answers, when it is an error */
};

static enum error ledger_key(void *context, const struct key_id *id, struct key_record *out)
{
	const struct ledger *ledger = context;

	if (ledger->broken)
		return ledger->broken;
	if (!key_id_equal(&ledger->key.id, id))
		return ERROR_NOT_FOUND;
	*out = ledger->key;
	return ERROR_NONE;
}

static enum error ledger_revision(void *context, uint16_t council, struct month month, uint32_t revision, struct digest *return_hash,
				  struct digest *envelope_hash, uint64_t *sequence)
{
	const struct ledger *ledger = context;

	for (unsigned i = 0; i < ledger->stored_count; i++) {
		const struct stored_return *stored = &ledger->stored[i];

		if (stored->council != council || month_compare(stored->month, month) != 0 || stored->revision != revision)
			continue;
		*return_hash = stored->return_hash;
		*envelope_hash = stored->envelope_hash;
		*sequence = stored->sequence;
		return ERROR_NONE;
	}
	return ERROR_NOT_FOUND;
}

/* A submission under construction: a row of a table changes one thing at one stage of it. */
struct scene {
	struct arena arena;
	struct ledger ledger;
	struct signing_public public_key;
	struct signing_secret secret_key;
	struct return_measure measures[MEASURES_MAX];
	struct council_return content;
	struct envelope envelope;
	struct slice envelope_bytes;
	uint16_t peer_council;
	int64_t now_s;
	struct decision decision;
};

static void scene_begin(struct scene *scene)
{
	static const uint8_t seed[32] = {42};

	memset(scene, 0, sizeof(*scene));
	arena_init(&scene->arena, BUDGET_BYTES);
	signing_pair_from_seed(seed, &scene->public_key, &scene->secret_key);
	scene->ledger.key = (struct key_record){.council = 342, .id = signing_key_id(&scene->public_key), .signing = scene->public_key};
	scene->measures[0] = (struct return_measure){.number = MEASURE_INPOST_FTE, .value = 143300000};
	scene->measures[1] = (struct return_measure){.number = MEASURE_VACANCY_FTE, .symbol = SYMBOL_X, .reason = REASON_CELL_EMPTY};
	scene->measures[2] = (struct return_measure){.number = MEASURE_CASES, .value = 1410};
	scene->content = (struct council_return){
		.council = 342,
		.month = month_from(2021, 9),
		.revision = 1,
		.catalogue = catalogue_hash(),
		.policy = SLICE_LITERAL("workforce-open-1"),
		.agent_version = SLICE_LITERAL("0.1.0"),
		.measure_count = 3,
		.measures = scene->measures,
	};
	scene->envelope =
		(struct envelope){.prepared_at_s = NOW_S, .approved_at_s = NOW_S + 60, .approver_role = SLICE_LITERAL("performance officer")};
	scene->peer_council = 342;
	scene->now_s = NOW_S;
}

static void scene_end(struct scene *scene)
{
	arena_fini(&scene->arena);
}

/* The return's bytes into the envelope, which is signed. */
static void scene_sign(struct scene *scene)
{
	if (!scene->envelope.return_bytes.data)
		cr_assert_eq(wire_pack_return(&scene->content, &scene->arena, &scene->envelope.return_bytes), ERROR_NONE);
	envelope_sign(&scene->envelope, &scene->public_key, &scene->secret_key);
}

static void scene_pack(struct scene *scene)
{
	if (!scene->envelope_bytes.data)
		cr_assert_eq(wire_pack_envelope(&scene->envelope, &scene->arena, &scene->envelope_bytes), ERROR_NONE);
}

static enum error scene_check(struct scene *scene)
{
	struct submission submission = {.envelope_bytes = scene->envelope_bytes, .peer_council = scene->peer_council, .now_s = scene->now_s};
	struct ledger_view view = {.context = &scene->ledger, .key = ledger_key, .revision = ledger_revision};

	return check_submission(&submission, &view, &scene->arena, &scene->decision);
}

static void scene_submit(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	cr_assert_eq(scene_check(scene), ERROR_NONE);
}

/* What a stored submission leaves in the ledger. */
static void scene_store(struct scene *scene, uint64_t sequence)
{
	scene->ledger.stored[scene->ledger.stored_count++] = (struct stored_return){
		.council = scene->content.council,
		.month = scene->content.month,
		.revision = scene->content.revision,
		.return_hash = digest_sha256(scene->envelope.return_bytes),
		.envelope_hash = digest_sha256(scene->envelope_bytes),
		.sequence = sequence,
	};
}

/* On to the next return of the same scene. */
static void scene_renew(struct scene *scene)
{
	scene->envelope.return_bytes = (struct slice){NULL, 0};
	scene->envelope_bytes = (struct slice){NULL, 0};
}

/* The bytes and behind them `count` times the others. */
static struct slice bytes_extended(struct scene *scene, struct slice bytes, struct slice others, size_t count)
{
	size_t size = bytes.size + count * others.size;
	uint8_t *copy = arena_take(&scene->arena, size, 1);

	cr_assert_not_null(copy);
	memcpy(copy, bytes.data, bytes.size);
	for (size_t i = 0; i < count; i++)
		memcpy(copy + bytes.size + i * others.size, others.data, others.size);
	return slice_from(copy, size);
}

/* Measures stand last in a return's bytes, so that more can be put behind them. */
static void append_to_return(struct scene *scene, struct slice others, size_t count)
{
	cr_assert_eq(wire_pack_return(&scene->content, &scene->arena, &scene->envelope.return_bytes), ERROR_NONE);
	scene->envelope.return_bytes = bytes_extended(scene, scene->envelope.return_bytes, others, count);
}

Test(check, a_sound_return_is_stored)
{
	struct scene scene;
	struct digest envelope_hash, return_hash;

	scene_begin(&scene);
	scene_submit(&scene);
	envelope_hash = digest_sha256(scene.envelope_bytes);
	return_hash = digest_sha256(scene.envelope.return_bytes);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	cr_assert_eq(scene.decision.refusal, REFUSAL_NONE);
	cr_assert(digest_equal(&scene.decision.envelope_hash, &envelope_hash));
	cr_assert(digest_equal(&scene.decision.return_hash, &return_hash));
	cr_assert_eq(scene.decision.content.council, 342);
	cr_assert_eq(scene.decision.content.measure_count, 3);
	cr_assert_eq(scene.decision.content.measures[0].value, 143300000);
	cr_assert(slice_equal(scene.decision.envelope.approver_role, SLICE_LITERAL("performance officer")));
	scene_end(&scene);
}

Test(check, a_file_has_no_peer)
{
	struct scene scene;

	scene_begin(&scene);
	scene.peer_council = 0;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE);
	scene_end(&scene);
}

/* Each changes one thing about a sound submission before it is packed and signed. */
static void other_key(struct scene *scene)
{
	scene->ledger.key.id.bytes[0] ^= 1;
}

static void revoked(struct scene *scene)
{
	scene->ledger.key.is_revoked = true;
}

static void key_of_another_council(struct scene *scene)
{
	scene->ledger.key.council = 343;
}

static void peer_of_another_council(struct scene *scene)
{
	scene->peer_council = 343;
}

static void return_of_another_council(struct scene *scene)
{
	scene->content.council = 343;
}

static void another_signing_key(struct scene *scene)
{
	scene->ledger.key.signing.bytes[3] ^= 1;
}

static void no_such_council(struct scene *scene)
{
	scene->content.council = scene->ledger.key.council = scene->peer_council = 999;
}

static void council_that_is_gone(struct scene *scene)
{
	scene->content.council = scene->ledger.key.council = scene->peer_council = 835;
}

static void council_that_is_not_yet(struct scene *scene)
{
	scene->content.council = scene->ledger.key.council = scene->peer_council = 942;
}

static void another_catalogue(struct scene *scene)
{
	scene->content.catalogue.bytes[0] ^= 1;
}

static void unknown_measure(struct scene *scene)
{
	scene->measures[2].number = 999;
}

static void reference_measure(struct scene *scene)
{
	scene->measures[2].number = MEASURE_POPULATION_0_17;
}

static void small_count(struct scene *scene)
{
	scene->measures[2] = (struct return_measure){.number = MEASURE_CLA, .value = SMALL_COUNT_MAX};
}

static void smallest_count(struct scene *scene)
{
	scene->measures[2] = (struct return_measure){.number = MEASURE_CPP, .value = 1};
}

static void spending_too_large(struct scene *scene)
{
	scene->measures[2] = (struct return_measure){.number = MEASURE_SPENDING_12M, .value = INT64_C(2000000001)};
}

static void value_too_large(struct scene *scene)
{
	scene->measures[0].value = INT64_C(10000000) * 1000000 + 1;
}

static void count_too_large(struct scene *scene)
{
	scene->measures[2].value = 10000001;
}

static void value_negative(struct scene *scene)
{
	scene->measures[2].value = -1;
}

static void unknown_symbol(struct scene *scene)
{
	scene->measures[1].symbol = 6;
}

static void unknown_reason(struct scene *scene)
{
	scene->measures[1].reason = 99;
}

static void month_not_over(struct scene *scene)
{
	scene->now_s--;
}

static void month_in_the_future(struct scene *scene)
{
	scene->content.month = month_from(2021, 10);
}

static void month_too_early(struct scene *scene)
{
	scene->content.month = month_from(2017, 8);
}

static void revision_without_the_first(struct scene *scene)
{
	scene->content.revision = 2;
	scene->content.previous.bytes[0] = 1;
}

static void first_that_replaces(struct scene *scene)
{
	scene->content.previous.bytes[31] = 1;
}

/* A return is stored already, and another one comes. */
static void other_bytes_of_a_stored_revision(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	scene_store(scene, 5);
	scene_renew(scene);
	scene->measures[2].value++;
}

static void only_approved_again(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	scene_store(scene, 5);
	scene_renew(scene);
	scene->envelope.approved_at_s++;
}

static void second_that_names_no_first(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	scene_store(scene, 5);
	scene_renew(scene);
	scene->content.revision = 2;
}

static void second_that_names_another(struct scene *scene)
{
	second_that_names_no_first(scene);
	scene->content.previous = scene->ledger.stored[0].return_hash;
	scene->content.previous.bytes[0] ^= 1;
}

static void reason_of_a_first(struct scene *scene)
{
	scene->envelope.reason = REVISION_REASON_LATE_DATA;
}

static void reason_that_is_none(struct scene *scene)
{
	second_that_names_no_first(scene);
	scene->content.previous = scene->ledger.stored[0].return_hash;
	scene->envelope.reason = 200;
}

/* These change bytes that are packed or signed already. */
static void no_bytes(struct scene *scene)
{
	scene->envelope_bytes = slice_from("", 0);
}

static void frame_too_large(struct scene *scene)
{
	scene->envelope_bytes = bytes_extended(scene, slice_from("", 0), SLICE_LITERAL("x"), FRAME_BYTES_MAX + 1);
}

static void envelope_too_large(struct scene *scene)
{
	scene->envelope_bytes = bytes_extended(scene, slice_from("", 0), SLICE_LITERAL("x"), FRAME_BYTES_MAX);
}

static void cut_short(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	scene->envelope_bytes.size--;
}

static void one_byte_more(struct scene *scene)
{
	scene_sign(scene);
	scene_pack(scene);
	scene->envelope_bytes = bytes_extended(scene, scene->envelope_bytes, slice_from("", 1), 1);
}

/* It would be lost by a parser, and it was signed. */
static void return_with_an_unknown_field(struct scene *scene)
{
	append_to_return(scene, SLICE_LITERAL("\x78\x01"), 1);
}

/* A number and a value of 0. */
#define MEASURE_CASES_AGAIN  SLICE_LITERAL("\x42\x04\x08\x08\x10\x00")
#define MEASURE_INPOST_AGAIN SLICE_LITERAL("\x42\x04\x08\x01\x10\x00")

static void measure_twice(struct scene *scene)
{
	append_to_return(scene, MEASURE_CASES_AGAIN, 1);
}

static void measures_out_of_order(struct scene *scene)
{
	append_to_return(scene, MEASURE_INPOST_AGAIN, 1);
}

static void too_many_measures(struct scene *scene)
{
	append_to_return(scene, MEASURE_CASES_AGAIN, RETURN_MEASURES_MAX - 2);
}

/* 30,000 empty measures in 60 KB, which would take megabytes. */
static void bomb(struct scene *scene)
{
	append_to_return(scene, SLICE_LITERAL("\x42\x00"), 30000);
}

static void revision_beyond_the_limit(struct scene *scene)
{
	/* The revision's two bytes, 999 and then 1,001. */
	static const uint8_t from[] = {0x18, 0xe7, 0x07};
	static const uint8_t to[] = {0x18, 0xe9, 0x07};
	uint8_t *found;

	scene->content.revision = 999;
	append_to_return(scene, slice_from("", 0), 0);
	found = memmem(scene->envelope.return_bytes.data, scene->envelope.return_bytes.size, from, sizeof(from));
	cr_assert_not_null(found);
	memcpy(found, to, sizeof(to));
}

static void measure_with_neither(struct scene *scene)
{
	append_to_return(scene, SLICE_LITERAL("\x42\x02\x08\x09"), 1);
}

static void return_of_noise(struct scene *scene)
{
	scene->envelope.return_bytes = SLICE_LITERAL("\xff\xff\xff\xff");
}

static const struct {
	const char *name;
	void (*change)(struct scene *scene);
	enum refusal_code refusal;
	const char *field;
} refusals[] = {
	{"frame too large", frame_too_large, REFUSAL_FRAME_TOO_LARGE, ""},
	{"no bytes", no_bytes, REFUSAL_MALFORMED, "envelope"},
	{"envelope too large", envelope_too_large, REFUSAL_LIMIT_EXCEEDED, "envelope"},
	{"cut short", cut_short, REFUSAL_MALFORMED, NULL},
	{"one byte more", one_byte_more, REFUSAL_MALFORMED, NULL},
	{"an unknown field", return_with_an_unknown_field, REFUSAL_NOT_CANONICAL, ""},
	{"noise", return_of_noise, REFUSAL_NOT_CANONICAL, ""},
	{"a measure with neither value nor symbol", measure_with_neither, REFUSAL_MALFORMED, "measures"},
	{"too many measures", too_many_measures, REFUSAL_LIMIT_EXCEEDED, "measures"},
	{"revision beyond the limit", revision_beyond_the_limit, REFUSAL_LIMIT_EXCEEDED, "revision"},
	{"a bomb", bomb, REFUSAL_TOO_BUSY, ""},
	{"other key", other_key, REFUSAL_UNKNOWN_KEY, "key"},
	{"revoked", revoked, REFUSAL_KEY_REVOKED, "key"},
	{"key of another council", key_of_another_council, REFUSAL_WRONG_COUNCIL, "council"},
	{"peer of another council", peer_of_another_council, REFUSAL_WRONG_COUNCIL, "council"},
	{"return of another council", return_of_another_council, REFUSAL_WRONG_COUNCIL, "council"},
	{"another signing key", another_signing_key, REFUSAL_BAD_SIGNATURE, "signature"},
	{"no such council", no_such_council, REFUSAL_UNKNOWN_COUNCIL, "council"},
	{"council that is gone", council_that_is_gone, REFUSAL_UNKNOWN_COUNCIL, "council"},
	{"council that is not yet", council_that_is_not_yet, REFUSAL_UNKNOWN_COUNCIL, "council"},
	{"another catalogue", another_catalogue, REFUSAL_UNKNOWN_CATALOGUE, "catalogue"},
	{"unknown measure", unknown_measure, REFUSAL_UNKNOWN_MEASURE, "measures"},
	{"reference data", reference_measure, REFUSAL_UNKNOWN_MEASURE, "measures"},
	{"measure twice", measure_twice, REFUSAL_DUPLICATE_MEASURE, "measures"},
	{"measures out of order", measures_out_of_order, REFUSAL_DUPLICATE_MEASURE, "measures"},
	{"value too large", value_too_large, REFUSAL_VALUE_OUT_OF_RANGE, "inpost_fte"},
	{"count too large", count_too_large, REFUSAL_VALUE_OUT_OF_RANGE, "cases"},
	{"small count of children", small_count, REFUSAL_SMALL_COUNT, "cla"},
	{"a single plan", smallest_count, REFUSAL_SMALL_COUNT, "cpp"},
	{"spending too large", spending_too_large, REFUSAL_VALUE_OUT_OF_RANGE, "spending_12m"},
	{"value negative", value_negative, REFUSAL_VALUE_OUT_OF_RANGE, "cases"},
	{"unknown symbol", unknown_symbol, REFUSAL_UNKNOWN_SYMBOL, "vacancy_fte"},
	{"unknown reason", unknown_reason, REFUSAL_UNKNOWN_SYMBOL, "vacancy_fte"},
	{"reason of a first return", reason_of_a_first, REFUSAL_MALFORMED, "reason"},
	{"unknown reason of a correction", reason_that_is_none, REFUSAL_UNKNOWN_SYMBOL, "reason"},
	{"month not over", month_not_over, REFUSAL_MONTH_NOT_ENDED, "month"},
	{"month in the future", month_in_the_future, REFUSAL_MONTH_NOT_ENDED, "month"},
	{"month too early", month_too_early, REFUSAL_MONTH_TOO_EARLY, "month"},
	{"other bytes of a stored revision", other_bytes_of_a_stored_revision, REFUSAL_STALE_REVISION, "revision"},
	{"only approved again", only_approved_again, REFUSAL_STALE_REVISION, "revision"},
	{"revision without the first", revision_without_the_first, REFUSAL_REVISION_GAP, "revision"},
	{"first that replaces", first_that_replaces, REFUSAL_WRONG_PREDECESSOR, "previous"},
	{"second that names no first", second_that_names_no_first, REFUSAL_WRONG_PREDECESSOR, "previous"},
	{"second that names another", second_that_names_another, REFUSAL_WRONG_PREDECESSOR, "previous"},
};

Test(check, must_refuse)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct scene scene;

		scene_begin(&scene);
		refusals[i].change(&scene);
		scene_submit(&scene);
		cr_assert_eq(scene.decision.verdict, VERDICT_REFUSE, "%s", refusals[i].name);
		cr_assert_eq(scene.decision.refusal, refusals[i].refusal, "%s: %s", refusals[i].name, refusal_id(scene.decision.refusal));
		if (refusals[i].field)
			cr_assert_str_eq(scene.decision.field, refusals[i].field, "%s: %s", refusals[i].name, scene.decision.field);
		scene_end(&scene);
	}
}

/* Refusals that a submission's own checks do not give: the link's and the store's. */
static bool is_given_elsewhere(uint32_t code)
{
	return code == REFUSAL_PART_COUNT || code == REFUSAL_PROTOCOL_VERSION || code == REFUSAL_STORE_FULL;
}

Test(check, every_refusal_has_its_row)
{
	for (uint32_t code = 1; refusal_is_known(code); code++) {
		unsigned rows = 0;

		for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
			rows += refusals[i].refusal == code;
		cr_assert_eq(rows == 0, is_given_elsewhere(code), "%s", refusal_id(code));
	}
}

Test(check, the_limits_themselves_are_allowed)
{
	struct scene scene;

	scene_begin(&scene);
	scene.measures[0].value = INT64_C(10000000) * 1000000;
	scene.measures[2].value = 10000000;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_end(&scene);
	scene_begin(&scene);
	scene.content.month = month_from(2017, 9);
	scene.measures[1].reason = REASON_NONE;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_end(&scene);
	scene_begin(&scene);
	scene.content.measure_count = 0;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_end(&scene);
}

/* Agents are not all renewed on one day. */
Test(check, a_return_of_the_catalogue_before_is_taken)
{
	struct scene scene;

	scene_begin(&scene);
	cr_assert_eq(digest_from_hex(SLICE_LITERAL("07c9677a65f600bb756dc3dfd4675cdcea24ec67c32d7af9a4731239670dd936"), &scene.content.catalogue),
		     ERROR_NONE);
	cr_assert(catalogue_is_accepted(&scene.content.catalogue));
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_end(&scene);
}

/* 909 until March 2023, 942 and 943 from April. */
Test(check, a_council_reports_while_it_exists)
{
	static const struct {
		uint16_t council;
		int year, number;
		enum verdict verdict;
	} table[] = {{909, 2023, 3, VERDICT_STORE}, {909, 2023, 4, VERDICT_REFUSE}, {942, 2023, 3, VERDICT_REFUSE}, {942, 2023, 4, VERDICT_STORE}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct scene scene;

		scene_begin(&scene);
		scene.content.council = scene.ledger.key.council = scene.peer_council = table[i].council;
		scene.content.month = month_from(table[i].year, table[i].number);
		scene.now_s += INT64_C(5) * 365 * 86400;
		scene_submit(&scene);
		cr_assert_eq(scene.decision.verdict, table[i].verdict, "row %zu", i);
		scene_end(&scene);
	}
}

/* Clocks jump: the times of preparing and approving decide nothing. */
Test(check, the_approvers_clock_does_not_matter)
{
	static const int64_t times[][2] = {{0, 0}, {NOW_S + 86400, NOW_S - 86400}, {INT64_C(253402300799), 0}};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct scene scene;

		scene_begin(&scene);
		scene.envelope.prepared_at_s = times[i][0];
		scene.envelope.approved_at_s = times[i][1];
		scene_submit(&scene);
		cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "row %zu: %s", i, refusal_id(scene.decision.refusal));
		scene_end(&scene);
	}
}

Test(check, the_next_revision_names_the_one_before)
{
	struct scene scene;

	scene_begin(&scene);
	scene_submit(&scene);
	scene_store(&scene, 5);
	scene_renew(&scene);
	scene.content.revision = 2;
	scene.content.previous = scene.ledger.stored[0].return_hash;
	scene.measures[2].value++;
	scene.envelope.reason = REVISION_REASON_SOURCE_CORRECTED;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.envelope.reason, REVISION_REASON_SOURCE_CORRECTED);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_store(&scene, 6);
	scene_renew(&scene);
	scene.content.revision = 4;
	scene.content.previous = scene.ledger.stored[1].return_hash;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.refusal, REFUSAL_REVISION_GAP);
	scene_end(&scene);
}

/* Another month's revisions are another matter. */
Test(check, revisions_are_of_one_month)
{
	struct scene scene;

	scene_begin(&scene);
	scene_submit(&scene);
	scene_store(&scene, 5);
	scene_renew(&scene);
	scene.content.month = month_from(2021, 8);
	scene_submit(&scene);
	cr_assert_eq(scene.decision.verdict, VERDICT_STORE, "%s", refusal_id(scene.decision.refusal));
	scene_end(&scene);
}

static void clock_back(struct scene *scene)
{
	scene->now_s = 0;
}

/* The catalogue that was accepted then is not the one that is accepted now. */
static void old_catalogue(struct scene *scene)
{
	scene->content.catalogue.bytes[0] ^= 1;
}

static void nothing(struct scene *scene)
{
	(void)scene;
}

Test(check, the_same_bytes_are_stored_already_whatever_has_changed_since)
{
	static void (*const changes[])(struct scene * scene) = {nothing, clock_back, old_catalogue};

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct scene scene;

		scene_begin(&scene);
		changes[i](&scene);
		scene_sign(&scene);
		scene_pack(&scene);
		scene_store(&scene, 77);
		scene_submit(&scene);
		cr_assert_eq(scene.decision.verdict, VERDICT_STORED_ALREADY, "row %zu: %s", i, refusal_id(scene.decision.refusal));
		cr_assert_eq(scene.decision.stored_sequence, 77);
		scene_end(&scene);
	}
}

/* Not for whoever has lost the key. */
Test(check, the_same_bytes_under_a_revoked_key_are_refused)
{
	struct scene scene;

	scene_begin(&scene);
	scene_submit(&scene);
	scene_store(&scene, 77);
	scene.ledger.key.is_revoked = true;
	scene_submit(&scene);
	cr_assert_eq(scene.decision.refusal, REFUSAL_KEY_REVOKED);
	scene_end(&scene);
}

Test(check, the_stores_errors_are_errors)
{
	struct scene scene;

	scene_begin(&scene);
	scene_sign(&scene);
	scene_pack(&scene);
	scene.ledger.broken = ERROR_CORRUPT;
	scene.decision.stored_sequence = 1234;
	cr_assert_eq(scene_check(&scene), ERROR_CORRUPT);
	cr_assert_eq(scene.decision.stored_sequence, 1234, "an out-parameter is written only on success");
	scene_end(&scene);
}

/* A bit that flips anywhere on the way, and every value that a byte can have: it is noticed. */
Test(check, no_single_byte_mutation_is_stored)
{
	struct scene scene;
	struct slice sound;

	scene_begin(&scene);
	scene_sign(&scene);
	scene_pack(&scene);
	sound = scene.envelope_bytes;
	for (size_t at = 0; at < sound.size; at++) {
		for (unsigned change = 1; change < 256; change++) {
			uint8_t bytes[1024];

			cr_assert_lt(sound.size, sizeof(bytes));
			memcpy(bytes, sound.data, sound.size);
			bytes[at] ^= (uint8_t)change;
			scene.envelope_bytes = slice_from(bytes, sound.size);
			cr_assert_eq(scene_check(&scene), ERROR_NONE);
			cr_assert_eq(scene.decision.verdict, VERDICT_REFUSE, "byte %zu, xor %u", at, change);
		}
		arena_reset(&scene.arena);
		sound = slice_from(NULL, 0);
		scene_renew(&scene);
		scene_sign(&scene);
		scene_pack(&scene);
		sound = scene.envelope_bytes;
	}
	scene_end(&scene);
}

Test(check, every_council_but_its_own_is_refused)
{
	for (unsigned i = 0; i < 1000; i++) {
		struct scene scene;

		scene_begin(&scene);
		scene.peer_council = (uint16_t)i;
		scene_submit(&scene);
		if (i == 0 || i == 342)
			cr_assert_eq(scene.decision.verdict, VERDICT_STORE);
		else
			cr_assert_eq(scene.decision.refusal, REFUSAL_WRONG_COUNCIL);
		scene_end(&scene);
	}
}

static void expect_sentence(const struct decision *decision, const char *expected)
{
	char bytes[REFUSAL_SENTENCE_BYTES_MAX + 1];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	decision_describe(decision, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	cr_assert_str_eq(bytes, expected);
}

Test(decision, is_told_in_a_sentence)
{
	const struct decision stored = {.verdict = VERDICT_STORE, .field = ""};
	const struct decision already = {.verdict = VERDICT_STORED_ALREADY, .field = "", .stored_sequence = 12};
	const struct decision stale = {.verdict = VERDICT_REFUSE, .refusal = REFUSAL_STALE_REVISION, .field = "revision"};
	const struct decision busy = {.verdict = VERDICT_REFUSE, .refusal = REFUSAL_TOO_BUSY, .field = ""};

	expect_sentence(&stored, "the return is accepted");
	expect_sentence(&already, "the same signed bytes are stored already, as entry 12 of the council's chain");
	expect_sentence(&stale, "another return is already stored under this revision (field revision): the agent has lost sight of what it sent: "
				"was its state folder lost, or restored from an old copy? Ask your alliance");
	expect_sentence(&busy, "the collector's queue is full; try again in a moment: nothing needs doing, the agent tries again by itself");
}

Test(decision, every_refusal_fits_the_wire_and_says_what_to_do)
{
	for (uint32_t code = 1; refusal_is_known(code); code++) {
		struct decision decision = {
			.verdict = VERDICT_REFUSE, .refusal = (enum refusal_code)code, .field = "vacancy_agency_cover_rate_fte_12m"};
		char bytes[REFUSAL_SENTENCE_BYTES_MAX + 1];
		struct text text;

		text_init_fixed(&text, bytes, sizeof(bytes));
		decision_describe(&decision, &text);
		cr_assert_eq(text.error, ERROR_NONE, "%s", refusal_id(code));
		cr_assert(slice_starts_with(text_slice(&text), slice_from_text(refusal_sentence(code))));
		cr_assert_not_null(strstr(bytes, "): "), "%s", bytes);
	}
}
