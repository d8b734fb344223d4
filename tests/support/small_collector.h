/* A small collector of the tests' own, over real sockets with CURVE and ZAP: it checks what agents must do, and answers as the test says. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "common/shell/channel.h"
#include "common/shell/clock.h"
#include "common/shell/keys.h"
#include "proto/catalogue.h"
#include "proto/refusal.h"
#include "proto/signing.h"

enum { SMALL_COLLECTOR_MAX = 256, SMALL_COLLECTOR_ARENA_BYTES = 64 << 20 };

struct small_collector {
	uv_loop_t *loop;
	const struct public_keys *council; /* the only one that is let in; borrowed */
	struct secret_keys keys;
	struct arena arena;
	void *zmq_context;
	struct channel *zap, *router;
	unsigned open_channels;
	char endpoint[64]; /* set before listening to keep it, "" for a free port */
	uint32_t protocol_version;
	unsigned refuse_handshakes; /* so many yet */
	uint64_t handshakes_ms[16];
	unsigned handshake_count, hello_count, submission_count;
	struct digest submitted[SMALL_COLLECTOR_MAX]; /* envelope hashes in order */
	uint64_t sequence;
	/* What to do with a submission, given the receipt that would be right for it. */
	void (*answer)(struct small_collector *collector, struct slice peer, const struct receipt *good);
	void (*on_hello)(struct small_collector *collector); /* may be NULL */
	void *context;                                       /* the test's */
};

static inline void small_collector_send(struct small_collector *collector, struct slice peer, const struct message *message)
{
	struct slice parts[2] = {peer};

	cr_assert_eq(wire_pack_message(message, &collector->arena, &parts[1]), ERROR_NONE);
	cr_assert_eq(channel_send(collector->router, parts, 2), ERROR_NONE);
}

static inline void small_collector_receipt(struct small_collector *collector, struct slice peer, struct receipt receipt,
					   const struct secret_keys *signer)
{
	struct message message = {.kind = MESSAGE_RECEIPT};

	receipt_sign(&receipt, &signer->public_part.signing, &signer->signing_secret);
	message.receipt = receipt;
	small_collector_send(collector, peer, &message);
}

static inline void small_collector_refusal(struct small_collector *collector, struct slice peer, const struct receipt *good, uint32_t code,
					   const char *sentence)
{
	struct message message = {.kind = MESSAGE_REFUSAL,
				  .refusal = {.code = code, .sentence = slice_from_text(sentence), .envelope_hash = good->envelope_hash}};

	small_collector_send(collector, peer, &message);
}

static inline void small_collector_answer_well(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	small_collector_receipt(collector, peer, *good, &collector->keys);
}

static inline void small_collector_on_zap(void *context, const struct parcel *parcel)
{
	struct small_collector *collector = context;
	bool is_refused = collector->refuse_handshakes > 0;
	struct slice reply[6] = {parcel->parts[0],  parcel->parts[1],     is_refused ? SLICE_LITERAL("400") : SLICE_LITERAL("200"),
				 SLICE_LITERAL(""), SLICE_LITERAL("342"), SLICE_LITERAL("")};

	if (is_refused)
		collector->refuse_handshakes--;
	if (collector->handshake_count < 16)
		collector->handshakes_ms[collector->handshake_count++] = clock_monotonic_ms();
	cr_assert(slice_equal(parcel->parts[6], slice_from(collector->council->curve, CURVE_KEY_SIZE)), "it is the council's key");
	cr_assert_eq(channel_send(collector->zap, reply, 6), ERROR_NONE);
}

static inline void small_collector_take(struct small_collector *collector, struct slice peer, struct slice bytes)
{
	struct receipt receipt = {.council = collector->council->council, .recorded_at_s = 1700000000};
	struct envelope envelope;
	struct council_return content;
	const char *field;

	cr_assert_eq(wire_unpack_envelope(bytes, &collector->arena, &envelope, &field), ERROR_NONE);
	cr_assert(envelope_verify(&envelope, &collector->council->signing));
	cr_assert_eq(wire_unpack_return(envelope.return_bytes, &collector->arena, &content, &field), ERROR_NONE);
	receipt.month = content.month;
	receipt.revision = content.revision;
	receipt.return_hash = digest_sha256(envelope.return_bytes);
	receipt.envelope_hash = digest_sha256(bytes);
	receipt.sequence = ++collector->sequence;
	receipt.entry_hash = digest_sha256(bytes);
	cr_assert_lt(collector->submission_count, SMALL_COLLECTOR_MAX);
	collector->submitted[collector->submission_count++] = receipt.envelope_hash;
	collector->answer(collector, peer, &receipt);
}

