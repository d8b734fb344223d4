/*
 * Packing:   our struct -> check -> generated struct -> bytes.
 * Unpacking: bytes -> size -> generated struct (budgeted) -> our struct -> check -> generated struct -> the same bytes? -> copy what is borrowed.
 *
 * Both ways go through the same checks and the same *_to_wire functions, so that what is packed here is what is accepted there.
 */
#include "proto/wire.h"

#include <string.h>

#include "bellwether.pb-c.h"
#include "proto/revision_reason.h"
#include "proto/status.h"
#include "proto/wire_check.h"
#include "proto/wire_unpacking.h"

/* A tag and a length around the largest submission: no message is larger. */
enum { MESSAGE_HEAD_BYTES_MAX = 16 };

/* The library wants a pointer to bytes that are not const, and only reads them. */
static ProtobufCBinaryData binary_from(const void *data, size_t size)
{
	ProtobufCBinaryData binary = {.len = size};
	memcpy(&binary.data, &data, sizeof data);
	return binary;
}

static ProtobufCBinaryData binary_from_slice(struct slice slice)
{
	return binary_from(slice.data, slice.size);
}

static ProtobufCBinaryData binary_from_digest(const struct digest *digest)
{
	return binary_from(digest->bytes, sizeof digest->bytes);
}

static struct slice slice_from_binary(ProtobufCBinaryData binary)
{
	return slice_from(binary.data, binary.len);
}

static void copy_exactly(struct wire_check *check, const char *field, ProtobufCBinaryData binary, void *out, size_t size)
{
	if (binary.len == size)
		memcpy(out, binary.data, size);
	else
		check_fail(check, ERROR_MALFORMED, field);
}

static uint16_t narrow_u16(struct wire_check *check, const char *field, uint32_t value)
{
	check_range(check, field, value, 0, UINT16_MAX);
	return (uint16_t)value;
}

static struct month month_from_wire(struct wire_check *check, uint32_t number)
{
	struct month month = {0};
	if (month_from_number(number, &month) != ERROR_NONE)
		check_fail(check, ERROR_MALFORMED, "month");
	return month;
}

/* Beyond the range that can be checked, so that the check fails. */
static int64_t time_from_wire(uint64_t seconds)
{
	return seconds > INT64_MAX ? INT64_MAX : (int64_t)seconds;
}

static void measure_to_wire(const struct return_measure *source, Bellwether__Measure *out)
{
	bellwether__measure__init(out);
	out->number = source->number;
	out->has_value = source->symbol == SYMBOL_NONE;
	out->value = source->value;
	out->has_symbol = source->symbol != SYMBOL_NONE;
	out->symbol = source->symbol;
	out->has_reason = source->reason != REASON_NONE;
	out->reason = source->reason;
}

static void measure_from_wire(struct wire_check *check, const Bellwether__Measure *source, struct return_measure *out)
{
	if (source->has_value == source->has_symbol)
		check_fail(check, ERROR_MALFORMED, "measures");
	check_range(check, "measures", source->symbol, 0, UINT8_MAX);
	out->number = narrow_u16(check, "measures", source->number);
	out->value = source->has_value ? source->value : 0;
	out->symbol = source->has_symbol ? (uint8_t)source->symbol : SYMBOL_NONE;
	out->reason = narrow_u16(check, "measures", source->has_reason ? source->reason : REASON_NONE);
}

/* The measures take their memory from `arena`; everything else is borrowed from `source`. */
static enum error return_to_wire(const struct council_return *source, struct arena *arena, Bellwether__Return *out)
{
	Bellwether__Measure *measures = arena_take(arena, source->measure_count, sizeof *measures);
	Bellwether__Measure **list = arena_take(arena, source->measure_count, sizeof(Bellwether__Measure *));
	if (measures == NULL || list == NULL)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < source->measure_count; i++) {
		measure_to_wire(&source->measures[i], &measures[i]);
		list[i] = &measures[i];
	}
	bellwether__return__init(out);
	out->council = source->council;
	out->month = month_to_number(source->month);
	out->revision = source->revision;
	out->previous = binary_from_digest(&source->previous);
	out->catalogue = binary_from_digest(&source->catalogue);
	out->policy = binary_from_slice(source->policy);
	out->agent_version = binary_from_slice(source->agent_version);
	out->n_measures = source->measure_count;
	out->measures = list;
	return ERROR_NONE;
}

static void measures_from_wire(struct wire_check *check, const Bellwether__Return *source, struct arena *arena, struct council_return *out)
{
	/* Before the caller's memory is taken for them. */
	check_range(check, "measures", source->n_measures, 0, RETURN_MEASURES_MAX);
	if (check->error != ERROR_NONE)
		return;
	out->measures = arena_take(arena, source->n_measures, sizeof *out->measures);
	if (out->measures == NULL) {
		check_fail(check, ERROR_NO_MEMORY, "");
		return;
	}
	out->measure_count = (unsigned)source->n_measures;
	for (unsigned i = 0; i < out->measure_count; i++)
		measure_from_wire(check, source->measures[i], &out->measures[i]);
}

