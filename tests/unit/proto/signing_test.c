#include "proto/signing.h"

#include <criterion/criterion.h>
#include <sodium.h>
#include <string.h>

#include "common/cursor.h"
#include "tests/unit/proto/samples.h"

static struct signing_public sample_key(const uint8_t seed[static 32], struct signing_secret *secret_key)
{
	struct signing_public public_key;
	signing_pair_from_seed(seed, &public_key, secret_key);
	return public_key;
}

/* RFC 8032, section 7.1, test 1. */
Test(signing, a_seed_gives_the_standard_key)
{
	static const uint8_t seed[32] = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
					 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
	static const uint8_t expected[32] = {0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
					     0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a};
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(seed, &secret_key);
	cr_assert_eq(memcmp(public_key.bytes, expected, sizeof expected), 0);
}

Test(signing, a_key_id_is_the_head_of_the_keys_hash)
{
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	uint8_t hash[32];
	crypto_generichash(hash, sizeof hash, public_key.bytes, sizeof public_key.bytes, NULL, 0);
	struct key_id id = signing_key_id(&public_key);
	cr_assert_eq(memcmp(id.bytes, hash, KEY_ID_SIZE), 0);

	struct signing_public other = sample_key(sample_other_seed, &secret_key);
	struct key_id other_id = signing_key_id(&other);
	cr_assert(key_id_equal(&id, &id));
	cr_assert_not(key_id_equal(&id, &other_id));
}

Test(signing, wiping_leaves_nothing)
{
	static const struct signing_secret nothing;
	struct signing_secret secret_key;
	(void)sample_key(sample_seed, &secret_key);
	cr_assert_neq(memcmp(&secret_key, &nothing, sizeof nothing), 0);
	signing_wipe(&secret_key);
	cr_assert_eq(memcmp(&secret_key, &nothing, sizeof nothing), 0);
}

/* What docs/protocol.md says is signed for the sample's times and role, put together by hand; the number of bytes. */
static size_t documented_statement(struct slice return_bytes, const struct key_id *key, uint8_t statement[static 256])
{
	struct digest return_hash = digest_sha256(return_bytes);
	struct writer writer;
	writer_init(&writer, statement, 256);
	writer_bytes(&writer, SLICE_LITERAL("bellwether return 1"));
	writer_bytes(&writer, digest_slice(&return_hash));
	writer_u64(&writer, 1633046400);
	writer_u64(&writer, 1633132800);
	writer_u32(&writer, 19);
	writer_bytes(&writer, SLICE_LITERAL("Head of performance"));
	writer_bytes(&writer, slice_from(key->bytes, KEY_ID_SIZE));
	cr_assert_eq(writer.error, ERROR_NONE);
	return writer.size;
}

Test(signing, an_envelopes_signature_is_over_the_documented_bytes)
{
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	struct envelope envelope = sample_envelope(SLICE_LITERAL("return"));
	uint8_t statement[256];
	size_t size = documented_statement(envelope.return_bytes, &envelope.key, statement);
	cr_assert_eq(crypto_sign_verify_detached(envelope.signature.bytes, statement, size, public_key.bytes), 0);
	envelope.reason = 2;
	envelope_sign(&envelope, &public_key, &secret_key);
	statement[size] = 2;
	cr_assert_eq(crypto_sign_verify_detached(envelope.signature.bytes, statement, size + 1, public_key.bytes), 0);
	envelope.reason = 0;
	cr_assert_not(envelope_verify(&envelope, &public_key), "a reason cannot be taken away");
	envelope.reason = 3;
	cr_assert_not(envelope_verify(&envelope, &public_key), "or exchanged");
}

/* A council that signs with its own key under another's id. */
Test(signing, a_good_signature_under_another_keys_id_is_refused)
{
	struct signing_secret secret_key, other_secret;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	struct signing_public other = sample_key(sample_other_seed, &other_secret);
	struct envelope envelope = sample_envelope(SLICE_LITERAL("return"));
	uint8_t statement[256];
	for (unsigned i = 0; i < 2; i++) {
		envelope.key = signing_key_id(i == 0 ? &public_key : &other);
		size_t size = documented_statement(envelope.return_bytes, &envelope.key, statement);
		crypto_sign_detached(envelope.signature.bytes, NULL, statement, size, secret_key.bytes);
		cr_assert_eq(envelope_verify(&envelope, &public_key), i == 0, "%u", i);
	}
}

Test(signing, a_receipts_signature_is_over_the_documented_bytes)
{
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	struct receipt receipt = sample_receipt();
	uint8_t statement[256];
	struct writer writer;
	writer_init(&writer, statement, sizeof statement);
	writer_bytes(&writer, SLICE_LITERAL("bellwether receipt 1"));
	writer_u16(&writer, 342);
	writer_u32(&writer, 202109);
	writer_u32(&writer, 2);
	writer_bytes(&writer, digest_slice(&receipt.return_hash));
	writer_bytes(&writer, digest_slice(&receipt.envelope_hash));
	writer_u64(&writer, 26);
	writer_bytes(&writer, digest_slice(&receipt.entry_hash));
	writer_u64(&writer, 1633132801);
	writer_bytes(&writer, slice_from(receipt.key.bytes, KEY_ID_SIZE));
	cr_assert_eq(crypto_sign_verify_detached(receipt.signature.bytes, statement, writer.size, public_key.bytes), 0);
}

