#include "collector/core/entry.h"

#include <criterion/criterion.h>
#include <string.h>

enum { BUDGET_BYTES = 4 << 20 };

static const uint8_t key_body[2 * PUBLIC_KEY_SIZE] = {1, 2, 3};

static struct entry entry_of(enum entry_kind kind, uint64_t sequence, struct slice body)
{
	struct entry entry = {.kind = kind, .council = 342, .sequence = sequence, .recorded_at_s = 1633046400, .body = body};

	if (sequence > 1)
		memset(entry.previous_hash.bytes, 7, DIGEST_SIZE);
	return entry;
}

static struct slice pack(const struct entry *entry, struct arena *arena)
{
	struct slice bytes = {NULL, 0};

	cr_assert_eq(entry_pack(entry, arena, &bytes), ERROR_NONE);
	return bytes;
}

Test(entry, comes_back_as_it_was)
{
	const struct entry table[] = {
		entry_of(ENTRY_RETURN, 1, SLICE_LITERAL("an envelope")),
		entry_of(ENTRY_RETURN, UINT64_MAX, SLICE_LITERAL("x")),
		entry_of(ENTRY_KEY_REGISTERED, 2, slice_from(key_body, sizeof(key_body))),
		entry_of(ENTRY_KEY_REVOKED, 3, slice_from(key_body, KEY_ID_SIZE)),
	};
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct entry back;

		cr_assert_eq(entry_unpack(pack(&table[i], &arena), &back), ERROR_NONE, "row %zu", i);
		cr_assert_eq(back.kind, table[i].kind);
		cr_assert_eq(back.council, table[i].council);
		cr_assert_eq(back.sequence, table[i].sequence);
		cr_assert_eq(back.recorded_at_s, table[i].recorded_at_s);
		cr_assert(digest_equal(&back.previous_hash, &table[i].previous_hash));
		cr_assert(slice_equal(back.body, table[i].body));
	}
	arena_fini(&arena);
}

/* A sound entry with one thing wrong. */
static void unsound_entries(struct entry out[], size_t *count)
{
	struct entry first = entry_of(ENTRY_RETURN, 1, SLICE_LITERAL("an envelope"));
	struct entry second = entry_of(ENTRY_RETURN, 2, SLICE_LITERAL("an envelope"));
	size_t n = 0;

	out[n] = first, out[n++].kind = (enum entry_kind)0;
	out[n] = first, out[n++].kind = (enum entry_kind)4;
	out[n] = first, out[n++].council = 0;
	out[n] = first, out[n++].sequence = 0;
	out[n] = first, out[n++].body = slice_from(NULL, 0);
	out[n] = first, out[n++].previous_hash.bytes[31] = 1;
	out[n] = second, out[n++].previous_hash = (struct digest){{0}};
	out[n] = entry_of(ENTRY_KEY_REGISTERED, 1, slice_from(key_body, sizeof(key_body) - 1)), n++;
	out[n] = entry_of(ENTRY_KEY_REVOKED, 1, slice_from(key_body, KEY_ID_SIZE + 1)), n++;
	*count = n;
}

Test(entry, must_not_pack)
{
	struct entry table[16];
	struct arena arena;
	size_t count;

	unsound_entries(table, &count);
	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < count; i++) {
		struct slice bytes = SLICE_LITERAL("untouched");

		cr_assert_eq(entry_pack(&table[i], &arena, &bytes), ERROR_INVALID, "row %zu", i);
		cr_assert(slice_equal(bytes, SLICE_LITERAL("untouched")));
	}
	arena_fini(&arena);
}

/* Each kind has its chains, and no other. */
Test(entry, kinds_stand_in_their_chains)
{
	static const struct {
		enum entry_kind kind;
		uint16_t chain;
		bool fits;
	} table[] = {
		{ENTRY_RETURN, 1, true},
		{ENTRY_RETURN, 999, true},
		{ENTRY_RETURN, 1000, false},
		{ENTRY_RETURN, 1001, false},
		{ENTRY_RETURN, EVENTS_CHAIN, false},
		{ENTRY_RELEASE, 999, false},
		{ENTRY_RELEASE, 1000, false},
		{ENTRY_RELEASE, 1001, true},
		{ENTRY_RELEASE, EVENTS_CHAIN, false},
		{ENTRY_EVENTS, 2000, true},
		{ENTRY_EVENTS, 2001, false},
		{ENTRY_EVENTS, 342, false},
		{ENTRY_EVENTS_WITHDRAWN, 2000, true},
		{ENTRY_EVENTS_WITHDRAWN, 2001, false},
		{ENTRY_GROUP, 2001, true},
		{ENTRY_GROUP, 2000, false},
		{ENTRY_GROUP, 2002, false},
		{(enum entry_kind)8, 2001, false},
	};
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct entry back, entry = entry_of(table[i].kind, 1, SLICE_LITERAL("a body"));
		struct slice bytes;

		entry.council = table[i].chain;
		cr_expect_eq(entry_pack(&entry, &arena, &bytes), table[i].fits ? ERROR_NONE : ERROR_INVALID, "row %zu", i);
		if (table[i].fits)
			cr_expect_eq(entry_unpack(bytes, &back), ERROR_NONE, "row %zu", i);
	}
	arena_fini(&arena);
}

