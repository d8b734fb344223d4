/* Why a figure is not there: the sentence that stands with a symbol wherever a value is missing. Pure. */
#pragma once

#include "collector/core/column.h"
#include "common/json.h"
#include "common/text.h"

/* A council's figure of one indicator in one month, there or not. */
struct presence {
	enum cube_source source;
	const struct indicator *indicator;
	const struct council *council;
	struct month month;      /* of the figure: of a release it may be older than the month that was asked for */
	const struct cell *cell; /* NULL: the council has no record */
};

/*
 * Of a council that does not exist on the month's last day: "did not exist in March 2023; its predecessor was Cumbria (909)", "no longer existed in
 * September 2023; its successors are Cumberland (942) and Westmorland and Furness (943)".
 */
void absence_put_existence(struct text *text, const struct council *council, struct month month);
/*
 * In words without a full stop, lower case: that the council does not exist then, else the council's own reason where it gave one, else what the symbol
 * means. Nothing of a value.
 */
void absence_put(struct text *text, const struct presence *presence);
/* The symbol in the value's place: z while the council does not exist, x without a record. */
enum symbol absence_symbol(const struct presence *presence);
/* The members value, status and why: a number, null and null; or null, the symbol and the sentence. */
void absence_write_value(struct json *json, const struct presence *presence);
