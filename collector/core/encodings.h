/* What a client takes of content codings: the lines of its Accept-Encoding header (RFC 9110, 12.5.3). Pure. */
#pragma once

#include <stdbool.h>

#include "common/slice.h"

/* Weights in thousandths; below 0: not named. */
struct encodings {
	int gzip, identity, any;
};

void encodings_init(struct encodings *encodings);
/* Adds what one line names; a member that is malformed is one that the client does not take. */
void encodings_read(struct encodings *encodings, struct slice line);
/* Whether gzip may be sent and the client does not like plain bytes better; false for a client that names nothing. */
bool encodings_take_gzip(const struct encodings *encodings);
