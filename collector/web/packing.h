/* Answers packed with gzip, for clients that take them so. */
#pragma once

#include <stdbool.h>

#include "collector/web/http.h"

/* Below this many bytes the head and the packet weigh more than what is saved. */
enum { PACKING_BYTES_MIN = 1 << 10 };

/*
 * Puts packed bytes in the place of the answer's body, and makes its entity tag a weak one: the same figures in other bytes (RFC 9110, 8.8.1). False, and
 * the answer is as it was: it is too small, or there is no memory.
 */
bool packing_pack(struct http_answer *answer);
