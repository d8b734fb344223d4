/*
 * The given part of the register: measures that the council counted itself, as rows of month, measure and value. They are sent where nothing else gives
 * the measure, and pass disclosure control as all do.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
#include "common/error.h"
#include "common/month.h"
#include "proto/status.h"

/* More rows than 500 measures of ten years; beyond it a row is refused. */
enum { GIVEN_ROWS_MAX = 65536 };

struct given_row {
	struct month month;
	uint16_t measure; /* its number */
	uint8_t symbol;   /* enum symbol; SYMBOL_NONE: the value holds */
	uint8_t file;
	uint16_t reason; /* enum reason, of a symbol */
	uint32_t line;
	int64_t value; /* as the catalogue stores it; not negative */
};

struct given;

struct given *given_new(size_t budget_bytes) MUST_CHECK;
void given_free(struct given *given);
/* ERROR_EXISTS when the month has the measure already (the first row stays); ERROR_INVALID beyond GIVEN_ROWS_MAX; ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error given_add(struct given *given, const struct given_row *row) MUST_CHECK;
/* The file turned out to be unreadable: nothing of it counts. Before given_close. */
void given_forget_file(struct given *given, uint8_t file);
/* After the last row, before any question. Finds totals that are not the sum of their parts. */
enum error given_close(struct given *given, struct findings *findings) MUST_CHECK;
/* REASON_NONE when the month has any row; else why not. */
enum reason given_obstacle(const struct given *given, struct month month);
/* First and last month that has a row; false: none. */
bool given_months(const struct given *given, struct month *first, struct month *last);
/*
 * After all other parts. A measure of the council's own topic is what the month's row says, or not available; another one, number or symbol, only where
 * the sheet has no value for it: what is counted from the files goes before what was counted by hand. Parts of the council's own measures that do not
 * add up to their total are not available, and neither is the total.
 */
void given_measure(const struct given *given, struct month month, struct sheet *sheet);
