#include "collector/core/cube.h"

#include <string.h>

#include "common/cursor.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum {
	CUBE_HEAD_BYTES = 2 + 4 + 4 + 8 + 1 + 1 + 2,
	CUBE_ORIGIN_BYTES = 2 + 8 + 4 + 2,
	CUBE_MEASURE_BYTES = 2 + 1 + 2 + 8,
};

const char *cube_source_name(enum cube_source source)
{
	switch (source) {
	case SOURCE_RETURNS:
		return "returns";
	case SOURCE_OFFICIAL:
		return "official";
	case SOURCE_REFERENCE:
		return "reference";
	}
	return NULL;
}

void cube_key(enum cube_source source, struct month month, uint16_t council, uint8_t out[static CUBE_KEY_SIZE])
{
	struct writer writer;

	writer_init(&writer, out, CUBE_KEY_SIZE);
	writer_u8(&writer, (uint8_t)source);
	writer_u32(&writer, month_to_number(month));
	writer_u16(&writer, council);
	INVARIANT(!writer.error && writer.size == CUBE_KEY_SIZE);
}

void cube_series_key(enum cube_source source, uint16_t council, struct month month, uint8_t out[static CUBE_KEY_SIZE])
{
	struct writer writer;

	writer_init(&writer, out, CUBE_KEY_SIZE);
	writer_u8(&writer, (uint8_t)source);
	writer_u16(&writer, council);
	writer_u32(&writer, month_to_number(month));
	INVARIANT(!writer.error && writer.size == CUBE_KEY_SIZE);
}

struct cube_record cube_of_return(const struct council_return *content, uint64_t sequence)
{
	return (struct cube_record){
		.council = content->council,
		.month = content->month,
		.revision = content->revision,
		.sequence = sequence,
		.catalogue = (uint8_t)catalogue_version(&content->catalogue),
		.measure_count = content->measure_count,
		.measures = content->measures,
	};
}

/* A number or a symbol, never both (invariant 6). */
static bool measure_is_sound(const struct return_measure *measure)
{
	if (measure->number == MEASURE_NONE)
		return false;
	if (measure->symbol == SYMBOL_NONE)
		return measure->value >= 0 && measure->reason == REASON_NONE;
	return symbol_is_known(measure->symbol) && (measure->reason == REASON_NONE || reason_is_known(measure->reason)) && measure->value == 0;
}

static bool measures_are_sound(const struct return_measure *measures, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (!measure_is_sound(&measures[i]) || (i > 0 && measures[i - 1].number >= measures[i].number))
			return false;
	return true;
}

bool cube_origin_precedes(const struct cube_origin *a, const struct cube_origin *b)
{
	return a->chain != b->chain ? a->chain < b->chain : a->sequence < b->sequence;
}

/* In order, and each one the origin of some measure: the same figures always make the same bytes. */
static bool origins_are_sound(const struct cube_record *record)
{
	bool is_used[CUBE_ORIGINS_MAX] = {false};

	for (unsigned i = 0; i < record->measure_count; i++) {
		if (record->measure_origins[i] >= record->origin_count)
			return false;
		is_used[record->measure_origins[i]] = true;
	}
	for (unsigned i = 0; i < record->origin_count; i++)
		if (!is_used[i] || record->origins[i].sequence == 0 || (i > 0 && !cube_origin_precedes(&record->origins[i - 1], &record->origins[i])))
			return false;
	return true;
}

/* A return has a revision and a place in its council's chain; figures of releases have origins instead. */
static bool head_is_sound(const struct cube_record *record)
{
	if (record->council == 0 || record->measure_count > RETURN_MEASURES_MAX || record->origin_count > CUBE_ORIGINS_MAX)
		return false;
	if (record->origin_count > 0)
		return record->revision == 0 && record->sequence == 0 && record->catalogue == 0;
	return record->revision >= 1 && record->revision <= REVISION_MAX && record->sequence > 0 && record->joint == 0;
}

static void measure_write(struct writer *writer, const struct return_measure *measure)
{
	writer_u16(writer, measure->number);
	writer_u8(writer, measure->symbol);
	writer_u16(writer, measure->reason);
	writer_i64(writer, measure->value);
}

