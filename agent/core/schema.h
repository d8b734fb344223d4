/*
 * Schemas: which elements of an XML return are records, and which leaves are their fields. When a record's element closes, its leaves are a row like a
 * CSV row, so that layouts and their readers serve both forms. Elements that are neither a record nor a field are passed over, but what lies in them is
 * not: ChildIdentifiers and Reviews need no mention. Names are compared without regard to case, and without a namespace's prefix.
 */
#pragma once

#include "agent/core/layout.h"

enum { SCHEMA_TOP = -1, SCHEMA_RECORDS_MAX = 32, SCHEMA_MARKS_MAX = 4, SCHEMA_NESTING_MAX = 8 };

struct schema_record {
	const char *element; /* "CINdetails" */
	int parent;          /* index of the record in which it stands, however deep; SCHEMA_TOP: in none */
	/*
	 * Its fields: leaves that stand in it, however deep, but in no record of their own. A column with the element's own name is the element's own text
	 * (CPPreviewDate, of which there are several). The same leaf twice with different texts is a cell that row_cell refuses. NULL: it has no fields.
	 */
	const struct layout *layout;
	const char *const *names; /* of the elements, by column, where they differ from the layout's; NULL: they do not */
	unsigned inherited_count; /* the first columns, which a record that lacks them has from those around it: the child's identifier */
	/* When the element opens and when it has closed, behind the layout's `read`; each may be NULL. ERROR_LIMIT, ERROR_NO_MEMORY. */
	enum error (*begin)(struct council_register *reg, struct place place);
	enum error (*end)(struct council_register *reg, struct place place);
};

/*
 * A return is known by its root element and, where several share it (Message), by the first element below it that is one of the marks; if there is none,
 * by Header/CollectionDetails/Collection.
 */
struct schema {
	enum table_kind kind;
	const char *root;
	const char *collection;              /* "CIN"; NULL: the root decides alone, and there is no Header */
	const char *marks[SCHEMA_MARKS_MAX]; /* elements directly below the root */
	void (*seen)(struct council_register *reg, uint8_t file);
	/* The Header, a row of message_layout, as soon as the schema is known and the Header has closed; not called when there is none. */
	enum error (*header)(struct row *row, struct council_register *reg);
	unsigned record_count;
	const struct schema_record *records;
};

/* The fields of a Message's Header. */
enum { MESSAGE_COLLECTION, MESSAGE_YEAR, MESSAGE_REFERENCE_DATE, MESSAGE_COUNCIL, MESSAGE_COLUMN_COUNT };

extern const struct layout message_layout;
