#include "agent/core/cells.h"

#include <string.h>

#include "common/memory.h"

enum { BUFFER_BYTES_MIN = 512 };

void cells_fini(struct cells *cells)
{
	memory_free(cells->bytes);
	cells->bytes = NULL;
	cells->size = cells->room = 0;
	cells->count = 0;
}

void cells_begin(struct cells *cells, uint64_t line)
{
	cells->line = line;
	cells->size = 0;
	cells->open = (struct cell){.offset = 0};
	cells->count = 0;
	cells->is_too_wide = false;
	cells->is_cut = false;
}

void cells_begin_record(struct cells *cells, uint64_t line, unsigned count)
{
	INVARIANT(count <= ROW_FIELDS_MAX);
	cells_begin(cells, line);
	memset(cells->list, 0, count * sizeof(*cells->list));
	cells->count = count;
}

static enum error reserve(struct cells *cells, size_t size)
{
	size_t room = cells->room ? cells->room : BUFFER_BYTES_MIN;
	uint8_t *bytes;

	while (room - cells->size < size)
		room *= 2;
	if (room == cells->room)
		return ERROR_NONE;
	bytes = memory_resize(cells->bytes, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	cells->bytes = bytes;
	cells->room = room;
	return ERROR_NONE;
}

enum error cells_append(struct cells *cells, struct slice bytes)
{
	enum error error;

	if (cells->count == ROW_FIELDS_MAX)
		return ERROR_NONE;
	if (bytes.size > FIELD_BYTES_MAX - cells->open.size) {
		cells->open.fault = CELL_TOO_LONG;
		bytes.size = FIELD_BYTES_MAX - cells->open.size;
	}
	if (bytes.size == 0)
		return ERROR_NONE;
	error = reserve(cells, bytes.size);
	if (error)
		return error;
	memcpy(cells->bytes + cells->size, bytes.data, bytes.size);
	cells->size += bytes.size;
	cells->open.size += bytes.size;
	return ERROR_NONE;
}

void cells_end(struct cells *cells)
{
	if (cells->count < ROW_FIELDS_MAX)
		cells->list[cells->count++] = cells->open;
	else
		cells->is_too_wide = true;
	cells->open = (struct cell){.offset = cells->size};
}

enum error cells_take_line(struct cells *cells, struct slice line)
{
	enum error error = reserve(cells, line.size);
	const uint8_t *comma;
	size_t at = 0;

	if (error)
		return error;
	if (line.size)
		memcpy(cells->bytes, line.data, line.size);
	for (; at < line.size && (comma = memchr(cells->bytes + at, ',', line.size - at)) != NULL; at = (size_t)(comma - cells->bytes) + 1) {
		cells->open = (struct cell){.offset = at, .size = (size_t)(comma - cells->bytes) - at};
		cells_end(cells);
	}
	cells->open = (struct cell){.offset = at, .size = line.size - at};
	cells->size = line.size;
	cells_end(cells);
	return ERROR_NONE;
}

static bool is_blank(uint8_t byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static struct slice bytes_of(const struct cells *cells, const struct cell *cell)
{
	return slice_from(cells->bytes + cell->offset, cell->size);
}

static void trim(const struct cells *cells, struct cell *cell)
{
	while (cell->size && is_blank(cells->bytes[cell->offset + cell->size - 1]))
		cell->size--;
	while (cell->size && is_blank(cells->bytes[cell->offset])) {
		cell->offset++;
		cell->size--;
	}
}

/* What is not kept gives its room back: a record's bytes do not grow with the times that an element is there. */
void cells_end_at(struct cells *cells, unsigned index)
{
	struct cell cell = cells->open, *kept = &cells->list[index];

	INVARIANT(index < cells->count);
	trim(cells, &cell);
	if (kept->size == 0 && cell.size) {
		*kept = cell;
		cells->open = (struct cell){.offset = cells->size};
		return;
	}
	if (cell.size && !slice_equal(bytes_of(cells, &cell), bytes_of(cells, kept)))
		kept->fault = CELL_REPEATED;
	cells_drop(cells);
}

void cells_drop(struct cells *cells)
{
	cells->size = cells->open.offset;
	cells->open = (struct cell){.offset = cells->size};
}

struct slice cells_at(const struct cells *cells, unsigned index)
{
	struct slice text = {NULL, 0};

	if (index >= cells->count || cells->list[index].size == 0)
		return text;
	text = slice_trim(bytes_of(cells, &cells->list[index]));
	if (text.size == 4 && slice_equal_ignoring_case(text, SLICE_LITERAL("NULL")))
		text.size = 0;
	return text;
}

enum cell_fault cells_fault(const struct cells *cells, unsigned index)
{
	return index < cells->count ? cells->list[index].fault : CELL_SOUND;
}

bool cells_are_blank_from(const struct cells *cells, unsigned first)
{
	for (unsigned i = first; i < cells->count; i++)
		if (cells_at(cells, i).size || cells_fault(cells, i) != CELL_SOUND)
			return false;
	return true;
}
