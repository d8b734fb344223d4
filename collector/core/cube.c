#include "collector/core/cube.h"

#include "common/cursor.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum {
	CUBE_HEAD_BYTES = 2 + 4 + 4 + 8 + 2,
	CUBE_MEASURE_BYTES = 2 + 1 + 2 + 8,
};

const char *cube_source_name(enum cube_source source)
{
	switch (source) {
	case SOURCE_RETURNS:
		return "returns";
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

static bool head_is_sound(const struct cube_record *record)
{
	return record->council > 0 && record->revision >= 1 && record->revision <= REVISION_MAX && record->sequence > 0 &&
	       record->measure_count <= RETURN_MEASURES_MAX;
}

static void measure_write(struct writer *writer, const struct return_measure *measure)
{
	writer_u16(writer, measure->number);
	writer_u8(writer, measure->symbol);
	writer_u16(writer, measure->reason);
	writer_i64(writer, measure->value);
}

static struct return_measure measure_read(struct reader *reader)
{
	struct return_measure measure = {.number = reader_u16(reader)};

	measure.symbol = reader_u8(reader);
	measure.reason = reader_u16(reader);
	measure.value = reader_i64(reader);
	return measure;
}

enum error cube_pack(const struct cube_record *record, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (!head_is_sound(record) || !measures_are_sound(record->measures, record->measure_count))
		return ERROR_INVALID;
	room = CUBE_HEAD_BYTES + (size_t)record->measure_count * CUBE_MEASURE_BYTES;
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u16(&writer, record->council);
	writer_u32(&writer, month_to_number(record->month));
	writer_u32(&writer, record->revision);
	writer_u64(&writer, record->sequence);
	writer_u16(&writer, (uint16_t)record->measure_count);
	for (unsigned i = 0; i < record->measure_count; i++)
		measure_write(&writer, &record->measures[i]);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

/* All before the measures; the reader stands at the first one then. */
static enum error head_read(struct reader *reader, struct cube_record *out)
{
	struct cube_record record = {.council = reader_u16(reader)};
	uint32_t month = reader_u32(reader);

	record.revision = reader_u32(reader);
	record.sequence = reader_u64(reader);
	record.measure_count = reader_u16(reader);
	if (reader->error || month_from_number(month, &record.month) || !head_is_sound(&record))
		return ERROR_CORRUPT;
	if (reader->rest.size != (size_t)record.measure_count * CUBE_MEASURE_BYTES)
		return ERROR_CORRUPT;
	*out = record;
	return ERROR_NONE;
}

enum error cube_unpack(struct slice payload, struct arena *arena, struct cube_record *out)
{
	struct reader reader;
	struct cube_record record;
	struct return_measure *measures;
	enum error error;

	reader_init(&reader, payload);
	error = head_read(&reader, &record);
	if (error)
		return error;
	measures = arena_take(arena, record.measure_count, sizeof(*measures));
	if (!measures)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < record.measure_count; i++)
		measures[i] = measure_read(&reader);
	if (reader_finish(&reader) || !measures_are_sound(measures, record.measure_count))
		return ERROR_CORRUPT;
	record.measures = measures;
	*out = record;
	return ERROR_NONE;
}

const struct return_measure *cube_measure(const struct cube_record *record, uint16_t number)
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
	return low < record->measure_count && record->measures[low].number == number ? &record->measures[low] : NULL;
}
