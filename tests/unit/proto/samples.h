/* Returns, envelopes and receipts for the tests of proto/: a case of every shape, always the same. */
#pragma once

#include <string.h>

#include "proto/catalogue.h"
#include "proto/signing.h"
#include "proto/status.h"
#include "proto/wire.h"

enum { SAMPLE_ARENA_BYTES = 4 << 20, SAMPLE_MEASURE_COUNT = 4 };

static const uint8_t sample_seed[32] = {1, 2, 3, 4};
static const uint8_t sample_other_seed[32] = {4, 3, 2, 1};

/* A digest whose bytes are all `byte`. */
static inline struct digest sample_digest(uint8_t byte)
{
	struct digest digest;
	memset(digest.bytes, byte, sizeof digest.bytes);
	return digest;
}

/* `measures` must outlive the return. */
static inline struct council_return sample_return(struct return_measure measures[static SAMPLE_MEASURE_COUNT])
{
	measures[0] = (struct return_measure){.number = MEASURE_INPOST_FTE, .value = 143300000};
	measures[1] = (struct return_measure){.number = MEASURE_INPOST_HEADCOUNT, .value = 0};
	measures[2] = (struct return_measure){.number = MEASURE_VACANCY_FTE, .symbol = SYMBOL_X, .reason = REASON_CELL_EMPTY};
	measures[3] = (struct return_measure){.number = 65535, .symbol = SYMBOL_Z};
	return (struct council_return){
		.council = 342,
		.month = month_from(2021, 9),
		.revision = 2,
		.previous = sample_digest(0x11),
		.catalogue = sample_digest(0x22),
		.policy = SLICE_LITERAL("workforce-open-1"),
		.agent_version = SLICE_LITERAL("0.1.0"),
		.measure_count = SAMPLE_MEASURE_COUNT,
		.measures = measures,
	};
}

/* Signed with the sample seed's key. */
static inline struct envelope sample_envelope(struct slice return_bytes)
{
	struct signing_public public_key;
	struct signing_secret secret_key;
	struct envelope envelope = {
		.return_bytes = return_bytes,
		.prepared_at_s = 1633046400,
		.approved_at_s = 1633132800,
		.approver_role = SLICE_LITERAL("Head of performance"),
	};
	signing_pair_from_seed(sample_seed, &public_key, &secret_key);
	envelope_sign(&envelope, &public_key, &secret_key);
	return envelope;
}

/* Signed with the sample seed's key. */
static inline struct receipt sample_receipt(void)
{
	struct signing_public public_key;
	struct signing_secret secret_key;
	struct receipt receipt = {
		.council = 342,
		.month = month_from(2021, 9),
		.revision = 2,
		.return_hash = sample_digest(0x33),
		.envelope_hash = sample_digest(0x44),
		.sequence = 26,
		.entry_hash = sample_digest(0x55),
		.recorded_at_s = 1633132801,
	};
	signing_pair_from_seed(sample_seed, &public_key, &secret_key);
	receipt_sign(&receipt, &public_key, &secret_key);
	return receipt;
}

enum { SAMPLE_MESSAGE_COUNT = 4 };

/* One message of each kind; the submission holds `envelope_bytes`. */
static inline void sample_messages(struct slice envelope_bytes, struct message messages[static SAMPLE_MESSAGE_COUNT])
{
	messages[0] = (struct message){
		.kind = MESSAGE_HELLO,
		.hello = {.protocol_version = PROTOCOL_VERSION, .program_version = SLICE_LITERAL("0.1.0"), .catalogue = sample_digest(0x22)},
	};
	messages[1] = (struct message){.kind = MESSAGE_SUBMIT, .submit = envelope_bytes};
	messages[2] = (struct message){.kind = MESSAGE_RECEIPT, .receipt = sample_receipt()};
	messages[3] = (struct message){
		.kind = MESSAGE_REFUSAL,
		.refusal = {.code = 18, .sentence = SLICE_LITERAL("send the next revision"), .envelope_hash = sample_digest(0x66)},
	};
}
