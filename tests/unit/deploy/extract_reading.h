/*
 * How the tests read a council's extract files back: a reader of their own, for every dialect, in the most direct way. Nothing of the programs' reading
 * or arithmetic is shared.
 */
#pragma once

#include <ctype.h>
#include <string.h>

#include "deploy/demo_data/extracts.h"
#include "tests/unit/deploy/published_table.h"

enum { ROWS_MAX = 8000, CELLS_MAX = 16, CELL_SIZE = 40, STILL = 99999999, SEED = 1, FILES_MAX = 16, NOT_GIVEN = -1 };

struct sheet_row_read {
	char cells[CELLS_MAX][CELL_SIZE];
};

/* A table as it stands in a file; row 0 is the header, in lower case. */
struct table_read {
	unsigned columns, count;
	struct sheet_row_read rows[ROWS_MAX];
};

/* The files of one council's folder, as the generator hands them over. */
struct files {
	struct arena arena;
	struct text unmet;
	unsigned count;
	struct {
		char name[32];
		struct text text;
	} files[FILES_MAX];
};

static const struct period whole_history = {{2017 * 12 + 8}, {2025 * 12 + 8}};

static inline enum error files_take(void *context, const char *name, struct slice bytes, struct problem *problem)
{
	struct files *files = context;

	(void)problem;
	cr_assert(files->count < FILES_MAX && strlen(name) < sizeof(files->files[0].name));
	strcpy(files->files[files->count].name, name);
	text_init_growing(&files->files[files->count].text, EXTRACTS_FILE_BYTES);
	text_put_slice(&files->files[files->count++].text, bytes);
	return ERROR_NONE;
}

static inline enum error files_try(struct files *files, const struct published_council *published, const struct dialect *dialect,
				   const struct period *period, uint64_t seed, struct problem *problem)
{
	struct extracts_order order = {.published = published, .council = council_find(published->code), .dialect = dialect, .seed = seed};

	files->count = 0;
	arena_init(&files->arena, EXTRACTS_ARENA_BYTES);
	text_init_growing(&files->unmet, 1 << 16);
	cr_assert(period_of_council(period, order.council, &order.period));
	return extracts_write(&order, &files->arena, &(struct sink){files_take, files}, &files->unmet, problem);
}

static inline void files_make(struct files *files, const struct published_table *table, unsigned index, const struct period *period, uint64_t seed)
{
	struct problem problem = {0};

	cr_assert_eq(files_try(files, &table->councils[index], dialect_of(index), period, seed, &problem), ERROR_NONE, "%s", problem.sentence);
}

/* The file's text; NULL when there is none of that name. */
static inline const char *files_text(const struct files *files, const char *name)
{
	for (unsigned i = 0; i < files->count; i++) {
		if (strcmp(files->files[i].name, name) == 0)
			return files->files[i].text.data;
	}
	return NULL;
}

static inline void files_free(struct files *files)
{
	for (unsigned i = 0; i < files->count; i++)
		text_fini(&files->files[i].text);
	text_fini(&files->unmet);
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

/* "0.8" as 80; nothing, or u for what is not reliable, is not given. */
static inline long hundredths_of(const char *cell)
{
	const char *point = strchr(cell, '.');
	long whole = atol(cell) * 100;

	if (*cell == '\0' || strcmp(cell, "u") == 0)
		return NOT_GIVEN;
	if (point == NULL)
		return whole;
	cr_assert(strlen(point) <= 3 || strspn(point + 3, "0") == strlen(point + 3), "%s", cell);
	return whole + (isdigit((unsigned char)point[1]) ? (point[1] - '0') * 10 : 0) + (point[1] != '\0' && point[2] != '\0' ? point[2] - '0' : 0);
}

struct worker {
	char person[CELL_SIZE];
	bool is_agency;
	int start, end, reason, role;
	long fte;
	long cases, days_lost; /* of the census alone, as the next two */
	long fte30;
};

struct council_read {
	unsigned worker_count;
	struct worker workers[ROWS_MAX];
	struct table_read posts; /* of the tables alone */
	long vacancies, cover;   /* of the census alone */
};

static inline void read_tables(const struct files *files, struct council_read *out)
{
	static struct table_read workers;

	read_table(files_text(files, "workers.csv"), &workers);
	read_table(files_text(files, "posts.csv"), &out->posts);
	out->worker_count = workers.count - 1;
	for (unsigned i = 1; i < workers.count; i++) {
		struct worker *worker = &out->workers[i - 1];

		*worker = (struct worker){.is_agency = *cell_of(&workers, i, "agencyworker") == '1'};
		strcpy(worker->person, cell_of(&workers, i, "sweno"));
		worker->fte = hundredths_of(cell_of(&workers, i, "fte"));
		worker->start = date_of(cell_of(&workers, i, "rolestartdate"));
		worker->end = date_of(cell_of(&workers, i, "roleenddate"));
		worker->reason = atoi(cell_of(&workers, i, "reasonleave"));
	}
}

/* The content of the first element `name` between `at` and `end`; empty when there is none. */
static inline const char *leaf_of(const char *at, const char *end, const char *name, char cell[static CELL_SIZE])
{
	char tag[CELL_SIZE];
	const char *found;
	size_t size;

	snprintf(tag, sizeof(tag), "<%s>", name);
	found = strstr(at, tag);
	cell[0] = '\0';
	if (found == NULL || found >= end)
		return cell;
	found += strlen(tag);
	size = strcspn(found, "<");
	cr_assert(size < CELL_SIZE && found[size + 1] == '/');
	memcpy(cell, found, size);
	cell[size] = '\0';
	return cell;
}

/* The workforce census: every worker of the file. Agency workers without dates are there on its date. */
static inline void read_census(const char *text, struct council_read *out)
{
	const char *header_end = strstr(text, "<CSWWWorker>");
	char cell[CELL_SIZE];

	out->worker_count = 0;
	out->vacancies = hundredths_of(leaf_of(text, header_end, "NumberOfVacancies", cell));
	out->cover = hundredths_of(leaf_of(text, header_end, "NoAgencyFTE", cell));
	for (const char *at = header_end; at != NULL; at = strstr(at + 1, "<CSWWWorker>")) {
		const char *end = strstr(at, "</CSWWWorker>");
		struct worker *worker = &out->workers[out->worker_count++];

		cr_assert(end != NULL && out->worker_count < ROWS_MAX);
		*worker = (struct worker){.is_agency = *leaf_of(at, end, "AgencyWorker", cell) == '1'};
		strcpy(worker->person, leaf_of(at, end, "SWENo", cell));
		worker->fte = hundredths_of(leaf_of(at, end, "FTE", cell));
		worker->start = *leaf_of(at, end, "RoleStartDate", cell) == '\0' ? 0 : date_of(cell);
		worker->end = date_of(leaf_of(at, end, "RoleEndDate", cell));
		worker->reason = atoi(leaf_of(at, end, "ReasonLeave", cell));
		worker->role = atoi(leaf_of(at, end, "OrgRole", cell));
		worker->fte30 = hundredths_of(leaf_of(at, end, "FTE30", cell));
		worker->cases = hundredths_of(leaf_of(at, end, "Cases30", cell)) / 100;
		worker->days_lost = hundredths_of(leaf_of(at, end, "WorkingDaysLost", cell));
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
