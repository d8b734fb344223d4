#include "collector/core/entry.h"

#include "collector/core/release.h"
#include "common/cursor.h"

enum {
	ENTRY_FORMAT = 1,
	ENTRY_HEAD_BYTES = 1 + 1 + 2 + 8 + 8 + DIGEST_SIZE + 4, /* all before the body */
	RECORD_FORMAT = 1,
};

static bool kind_is_known(unsigned kind)
{
	return kind >= ENTRY_RETURN && kind <= ENTRY_GROUP;
}

static bool body_fits_kind(enum entry_kind kind, struct slice body)
{
	switch (kind) {
	case ENTRY_RETURN:
		return body.size > 0 && body.size <= FRAME_BYTES_MAX;
	case ENTRY_KEY_REGISTERED:
		return body.size == (size_t)2 * PUBLIC_KEY_SIZE;
	case ENTRY_KEY_REVOKED:
		return body.size == KEY_ID_SIZE;
	case ENTRY_RELEASE:
		return body.size > 0 && body.size <= RELEASE_BYTES_MAX;
	case ENTRY_EVENTS:
	case ENTRY_EVENTS_WITHDRAWN:
	case ENTRY_GROUP:
		return body.size > 0 && body.size <= NOTE_BYTES_MAX;
	}
	return false;
}

uint16_t entry_kind_chain(enum entry_kind kind)
{
	if (kind == ENTRY_EVENTS || kind == ENTRY_EVENTS_WITHDRAWN)
		return EVENTS_CHAIN;
	return kind == ENTRY_GROUP ? GROUPS_CHAIN : 0;
}

static bool chain_fits_kind(enum entry_kind kind, uint16_t chain)
{
	if (entry_kind_chain(kind))
		return chain == entry_kind_chain(kind);
	if (kind == ENTRY_RELEASE)
		return chain > RELEASE_CHAIN_BASE && chain < EVENTS_CHAIN;
	return chain > 0 && chain < RELEASE_CHAIN_BASE;
}

/* What holds of every entry, whether it is to be written or was read. */
static bool entry_is_sound(const struct entry *entry)
{
	if (!kind_is_known(entry->kind) || !body_fits_kind(entry->kind, entry->body))
		return false;
	if (!chain_fits_kind(entry->kind, entry->council) || entry->sequence == 0)
		return false;
	return digest_is_zero(&entry->previous_hash) == (entry->sequence == 1);
}

enum error entry_pack(const struct entry *entry, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (!entry_is_sound(entry))
		return ERROR_INVALID;
	room = ENTRY_HEAD_BYTES + entry->body.size;
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u8(&writer, ENTRY_FORMAT);
	writer_u8(&writer, (uint8_t)entry->kind);
	writer_u16(&writer, entry->council);
	writer_u64(&writer, entry->sequence);
	writer_i64(&writer, entry->recorded_at_s);
	writer_bytes(&writer, digest_slice(&entry->previous_hash));
	writer_sized(&writer, entry->body);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

enum error entry_unpack(struct slice bytes, struct entry *out)
{
	struct reader reader;
	struct entry entry = {.council = 0};
	unsigned format;

	reader_init(&reader, bytes);
	format = reader_u8(&reader);
	entry.kind = (enum entry_kind)reader_u8(&reader);
	entry.council = reader_u16(&reader);
	entry.sequence = reader_u64(&reader);
	entry.recorded_at_s = reader_i64(&reader);
	reader_copy(&reader, entry.previous_hash.bytes, DIGEST_SIZE);
	entry.body = reader_sized(&reader);
	if (reader_finish(&reader) || format != ENTRY_FORMAT || !entry_is_sound(&entry))
		return ERROR_CORRUPT;
	*out = entry;
	return ERROR_NONE;
}

struct digest entry_hash(const struct digest *previous, struct slice bytes)
{
	return digest_blake2b(digest_slice(previous), bytes);
}

enum error record_frame(struct slice payload, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (__builtin_add_overflow(payload.size, (size_t)RECORD_FRAME_SIZE, &room))
		return ERROR_LIMIT;
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u8(&writer, RECORD_FORMAT);
	writer_u64(&writer, digest_checksum(payload));
	writer_bytes(&writer, payload);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

enum error record_open(struct slice bytes, struct slice *payload)
{
	struct reader reader;
	unsigned format;
	uint64_t checksum;

	reader_init(&reader, bytes);
	format = reader_u8(&reader);
	checksum = reader_u64(&reader);
	if (reader.error || format != RECORD_FORMAT || checksum != digest_checksum(reader.rest))
		return ERROR_CORRUPT;
	*payload = reader.rest;
	return ERROR_NONE;
}

struct receipt entry_receipt(const struct entry *entry, const struct digest *hash, const struct council_return *content,
			     const struct envelope *envelope, const struct signing_public *public_key, const struct signing_secret *secret_key)
{
	struct receipt receipt = {
		.council = content->council,
		.month = content->month,
		.revision = content->revision,
		.return_hash = digest_sha256(envelope->return_bytes),
		.envelope_hash = digest_sha256(entry->body),
		.sequence = entry->sequence,
		.entry_hash = *hash,
		.recorded_at_s = entry->recorded_at_s,
	};

	receipt_sign(&receipt, public_key, secret_key);
	return receipt;
}
