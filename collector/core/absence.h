/* Why a figure is not there: the sentence that stands with a symbol wherever a value is missing. Pure. */
#pragma once

#include "collector/core/column.h"
#include "common/json.h"
#include "common/text.h"

/*
 * In words without a full stop, lower case: the council's own reason where it gave one, else what the symbol means. `cell` is NULL where the council has no
 * record; `exists`: the council, on the month's last day. Nothing of a cell with a value.
 */
void absence_put(struct text *text, enum cube_source source, const struct indicator *indicator, const struct cell *cell, bool exists);
/* The symbol in the value's place: x without a record, z while the council does not exist. */
enum symbol absence_symbol(const struct cell *cell, bool exists);
/* The members value, status and why: a number, null and null; or null, the symbol and the sentence. */
void absence_write_value(struct json *json, enum cube_source source, const struct indicator *indicator, const struct cell *cell, bool exists);
