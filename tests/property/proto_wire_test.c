/* Whatever is packed comes back the same; whatever is accepted is the one form of what it says. */
#include <criterion/criterion.h>
#include <string.h>

#include "proto/signing.h"
#include "proto/wire.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 2000, MUTATIONS = 20000, ARENA_BYTES = 4 << 20, FRAME_ROOM = 8 << 10 };

static struct slice random_text(struct random *random, char *buffer, size_t bytes_min, size_t bytes_max)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz ABC.,-0123456789";
	size_t size = bytes_min + random_below(random, bytes_max - bytes_min + 1);
	for (size_t i = 0; i < size; i++)
		buffer[i] = alphabet[random_below(random, sizeof alphabet - 1)];
	return slice_from(buffer, size);
}

static void random_bytes(struct random *random, void *out, size_t size)
{
	for (size_t i = 0; i < size; i++)
		((uint8_t *)out)[i] = (uint8_t)random_u64(random);
}

static int64_t random_value(struct random *random)
{
	switch (random_below(random, 4)) {
	case 0:
		return INT64_MIN;
	case 1:
		return INT64_MAX;
	default:
		return random_signed(random, 63);
	}
}

static struct return_measure random_measure(struct random *random, uint16_t number)
{
	struct return_measure measure = {.number = number};
	if (random_below(random, 3) > 0) {
		measure.value = random_value(random);
		return measure;
	}
	measure.symbol = (uint8_t)(1 + random_below(random, UINT8_MAX));
	measure.reason = (uint16_t)random_magnitude(random, 16);
	return measure;
}

/* What a random return borrows its text and measures from. */
struct room {
	char policy[POLICY_BYTES_MAX];
	char version[AGENT_VERSION_BYTES_MAX];
	struct return_measure measures[RETURN_MEASURES_MAX];
};

static struct council_return random_return(struct random *random, struct room *room, unsigned measures_max)
{
	struct council_return result = {
		.council = (uint16_t)(1 + random_below(random, 999)),
		.month = month_from((int)(YEAR_MIN + random_below(random, YEAR_MAX - YEAR_MIN + 1)), (int)(1 + random_below(random, 12))),
		.revision = (uint32_t)(1 + random_below(random, REVISION_MAX)),
		.policy = random_text(random, room->policy, 1, POLICY_BYTES_MAX),
		.agent_version = random_text(random, room->version, 1, AGENT_VERSION_BYTES_MAX),
		.measure_count = (unsigned)random_below(random, measures_max + 1),
		.measures = room->measures,
	};
	unsigned number = 0;
	random_bytes(random, result.previous.bytes, DIGEST_SIZE);
	random_bytes(random, result.catalogue.bytes, DIGEST_SIZE);
	for (unsigned i = 0; i < result.measure_count; i++) {
		number += 1 + (unsigned)random_below(random, UINT16_MAX / RETURN_MEASURES_MAX - 1);
		room->measures[i] = random_measure(random, (uint16_t)number);
	}
	return result;
}

static struct envelope random_envelope(struct random *random, struct slice return_bytes, char role[static ROLE_BYTES_MAX])
{
	struct envelope envelope = {
		.return_bytes = return_bytes,
		.prepared_at_s = (int64_t)random_magnitude(random, 37),
		.approved_at_s = (int64_t)random_magnitude(random, 37),
		.approver_role = random_text(random, role, 1, ROLE_BYTES_MAX),
		.reason = (uint8_t)random_below(random, 8),
	};
	random_bytes(random, &envelope.key, sizeof envelope.key);
	random_bytes(random, &envelope.signature, sizeof envelope.signature);
	return envelope;
}

static bool same_return(const struct council_return *a, const struct council_return *b)
{
	if (a->council != b->council || a->month.index != b->month.index || a->revision != b->revision || a->measure_count != b->measure_count)
		return false;
	for (unsigned i = 0; i < a->measure_count; i++) {
		const struct return_measure *x = &a->measures[i];
		const struct return_measure *y = &b->measures[i];
		if (x->number != y->number || x->symbol != y->symbol || x->reason != y->reason || x->value != y->value)
			return false;
	}
	return digest_equal(&a->previous, &b->previous) && digest_equal(&a->catalogue, &b->catalogue) && slice_equal(a->policy, b->policy) &&
	       slice_equal(a->agent_version, b->agent_version);
}

