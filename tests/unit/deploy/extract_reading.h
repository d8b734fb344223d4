/*
 * How the tests read a council's extract files back: a reader of their own, for every dialect, in the most direct way. Nothing of the programs' reading
 * or arithmetic is shared.
 */
#pragma once

#include <ctype.h>
#include <string.h>

#include "deploy/demo_data/extracts.h"
#include "tests/unit/deploy/published_table.h"

enum { ROWS_MAX = 2000, CELLS_MAX = 16, CELL_SIZE = 40, STILL = 99999999, SEED = 1 };

struct sheet_row_read {
	char cells[CELLS_MAX][CELL_SIZE];
};

/* A table as it stands in a file; row 0 is the header, in lower case. */
struct table_read {
	unsigned columns, count;
	struct sheet_row_read rows[ROWS_MAX];
};

struct files {
	struct arena arena;
	struct text workers, posts;
};

static inline void files_make(struct files *files, const struct published_table *table, unsigned index, uint64_t seed)
{
	struct problem problem = {0};

	arena_init(&files->arena, EXTRACTS_ARENA_BYTES);
	text_init_growing(&files->workers, EXTRACTS_TEXT_BYTES);
	text_init_growing(&files->posts, EXTRACTS_TEXT_BYTES);
	cr_assert_eq(extracts_build(&table->councils[index], dialect_of(index), seed, &files->arena, &files->workers, &files->posts, &problem),
		     ERROR_NONE, "%s", problem.sentence);
}

static inline void files_free(struct files *files)
{
	text_fini(&files->workers);
	text_fini(&files->posts);
	arena_fini(&files->arena);
}

/* One cell, without quotation marks, trailing blanks and the word NULL; the place behind its separator. */
static inline const char *read_cell(const char *at, char cell[static CELL_SIZE])
{
	size_t size = 0;
	bool quoted = *at == '"';

	at += quoted;
	while (*at != '\0' && (quoted ? *at != '"' : *at != ',' && *at != '\r' && *at != '\n')) {
		cr_assert(size + 1 < CELL_SIZE);
		cell[size++] = *at++;
	}
	at += quoted;
	while (size > 0 && cell[size - 1] == ' ')
		size--;
	cell[size] = '\0';
	if (strcmp(cell, "NULL") == 0)
		cell[0] = '\0';
	return at;
}

static inline void read_table(const char *at, struct table_read *out)
{
	memset(out, 0, sizeof(*out));
	if (strncmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	while (*at != '\0') {
		struct sheet_row_read *row = &out->rows[out->count];
		unsigned cells = 0, filled = 0;

		cr_assert(out->count < ROWS_MAX);
		do {
			at = read_cell(at, row->cells[cells]);
			filled += row->cells[cells++][0] != '\0';
		} while (*at++ == ',');
		if (at[-1] == '\0')
			at--;
		else if (at[-1] == '\r')
			at++;
		if (out->count == 0)
			out->columns = cells;
		cr_assert_eq(cells, out->columns, "row %u has %u cells", out->count, cells);
		out->count += filled > 0;
	}
	for (unsigned i = 0; i < out->columns; i++) {
		for (char *letter = out->rows[0].cells[i]; *letter != '\0'; letter++)
			*letter = (char)tolower((unsigned char)*letter);
	}
}

static inline const char *cell_of(const struct table_read *in, unsigned row, const char *column)
{
	for (unsigned i = 0; i < in->columns; i++) {
		if (strcmp(in->rows[0].cells[i], column) == 0)
			return in->rows[row].cells[i];
	}
	cr_assert_fail("there is no column %s", column);
	abort(); /* not reached: the assertion ends the test */
}

/* A date as a number: 20210930. */
static inline int date_of(const char *cell)
{
	int year, month, day;

	if (*cell == '\0')
		return STILL;
	if (strchr(cell, '/') != NULL)
		cr_assert_eq(sscanf(cell, "%2d/%2d/%4d", &day, &month, &year), 3, "%s", cell);
	else
		cr_assert_eq(sscanf(cell, "%4d-%2d-%2d", &year, &month, &day), 3, "%s", cell);
	return year * 10000 + month * 100 + day;
}

/* "0.8" as 80. */
static inline long hundredths_of(const char *cell)
{
	const char *point = strchr(cell, '.');
	long whole = atol(cell) * 100;

	cr_assert_neq(*cell, '\0');
	if (point == NULL)
		return whole;
	cr_assert(strlen(point) <= 3, "%s", cell);
	return whole + (isdigit((unsigned char)point[1]) ? (point[1] - '0') * 10 : 0) + (point[1] != '\0' && point[2] != '\0' ? point[2] - '0' : 0);
}

struct worker {
	char person[CELL_SIZE];
	bool is_agency;
	int start, end, reason;
	long fte;
};

struct council_read {
	unsigned worker_count;
	struct worker workers[ROWS_MAX];
	struct table_read posts;
};

static inline void read_council(const struct published_table *table, unsigned index, struct council_read *out)
{
	static struct table_read workers;
	struct files files;

	files_make(&files, table, index, SEED);
	read_table(files.workers.data, &workers);
	read_table(files.posts.data, &out->posts);
	files_free(&files);
	out->worker_count = workers.count - 1;
	for (unsigned i = 1; i < workers.count; i++) {
		struct worker *worker = &out->workers[i - 1];

		strcpy(worker->person, cell_of(&workers, i, "sweno"));
		worker->is_agency = *cell_of(&workers, i, "agencyworker") == '1';
		worker->fte = hundredths_of(cell_of(&workers, i, "fte"));
		worker->start = date_of(cell_of(&workers, i, "rolestartdate"));
		worker->end = date_of(cell_of(&workers, i, "roleenddate"));
		worker->reason = atoi(cell_of(&workers, i, "reasonleave"));
	}
}

static inline bool in_post(const struct worker *worker, int day)
{
	return worker->start <= day && worker->end > day;
}

static inline bool person_in_post(const struct council_read *council, const char *person, int day)
{
	for (unsigned i = 0; i < council->worker_count; i++) {
		const struct worker *worker = &council->workers[i];

		if (!worker->is_agency && strcmp(worker->person, person) == 0 && in_post(worker, day))
			return true;
	}
	return false;
}
