#include "agent/core/markup_frames.h"

#include <string.h>

const struct layout message_layout = {
	.column_count = MESSAGE_COLUMN_COUNT,
	.columns =
		{
			[MESSAGE_COLLECTION] = "Collection",
			[MESSAGE_YEAR] = "Year",
			[MESSAGE_REFERENCE_DATE] = "ReferenceDate",
			[MESSAGE_COUNCIL] = "LEA",
		},
};

static bool is_name(struct slice name, const char *wanted, size_t wanted_size)
{
	if (name.size != wanted_size)
		return false;
	return memcmp(name.data, wanted, wanted_size) == 0 || slice_equal_ignoring_case(name, slice_from(wanted, wanted_size));
}

static void frame_use(struct frame *frame, const struct layout *layout, const char *const *names)
{
	frame->header.layout = layout;
	for (unsigned i = 0; i < layout->column_count; i++) {
		frame->names[i] = names && names[i] ? names[i] : layout->columns[i];
		frame->name_sizes[i] = (uint8_t)strlen(frame->names[i]);
	}
}

static void frame_empty(struct frame *frame, uint64_t line)
{
	unsigned count = frame->header.layout ? frame->header.layout->column_count : 0;

	frame->header.is_record = true;
	frame->header.cell_count = count;
	for (unsigned i = 0; i < count; i++)
		frame->header.places[i] = COLUMN_MISSING;
	frame->next = 0;
	cells_begin_record(&frame->cells, line, count);
}

void frame_begin(struct frame *frame, const struct layout *layout, uint64_t line)
{
	frame_use(frame, layout, NULL);
	frame_empty(frame, line);
}

unsigned frame_column(struct frame *frame, struct slice name)
{
	unsigned count = frame->cells.count;

	for (unsigned tried = 0, i = frame->next; tried < count; tried++, i++) {
		i = i < count ? i : 0;
		if (is_name(name, frame->names[i], frame->name_sizes[i])) {
			frame->next = i + 1;
			return i;
		}
	}
	return COLUMN_NONE;
}

void frame_take(struct frame *frame, unsigned column)
{
	cells_end_at(&frame->cells, column);
	frame->header.places[column] = column;
}

void frames_use(struct frames *frames, const struct schema *schema)
{
	INVARIANT(schema->record_count <= SCHEMA_RECORDS_MAX);
	frames->schema = schema;
	for (unsigned i = 0; i < schema->record_count; i++)
		frames->element_sizes[i] = (uint8_t)strlen(schema->records[i].element);
}

void frames_fini(struct frames *frames)
{
	for (unsigned i = 0; i < SCHEMA_NESTING_MAX; i++)
		cells_fini(&frames->list[i].cells);
}

struct frame *frames_top(struct frames *frames)
{
	return frames->count ? &frames->list[frames->count - 1] : NULL;
}

const struct schema_record *frames_record(const struct frames *frames, struct slice name)
{
	const struct schema_record *records = frames->schema->records;
	int parent = frames->count ? (int)(frames->list[frames->count - 1].record - records) : SCHEMA_TOP;

	for (unsigned i = 0; i < frames->schema->record_count; i++)
		if (records[i].parent == parent && is_name(name, records[i].element, frames->element_sizes[i]))
			return &records[i];
	return NULL;
}

bool frames_push(struct frames *frames, const struct schema_record *record, uint64_t line)
{
	struct frame *frame;

	if (frames->count == SCHEMA_NESTING_MAX)
		return false;
	frame = &frames->list[frames->count++];
	if (frame->record != record) {
		frame->record = record;
		frame->header.layout = NULL;
		if (record->layout)
			frame_use(frame, record->layout, record->names);
	}
	frame_empty(frame, line);
	return true;
}

/* The nearest open record around the innermost that has the element; its text is copied, for the row's cells lie together. */
static enum error column_inherit(struct frames *frames, struct frame *heir, unsigned column)
{
	struct slice name = slice_from(heir->names[column], heir->name_sizes[column]);
	enum error error;

	for (unsigned i = frames->count - 1; i-- > 0;) {
		struct frame *frame = &frames->list[i];
		unsigned place = frame_column(frame, name);

		if (place == COLUMN_NONE || frame->header.places[place] == COLUMN_MISSING)
			continue;
		error = cells_append(&heir->cells, cells_at(&frame->cells, place));
		if (error)
			return error;
		frame_take(heir, column);
		heir->cells.list[column].fault = frame->cells.list[place].fault;
		return ERROR_NONE;
	}
	return ERROR_NONE;
}

enum error frames_inherit(struct frames *frames)
{
	struct frame *heir = frames_top(frames);
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < heir->record->inherited_count && !error; i++)
		if (heir->header.places[i] == COLUMN_MISSING)
			error = column_inherit(frames, heir, i);
	return error;
}

void frames_pop(struct frames *frames)
{
	INVARIANT(frames->count > 0);
	frames->count--;
}
