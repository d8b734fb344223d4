#include "agent/shell/outbox_record.h"

#include "common/cursor.h"

enum { CHECKSUM_SIZE = 8 };

struct slice record_key(struct month month, uint32_t revision, uint8_t key[static RECORD_KEY_SIZE])
{
	struct writer writer;

	writer_init(&writer, key, RECORD_KEY_SIZE);
	writer_u32(&writer, month_to_number(month));
	writer_u32(&writer, revision);
	return writer_done(&writer);
}

static uint64_t record_checksum(struct slice key, struct slice body)
{
	struct digest digest = digest_blake2b(key, body);

	return digest_checksum(digest_slice(&digest));
}

struct slice record_write(struct slice key, const struct outbox_entry *entry, uint8_t *buffer, size_t room)
{
	struct writer writer;

	writer_init(&writer, buffer, room);
	writer_u8(&writer, (uint8_t)entry->state);
	writer_i64(&writer, entry->settled_at_s);
	writer_sized(&writer, entry->envelope);
	writer_sized(&writer, entry->receipt);
	writer_u32(&writer, entry->refusal_code);
	writer_sized(&writer, entry->sentence);
	writer_sized(&writer, entry->field);
	writer_u64(&writer, record_checksum(key, slice_from(buffer, writer.size)));
	return writer_done(&writer);
}

enum error record_read(struct slice key, struct slice record, struct outbox_entry *out)
{
	struct reader reader;
	struct slice body;
	uint64_t checksum;
	uint32_t month_number;

	if (record.size < CHECKSUM_SIZE)
		return ERROR_CORRUPT;
	body = slice_from(record.data, record.size - CHECKSUM_SIZE);
	reader_init(&reader, slice_from(record.data + body.size, CHECKSUM_SIZE));
	checksum = reader_u64(&reader);
	if (checksum != record_checksum(key, body))
		return ERROR_CORRUPT;
	reader_init(&reader, key);
	month_number = reader_u32(&reader);
	out->revision = reader_u32(&reader);
	if (reader_finish(&reader) || month_from_number(month_number, &out->month))
		return ERROR_CORRUPT;
	reader_init(&reader, body);
	out->state = (enum outbox_state)reader_u8(&reader);
	out->settled_at_s = reader_i64(&reader);
	out->envelope = reader_sized(&reader);
	out->receipt = reader_sized(&reader);
	out->refusal_code = reader_u32(&reader);
	out->sentence = reader_sized(&reader);
	out->field = reader_sized(&reader);
	if (reader_finish(&reader) || out->state < OUTBOX_APPROVED || out->state > OUTBOX_REFUSED)
		return ERROR_CORRUPT;
	return ERROR_NONE;
}
