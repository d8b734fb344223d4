#include "proto/wire.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/memory.h"
#include "proto/refusal.h"
#include "proto/revision_reason.h"
#include "tests/unit/proto/samples.h"

/* SHA-256 of the sample return's bytes: the canonical form does not change unnoticed. */
#define SAMPLE_RETURN_HASH "492082944d1f607bbcc8e7d60d7e640faea67181e070adaf70215147e0c81b02"

static struct slice packed_return(struct arena *arena)
{
	struct return_measure measures[SAMPLE_MEASURE_COUNT];
	struct council_return source = sample_return(measures);
	struct slice bytes;
	cr_assert_eq(wire_pack_return(&source, arena, &bytes), ERROR_NONE);
	return bytes;
}

static struct slice packed_envelope(struct arena *arena)
{
	struct envelope source = sample_envelope(packed_return(arena));
	struct slice bytes;
	cr_assert_eq(wire_pack_envelope(&source, arena, &bytes), ERROR_NONE);
	return bytes;
}

static struct slice packed_message(unsigned index, struct arena *arena)
{
	struct message messages[SAMPLE_MESSAGE_COUNT];
	struct slice bytes;
	sample_messages(packed_envelope(arena), messages);
	cr_assert_eq(wire_pack_message(&messages[index], arena, &bytes), ERROR_NONE);
	return bytes;
}

static void assert_same_return(const struct council_return *a, const struct council_return *b)
{
	cr_assert_eq(a->council, b->council);
	cr_assert_eq(month_compare(a->month, b->month), 0);
	cr_assert_eq(a->revision, b->revision);
	cr_assert(digest_equal(&a->previous, &b->previous));
	cr_assert(digest_equal(&a->catalogue, &b->catalogue));
	cr_assert(slice_equal(a->policy, b->policy));
	cr_assert(slice_equal(a->agent_version, b->agent_version));
	cr_assert_eq(a->measure_count, b->measure_count);
	for (unsigned i = 0; i < a->measure_count; i++) {
		cr_assert_eq(a->measures[i].number, b->measures[i].number);
		cr_assert_eq(a->measures[i].symbol, b->measures[i].symbol);
		cr_assert_eq(a->measures[i].reason, b->measures[i].reason);
		cr_assert_eq(a->measures[i].value, b->measures[i].value);
	}
}

static void assert_same_receipt(const struct receipt *a, const struct receipt *b)
{
	cr_assert_eq(a->council, b->council);
	cr_assert_eq(month_compare(a->month, b->month), 0);
	cr_assert_eq(a->revision, b->revision);
	cr_assert(digest_equal(&a->return_hash, &b->return_hash));
	cr_assert(digest_equal(&a->envelope_hash, &b->envelope_hash));
	cr_assert_eq(a->sequence, b->sequence);
	cr_assert(digest_equal(&a->entry_hash, &b->entry_hash));
	cr_assert_eq(a->recorded_at_s, b->recorded_at_s);
	cr_assert(key_id_equal(&a->key, &b->key));
	cr_assert_eq(memcmp(&a->signature, &b->signature, sizeof a->signature), 0);
}

Test(wire, a_return_comes_back)
{
	struct arena arena;
	struct return_measure measures[SAMPLE_MEASURE_COUNT];
	struct council_return source = sample_return(measures);
	struct council_return result;
	struct slice bytes;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_NONE);
	cr_assert_eq(wire_unpack_return(bytes, &arena, &result, &field), ERROR_NONE);
	assert_same_return(&source, &result);
	arena_fini(&arena);
}

Test(wire, the_canonical_form_is_pinned)
{
	struct arena arena;
	char hex[DIGEST_HEX_SIZE];
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	struct digest hash = digest_sha256(packed_return(&arena));
	digest_to_hex(&hash, hex);
	cr_assert_str_eq(hex, SAMPLE_RETURN_HASH);
	arena_fini(&arena);
}

Test(wire, a_return_without_measures_and_one_with_the_most)
{
	struct arena arena;
	struct return_measure most[RETURN_MEASURES_MAX + 1] = {0};
	struct council_return source = sample_return(most);
	struct council_return result;
	struct slice bytes;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	for (unsigned i = 0; i <= RETURN_MEASURES_MAX; i++)
		most[i] = (struct return_measure){.number = (uint16_t)(UINT16_MAX - RETURN_MEASURES_MAX + i), .value = INT64_MIN};
	const unsigned counts[] = {0, RETURN_MEASURES_MAX};
	for (unsigned i = 0; i < 2; i++) {
		source.measure_count = counts[i];
		cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_NONE);
		cr_assert_eq(wire_unpack_return(bytes, &arena, &result, &field), ERROR_NONE);
		assert_same_return(&source, &result);
	}
	source.measure_count = RETURN_MEASURES_MAX + 1;
	cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_INVALID);
	arena_fini(&arena);
}

