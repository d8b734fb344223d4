#include "collector/shell/store_tables.h"

#include <string.h>

#include "common/cursor.h"

struct slice store_key_slice(const struct store_key *key)
{
	return slice_from(key->bytes, key->size);
}

struct slice store_body_slice(const struct store_body *body)
{
	return slice_from(body->bytes, body->size);
}

static struct writer key_writer(struct store_key *key)
{
	struct writer writer;

	writer_init(&writer, key->bytes, sizeof(key->bytes));
	return writer;
}

static void key_finish(struct store_key *key, const struct writer *writer)
{
	INVARIANT(!writer->error);
	key->size = writer->size;
}

struct store_key store_key_ledger(uint16_t council, uint64_t sequence)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u16(&writer, council);
	writer_u64(&writer, sequence);
	key_finish(&key, &writer);
	return key;
}

struct store_key store_key_head(uint16_t council)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u16(&writer, council);
	key_finish(&key, &writer);
	return key;
}

struct store_key store_key_position(uint64_t position)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u64(&writer, position);
	key_finish(&key, &writer);
	return key;
}

struct store_key store_key_revision(uint16_t council, struct month month, uint32_t revision)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u16(&writer, council);
	writer_u32(&writer, month_to_number(month));
	writer_u32(&writer, revision);
	key_finish(&key, &writer);
	return key;
}

enum error store_read_revision_key(struct slice key, struct correction *out)
{
	struct correction found = {.council = 0};
	struct reader reader;
	enum error error;

	reader_init(&reader, key);
	found.council = reader_u16(&reader);
	error = month_from_number(reader_u32(&reader), &found.month);
	found.revision = reader_u32(&reader);
	if (error || reader_finish(&reader))
		return ERROR_CORRUPT;
	*out = found;
	return ERROR_NONE;
}

struct store_key store_key_cube(enum cube_source source, struct month month, uint16_t council)
{
	struct store_key key = {.size = CUBE_KEY_SIZE};

	cube_key(source, month, council, key.bytes);
	return key;
}

struct store_key store_key_count(enum cube_source source, struct month month)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u8(&writer, (uint8_t)source);
	writer_u32(&writer, month_to_number(month));
	key_finish(&key, &writer);
	return key;
}

struct store_key store_key_series(enum cube_source source, uint16_t council, struct month month)
{
	struct store_key key = {.size = CUBE_KEY_SIZE};

	cube_series_key(source, council, month, key.bytes);
	return key;
}

struct store_key store_key_series_count(enum cube_source source, uint16_t council)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u8(&writer, (uint8_t)source);
	writer_u16(&writer, council);
	key_finish(&key, &writer);
	return key;
}

struct store_key store_key_refusal(struct month month, uint16_t council)
{
	struct store_key key = {.size = 0};
	struct writer writer = key_writer(&key);

	writer_u32(&writer, month_to_number(month));
	writer_u16(&writer, council);
	key_finish(&key, &writer);
	return key;
}

enum error store_read_refusal_key(struct slice key, struct month *month, uint16_t *council)
{
	struct reader reader;
	struct month found = {0};
	uint16_t code;
	enum error error;

	reader_init(&reader, key);
	error = month_from_number(reader_u32(&reader), &found);
	code = reader_u16(&reader);
	if (error || reader_finish(&reader))
		return ERROR_CORRUPT;
	*month = found;
	*council = code;
	return ERROR_NONE;
}

static struct writer body_writer(struct store_body *body)
{
	struct writer writer;

	writer_init(&writer, body->bytes, sizeof(body->bytes));
	return writer;
}

static void body_finish(struct store_body *body, const struct writer *writer)
{
	INVARIANT(!writer->error);
	body->size = writer->size;
}

struct store_body store_body_number(uint64_t number)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u64(&writer, number);
	body_finish(&body, &writer);
	return body;
}

struct store_body store_body_head(const struct store_head *head)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u64(&writer, head->sequence);
	writer_bytes(&writer, digest_slice(&head->hash));
	body_finish(&body, &writer);
	return body;
}

struct store_body store_body_place(const struct store_place *place)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u16(&writer, place->council);
	writer_u64(&writer, place->sequence);
	writer_i64(&writer, place->recorded_at_s);
	writer_i64(&writer, place->latest_at_s);
	body_finish(&body, &writer);
	return body;
}

struct store_body store_body_revision(const struct store_revision *revision)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u64(&writer, revision->sequence);
	writer_u64(&writer, revision->position);
	writer_bytes(&writer, digest_slice(&revision->return_hash));
	writer_bytes(&writer, digest_slice(&revision->envelope_hash));
	body_finish(&body, &writer);
	return body;
}

struct store_body store_body_key(const struct key_record *key)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u16(&writer, key->council);
	writer_bytes(&writer, slice_from(key->id.bytes, KEY_ID_SIZE));
	writer_bytes(&writer, slice_from(key->curve, PUBLIC_KEY_SIZE));
	writer_bytes(&writer, slice_from(key->signing.bytes, PUBLIC_KEY_SIZE));
	writer_i64(&writer, key->registered_at_s);
	writer_u8(&writer, key->is_revoked);
	writer_i64(&writer, key->is_revoked ? key->revoked_at_s : 0);
	body_finish(&body, &writer);
	return body;
}