/* From bytes that are known to be there: a month has tens of thousands of measures, and a bounded read of each number would be half of what it costs. */
static uint64_t integer_at(const uint8_t *bytes, unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

static struct return_measure measure_at(const uint8_t bytes[static CUBE_MEASURE_BYTES])
{
	uint64_t bits = integer_at(bytes + 5, 8);
	struct return_measure measure = {.number = (uint16_t)integer_at(bytes, 2), .symbol = bytes[2], .reason = (uint16_t)integer_at(bytes + 3, 2)};

	memcpy(&measure.value, &bits, sizeof(bits));
	return measure;
}

static void origin_write(struct writer *writer, const struct cube_origin *origin)
{
	writer_u16(writer, origin->chain);
	writer_u64(writer, origin->sequence);
	writer_u32(writer, month_to_number(origin->vintage));
	writer_u16(writer, origin->joint);
}

static enum error origin_read(struct reader *reader, struct cube_origin *out)
{
	struct cube_origin origin = {.chain = reader_u16(reader)};
	uint32_t vintage;

	origin.sequence = reader_u64(reader);
	vintage = reader_u32(reader);
	origin.joint = reader_u16(reader);
	if (reader->error || month_from_number(vintage, &origin.vintage))
		return ERROR_CORRUPT;
	*out = origin;
	return ERROR_NONE;
}

uint16_t cube_origins_joint(const struct cube_origin *origins, unsigned count)
{
	const struct cube_origin *newest = NULL;

	for (unsigned i = 0; i < count; i++)
		if (!newest || month_compare(origins[i].vintage, newest->vintage) >= 0)
			newest = &origins[i];
	return newest ? newest->joint : 0;
}

static size_t packed_bytes(const struct cube_record *record)
{
	size_t measure_bytes = CUBE_MEASURE_BYTES + (record->origin_count > 0 ? 1 : 0);

	return CUBE_HEAD_BYTES + (size_t)record->origin_count * CUBE_ORIGIN_BYTES + (size_t)record->measure_count * measure_bytes;
}

enum error cube_pack(const struct cube_record *record, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (!head_is_sound(record) || !measures_are_sound(record->measures, record->measure_count) ||
	    (record->origin_count > 0 && !origins_are_sound(record)) || record->joint != cube_origins_joint(record->origins, record->origin_count))
		return ERROR_INVALID;
	room = packed_bytes(record);
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u16(&writer, record->council);
	writer_u32(&writer, month_to_number(record->month));
	writer_u32(&writer, record->revision);
	writer_u64(&writer, record->sequence);
	writer_u8(&writer, record->catalogue);
	writer_u8(&writer, (uint8_t)record->origin_count);
	writer_u16(&writer, (uint16_t)record->measure_count);
	for (unsigned i = 0; i < record->origin_count; i++)
		origin_write(&writer, &record->origins[i]);
	for (unsigned i = 0; i < record->measure_count; i++) {
		measure_write(&writer, &record->measures[i]);
		if (record->origin_count > 0)
			writer_u8(&writer, record->measure_origins[i]);
	}
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

/* All before the origins; the reader stands at the first one then. */
static enum error head_read(struct reader *reader, struct cube_record *out)
{
	struct cube_record record = {.council = reader_u16(reader)};
	uint32_t month = reader_u32(reader);

	record.revision = reader_u32(reader);
	record.sequence = reader_u64(reader);
	record.catalogue = reader_u8(reader);
	record.origin_count = reader_u8(reader);
	record.measure_count = reader_u16(reader);
	if (reader->error || month_from_number(month, &record.month) || !head_is_sound(&record))
		return ERROR_CORRUPT;
	if (reader->rest.size != packed_bytes(&record) - CUBE_HEAD_BYTES)
		return ERROR_CORRUPT;
	*out = record;
	return ERROR_NONE;
}

static enum error origins_read(struct reader *reader, struct arena *arena, struct cube_record *record)
{
	struct cube_origin *origins = arena_take(arena, record->origin_count, sizeof(*origins));
	enum error error = origins ? ERROR_NONE : ERROR_NO_MEMORY;

	for (unsigned i = 0; i < record->origin_count && !error; i++)
		error = origin_read(reader, &origins[i]);
	record->origins = origins;
	return error;
}

static enum error measures_read(struct reader *reader, struct arena *arena, struct cube_record *record)
{
	struct return_measure *measures = arena_take(arena, record->measure_count, sizeof(*measures));
	uint8_t *measure_origins = arena_take(arena, record->measure_count, 1);

	size_t step = CUBE_MEASURE_BYTES + (record->origin_count > 0 ? 1 : 0);
	struct slice bytes = reader_bytes(reader, step * record->measure_count);

	if (!measures || !measure_origins)
		return ERROR_NO_MEMORY;
	if (bytes.size != step * record->measure_count)
		return ERROR_CORRUPT;
	for (unsigned i = 0; i < record->measure_count; i++) {
		const uint8_t *at = bytes.data + step * i;

		measures[i] = measure_at(at);
		if (record->origin_count > 0)
			measure_origins[i] = at[CUBE_MEASURE_BYTES];
	}
	record->measures = measures;
	record->measure_origins = measure_origins;
	return reader_finish(reader) ? ERROR_CORRUPT : ERROR_NONE;
}

enum error cube_unpack(struct slice payload, struct arena *arena, struct cube_record *out)
{
	struct reader reader;
	struct cube_record record;
	enum error error;

	reader_init(&reader, payload);
	error = head_read(&reader, &record);
	if (!error)
		error = origins_read(&reader, arena, &record);
	if (!error)
		error = measures_read(&reader, arena, &record);
	if (error)
		return error;
	if (!measures_are_sound(record.measures, record.measure_count) || (record.origin_count > 0 && !origins_are_sound(&record)))
		return ERROR_CORRUPT;
	record.joint = cube_origins_joint(record.origins, record.origin_count);
	*out = record;
	return ERROR_NONE;
}

static unsigned measure_place(const struct cube_record *record, uint16_t number)
{
	unsigned low = 0;
	unsigned high = record->measure_count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (record->measures[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < record->measure_count && record->measures[low].number == number ? low : record->measure_count;
}

const struct return_measure *cube_measure(const struct cube_record *record, uint16_t number)
{
	unsigned place = measure_place(record, number);

	return place < record->measure_count ? &record->measures[place] : NULL;
}

const struct cube_origin *cube_measure_origin(const struct cube_record *record, uint16_t number)
{
	unsigned place = measure_place(record, number);

	return record->origin_count > 0 && place < record->measure_count ? &record->origins[record->measure_origins[place]] : NULL;
}