Test(entry, a_note_has_a_body_and_its_limit)
{
	static const uint8_t body[NOTE_BYTES_MAX + 1];
	struct entry entry = entry_of(ENTRY_GROUP, 1, slice_from(body, NOTE_BYTES_MAX));
	struct slice bytes;
	struct arena arena;

	entry.council = GROUPS_CHAIN;
	arena_init(&arena, BUDGET_BYTES);
	pack(&entry, &arena);
	entry.body = slice_from(body, sizeof(body));
	cr_expect_eq(entry_pack(&entry, &arena, &bytes), ERROR_INVALID);
	entry.body = slice_from(NULL, 0);
	cr_expect_eq(entry_pack(&entry, &arena, &bytes), ERROR_INVALID);
	arena_fini(&arena);
}

Test(entry, a_body_larger_than_a_frame_is_refused)
{
	static const uint8_t body[FRAME_BYTES_MAX + 1];
	struct entry entry = entry_of(ENTRY_RETURN, 1, slice_from(body, FRAME_BYTES_MAX));
	struct slice bytes;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	pack(&entry, &arena);
	entry.body = slice_from(body, sizeof(body));
	cr_assert_eq(entry_pack(&entry, &arena, &bytes), ERROR_INVALID);
	arena_fini(&arena);
}

/* docs/store.md describes these bytes; they must not change while the format is 1. */
Test(entry, has_these_bytes)
{
	static const uint8_t expected[] = {
		1,                                                                /* format */
		1,                                                                /* a return */
		0x01, 0x56,                                                       /* council 342 */
		0,    0,    0, 0, 0,    0,    0,    2,                            /* sequence */
		0,    0,    0, 0, 0x61, 0x56, 0x4f, 0x80,                         /* 2021-10-01T00:00:00Z */
		7,    7,    7, 7, 7,    7,    7,    7,    7, 7, 7, 7, 7, 7, 7, 7, /* previous hash */
		7,    7,    7, 7, 7,    7,    7,    7,    7, 7, 7, 7, 7, 7, 7, 7, /* the same */
		0,    0,    0, 2, 'o',  'k',                                      /* body */
	};
	struct entry entry = entry_of(ENTRY_RETURN, 2, SLICE_LITERAL("ok"));
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert(slice_equal(pack(&entry, &arena), slice_from(expected, sizeof(expected))));
	arena_fini(&arena);
}

Test(entry, cut_or_extended_bytes_are_corrupt)
{
	struct entry entry = entry_of(ENTRY_RETURN, 2, SLICE_LITERAL("an envelope"));
	uint8_t extended[256];
	struct entry back;
	struct slice bytes;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	bytes = pack(&entry, &arena);
	for (size_t size = 0; size < bytes.size; size++)
		cr_assert_eq(entry_unpack(slice_from(bytes.data, size), &back), ERROR_CORRUPT, "%zu bytes", size);
	memcpy(extended, bytes.data, bytes.size);
	extended[bytes.size] = 0;
	cr_assert_eq(entry_unpack(slice_from(extended, bytes.size + 1), &back), ERROR_CORRUPT);
	arena_fini(&arena);
}

/* The same rules hold for what is read: a value that pack would refuse, written by hand. */
Test(entry, must_not_unpack)
{
	static const struct {
		size_t at;
		uint8_t byte;
	} table[] = {
		{0, 0},                   /* format */
		{0, 2},   {1, 0},         /* kind */
		{1, 2},                   /* a key with an envelope's body */
		{1, 3},   {1, 4}, {3, 0}, /* council */
		{11, 0},                  /* sequence */
		{11, 2},                  /* a second entry without a previous hash */
		{55, 10},                 /* body's size */
		{55, 12},
	};
	struct entry entry = entry_of(ENTRY_RETURN, 1, SLICE_LITERAL("an envelope"));
	struct slice bytes;
	struct entry back;
	struct arena arena;

	entry.council = 200;
	arena_init(&arena, BUDGET_BYTES);
	bytes = pack(&entry, &arena);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		uint8_t changed[256];

		memcpy(changed, bytes.data, bytes.size);
		changed[table[i].at] = table[i].byte;
		cr_assert_eq(entry_unpack(slice_from(changed, bytes.size), &back), ERROR_CORRUPT, "row %zu", i);
	}
	arena_fini(&arena);
}

