/* What every answer says of its figures as a whole: as known when, by whom they were published, and what the store's owner wants said. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/json.h"
#include "common/text.h"

/* Whether no earlier moment was asked for. */
bool moment_is_now(const struct moment *moment);
/* "As known on 30 September 2021, with releases up to September 2020 only."; nothing of now. */
void moment_put(struct text *text, const struct moment *moment);
/* The same as lines of at most `width` columns. */
void moment_write_terminal(const struct moment *moment, unsigned width, struct text *text);
/*
 * The members as_of: {"date", "position", "vintage"} as they were asked for, null for now; attribution, null when `attribution` is NULL; and notice, null
 * when it is "".
 */
void json_provenance(struct json *json, const struct moment *moment, const char *attribution, const char *notice);
