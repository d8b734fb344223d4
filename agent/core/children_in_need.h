/* The children-in-need part of the register: children, their episodes of need, plans and what else the CIN census holds. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
#include "common/error.h"
#include "common/month.h"
#include "proto/status.h"

struct children_in_need;

struct children_in_need *children_in_need_new(size_t budget_bytes) MUST_CHECK;
void children_in_need_free(struct children_in_need *part);
/* The file turned out to be unreadable: nothing of it counts. Before children_in_need_close. */
void children_in_need_forget_file(struct children_in_need *part, uint8_t file);
/* After the last row, before any question. */
enum error children_in_need_close(struct children_in_need *part, struct findings *findings) MUST_CHECK;
/* REASON_NONE when the month's stocks can be computed; else why not. */
enum reason children_in_need_obstacle(const struct children_in_need *part, struct month month);
/* First and last month that can be computed; false: none. */
bool children_in_need_months(const struct children_in_need *part, struct month *first, struct month *last);
/* Puts every measure of its topic into the sheet: a value, or a symbol with a reason. */
void children_in_need_measure(const struct children_in_need *part, struct month month, struct sheet *sheet);
