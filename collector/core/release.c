#include "collector/core/release.h"

#include <string.h>

#include "common/cursor.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum {
	RELEASE_FORMAT = 1,
	RELEASE_HEAD_BYTES = 1 + 2 + 4 + DIGEST_SIZE + 4,
	RELEASE_RECORD_BYTES = 4 + 2 + 2 + 2,
	RELEASE_FIGURE_BYTES = 2 + 1 + 8,
};

static const struct dataset datasets[] = {
#define DATASET(number, NAME, id, source, rank, title) {(number), (id), SOURCE_##source, (rank), (title)},
#define LAYOUT(NAME, period, period_month, code, name, ons, level, filters, values)
#define FIGURE(NAME, MEASURE, key)
#include "collector/core/datasets.def"
#undef DATASET
#undef LAYOUT
#undef FIGURE
};

enum { DATASET_COUNT = sizeof datasets / sizeof datasets[0] };

unsigned dataset_count(void)
{
	return DATASET_COUNT;
}

const struct dataset *dataset_at(unsigned index)
{
	INVARIANT(index < DATASET_COUNT);
	return &datasets[index];
}

const struct dataset *dataset_find(uint16_t number)
{
	for (unsigned i = 0; i < DATASET_COUNT; i++)
		if (datasets[i].number == number)
			return &datasets[i];
	return NULL;
}

const struct dataset *dataset_of_chain(uint16_t chain)
{
	return chain > RELEASE_CHAIN_BASE ? dataset_find((uint16_t)(chain - RELEASE_CHAIN_BASE)) : NULL;
}

uint16_t dataset_chain(const struct dataset *dataset)
{
	return (uint16_t)(RELEASE_CHAIN_BASE + dataset->number);
}

static bool figures_are_sound(const struct release_record *record)
{
	for (unsigned i = 0; i < record->figure_count; i++) {
		const struct return_measure *figure = &record->figures[i];

		if (!catalogue_measure(figure->number) || figure->reason != REASON_NONE)
			return false;
		if (figure->symbol == SYMBOL_NONE ? figure->value < 0 : !symbol_is_known(figure->symbol) || figure->value != 0)
			return false;
		if (i > 0 && record->figures[i - 1].number >= figure->number)
			return false;
	}
	return record->figure_count > 0 && record->figure_count <= RELEASE_FIGURES_MAX;
}

static int record_order(const struct release_record *record, struct month month, uint16_t council)
{
	int order = month_compare(record->month, month);

	return order ? order : (int)record->council - (int)council;
}

/* The vintage is the newest month, so the last record's. */
static bool release_is_sound(const struct release *release)
{
	const struct release_head *head = &release->head;

	if (!dataset_find(head->dataset) || head->record_count == 0 || head->record_count > RELEASE_RECORDS_MAX)
		return false;
	for (uint32_t i = 0; i < head->record_count; i++) {
		const struct release_record *record = &release->records[i];

		if (record->council == 0 || record->council >= RELEASE_CHAIN_BASE || record->joint >= RELEASE_CHAIN_BASE ||
		    record->joint == record->council || !figures_are_sound(record))
			return false;
		if (i > 0 && record_order(&release->records[i - 1], record->month, record->council) >= 0)
			return false;
	}
	return month_compare(release->records[head->record_count - 1].month, head->vintage) == 0;
}

static size_t packed_bytes(const struct release *release)
{
	size_t bytes = RELEASE_HEAD_BYTES;

	for (uint32_t i = 0; i < release->head.record_count; i++)
		bytes += RELEASE_RECORD_BYTES + (size_t)release->records[i].figure_count * RELEASE_FIGURE_BYTES;
	return bytes;
}

static void record_write(struct writer *writer, const struct release_record *record)
{
	writer_u32(writer, month_to_number(record->month));
	writer_u16(writer, record->council);
	writer_u16(writer, record->joint);
	writer_u16(writer, (uint16_t)record->figure_count);
	for (unsigned i = 0; i < record->figure_count; i++) {
		writer_u16(writer, record->figures[i].number);
		writer_u8(writer, record->figures[i].symbol);
		writer_i64(writer, record->figures[i].value);
	}
}

