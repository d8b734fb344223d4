/* The given part of the register: measures that the council counted itself, as month, measure and value. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/findings.h"
#include "agent/core/sheet.h"
#include "common/error.h"
#include "common/month.h"
#include "proto/status.h"

struct given;

struct given *given_new(size_t budget_bytes) MUST_CHECK;
void given_free(struct given *part);
/* The file turned out to be unreadable: nothing of it counts. Before given_close. */
void given_forget_file(struct given *part, uint8_t file);
/* After the last row, before any question. */
enum error given_close(struct given *part, struct findings *findings) MUST_CHECK;
/* REASON_NONE when the month's stocks can be computed; else why not. */
enum reason given_obstacle(const struct given *part, struct month month);
/* First and last month that can be computed; false: none. */
bool given_months(const struct given *part, struct month *first, struct month *last);
/* Puts every measure of its topic into the sheet: a value, or a symbol with a reason. */
void given_measure(const struct given *part, struct month month, struct sheet *sheet);
