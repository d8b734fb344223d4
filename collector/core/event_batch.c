#include "collector/core/event_batch.h"

enum {
	BATCH_FORMAT = 1,
	HEAD_BYTES = 1 + 4 + 4,                          /* format, edition, count */
	KEY_BYTES = 2 + 4 + 1,                           /* council, day, kind */
	EVENT_BYTES = KEY_BYTES + 4 + JUDGED_AREA_COUNT, /* and the day of publication */
	SOURCE_HEAD_BYTES = 4,
};

static void day_write(struct writer *writer, struct date date)
{
	writer_u32(writer, (uint32_t)date.days);
}

/* No day that an event may have lies before 1970: what does not fit is a day that is none. */
static struct date day_read(struct reader *reader)
{
	uint32_t days = reader_u32(reader);

	return (struct date){days <= INT32_MAX ? (int32_t)days : -1};
}

static bool batch_is_sound(const struct event_batch *batch)
{
	const struct event_batch_head *head = &batch->head;

	if (head->count == 0 || head->count > EVENT_BATCH_EVENTS_MAX || !event_day_is_sound(head->edition) || !event_source_is_sound(head->source))
		return false;
	for (uint32_t i = 0; i < head->count; i++)
		if (!event_is_sound(&batch->events[i]) || !slice_equal(batch->events[i].source, head->source) ||
		    (i > 0 && event_key_compare(&batch->events[i - 1].key, &batch->events[i].key) >= 0))
			return false;
	return true;
}

static bool withdrawal_is_sound(const struct event_withdrawal *withdrawal)
{
	if (withdrawal->count == 0 || withdrawal->count > EVENT_BATCH_EVENTS_MAX || !event_day_is_sound(withdrawal->edition))
		return false;
	for (uint32_t i = 0; i < withdrawal->count; i++)
		if (!event_key_is_sound(&withdrawal->keys[i]) || (i > 0 && event_key_compare(&withdrawal->keys[i - 1], &withdrawal->keys[i]) >= 0))
			return false;
	return true;
}

static void key_write(struct writer *writer, const struct event_key *key)
{
	writer_u16(writer, key->council);
	day_write(writer, key->date);
	writer_u8(writer, (uint8_t)key->kind);
}

static enum error writer_in_arena(struct writer *writer, struct arena *arena, size_t room)
{
	uint8_t *bytes = arena_take(arena, room, 1);

	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(writer, bytes, room);
	writer_u8(writer, BATCH_FORMAT);
	return ERROR_NONE;
}

enum error event_batch_pack(const struct event_batch *batch, struct arena *arena, struct slice *out)
{
	const struct event_batch_head *head = &batch->head;
	struct writer writer;
	size_t room;
	enum error error;

	if (!batch_is_sound(batch))
		return ERROR_INVALID;
	room = HEAD_BYTES + DIGEST_SIZE + SOURCE_HEAD_BYTES + head->source.size + (size_t)head->count * EVENT_BYTES;
	error = writer_in_arena(&writer, arena, room);
	if (error)
		return error;
	day_write(&writer, head->edition);
	writer_bytes(&writer, digest_slice(&head->file_hash));
	writer_sized(&writer, head->source);
	writer_u32(&writer, head->count);
	for (uint32_t i = 0; i < head->count; i++) {
		key_write(&writer, &batch->events[i].key);
		day_write(&writer, batch->events[i].published);
		writer_bytes(&writer, slice_from(batch->events[i].judgements, JUDGED_AREA_COUNT));
	}
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

enum error event_withdrawal_pack(const struct event_withdrawal *withdrawal, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room = HEAD_BYTES + (size_t)withdrawal->count * KEY_BYTES;
	enum error error;

	if (!withdrawal_is_sound(withdrawal))
		return ERROR_INVALID;
	error = writer_in_arena(&writer, arena, room);
	if (error)
		return error;
	day_write(&writer, withdrawal->edition);
	writer_u32(&writer, withdrawal->count);
	for (uint32_t i = 0; i < withdrawal->count; i++)
		key_write(&writer, &withdrawal->keys[i]);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

enum error event_batch_begin(struct slice bytes, bool is_withdrawal, struct event_batch_reader *out)
{
	struct event_batch_reader batch = {.is_withdrawal = is_withdrawal};
	struct event_batch_head *head = &batch.head;
	unsigned format;

	reader_init(&batch.reader, bytes);
	format = reader_u8(&batch.reader);
	head->edition = day_read(&batch.reader);
	if (!is_withdrawal) {
		reader_copy(&batch.reader, head->file_hash.bytes, DIGEST_SIZE);
		head->source = reader_sized(&batch.reader);
	}
	head->count = reader_u32(&batch.reader);
	if (batch.reader.error || format != BATCH_FORMAT || head->count == 0 || head->count > EVENT_BATCH_EVENTS_MAX ||
	    !event_day_is_sound(head->edition) || (!is_withdrawal && !event_source_is_sound(head->source)))
		return ERROR_CORRUPT;
	/* All events are of one size: nothing is left over, and a false number is found before memory is taken for it. */
	if (batch.reader.rest.size != (size_t)head->count * (is_withdrawal ? KEY_BYTES : EVENT_BYTES))
		return ERROR_CORRUPT;
	*out = batch;
	return ERROR_NONE;
}

enum error event_batch_next(struct event_batch_reader *batch, struct event *out, bool *has_event)
{
	struct event event = {.source = batch->head.source};

	if (batch->read_count == batch->head.count) {
		*has_event = false;
		return ERROR_NONE;
	}
	event.key.council = reader_u16(&batch->reader);
	event.key.date = day_read(&batch->reader);
	event.key.kind = (enum event_kind)reader_u8(&batch->reader);
	if (!batch->is_withdrawal) {
		event.published = day_read(&batch->reader);
		reader_copy(&batch->reader, event.judgements, sizeof event.judgements);
	}
	if (batch->reader.error || (batch->is_withdrawal ? !event_key_is_sound(&event.key) : !event_is_sound(&event)))
		return ERROR_CORRUPT;
	if (batch->read_count > 0 && event_key_compare(&batch->last, &event.key) >= 0)
		return ERROR_CORRUPT;
	batch->last = event.key;
	batch->read_count++;
	*out = event;
	*has_event = true;
	return ERROR_NONE;
}

bool event_batch_is_sound(struct slice bytes, bool is_withdrawal)
{
	struct event_batch_reader batch;
	struct event event;
	bool has_event = true;
	enum error error = event_batch_begin(bytes, is_withdrawal, &batch);

	while (!error && has_event)
		error = event_batch_next(&batch, &event, &has_event);
	return !error;
}
