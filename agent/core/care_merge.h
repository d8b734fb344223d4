/*
 * Care merge: the rows of several years' files become one history for each child.
 *
 * Rows are ordered by kind, then start. Of rows of one kind with the same start the latest collection year's is kept, and of several files of that year
 * that of the file with the latest date: a later file closes what an earlier one left open, and corrects it. Rows alike are kept once. What a row says
 * of days after its year is found and left out: the next year's file knows. An episode that one year's file left open and the next one's does not have is over: had it gone on, or ended in that year, it would be there. It is taken to have run to the child's next episode when that says that it is no
 * start (RNE other than S), else to the end of its file's year; either way it is found and said.
 */
#pragma once

#include "agent/core/care_store.h"
#include "agent/core/care_years.h"
#include "agent/core/findings.h"

/* Call once, after care_years_settle. Whatever is left out stays in the store's memory, but in no child's chain. */
void care_merge(struct care_store *store, const struct care_years *years, struct findings *findings);
/* Where a record stands, for findings: `column` is of the layout of its table, named `column_name`. */
struct place care_place(const struct care_store *store, uint8_t file, uint32_t line, unsigned column, const char *column_name);