struct store_body store_body_refusal_tally(const struct store_refusal_tally *tally)
{
	struct store_body body = {.size = 0};
	struct writer writer = body_writer(&body);

	writer_u64(&writer, tally->changes);
	writer_u64(&writer, tally->standing);
	body_finish(&body, &writer);
	return body;
}

/* A body that was read to its end without failing, or is damaged in spite of its checksum. */
static enum error read_finish(const struct reader *reader)
{
	return reader_finish(reader) ? ERROR_CORRUPT : ERROR_NONE;
}

enum error store_read_number(struct slice body, uint64_t *out)
{
	struct reader reader;
	uint64_t number;

	reader_init(&reader, body);
	number = reader_u64(&reader);
	if (read_finish(&reader))
		return ERROR_CORRUPT;
	*out = number;
	return ERROR_NONE;
}

enum error store_read_head(struct slice body, struct store_head *out)
{
	struct reader reader;
	struct store_head head = {.sequence = 0};

	reader_init(&reader, body);
	head.sequence = reader_u64(&reader);
	reader_copy(&reader, head.hash.bytes, DIGEST_SIZE);
	if (read_finish(&reader) || head.sequence == 0)
		return ERROR_CORRUPT;
	*out = head;
	return ERROR_NONE;
}

enum error store_read_place(struct slice body, struct store_place *out)
{
	struct reader reader;
	struct store_place place = {.council = 0};

	reader_init(&reader, body);
	place.council = reader_u16(&reader);
	place.sequence = reader_u64(&reader);
	place.recorded_at_s = reader_i64(&reader);
	place.latest_at_s = reader_i64(&reader);
	if (read_finish(&reader) || place.recorded_at_s > place.latest_at_s)
		return ERROR_CORRUPT;
	*out = place;
	return ERROR_NONE;
}

enum error store_read_revision(struct slice body, struct store_revision *out)
{
	struct reader reader;
	struct store_revision revision = {.sequence = 0};

	reader_init(&reader, body);
	revision.sequence = reader_u64(&reader);
	revision.position = reader_u64(&reader);
	reader_copy(&reader, revision.return_hash.bytes, DIGEST_SIZE);
	reader_copy(&reader, revision.envelope_hash.bytes, DIGEST_SIZE);
	if (read_finish(&reader))
		return ERROR_CORRUPT;
	*out = revision;
	return ERROR_NONE;
}

enum error store_read_key(struct slice body, struct key_record *out)
{
	struct reader reader;
	struct key_record key = {.council = 0};
	uint8_t revoked;

	reader_init(&reader, body);
	key.council = reader_u16(&reader);
	reader_copy(&reader, key.id.bytes, KEY_ID_SIZE);
	reader_copy(&reader, key.curve, PUBLIC_KEY_SIZE);
	reader_copy(&reader, key.signing.bytes, PUBLIC_KEY_SIZE);
	key.registered_at_s = reader_i64(&reader);
	revoked = reader_u8(&reader);
	key.revoked_at_s = reader_i64(&reader);
	if (read_finish(&reader) || revoked > 1)
		return ERROR_CORRUPT;
	key.is_revoked = revoked == 1;
	*out = key;
	return ERROR_NONE;
}

enum error store_read_refusal_tally(struct slice body, struct store_refusal_tally *out)
{
	struct reader reader;
	struct store_refusal_tally tally = {.changes = 0};

	reader_init(&reader, body);
	tally.changes = reader_u64(&reader);
	tally.standing = reader_u64(&reader);
	if (read_finish(&reader))
		return ERROR_CORRUPT;
	*out = tally;
	return ERROR_NONE;
}

enum error store_read_key_id(struct slice body, struct key_id *out)
{
	if (body.size != KEY_ID_SIZE)
		return ERROR_CORRUPT;
	memcpy(out->bytes, body.data, KEY_ID_SIZE);
	return ERROR_NONE;
}

enum error store_view_error(const struct store_view *view)
{
	return view->error ? view->error : view->transaction.error;
}

void store_view_fail(struct store_view *view, enum error error)
{
	if (!view->error)
		view->error = error;
}

bool store_find(struct store_view *view, enum store_table table, struct slice key, struct slice *body)
{
	struct slice value;

	if (store_view_error(view) || !table_find(&view->transaction, table, key, &value))
		return false;
	store_view_fail(view, record_open(value, body));
	return view->error == ERROR_NONE;
}

static bool framed(struct store_batch *batch, struct slice body, struct slice *value)
{
	if (store_view_error(&batch->view))
		return false;
	store_view_fail(&batch->view, record_frame(body, batch->arena, value));
	return batch->view.error == ERROR_NONE;
}

void store_put(struct store_batch *batch, enum store_table table, struct slice key, struct slice body)
{
	struct slice value;

	if (framed(batch, body, &value))
		table_put(&batch->view.transaction, table, key, value);
}

void store_insert(struct store_batch *batch, enum store_table table, struct slice key, struct slice body)
{
	struct slice value;

	if (framed(batch, body, &value))
		table_insert(&batch->view.transaction, table, key, value);
}