Test(signing, the_same_envelope_has_the_same_signature)
{
	struct envelope a = sample_envelope(SLICE_LITERAL("return"));
	struct envelope b = sample_envelope(SLICE_LITERAL("return"));
	cr_assert_eq(memcmp(&a.signature, &b.signature, sizeof a.signature), 0);
}

#define ASSERT_BREAKS_ENVELOPE(change)                                               \
	do {                                                                         \
		struct envelope envelope = sample_envelope(SLICE_LITERAL("return")); \
		cr_assert(envelope_verify(&envelope, &public_key));                  \
		change;                                                              \
		cr_assert_not(envelope_verify(&envelope, &public_key), #change);     \
	} while (0)

Test(signing, every_field_of_an_envelope_is_signed)
{
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	ASSERT_BREAKS_ENVELOPE(envelope.return_bytes = SLICE_LITERAL("Return"));
	ASSERT_BREAKS_ENVELOPE(envelope.return_bytes = SLICE_LITERAL(""));
	ASSERT_BREAKS_ENVELOPE(envelope.prepared_at_s++);
	ASSERT_BREAKS_ENVELOPE(envelope.approved_at_s--);
	ASSERT_BREAKS_ENVELOPE(envelope.approver_role = SLICE_LITERAL("Head of Performance"));
	ASSERT_BREAKS_ENVELOPE(envelope.approver_role = SLICE_LITERAL(""));
	ASSERT_BREAKS_ENVELOPE(envelope.reason = 1);
	ASSERT_BREAKS_ENVELOPE(envelope.key.bytes[0] ^= 1);
	ASSERT_BREAKS_ENVELOPE(envelope.signature.bytes[0] ^= 1);
	ASSERT_BREAKS_ENVELOPE(envelope.signature.bytes[63] ^= 0x80);
	ASSERT_BREAKS_ENVELOPE(memset(&envelope.signature, 0, sizeof envelope.signature));
}

#define ASSERT_BREAKS_RECEIPT(change)                                          \
	do {                                                                   \
		struct receipt receipt = sample_receipt();                     \
		cr_assert(receipt_verify(&receipt, &public_key));              \
		change;                                                        \
		cr_assert_not(receipt_verify(&receipt, &public_key), #change); \
	} while (0)

Test(signing, every_field_of_a_receipt_is_signed)
{
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	ASSERT_BREAKS_RECEIPT(receipt.council = 343);
	ASSERT_BREAKS_RECEIPT(receipt.month = month_add(receipt.month, 1));
	ASSERT_BREAKS_RECEIPT(receipt.revision++);
	ASSERT_BREAKS_RECEIPT(receipt.return_hash.bytes[31] ^= 1);
	ASSERT_BREAKS_RECEIPT(receipt.envelope_hash.bytes[0] ^= 1);
	ASSERT_BREAKS_RECEIPT(receipt.sequence++);
	ASSERT_BREAKS_RECEIPT(receipt.entry_hash.bytes[0] ^= 1);
	ASSERT_BREAKS_RECEIPT(receipt.recorded_at_s++);
	ASSERT_BREAKS_RECEIPT(receipt.key.bytes[15] ^= 1);
	ASSERT_BREAKS_RECEIPT(receipt.signature.bytes[32] ^= 1);
}

Test(signing, another_key_never_verifies)
{
	struct signing_secret secret_key;
	struct signing_public other = sample_key(sample_other_seed, &secret_key);
	struct envelope envelope = sample_envelope(SLICE_LITERAL("return"));
	struct receipt receipt = sample_receipt();
	cr_assert_not(envelope_verify(&envelope, &other));
	cr_assert_not(receipt_verify(&receipt, &other));
	/* Not even when it is named. */
	envelope.key = signing_key_id(&other);
	receipt.key = signing_key_id(&other);
	cr_assert_not(envelope_verify(&envelope, &other));
	cr_assert_not(receipt_verify(&receipt, &other));
}

/* The neutral point as key and as R, with S = 0, satisfies the plain equation for every message. */
Test(signing, a_weak_key_never_verifies)
{
	struct signing_public weak = {.bytes = {1}};
	struct envelope envelope = sample_envelope(SLICE_LITERAL("return"));
	memset(&envelope.signature, 0, sizeof envelope.signature);
	envelope.signature.bytes[0] = 1;
	envelope.key = signing_key_id(&weak);
	cr_assert_not(envelope_verify(&envelope, &weak));
}

Test(signing, an_oversized_role_is_not_verified)
{
	static const uint8_t role[4096] = {'x'};
	const size_t sizes[] = {ROLE_BYTES_MAX + 1, 256, sizeof role};
	struct signing_secret secret_key;
	struct signing_public public_key = sample_key(sample_seed, &secret_key);
	struct envelope envelope = sample_envelope(SLICE_LITERAL("return"));
	for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		envelope.approver_role = slice_from(role, sizes[i]);
		cr_assert_not(envelope_verify(&envelope, &public_key), "%zu", sizes[i]);
	}
}
