/* Cells: the bytes of one row, as its reader sees it, whether a CSV row or an XML record. Grows to the longest row and no further. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum {
	FIELD_BYTES_MAX = 4096, /* one cell */
	ROW_FIELDS_MAX = 512,
};

enum cell_fault { CELL_SOUND, CELL_TOO_LONG, CELL_BADLY_QUOTED, CELL_REPEATED };

struct cell {
	size_t offset, size; /* of its bytes among the row's */
	enum cell_fault fault;
};

struct cells {
	uint64_t line;  /* where the row began, from 1 */
	uint8_t *bytes; /* owned, at most ROW_FIELDS_MAX x FIELD_BYTES_MAX */
	size_t size, room;
	struct cell open; /* the one being filled */
	unsigned count;
	struct cell list[ROW_FIELDS_MAX];
	bool is_too_wide; /* the row has more than ROW_FIELDS_MAX cells; the rest were dropped */
	bool is_cut;      /* the row was ended by the end of the file, not by a newline */
};

void cells_fini(struct cells *cells);
/* Forgets the row that was there; the memory stays. */
void cells_begin(struct cells *cells, uint64_t line);
/* The same for a record of `count` cells, all empty until cells_end_at puts something there. */
void cells_begin_record(struct cells *cells, uint64_t line, unsigned count);
/* Appends to the open cell; what goes over a limit is dropped and remembered. ERROR_NO_MEMORY. */
enum error cells_append(struct cells *cells, struct slice bytes) MUST_CHECK;
/* Ends the open cell: it is the row's next, and another one is open. */
void cells_end(struct cells *cells);
/* The whole row at once: a line of at most FIELD_BYTES_MAX bytes, in which every comma ends a cell. The row has begun and is empty. ERROR_NO_MEMORY. */
enum error cells_take_line(struct cells *cells, struct slice line) MUST_CHECK;
/* Ends the open cell as number `index` of a record, without XML's blanks around it. A second one that differs makes the cell CELL_REPEATED. */
void cells_end_at(struct cells *cells, unsigned index);
/* Forgets what was appended to the open cell. */
void cells_drop(struct cells *cells);
/*
 * A cell as the readers see it: without blanks around it, and empty for the word NULL and for a cell that the row does not have. Borrowed until the
 * next row. `index` from 0.
 */
struct slice cells_at(const struct cells *cells, unsigned index);
enum cell_fault cells_fault(const struct cells *cells, unsigned index);
/* Whether no cell from `first` on holds anything. */
bool cells_are_blank_from(const struct cells *cells, unsigned first);