enum error release_pack(const struct release *release, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (!release_is_sound(release))
		return ERROR_INVALID;
	room = packed_bytes(release);
	if (room > RELEASE_BYTES_MAX)
		return ERROR_LIMIT;
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u8(&writer, RELEASE_FORMAT);
	writer_u16(&writer, release->head.dataset);
	writer_u32(&writer, month_to_number(release->head.vintage));
	writer_bytes(&writer, digest_slice(&release->head.file_hash));
	writer_u32(&writer, release->head.record_count);
	for (uint32_t i = 0; i < release->head.record_count; i++)
		record_write(&writer, &release->records[i]);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

static enum error head_read(struct reader *reader, struct release_head *out)
{
	struct release_head head = {.dataset = 0};
	unsigned format = reader_u8(reader);
	uint32_t vintage;

	head.dataset = reader_u16(reader);
	vintage = reader_u32(reader);
	reader_copy(reader, head.file_hash.bytes, DIGEST_SIZE);
	head.record_count = reader_u32(reader);
	if (reader->error || format != RELEASE_FORMAT || month_from_number(vintage, &head.vintage) || !dataset_find(head.dataset) ||
	    head.record_count == 0 || head.record_count > RELEASE_RECORDS_MAX)
		return ERROR_CORRUPT;
	*out = head;
	return ERROR_NONE;
}

static enum error record_read(struct reader *reader, struct arena *arena, struct release_record *out)
{
	uint32_t month = reader_u32(reader);
	struct release_record record = {.council = reader_u16(reader)};
	struct return_measure *figures;

	record.joint = reader_u16(reader);
	record.figure_count = reader_u16(reader);
	if (reader->error || month_from_number(month, &record.month) || record.figure_count > RELEASE_FIGURES_MAX)
		return ERROR_CORRUPT;
	figures = arena_take(arena, record.figure_count, sizeof(*figures));
	if (!figures)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < record.figure_count; i++) {
		figures[i].number = reader_u16(reader);
		figures[i].symbol = reader_u8(reader);
		figures[i].value = reader_i64(reader);
	}
	record.figures = figures;
	*out = record;
	return reader->error ? ERROR_CORRUPT : ERROR_NONE;
}

enum error release_unpack(struct slice bytes, struct arena *arena, struct release *out)
{
	struct reader reader;
	struct release release;
	struct release_record *records;
	enum error error;

	if (bytes.size > RELEASE_BYTES_MAX)
		return ERROR_CORRUPT;
	reader_init(&reader, bytes);
	error = head_read(&reader, &release.head);
	if (error)
		return error;
	/* No record is shorter than this, so that a false number cannot make much memory be taken. */
	if (release.head.record_count > reader.rest.size / (RELEASE_RECORD_BYTES + RELEASE_FIGURE_BYTES))
		return ERROR_CORRUPT;
	records = arena_take(arena, release.head.record_count, sizeof(*records));
	if (!records)
		return ERROR_NO_MEMORY;
	for (uint32_t i = 0; i < release.head.record_count && !error; i++)
		error = record_read(&reader, arena, &records[i]);
	if (error)
		return error;
	release.records = records;
	if (reader_finish(&reader) || !release_is_sound(&release))
		return ERROR_CORRUPT;
	*out = release;
	return ERROR_NONE;
}

enum error release_peek(struct slice bytes, struct release_head *out)
{
	struct reader reader;

	reader_init(&reader, bytes);
	return head_read(&reader, out);
}

struct release_extent release_extent(const struct release *release)
{
	bool has_council[RELEASE_CHAIN_BASE] = {false};
	struct release_extent extent = {.first = release->records[0].month, .last = release->head.vintage};

	for (uint32_t i = 0; i < release->head.record_count; i++) {
		const struct release_record *record = &release->records[i];

		extent.figures += record->figure_count;
		extent.months += i == 0 || month_compare(record[-1].month, record->month) != 0;
		extent.councils += !has_council[record->council];
		has_council[record->council] = true;
	}
	return extent;
}

/* How many of the records up to `end` are of the same month as the last of them. */
static uint32_t month_size(const struct release *release, uint32_t end)
{
	uint32_t size = 1;

	while (size < end && month_compare(release->records[end - 1 - size].month, release->records[end - 1].month) == 0)
		size++;
	return size;
}

bool release_gap_find(const struct release *release, const struct release *other, struct release_gap *out)
{
	uint32_t other_end = other->head.record_count, size;

	for (uint32_t end = release->head.record_count; end > 0; end -= size) {
		struct month month = release->records[end - 1].month;
		uint32_t other_size;

		size = month_size(release, end);
		while (other_end > 0 && month_compare(other->records[other_end - 1].month, month) > 0)
			other_end--;
		if (other_end == 0)
			return false;
		other_size = month_compare(other->records[other_end - 1].month, month) == 0 ? month_size(other, other_end) : 0;
		if (size * 2 < other_size) {
			*out = (struct release_gap){month, size, other_size};
			return true;
		}
	}
	return false;
}
