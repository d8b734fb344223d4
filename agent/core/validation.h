/* Validation: everything that was found wrong with the files that were read, by rule, with the cells. Places, never what stands there. */
#pragma once

#include "agent/core/reading.h"
#include "common/text.h"

/* How often rules of each severity were met. */
struct validation_totals {
	uint64_t errors, warnings, notes;
};

/* All of these ask for a reading whose register is closed. */
struct validation_totals validation_totals(const struct reading *reading);
/* The same of one file. */
/* Whether any file could be used: where there is none, nothing was looked at. */
bool validation_has_files(const struct reading *reading);
struct validation_totals validation_file_totals(const struct reading *reading, unsigned file);
/* Whether the rule was met in a file of the part: its figures are the ones that it bears on. */
bool validation_bears_on(const struct reading *reading, enum rule rule, enum register_part part);
/* As a person reads it: the files, the months that they cover, and each rule that was met with its cells, the gravest first. */
void validation_write_text(const struct reading *reading, struct text *text);
/* {"files":[...],"coverage":[...],"rules":[{"rule":"fte_over_one","severity":"error","cells":[{"file":"workers.csv","row":3,"column":"C",...}]}],...} */
void validation_write_json(const struct reading *reading, struct text *text);

/* Columns in which the names of the files that were read stand one below the other; the longest names stick out. */
size_t file_names_width(const struct reading *reading);
/* "  workers.csv    workers: 21 rows, 1 refused", or why it was not used; no newline. */
void file_put(struct text *text, const struct file_report *file, size_t name_columns);
/* "1 row", "2 rows" */
void text_put_count(struct text *text, uint64_t count, const char *one, const char *many);
/* A cell's column as spreadsheets name it: 1 is A, 27 is AA. */
void text_put_column_letters(struct text *text, unsigned column);