/* The measures take their memory from `arena`; text is borrowed from `source`. After a failure *out holds nothing that may be used. */
static void return_from_wire(struct wire_check *check, const Bellwether__Return *source, struct arena *arena, struct council_return *out)
{
	*out = (struct council_return){
		.council = narrow_u16(check, "council", source->council),
		.month = month_from_wire(check, source->month),
		.revision = source->revision,
		.policy = slice_from_binary(source->policy),
		.agent_version = slice_from_binary(source->agent_version),
	};
	copy_exactly(check, "previous", source->previous, out->previous.bytes, DIGEST_SIZE);
	copy_exactly(check, "catalogue", source->catalogue, out->catalogue.bytes, DIGEST_SIZE);
	measures_from_wire(check, source, arena, out);
}

static void envelope_to_wire(const struct envelope *source, Bellwether__Envelope *out)
{
	bellwether__envelope__init(out);
	out->return_bytes = binary_from_slice(source->return_bytes);
	out->prepared_at_s = (uint64_t)source->prepared_at_s;
	out->approved_at_s = (uint64_t)source->approved_at_s;
	out->approver_role = binary_from_slice(source->approver_role);
	out->key = binary_from(source->key.bytes, KEY_ID_SIZE);
	out->signature = binary_from(source->signature.bytes, SIGNATURE_SIZE);
	out->has_reason = source->reason != REVISION_REASON_NONE;
	out->reason = source->reason;
}

static void envelope_from_wire(struct wire_check *check, const Bellwether__Envelope *source, struct envelope *out)
{
	*out = (struct envelope){
		.return_bytes = slice_from_binary(source->return_bytes),
		.prepared_at_s = time_from_wire(source->prepared_at_s),
		.approved_at_s = time_from_wire(source->approved_at_s),
		.approver_role = slice_from_binary(source->approver_role),
	};
	copy_exactly(check, "key", source->key, out->key.bytes, KEY_ID_SIZE);
	copy_exactly(check, "signature", source->signature, out->signature.bytes, SIGNATURE_SIZE);
	if (source->has_reason)
		check_range(check, "reason", source->reason, 1, UINT8_MAX);
	out->reason = source->has_reason ? (uint8_t)source->reason : REVISION_REASON_NONE;
}

static void receipt_to_wire(const struct receipt *source, Bellwether__Receipt *out)
{
	bellwether__receipt__init(out);
	out->council = source->council;
	out->month = month_to_number(source->month);
	out->revision = source->revision;
	out->return_hash = binary_from_digest(&source->return_hash);
	out->envelope_hash = binary_from_digest(&source->envelope_hash);
	out->sequence = source->sequence;
	out->entry_hash = binary_from_digest(&source->entry_hash);
	out->recorded_at_s = (uint64_t)source->recorded_at_s;
	out->key = binary_from(source->key.bytes, KEY_ID_SIZE);
	out->signature = binary_from(source->signature.bytes, SIGNATURE_SIZE);
}

static void receipt_from_wire(struct wire_check *check, const Bellwether__Receipt *source, struct receipt *out)
{
	*out = (struct receipt){
		.council = narrow_u16(check, "council", source->council),
		.month = month_from_wire(check, source->month),
		.revision = source->revision,
		.sequence = source->sequence,
		.recorded_at_s = time_from_wire(source->recorded_at_s),
	};
	copy_exactly(check, "return_hash", source->return_hash, out->return_hash.bytes, DIGEST_SIZE);
	copy_exactly(check, "envelope_hash", source->envelope_hash, out->envelope_hash.bytes, DIGEST_SIZE);
	copy_exactly(check, "entry_hash", source->entry_hash, out->entry_hash.bytes, DIGEST_SIZE);
	copy_exactly(check, "key", source->key, out->key.bytes, KEY_ID_SIZE);
	copy_exactly(check, "signature", source->signature, out->signature.bytes, SIGNATURE_SIZE);
}

static void hello_to_wire(const struct hello *source, Bellwether__Hello *out)
{
	bellwether__hello__init(out);
	out->protocol_version = source->protocol_version;
	out->program_version = binary_from_slice(source->program_version);
	out->catalogue = binary_from_digest(&source->catalogue);
}

static void hello_from_wire(struct wire_check *check, const Bellwether__Hello *source, struct hello *out)
{
	*out = (struct hello){.protocol_version = source->protocol_version, .program_version = slice_from_binary(source->program_version)};
	copy_exactly(check, "catalogue", source->catalogue, out->catalogue.bytes, DIGEST_SIZE);
}