Test(entry, its_hash_depends_on_every_byte_and_on_the_previous_hash)
{
	struct entry entry = entry_of(ENTRY_RETURN, 2, SLICE_LITERAL("an envelope"));
	struct digest other = entry.previous_hash;
	uint8_t changed[256];
	struct digest hash, changed_hash;
	struct slice bytes;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	bytes = pack(&entry, &arena);
	hash = entry_hash(&entry.previous_hash, bytes);
	other.bytes[0] ^= 1;
	changed_hash = entry_hash(&other, bytes);
	cr_assert_not(digest_equal(&hash, &changed_hash));
	for (size_t i = 0; i < bytes.size; i++) {
		memcpy(changed, bytes.data, bytes.size);
		changed[i] ^= 0x10;
		changed_hash = entry_hash(&entry.previous_hash, slice_from(changed, bytes.size));
		cr_assert_not(digest_equal(&hash, &changed_hash), "byte %zu", i);
	}
	arena_fini(&arena);
}

Test(entry, no_memory_is_an_error)
{
	struct entry entry = entry_of(ENTRY_RETURN, 2, SLICE_LITERAL("an envelope"));
	struct slice bytes;
	struct arena arena;

	arena_init(&arena, 0);
	cr_assert_eq(entry_pack(&entry, &arena, &bytes), ERROR_NO_MEMORY);
	cr_assert_eq(record_frame(SLICE_LITERAL("payload"), &arena, &bytes), ERROR_NO_MEMORY);
	arena_fini(&arena);
}

Test(record, opens_as_it_was_framed)
{
	const struct slice table[] = {slice_from(NULL, 0), SLICE_LITERAL("p"), SLICE_LITERAL("a longer payload")};
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct slice framed, payload;

		cr_assert_eq(record_frame(table[i], &arena, &framed), ERROR_NONE);
		cr_assert_eq(framed.size, table[i].size + RECORD_FRAME_SIZE);
		cr_assert_eq(record_open(framed, &payload), ERROR_NONE);
		cr_assert(slice_equal(payload, table[i]));
	}
	arena_fini(&arena);
}

Test(record, every_flipped_bit_and_every_cut_is_corrupt)
{
	struct slice framed, payload;
	uint8_t changed[64];
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(record_frame(SLICE_LITERAL("a longer payload"), &arena, &framed), ERROR_NONE);
	for (size_t bit = 0; bit < framed.size * 8; bit++) {
		memcpy(changed, framed.data, framed.size);
		changed[bit / 8] ^= (uint8_t)(1u << bit % 8);
		cr_assert_eq(record_open(slice_from(changed, framed.size), &payload), ERROR_CORRUPT, "bit %zu", bit);
	}
	for (size_t size = 0; size < framed.size; size++)
		cr_assert_eq(record_open(slice_from(framed.data, size), &payload), ERROR_CORRUPT, "%zu bytes", size);
	arena_fini(&arena);
}

Test(receipt, says_what_is_stored_and_is_the_same_each_time)
{
	static const uint8_t seed[32] = {9};
	struct envelope envelope = {.return_bytes = SLICE_LITERAL("a return")};
	struct council_return content = {.council = 342, .month = month_from(2021, 9), .revision = 3};
	struct entry entry = entry_of(ENTRY_RETURN, 17, SLICE_LITERAL("an envelope"));
	struct digest hash = digest_sha256(SLICE_LITERAL("the entry"));
	struct digest return_hash = digest_sha256(envelope.return_bytes);
	struct digest envelope_hash = digest_sha256(entry.body);
	struct signing_public public_key, other_key;
	struct signing_secret secret_key;
	struct receipt receipt, again;

	signing_pair_from_seed(seed, &public_key, &secret_key);
	receipt = entry_receipt(&entry, &hash, &content, &envelope, &public_key, &secret_key);
	again = entry_receipt(&entry, &hash, &content, &envelope, &public_key, &secret_key);
	cr_assert_eq(receipt.council, 342);
	cr_assert_eq(month_compare(receipt.month, content.month), 0);
	cr_assert_eq(receipt.revision, 3);
	cr_assert(digest_equal(&receipt.return_hash, &return_hash));
	cr_assert(digest_equal(&receipt.envelope_hash, &envelope_hash));
	cr_assert_eq(receipt.sequence, 17);
	cr_assert(digest_equal(&receipt.entry_hash, &hash));
	cr_assert_eq(receipt.recorded_at_s, 1633046400);
	cr_assert(receipt_verify(&receipt, &public_key));
	cr_assert_eq(memcmp(&receipt.signature, &again.signature, sizeof(receipt.signature)), 0);
	again.sequence++;
	cr_assert_not(receipt_verify(&again, &public_key));
	other_key = public_key;
	other_key.bytes[0] ^= 1;
	cr_assert_not(receipt_verify(&receipt, &other_key));
}
