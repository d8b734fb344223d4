#include "proto/signing.h"

#include <sodium.h>
#include <string.h>

#include "common/cursor.h"
#include "common/error.h"
#include "proto/revision_reason.h"

_Static_assert(PUBLIC_KEY_SIZE == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(SIGNING_SECRET_SIZE == crypto_sign_SECRETKEYBYTES, "Ed25519");
_Static_assert(SIGNATURE_SIZE == crypto_sign_BYTES, "Ed25519");

/* What is signed begins with one of these, so that a signature for one purpose is never one for the other. */
#define DOMAIN_RETURN  "bellwether return 1"
#define DOMAIN_RECEIPT "bellwether receipt 1"

enum { STATEMENT_BYTES_MAX = 256 };

/* What is signed: integers big-endian, text behind its length, so that no two sets of fields make the same bytes. */
struct statement {
	uint8_t bytes[STATEMENT_BYTES_MAX];
	size_t size; /* 0: the fields are beyond their limits */
};

void signing_pair_from_seed(const uint8_t seed[static 32], struct signing_public *public_key, struct signing_secret *secret_key)
{
	_Static_assert(crypto_sign_SEEDBYTES == 32, "Ed25519");
	INVARIANT(crypto_sign_seed_keypair(public_key->bytes, secret_key->bytes, seed) == 0);
}

void signing_wipe(struct signing_secret *secret_key)
{
	sodium_memzero(secret_key->bytes, sizeof secret_key->bytes);
}

struct key_id signing_key_id(const struct signing_public *public_key)
{
	struct digest digest = digest_blake2b(slice_from(public_key->bytes, sizeof public_key->bytes), slice_from(NULL, 0));
	struct key_id id;
	memcpy(id.bytes, digest.bytes, sizeof id.bytes);
	return id;
}

bool key_id_equal(const struct key_id *a, const struct key_id *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static struct statement statement_of_envelope(const struct envelope *envelope)
{
	struct statement statement = {0};
	struct writer writer;
	struct digest return_hash = digest_sha256(envelope->return_bytes);
	if (envelope->approver_role.size > ROLE_BYTES_MAX)
		return statement;
	writer_init(&writer, statement.bytes, sizeof statement.bytes);
	writer_bytes(&writer, SLICE_LITERAL(DOMAIN_RETURN));
	writer_bytes(&writer, digest_slice(&return_hash));
	writer_i64(&writer, envelope->prepared_at_s);
	writer_i64(&writer, envelope->approved_at_s);
	writer_sized(&writer, envelope->approver_role);
	writer_bytes(&writer, slice_from(envelope->key.bytes, KEY_ID_SIZE));
	/* Only where it is said: what was signed before there were reasons stays what it was. */
	if (envelope->reason != REVISION_REASON_NONE)
		writer_u8(&writer, envelope->reason);
	INVARIANT(writer.error == ERROR_NONE);
	statement.size = writer.size;
	return statement;
}

static struct statement statement_of_receipt(const struct receipt *receipt)
{
	struct statement statement = {0};
	struct writer writer;
	writer_init(&writer, statement.bytes, sizeof statement.bytes);
	writer_bytes(&writer, SLICE_LITERAL(DOMAIN_RECEIPT));
	writer_u16(&writer, receipt->council);
	writer_u32(&writer, month_to_number(receipt->month));
	writer_u32(&writer, receipt->revision);
	writer_bytes(&writer, digest_slice(&receipt->return_hash));
	writer_bytes(&writer, digest_slice(&receipt->envelope_hash));
	writer_u64(&writer, receipt->sequence);
	writer_bytes(&writer, digest_slice(&receipt->entry_hash));
	writer_i64(&writer, receipt->recorded_at_s);
	writer_bytes(&writer, slice_from(receipt->key.bytes, KEY_ID_SIZE));
	INVARIANT(writer.error == ERROR_NONE);
	statement.size = writer.size;
	return statement;
}

static struct signature sign(const struct statement *statement, const struct signing_secret *secret_key)
{
	struct signature signature;
	INVARIANT(statement->size != 0);
	INVARIANT(crypto_sign_detached(signature.bytes, NULL, statement->bytes, statement->size, secret_key->bytes) == 0);
	return signature;
}

static bool verify(const struct statement *statement, const struct key_id *key, const struct signature *signature,
		   const struct signing_public *public_key)
{
	struct key_id expected = signing_key_id(public_key);
	if (statement->size == 0 || !key_id_equal(&expected, key))
		return false;
	return crypto_sign_verify_detached(signature->bytes, statement->bytes, statement->size, public_key->bytes) == 0;
}

void envelope_sign(struct envelope *envelope, const struct signing_public *public_key, const struct signing_secret *secret_key)
{
	envelope->key = signing_key_id(public_key);
	struct statement statement = statement_of_envelope(envelope);
	envelope->signature = sign(&statement, secret_key);
}

bool envelope_verify(const struct envelope *envelope, const struct signing_public *public_key)
{
	struct statement statement = statement_of_envelope(envelope);
	return verify(&statement, &envelope->key, &envelope->signature, public_key);
}

void receipt_sign(struct receipt *receipt, const struct signing_public *public_key, const struct signing_secret *secret_key)
{
	receipt->key = signing_key_id(public_key);
	struct statement statement = statement_of_receipt(receipt);
	receipt->signature = sign(&statement, secret_key);
}

bool receipt_verify(const struct receipt *receipt, const struct signing_public *public_key)
{
	struct statement statement = statement_of_receipt(receipt);
	return verify(&statement, &receipt->key, &receipt->signature, public_key);
}
