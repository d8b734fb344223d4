/* The records that are open in an XML file, from the outermost to the innermost, each with the fields that have come. markup.c's own. */
#pragma once

#include "agent/core/schema.h"

enum { COLUMN_NONE = LAYOUT_COLUMNS_MAX };

struct frame {
	const struct schema_record *record;
	struct header header; /* places: the column's own number once its element has come */
	struct cells cells;
	const char *names[LAYOUT_COLUMNS_MAX]; /* of the columns' elements */
	uint8_t name_sizes[LAYOUT_COLUMNS_MAX];
	unsigned next; /* the column that comes next when elements come in the layout's order */
};

struct frames {
	const struct schema *schema;
	uint8_t element_sizes[SCHEMA_RECORDS_MAX];
	unsigned count;
	struct frame list[SCHEMA_NESTING_MAX];
};

void frame_begin(struct frame *frame, const struct layout *layout, uint64_t line);
/* The column of an element; COLUMN_NONE when it is no field of the record. */
unsigned frame_column(struct frame *frame, struct slice name);
/* The open cell is the column's. */
void frame_take(struct frame *frame, unsigned column);

void frames_use(struct frames *frames, const struct schema *schema);
void frames_fini(struct frames *frames);
/* NULL when no record is open. */
struct frame *frames_top(struct frames *frames);
/* The record that an element of this name opens within those that are open; NULL: none. */
const struct schema_record *frames_record(const struct frames *frames, struct slice name);
/* False when too many are open. */
bool frames_push(struct frames *frames, const struct schema_record *record, uint64_t line) MUST_CHECK;
/* Gives the innermost record what it has from those around it. */
enum error frames_inherit(struct frames *frames) MUST_CHECK;
void frames_pop(struct frames *frames);