Test(proto_wire, every_return_comes_back)
{
	static struct room room;
	struct random random = random_begin("every_return_comes_back");
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct council_return source = random_return(&random, &room, round % 50 == 0 ? RETURN_MEASURES_MAX : 30);
		struct council_return result;
		struct slice bytes, again;
		const char *field;
		cr_assert_eq(wire_pack_return(&source, &arena, &bytes), ERROR_NONE, "round %u", round);
		cr_assert_eq(wire_unpack_return(bytes, &arena, &result, &field), ERROR_NONE, "round %u: %s", round, field);
		cr_assert(same_return(&source, &result), "round %u", round);
		cr_assert_eq(wire_pack_return(&result, &arena, &again), ERROR_NONE);
		cr_assert(slice_equal(bytes, again), "round %u", round);
		arena_reset(&arena);
	}
	arena_fini(&arena);
}

/* Changes up to four bytes, and sometimes the length. */
static struct slice mutated(struct random *random, struct slice bytes, uint8_t room[static FRAME_ROOM])
{
	size_t size = bytes.size;
	memcpy(room, bytes.data, size);
	for (uint64_t changes = 1 + random_below(random, 4); changes > 0; changes--) {
		size_t at = random_below(random, size);
		switch (random_below(random, 5)) {
		case 0:
			memmove(room + at, room + at + 1, size - at - 1);
			size -= size > 1;
			break;
		case 1:
			memmove(room + at + 1, room + at, size - at);
			size++;
			break;
		default:
			room[at] = (uint8_t)random_u64(random);
		}
	}
	return slice_from(room, size);
}

/* Messages that hold envelopes that hold returns, mutated: what is read at a level packs to exactly its bytes, and no signature survives. */
Test(proto_wire, what_is_accepted_is_canonical)
{
	static struct room room;
	static uint8_t frame[FRAME_ROOM];
	static char role[ROLE_BYTES_MAX];
	struct random random = random_begin("what_is_accepted_is_canonical");
	struct arena arena;
	unsigned accepted[3] = {0};
	arena_init(&arena, ARENA_BYTES);
	for (unsigned round = 0; round < MUTATIONS; round++) {
		struct council_return source = random_return(&random, &room, 10);
		struct message message = {.kind = MESSAGE_SUBMIT};
		struct slice return_bytes, bytes, again;
		struct envelope envelope;
		const char *field;
		cr_assert_eq(wire_pack_return(&source, &arena, &return_bytes), ERROR_NONE);
		envelope = random_envelope(&random, return_bytes, role);
		cr_assert_eq(wire_pack_envelope(&envelope, &arena, &message.submit), ERROR_NONE);
		cr_assert_eq(wire_pack_message(&message, &arena, &bytes), ERROR_NONE);

		bytes = mutated(&random, bytes, frame);
		if (wire_unpack_message(bytes, &arena, &message, &field) == ERROR_NONE) {
			accepted[0]++;
			cr_assert_eq(wire_pack_message(&message, &arena, &again), ERROR_NONE);
			cr_assert(slice_equal(bytes, again), "round %u", round);
			if (message.kind == MESSAGE_SUBMIT && wire_unpack_envelope(message.submit, &arena, &envelope, &field) == ERROR_NONE) {
				accepted[1]++;
				cr_assert_eq(wire_pack_envelope(&envelope, &arena, &again), ERROR_NONE);
				cr_assert(slice_equal(message.submit, again), "round %u", round);
				if (wire_unpack_return(envelope.return_bytes, &arena, &source, &field) == ERROR_NONE &&
				    wire_pack_return(&source, &arena, &again) == ERROR_NONE) {
					accepted[2]++;
					cr_assert(slice_equal(envelope.return_bytes, again), "round %u", round);
				}
			}
		}
		arena_reset(&arena);
	}
	printf("accepted after mutation: %u messages, %u envelopes, %u returns\n", accepted[0], accepted[1], accepted[2]);
	cr_assert(accepted[0] > 100 && accepted[1] > 100 && accepted[2] > 100, "the mutations are too coarse to tell anything");
	arena_fini(&arena);
}

Test(proto_wire, every_signed_envelope_verifies_and_no_changed_one)
{
	static char role[ROLE_BYTES_MAX];
	struct random random = random_begin("every_signed_envelope_verifies_and_no_changed_one");
	for (unsigned round = 0; round < 200; round++) {
		uint8_t seed[32];
		uint8_t body[64];
		struct signing_public public_key;
		struct signing_secret secret_key;
		random_bytes(&random, seed, sizeof seed);
		random_bytes(&random, body, sizeof body);
		signing_pair_from_seed(seed, &public_key, &secret_key);
		struct envelope envelope = random_envelope(&random, slice_from(body, sizeof body), role);
		envelope_sign(&envelope, &public_key, &secret_key);
		cr_assert(envelope_verify(&envelope, &public_key), "round %u", round);
		body[random_below(&random, sizeof body)] ^= (uint8_t)(1 + random_below(&random, UINT8_MAX));
		cr_assert_not(envelope_verify(&envelope, &public_key), "round %u", round);
	}
}