static void refusal_to_wire(const struct refusal *source, Bellwether__Refusal *out)
{
	bellwether__refusal__init(out);
	out->code = source->code;
	out->sentence = binary_from_slice(source->sentence);
	out->field = binary_from_slice(source->field);
	out->envelope_hash = binary_from_digest(&source->envelope_hash);
}

static void refusal_from_wire(struct wire_check *check, const Bellwether__Refusal *source, struct refusal *out)
{
	*out = (struct refusal){
		.code = source->code,
		.sentence = slice_from_binary(source->sentence),
		.field = slice_from_binary(source->field),
	};
	copy_exactly(check, "envelope_hash", source->envelope_hash, out->envelope_hash.bytes, DIGEST_SIZE);
}

/* A message and the one part that it has. */
struct message_parts {
	Bellwether__Message message;
	union {
		Bellwether__Hello hello;
		Bellwether__Submit submit;
		Bellwether__Receipt receipt;
		Bellwether__Refusal refusal;
	};
};

static void message_to_wire(const struct message *source, struct message_parts *out)
{
	bellwether__message__init(&out->message);
	switch (source->kind) {
	case MESSAGE_HELLO:
		hello_to_wire(&source->hello, &out->hello);
		out->message.kind_case = BELLWETHER__MESSAGE__KIND_HELLO;
		out->message.hello = &out->hello;
		return;
	case MESSAGE_SUBMIT:
		bellwether__submit__init(&out->submit);
		out->submit.envelope = binary_from_slice(source->submit);
		out->message.kind_case = BELLWETHER__MESSAGE__KIND_SUBMIT;
		out->message.submit = &out->submit;
		return;
	case MESSAGE_RECEIPT:
		receipt_to_wire(&source->receipt, &out->receipt);
		out->message.kind_case = BELLWETHER__MESSAGE__KIND_RECEIPT;
		out->message.receipt = &out->receipt;
		return;
	case MESSAGE_REFUSAL:
		refusal_to_wire(&source->refusal, &out->refusal);
		out->message.kind_case = BELLWETHER__MESSAGE__KIND_REFUSAL;
		out->message.refusal = &out->refusal;
		return;
	}
}

static void message_from_wire(struct wire_check *check, const Bellwether__Message *source, struct message *out)
{
	switch (source->kind_case) {
	case BELLWETHER__MESSAGE__KIND_HELLO:
		out->kind = MESSAGE_HELLO;
		hello_from_wire(check, source->hello, &out->hello);
		return;
	case BELLWETHER__MESSAGE__KIND_SUBMIT:
		out->kind = MESSAGE_SUBMIT;
		out->submit = slice_from_binary(source->submit->envelope);
		return;
	case BELLWETHER__MESSAGE__KIND_RECEIPT:
		out->kind = MESSAGE_RECEIPT;
		receipt_from_wire(check, source->receipt, &out->receipt);
		return;
	case BELLWETHER__MESSAGE__KIND_REFUSAL:
		out->kind = MESSAGE_REFUSAL;
		refusal_from_wire(check, source->refusal, &out->refusal);
		return;
	case BELLWETHER__MESSAGE__KIND__NOT_SET:
	case _BELLWETHER__MESSAGE__KIND__CASE_IS_INT_SIZE:
		break;
	}
	check_fail(check, ERROR_MALFORMED, "kind");
}

/* The bytes of `message`, from `arena`. */
static enum error pack(const ProtobufCMessage *message, size_t bytes_max, struct arena *arena, struct slice *out)
{
	size_t size = protobuf_c_message_get_packed_size(message);
	if (size > bytes_max)
		return ERROR_INVALID;
	uint8_t *data = arena_take(arena, size, 1);
	if (data == NULL)
		return ERROR_NO_MEMORY;
	*out = slice_from(data, protobuf_c_message_pack(message, data));
	return ERROR_NONE;
}

enum error wire_pack_return(const struct council_return *source, struct arena *arena, struct slice *out)
{
	struct wire_check check;
	check_init(&check);
	check_return(&check, source);
	check_measure_order(&check, source);
	if (check.error != ERROR_NONE)
		return ERROR_INVALID;
	Bellwether__Return wire;
	enum error error = return_to_wire(source, arena, &wire);
	return error != ERROR_NONE ? error : pack(&wire.base, RETURN_BYTES_MAX, arena, out);
}

enum error wire_pack_envelope(const struct envelope *source, struct arena *arena, struct slice *out)
{
	struct wire_check check;
	check_init(&check);
	check_envelope(&check, source);
	if (check.error != ERROR_NONE)
		return ERROR_INVALID;
	Bellwether__Envelope wire;
	envelope_to_wire(source, &wire);
	return pack(&wire.base, ENVELOPE_BYTES_MAX, arena, out);
}

