/*
 * What comes back. A receipt that does not verify is logged and ignored, so that the return is sent again when its answer is overdue. An answer that cannot
 * be stored (the disk is full) is not told to delivery either, with the same effect: what delivery knows as acknowledged is on disk.
 */
#include "agent/shell/link_state.h"

#include <string.h>

#include "common/log.h"
#include "proto/refusal.h"
#include "proto/signing.h"

static const char trouble_version[] = "the collector speaks another version of the protocol; one of the two programs is too old";

static void hello_take(struct link *link, const struct hello *hello)
{
	if (hello->protocol_version != PROTOCOL_VERSION) {
		link_lose(link, DELIVERY_HANDSHAKE_FAILED, trouble_version);
		return;
	}
	if (delivery_link_state(link->delivery) != DELIVERY_LINK_CONNECTING)
		return;
	log_line(LOG_INFO, "link", "connected");
	link->trouble = "";
	link_step(link, (struct delivery_event){.kind = DELIVERY_LINK_UP});
}

/* Why the receipt is none for us; NULL: it is good. */
static const char *receipt_fault(const struct link *link, const struct known_item *known, const struct receipt *receipt)
{
	if (!known || known->is_settled)
		return "it is for nothing that was sent";
	if (receipt->council != link->options.keys->public_part.council || month_compare(receipt->month, known->item.month) != 0 ||
	    receipt->revision != known->item.revision)
		return "it names another return";
	if (!receipt_verify(receipt, &link->options.collector->signing))
		return "its signature is not the collector's";
	return NULL;
}

/* Whether the receipt's return is the one in our envelope. */
static bool receipt_has_return(struct link *link, struct delivery_item item, const struct digest *return_hash)
{
	struct outbox_entry entry;
	struct envelope envelope;
	struct arena arena;
	const char *field;
	bool is_same = false;

	arena_init(&arena, LINK_ARENA_BYTES);
	if (outbox_find(link->options.outbox, item.month, item.revision, &arena, &entry, NULL) == ERROR_NONE &&
	    wire_unpack_envelope(entry.envelope, &arena, &envelope, &field) == ERROR_NONE) {
		struct digest hash = digest_sha256(envelope.return_bytes);

		is_same = digest_equal(&hash, return_hash);
	}
	arena_fini(&arena);
	return is_same;
}

/* Stores the turn's receipts in one transaction, then tells delivery. */
void link_settle_receipts(struct link *link)
{
	struct outbox_answer answers[OUTBOX_BATCH_MAX];
	struct problem problem = {0};
	unsigned count = link->pending_count;
	char text[LINK_ITEM_TEXT_SIZE];

	link->pending_count = 0;
	for (unsigned i = 0; i < count; i++) {
		const struct pending_receipt *pending = &link->pending[i];

		answers[i] = (struct outbox_answer){.month = pending->item.month,
						    .revision = pending->item.revision,
						    .envelope_hash = pending->envelope_hash,
						    .receipt = slice_from(pending->frame, pending->frame_bytes)};
	}
	if (outbox_settle(link->options.outbox, answers, count, clock_now_s(link->options.clock), &problem) != ERROR_NONE) {
		log_line(LOG_ERROR, "link", "%s", problem.sentence);
		return;
	}
	for (unsigned i = 0; i < count; i++) {
		log_line(LOG_INFO, "link", "%s acknowledged, sequence %llu", link_item_text(link->pending[i].item, text),
			 (unsigned long long)link->pending[i].sequence);
		link_step(link, (struct delivery_event){.kind = DELIVERY_RECEIPT, .item = link->pending[i].item});
	}
}

static void on_turn_end(uv_timer_t *timer)
{
	link_settle_receipts(timer->data);
}

static void receipt_take(struct link *link, const struct receipt *receipt, struct slice frame)
{
	const struct known_item *known = link_known_find(link, &receipt->envelope_hash);
	const char *fault = receipt_fault(link, known, receipt);
	struct pending_receipt *pending;

	if (!fault && !receipt_has_return(link, known->item, &receipt->return_hash))
		fault = "it is for another return";
	if (!fault && frame.size > OUTBOX_RECEIPT_BYTES_MAX)
		fault = "it is too long";
	if (fault) {
		log_line(LOG_WARNING, "link", "a receipt was ignored: %s", fault);
		return;
	}
	pending = &link->pending[link->pending_count++];
	*pending = (struct pending_receipt){
		.item = known->item, .envelope_hash = receipt->envelope_hash, .sequence = receipt->sequence, .frame_bytes = frame.size};
	memcpy(pending->frame, frame.data, frame.size);
	if (link->pending_count == OUTBOX_BATCH_MAX)
		link_settle_receipts(link);
	else
		uv_timer_start(&link->turn_timer, on_turn_end, 0, 0);
}

/* The refusal of a message that is no envelope: hello, or bytes that could not be read. */
static void session_refusal_take(struct link *link, uint32_t code)
{
	const char *id = refusal_id(code);

	if (code == REFUSAL_PROTOCOL_VERSION)
		link_lose(link, DELIVERY_HANDSHAKE_FAILED, trouble_version);
	else if (code == REFUSAL_KEY_REVOKED || code == REFUSAL_UNKNOWN_KEY)
		link_lose(link, DELIVERY_HANDSHAKE_FAILED, "the collector refuses our key now; ask its operator");
	else
		log_line(LOG_WARNING, "link", "a message was refused: %s", id ? id : "unknown code");
}

static void refusal_take(struct link *link, const struct refusal *refusal)
{
	const struct known_item *known = link_known_find(link, &refusal->envelope_hash);
	char text[LINK_ITEM_TEXT_SIZE];

	if (digest_is_zero(&refusal->envelope_hash)) {
		session_refusal_take(link, refusal->code);
		return;
	}
	if (!known || known->is_settled) {
		log_line(LOG_WARNING, "link", "a refusal was ignored: it is for nothing that was sent");
		return;
	}
	if (refusal_is_temporary(refusal->code))
		log_line(LOG_INFO, "link", "%s was refused for now (%s)", link_item_text(known->item, text), refusal_id(refusal->code));
	link->refusal = *refusal;
	link_step(link, (struct delivery_event){.kind = DELIVERY_REFUSAL, .item = known->item, .code = refusal->code});
	link->refusal = (struct refusal){0};
}

static void message_take(struct link *link, const struct message *message, struct slice frame)
{
	switch (message->kind) {
	case MESSAGE_HELLO:
		hello_take(link, &message->hello);
		break;
	case MESSAGE_RECEIPT:
		receipt_take(link, &message->receipt, frame);
		break;
	case MESSAGE_REFUSAL:
		refusal_take(link, &message->refusal);
		break;
	case MESSAGE_SUBMIT:
		log_line(LOG_WARNING, "link", "a message was ignored: collectors do not submit");
		break;
	}
}

void link_on_parcel(void *context, const struct parcel *parcel)
{
	struct link *link = context;
	struct message message;
	struct arena arena;
	const char *field;

	if (parcel->part_count != 1 || parcel->parts[0].size > FRAME_BYTES_MAX) {
		log_line(LOG_WARNING, "link", "a message was ignored: it is not one frame of at most 1 MiB");
		return;
	}
	arena_init(&arena, UNPACK_BUDGET_BYTES);
	if (wire_unpack_message(parcel->parts[0], &arena, &message, &field) == ERROR_NONE)
		message_take(link, &message, parcel->parts[0]);
	else
		log_line(LOG_WARNING, "link", "a message was ignored: it is not one of this protocol");
	arena_fini(&arena);
}
