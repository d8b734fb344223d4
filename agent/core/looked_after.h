/* The looked-after part of the register: children, their episodes of care and what else the SSDA903 return holds. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
#include "common/error.h"
#include "common/month.h"
#include "proto/status.h"

struct looked_after;
struct care_store;

struct looked_after *looked_after_new(size_t budget_bytes) MUST_CHECK;
void looked_after_free(struct looked_after *part);
/* Where the readers of the SSDA903 put their rows. Borrowed; before looked_after_close. */
struct care_store *looked_after_store(struct looked_after *part);
/* The file turned out to be unreadable: nothing of it counts. Before looked_after_close. */
void looked_after_forget_file(struct looked_after *part, uint8_t file);
/* After the last row, before any question. */
enum error looked_after_close(struct looked_after *part, struct findings *findings) MUST_CHECK;
/* REASON_NONE when the month's stocks can be computed; else why not. */
enum reason looked_after_obstacle(const struct looked_after *part, struct month month);
/* First and last month that can be computed; false: none. */
bool looked_after_months(const struct looked_after *part, struct month *first, struct month *last);
/* Puts every measure of its topic into the sheet: a value, or a symbol with a reason. */
void looked_after_measure(const struct looked_after *part, struct month month, struct sheet *sheet);
