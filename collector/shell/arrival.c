#include "collector/shell/arrival.h"

#include "proto/councils.h"

/* A router's parcel: the peer's routing id, then exactly one frame. */
enum { PART_PEER, PART_FRAME, PART_COUNT };

static struct arrival refused(struct arrival arrival, enum refusal_code code, const char *field)
{
	arrival.kind = ARRIVAL_REFUSE;
	arrival.refusal = code;
	arrival.field = field;
	return arrival;
}

/* The council that ZAP has named; 0 when it is none. */
static uint16_t council_of_user(const char *user)
{
	const struct council *council;

	return council_parse(slice_from_text(user), &council) ? 0 : council->code;
}

static struct arrival decide_message(struct arrival arrival, const struct message *message)
{
	switch (message->kind) {
	case MESSAGE_HELLO:
		if (message->hello.protocol_version != PROTOCOL_VERSION)
			return refused(arrival, REFUSAL_PROTOCOL_VERSION, "protocol_version");
		arrival.kind = ARRIVAL_HELLO;
		return arrival;
	case MESSAGE_SUBMIT:
		arrival.kind = ARRIVAL_SUBMIT;
		arrival.envelope_bytes = message->submit;
		return arrival;
	case MESSAGE_RECEIPT:
	case MESSAGE_REFUSAL:
		break;
	}
	return refused(arrival, REFUSAL_MALFORMED, "kind");
}

struct arrival arrival_decide(const struct parcel *parcel, struct arena *arena)
{
	struct arrival arrival = {.kind = ARRIVAL_REFUSE, .council = council_of_user(parcel->user), .peer = parcel->parts[PART_PEER], .field = ""};
	struct message message;
	const char *field = "";
	enum error error;

	if (parcel->part_count != PART_COUNT)
		return refused(arrival, REFUSAL_PART_COUNT, "");
	if (parcel->parts[PART_FRAME].size > FRAME_BYTES_MAX)
		return refused(arrival, REFUSAL_FRAME_TOO_LARGE, "");
	if (arrival.council == 0)
		return refused(arrival, REFUSAL_UNKNOWN_KEY, "");
	error = wire_unpack_message(parcel->parts[PART_FRAME], arena, &message, &field);
	if (error == ERROR_LIMIT)
		return refused(arrival, REFUSAL_LIMIT_EXCEEDED, field);
	if (error == ERROR_NO_MEMORY)
		return refused(arrival, REFUSAL_TOO_BUSY, "");
	if (error)
		return refused(arrival, REFUSAL_MALFORMED, field);
	return decide_message(arrival, &message);
}