enum error wire_pack_message(const struct message *source, struct arena *arena, struct slice *out)
{
	struct wire_check check;
	check_init(&check);
	check_message(&check, source);
	if (check.error != ERROR_NONE)
		return ERROR_INVALID;
	struct message_parts parts;
	message_to_wire(source, &parts);
	return pack(&parts.message.base, FRAME_BYTES_MAX, arena, out);
}

static void unpack_return(struct unpacking *unpacking, const Bellwether__Return *wire, struct arena *arena, struct council_return *out)
{
	struct wire_check *check = &unpacking->check;
	return_from_wire(check, wire, arena, out);
	check_return(check, out);
	if (check->error != ERROR_NONE)
		return;
	Bellwether__Return again;
	if (return_to_wire(out, &unpacking->arena, &again) == ERROR_NONE)
		unpacking_compare(unpacking, &again.base);
	else
		check_fail(check, ERROR_NO_MEMORY, "");
	unpacking_keep(unpacking, &out->policy, arena);
	unpacking_keep(unpacking, &out->agent_version, arena);
}

enum error wire_unpack_return(struct slice bytes, struct arena *arena, struct council_return *out, const char **field)
{
	struct unpacking unpacking;
	struct council_return result = {0};
	unpacking_begin(&unpacking, bytes, RETURN_BYTES_MAX, "return");
	const ProtobufCMessage *message = unpacking_parse(&unpacking, &bellwether__return__descriptor);
	if (message != NULL)
		unpack_return(&unpacking, (const Bellwether__Return *)message, arena, &result);
	enum error error = unpacking_end(&unpacking, field);
	if (error == ERROR_NONE)
		*out = result;
	return error;
}

static void unpack_envelope(struct unpacking *unpacking, const Bellwether__Envelope *wire, struct arena *arena, struct envelope *out)
{
	struct wire_check *check = &unpacking->check;
	envelope_from_wire(check, wire, out);
	check_envelope(check, out);
	if (check->error != ERROR_NONE)
		return;
	Bellwether__Envelope again;
	envelope_to_wire(out, &again);
	unpacking_compare(unpacking, &again.base);
	unpacking_keep(unpacking, &out->return_bytes, arena);
	unpacking_keep(unpacking, &out->approver_role, arena);
}

enum error wire_unpack_envelope(struct slice bytes, struct arena *arena, struct envelope *out, const char **field)
{
	struct unpacking unpacking;
	struct envelope result = {0};
	unpacking_begin(&unpacking, bytes, ENVELOPE_BYTES_MAX, "envelope");
	const ProtobufCMessage *message = unpacking_parse(&unpacking, &bellwether__envelope__descriptor);
	if (message != NULL)
		unpack_envelope(&unpacking, (const Bellwether__Envelope *)message, arena, &result);
	enum error error = unpacking_end(&unpacking, field);
	if (error == ERROR_NONE)
		*out = result;
	return error;
}

static void keep_message(struct unpacking *unpacking, struct message *message, struct arena *arena)
{
	switch (message->kind) {
	case MESSAGE_HELLO:
		unpacking_keep(unpacking, &message->hello.program_version, arena);
		return;
	case MESSAGE_SUBMIT:
		unpacking_keep(unpacking, &message->submit, arena);
		return;
	case MESSAGE_RECEIPT:
		return;
	case MESSAGE_REFUSAL:
		unpacking_keep(unpacking, &message->refusal.sentence, arena);
		unpacking_keep(unpacking, &message->refusal.field, arena);
		return;
	}
}

static void unpack_message(struct unpacking *unpacking, const Bellwether__Message *wire, struct arena *arena, struct message *out)
{
	struct wire_check *check = &unpacking->check;
	message_from_wire(check, wire, out);
	if (check->error == ERROR_NONE)
		check_message(check, out);
	if (check->error != ERROR_NONE)
		return;
	struct message_parts again;
	message_to_wire(out, &again);
	unpacking_compare(unpacking, &again.message.base);
	keep_message(unpacking, out, arena);
}

enum error wire_unpack_message(struct slice bytes, struct arena *arena, struct message *out, const char **field)
{
	struct unpacking unpacking;
	struct message result = {0};
	unpacking_begin(&unpacking, bytes, FRAME_BYTES_MAX, "frame");
	check_range(&unpacking.check, "envelope", bytes.size, 0, ENVELOPE_BYTES_MAX + MESSAGE_HEAD_BYTES_MAX);
	const ProtobufCMessage *message = unpacking_parse(&unpacking, &bellwether__message__descriptor);
	if (message != NULL)
		unpack_message(&unpacking, (const Bellwether__Message *)message, arena, &result);
	enum error error = unpacking_end(&unpacking, field);
	if (error == ERROR_NONE)
		*out = result;
	return error;
}