static inline void small_collector_on_request(void *context, const struct parcel *parcel)
{
	struct small_collector *collector = context;
	struct message message, hello = {.kind = MESSAGE_HELLO,
					 .hello = {.protocol_version = collector->protocol_version,
						   .program_version = SLICE_LITERAL("test"),
						   .catalogue = catalogue_hash()}};
	const char *field;

	cr_assert_eq(parcel->part_count, 2);
	cr_assert_eq(wire_unpack_message(parcel->parts[1], &collector->arena, &message, &field), ERROR_NONE);
	if (message.kind == MESSAGE_HELLO) {
		cr_assert_eq(message.hello.protocol_version, PROTOCOL_VERSION);
		collector->hello_count++;
		small_collector_send(collector, parcel->parts[0], &hello);
		if (collector->on_hello)
			collector->on_hello(collector);
		return;
	}
	cr_assert_eq(message.kind, MESSAGE_SUBMIT);
	cr_assert_gt(collector->hello_count, 0, "hello comes first");
	small_collector_take(collector, parcel->parts[0], message.submit);
}

static inline void small_collector_on_closed(void *context)
{
	((struct small_collector *)context)->open_channels--;
}

static inline struct channel *small_collector_channel(struct small_collector *collector, enum channel_kind kind)
{
	struct channel_options options = {
		.kind = kind, .message_bytes_max = MESSAGE_BYTES_MAX, .send_queue_max = 1000, .receive_queue_max = 1000, .zap_domain = "test"};
	struct channel_callbacks callbacks = {kind == CHANNEL_REP ? small_collector_on_zap : small_collector_on_request, small_collector_on_closed};
	struct channel *channel = NULL;

	if (kind == CHANNEL_ROUTER) {
		options.curve_public = collector->keys.public_part.curve;
		options.curve_secret = collector->keys.curve_secret;
	}
	cr_assert_eq(channel_open(&channel, collector->loop, collector->zmq_context, &options, &callbacks, collector, NULL), ERROR_NONE);
	collector->open_channels++;
	return channel;
}

/* Listens at collector->endpoint, or at a free port which it writes there. */
static inline void small_collector_listen(struct small_collector *collector)
{
	bool is_chosen = collector->endpoint[0] != '\0';
	struct problem problem = {0};
	unsigned port;

	collector->router = small_collector_channel(collector, CHANNEL_ROUTER);
	cr_assert_eq(channel_bind(collector->router, is_chosen ? collector->endpoint : "tcp://127.0.0.1:*", &port, &problem), ERROR_NONE, "%s",
		     problem.sentence);
	if (!is_chosen)
		snprintf(collector->endpoint, sizeof(collector->endpoint), "tcp://127.0.0.1:%u", port);
}

/* The keys come first, by keys_generate; everything else has its default, and listens. */
static inline void small_collector_open(struct small_collector *collector, uv_loop_t *loop, const struct public_keys *council)
{
	collector->loop = loop;
	collector->council = council;
	collector->protocol_version = PROTOCOL_VERSION;
	collector->answer = small_collector_answer_well;
	collector->zmq_context = channel_context_new();
	arena_init(&collector->arena, SMALL_COLLECTOR_ARENA_BYTES);
	collector->zap = small_collector_channel(collector, CHANNEL_REP);
	cr_assert_eq(channel_bind(collector->zap, "inproc://zeromq.zap.01", NULL, NULL), ERROR_NONE);
	small_collector_listen(collector);
}

static inline void small_collector_close(struct small_collector *collector)
{
	if (collector->router)
		channel_close(collector->router);
	channel_close(collector->zap);
}

/* After the loop has ended. */
static inline void small_collector_fini(struct small_collector *collector)
{
	cr_assert_eq(collector->open_channels, 0);
	channel_context_free(collector->zmq_context);
	arena_fini(&collector->arena);
}