Test(wire, an_envelope_comes_back_with_the_same_bytes_inside)
{
	struct arena arena;
	struct envelope result;
	struct slice bytes;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	struct envelope source = sample_envelope(packed_return(&arena));
	cr_assert_eq(wire_pack_envelope(&source, &arena, &bytes), ERROR_NONE);
	cr_assert_eq(wire_unpack_envelope(bytes, &arena, &result, &field), ERROR_NONE);
	cr_assert(slice_equal(result.return_bytes, source.return_bytes));
	cr_assert_neq(result.return_bytes.data, source.return_bytes.data);
	cr_assert_eq(result.prepared_at_s, source.prepared_at_s);
	cr_assert_eq(result.approved_at_s, source.approved_at_s);
	cr_assert(slice_equal(result.approver_role, source.approver_role));
	cr_assert(key_id_equal(&result.key, &source.key));
	cr_assert_eq(memcmp(&result.signature, &source.signature, sizeof result.signature), 0);
	cr_assert_eq(result.reason, REVISION_REASON_NONE);
	arena_fini(&arena);
}

/* A reason stands behind the signature; without one the bytes are what they were before there were reasons. */
Test(wire, a_reason_is_two_bytes_more_at_the_end)
{
	struct arena arena;
	struct envelope source, result;
	struct slice without, with;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	source = sample_envelope(packed_return(&arena));
	cr_assert_eq(wire_pack_envelope(&source, &arena, &without), ERROR_NONE);
	source.reason = REVISION_REASON_DEFINITION;
	cr_assert_eq(wire_pack_envelope(&source, &arena, &with), ERROR_NONE);
	cr_assert_eq(with.size, without.size + 2);
	cr_assert_eq(memcmp(with.data, without.data, without.size), 0);
	cr_assert_eq(with.data[without.size], 7 << 3);
	cr_assert_eq(with.data[without.size + 1], 3);
	cr_assert_eq(wire_unpack_envelope(with, &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(result.reason, REVISION_REASON_DEFINITION);
	arena_fini(&arena);
}

Test(wire, the_largest_envelope_fits_its_limit)
{
	static const uint8_t big[RETURN_BYTES_MAX] = {1};
	uint8_t role[ROLE_BYTES_MAX];
	struct arena arena;
	struct envelope source = sample_envelope(slice_from(big, sizeof big));
	struct message message = {.kind = MESSAGE_SUBMIT};
	struct slice bytes;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	memset(role, 'x', sizeof role);
	source.approver_role = slice_from(role, sizeof role);
	source.prepared_at_s = source.approved_at_s = INT64_C(253402300799);
	source.reason = UINT8_MAX;
	cr_assert_eq(wire_pack_envelope(&source, &arena, &message.submit), ERROR_NONE);
	cr_assert_eq(wire_pack_message(&message, &arena, &bytes), ERROR_NONE);
	struct message result;
	cr_assert_eq(wire_unpack_message(bytes, &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(wire_unpack_envelope(result.submit, &arena, &source, &field), ERROR_NONE);
	cr_assert_eq(source.return_bytes.size, RETURN_BYTES_MAX);
	arena_fini(&arena);
}

Test(wire, a_hello_comes_back)
{
	struct arena arena;
	struct message result;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_eq(wire_unpack_message(packed_message(0, &arena), &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(result.kind, MESSAGE_HELLO);
	cr_assert_eq(result.hello.protocol_version, PROTOCOL_VERSION);
	cr_assert(slice_equal(result.hello.program_version, SLICE_LITERAL("0.1.0")));
	cr_assert_eq(result.hello.catalogue.bytes[7], 0x22);
	arena_fini(&arena);
}

Test(wire, a_submission_comes_back)
{
	struct arena arena;
	struct message result;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_eq(wire_unpack_message(packed_message(1, &arena), &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(result.kind, MESSAGE_SUBMIT);
	cr_assert(slice_equal(result.submit, packed_envelope(&arena)));
	arena_fini(&arena);
}

Test(wire, a_receipt_comes_back)
{
	struct arena arena;
	struct message result;
	const char *field;
	struct receipt expected = sample_receipt();
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_eq(wire_unpack_message(packed_message(2, &arena), &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(result.kind, MESSAGE_RECEIPT);
	assert_same_receipt(&result.receipt, &expected);
	arena_fini(&arena);
}

Test(wire, a_refusal_comes_back)
{
	struct arena arena;
	struct message result;
	const char *field;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_eq(wire_unpack_message(packed_message(3, &arena), &arena, &result, &field), ERROR_NONE);
	cr_assert_eq(result.kind, MESSAGE_REFUSAL);
	cr_assert_eq(result.refusal.code, REFUSAL_STALE_REVISION);
	cr_assert(slice_equal(result.refusal.sentence, SLICE_LITERAL("send the next revision")));
	cr_assert_eq(result.refusal.field.size, 0);
	cr_assert_eq(result.refusal.envelope_hash.bytes[0], 0x66);
	arena_fini(&arena);
}

/* A return cut after one of its measures is a return; cut anywhere else it is nothing. Its hash tells them apart. */
Test(wire, a_return_cut_short_is_refused_or_another_return)
{
	struct arena arena;
	struct council_return result;
	const char *field;
	unsigned accepted = 0;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	struct slice bytes = packed_return(&arena);
	for (size_t size = 0; size < bytes.size; size++) {
		enum error error = wire_unpack_return(slice_from(bytes.data, size), &arena, &result, &field);
		if (error == ERROR_NONE)
			cr_assert_eq(result.measure_count, accepted++, "%zu bytes", size);
		else
			cr_assert_eq(error, ERROR_MALFORMED, "%zu bytes", size);
	}
	cr_assert_eq(accepted, SAMPLE_MEASURE_COUNT);
	arena_fini(&arena);
}

Test(wire, an_envelope_cut_short_or_with_more_behind_is_refused)
{
	struct arena arena;
	struct envelope result;
	const char *field;
	uint8_t longer[1024];
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	struct slice bytes = packed_envelope(&arena);
	for (size_t size = 0; size < bytes.size; size++)
		cr_assert_eq(wire_unpack_envelope(slice_from(bytes.data, size), &arena, &result, &field), ERROR_MALFORMED, "%zu bytes", size);
	memcpy(longer, bytes.data, bytes.size);
	for (unsigned byte = 0; byte <= UINT8_MAX; byte++) {
		longer[bytes.size] = (uint8_t)byte;
		cr_assert_eq(wire_unpack_envelope(slice_from(longer, bytes.size + 1), &arena, &result, &field), ERROR_MALFORMED, "%u", byte);
	}
	arena_fini(&arena);
}

Test(wire, a_message_cut_short_is_refused)
{
	for (unsigned i = 0; i < SAMPLE_MESSAGE_COUNT; i++) {
		struct arena arena;
		struct message result;
		const char *field;
		arena_init(&arena, SAMPLE_ARENA_BYTES);
		struct slice bytes = packed_message(i, &arena);
		for (size_t size = 0; size < bytes.size; size++)
			cr_assert_eq(wire_unpack_message(slice_from(bytes.data, size), &arena, &result, &field), ERROR_MALFORMED, "%u, %zu bytes", i,
				     size);
		arena_fini(&arena);
	}
}

Test(wire, one_flipped_bit_in_a_signed_envelope_never_verifies)
{
	struct signing_public public_key;
	struct signing_secret secret_key;
	struct arena arena;
	struct envelope result;
	const char *field;
	uint8_t changed[1024];
	unsigned read = 0;
	signing_pair_from_seed(sample_seed, &public_key, &secret_key);
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	struct slice bytes = packed_envelope(&arena);
	cr_assert_eq(wire_unpack_envelope(bytes, &arena, &result, &field), ERROR_NONE);
	cr_assert(envelope_verify(&result, &public_key));
	for (size_t bit = 0; bit < bytes.size * 8; bit++) {
		memcpy(changed, bytes.data, bytes.size);
		changed[bit / 8] ^= (uint8_t)(1 << bit % 8);
		if (wire_unpack_envelope(slice_from(changed, bytes.size), &arena, &result, &field) != ERROR_NONE)
			continue;
		read++;
		cr_assert_not(envelope_verify(&result, &public_key), "bit %zu", bit);
	}
	cr_assert_gt(read, 1000, "most bits lie in the return, the key and the signature: the structure allows them");
	arena_fini(&arena);
}

#define ASSERT_RETURN_NOT_PACKED(change)                                                         \
	do {                                                                                     \
		struct council_return source = sample_return(measures);                          \
		cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_NONE);             \
		change;                                                                          \
		cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_INVALID, #change); \
	} while (0)

Test(wire, a_return_out_of_range_is_not_packed)
{
	struct return_measure measures[SAMPLE_MEASURE_COUNT];
	uint8_t text[1024];
	struct arena arena;
	struct slice bytes;
	memset(text, 'x', sizeof text);
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	ASSERT_RETURN_NOT_PACKED(source.council = 0);
	ASSERT_RETURN_NOT_PACKED(source.council = 1000);
	ASSERT_RETURN_NOT_PACKED(source.month.index = 0);
	ASSERT_RETURN_NOT_PACKED(source.month.index = INT32_MAX);
	ASSERT_RETURN_NOT_PACKED(source.revision = 0);
	ASSERT_RETURN_NOT_PACKED(source.revision = REVISION_MAX + 1);
	ASSERT_RETURN_NOT_PACKED(source.policy = slice_from(text, POLICY_BYTES_MAX + 1));
	ASSERT_RETURN_NOT_PACKED(source.policy = SLICE_LITERAL(""));
	ASSERT_RETURN_NOT_PACKED(source.policy = SLICE_LITERAL("a\nb"));
	ASSERT_RETURN_NOT_PACKED(source.agent_version = slice_from(text, AGENT_VERSION_BYTES_MAX + 1));
	ASSERT_RETURN_NOT_PACKED(source.agent_version = SLICE_LITERAL("\xff"));
	ASSERT_RETURN_NOT_PACKED(measures[0].number = 0);
	ASSERT_RETURN_NOT_PACKED(measures[0].reason = REASON_CELL_EMPTY);
	ASSERT_RETURN_NOT_PACKED(measures[2].value = 1);
	ASSERT_RETURN_NOT_PACKED(measures[1].number = measures[0].number);
	ASSERT_RETURN_NOT_PACKED(measures[2].number = 1);
	arena_fini(&arena);
}

#define ASSERT_ENVELOPE_NOT_PACKED(change)                                                         \
	do {                                                                                       \
		struct envelope source = sample_envelope(SLICE_LITERAL("return"));                 \
		cr_assert_eq(wire_pack_envelope(&source, &arena, &bytes), ERROR_NONE);             \
		change;                                                                            \
		cr_assert_eq(wire_pack_envelope(&source, &arena, &bytes), ERROR_INVALID, #change); \
	} while (0)

Test(wire, an_envelope_out_of_range_is_not_packed)
{
	static const uint8_t big[RETURN_BYTES_MAX + 1];
	uint8_t text[1024];
	struct arena arena;
	struct slice bytes;
	memset(text, 'x', sizeof text);
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	ASSERT_ENVELOPE_NOT_PACKED(source.return_bytes = slice_from(big, sizeof big));
	ASSERT_ENVELOPE_NOT_PACKED(source.return_bytes = SLICE_LITERAL(""));
	ASSERT_ENVELOPE_NOT_PACKED(source.prepared_at_s = -1);
	ASSERT_ENVELOPE_NOT_PACKED(source.approved_at_s = INT64_C(253402300800));
	ASSERT_ENVELOPE_NOT_PACKED(source.approver_role = slice_from(text, ROLE_BYTES_MAX + 1));
	ASSERT_ENVELOPE_NOT_PACKED(source.approver_role = SLICE_LITERAL(""));
	ASSERT_ENVELOPE_NOT_PACKED(source.approver_role = SLICE_LITERAL("a\0b"));
	arena_fini(&arena);
}

#define ASSERT_MESSAGE_NOT_PACKED(index, change)                                                  \
	do {                                                                                      \
		struct message messages[SAMPLE_MESSAGE_COUNT];                                    \
		sample_messages(SLICE_LITERAL("envelope"), messages);                             \
		struct message *message = &messages[index];                                       \
		cr_assert_eq(wire_pack_message(message, &arena, &bytes), ERROR_NONE);             \
		change;                                                                           \
		cr_assert_eq(wire_pack_message(message, &arena, &bytes), ERROR_INVALID, #change); \
	} while (0)

Test(wire, a_message_out_of_range_is_not_packed)
{
	static const uint8_t big[ENVELOPE_BYTES_MAX + 1];
	uint8_t text[1024];
	struct arena arena;
	struct slice bytes;
	memset(text, 'x', sizeof text);
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	ASSERT_MESSAGE_NOT_PACKED(0, message->kind = (enum message_kind)0);
	ASSERT_MESSAGE_NOT_PACKED(0, message->kind = (enum message_kind)9);
	ASSERT_MESSAGE_NOT_PACKED(0, message->hello.program_version = slice_from(text, AGENT_VERSION_BYTES_MAX + 1));
	ASSERT_MESSAGE_NOT_PACKED(1, message->submit = slice_from(big, sizeof big));
	ASSERT_MESSAGE_NOT_PACKED(1, message->submit = SLICE_LITERAL(""));
	ASSERT_MESSAGE_NOT_PACKED(2, message->receipt.council = 0);
	ASSERT_MESSAGE_NOT_PACKED(2, message->receipt.revision = 0);
	ASSERT_MESSAGE_NOT_PACKED(2, message->receipt.sequence = 0);
	ASSERT_MESSAGE_NOT_PACKED(2, message->receipt.month.index = -1);
	ASSERT_MESSAGE_NOT_PACKED(2, message->receipt.recorded_at_s = -1);
	ASSERT_MESSAGE_NOT_PACKED(3, message->refusal.code = 0);
	ASSERT_MESSAGE_NOT_PACKED(3, message->refusal.sentence = slice_from(text, REFUSAL_SENTENCE_BYTES_MAX + 1));
	ASSERT_MESSAGE_NOT_PACKED(3, message->refusal.sentence = SLICE_LITERAL(""));
	ASSERT_MESSAGE_NOT_PACKED(3, message->refusal.field = slice_from(text, REFUSAL_FIELD_BYTES_MAX + 1));
	arena_fini(&arena);
}

Test(wire, packing_into_a_full_arena_says_so)
{
	struct return_measure measures[SAMPLE_MEASURE_COUNT];
	struct council_return source = sample_return(measures);
	struct slice bytes = {.size = 77};
	const size_t budgets[] = {16, 300, 600};
	for (unsigned i = 0; i < sizeof budgets / sizeof budgets[0]; i++) {
		struct arena arena;
		arena_init(&arena, budgets[i]);
		enum error error = wire_pack_return(&source, &arena, &bytes);
		cr_assert_eq(error, budgets[i] == 600 ? ERROR_NONE : ERROR_NO_MEMORY, "%zu", budgets[i]);
		cr_assert_eq(bytes.size == 77, error != ERROR_NONE);
		arena_fini(&arena);
	}
}

/* Fails every allocation in turn; the last round, in which none fails, succeeds. The number of rounds. */
static size_t fail_each_allocation(enum error (*unpack)(struct slice bytes, struct arena *arena), struct slice bytes)
{
	for (size_t n = 1; n < 100; n++) {
		struct arena arena;
		arena_init(&arena, SAMPLE_ARENA_BYTES);
		memory_fail_at(n);
		enum error error = unpack(bytes, &arena);
		memory_fail_at(0);
		arena_fini(&arena);
		if (error == ERROR_NONE)
			return n;
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
	}
	cr_assert_fail("it never succeeds");
	return 0;
}

static enum error unpack_any_return(struct slice bytes, struct arena *arena)
{
	struct council_return result;
	const char *field;
	return wire_unpack_return(bytes, arena, &result, &field);
}

static enum error unpack_any_envelope(struct slice bytes, struct arena *arena)
{
	struct envelope result;
	const char *field;
	return wire_unpack_envelope(bytes, arena, &result, &field);
}

static enum error unpack_any_message(struct slice bytes, struct arena *arena)
{
	struct message result;
	const char *field;
	return wire_unpack_message(bytes, arena, &result, &field);
}

Test(wire, every_failed_allocation_is_no_memory)
{
	struct arena arena;
	arena_init(&arena, SAMPLE_ARENA_BYTES);
	cr_assert_gt(fail_each_allocation(unpack_any_return, packed_return(&arena)), 1);
	cr_assert_gt(fail_each_allocation(unpack_any_envelope, packed_envelope(&arena)), 1);
	for (unsigned i = 0; i < SAMPLE_MESSAGE_COUNT; i++)
		cr_assert_gt(fail_each_allocation(unpack_any_message, packed_message(i, &arena)), 1, "%u", i);
	arena_fini(&arena);
}
