/* Gunzip: a gzip file, fed in pieces of any size, as the bytes that were packed. Several members behind each other are one file, as gzip has them. */
#pragma once

#include <stdint.h>

#include "agent/core/rules.h"
#include "common/error.h"
#include "common/slice.h"

/* A file that unpacks to more than this many times its size, beyond a first stretch, was made to fill memories and disks. */
enum { GUNZIP_RATIO_MAX = 400, GUNZIP_RATIO_FREE_BYTES = 8 << 20 };

struct gunzip;

/* `bytes_max`: most bytes to unpack. NULL when there is no memory. */
struct gunzip *gunzip_new(uint64_t bytes_max) MUST_CHECK;
void gunzip_free(struct gunzip *gunzip);
/*
 * Takes bytes off the front of `rest` and gives what they unpack to, borrowed until the next call; to be called until `rest` is empty and nothing came.
 * ERROR_MALFORMED when it cannot be unpacked any further (gunzip_why says why), ERROR_NO_MEMORY.
 */
enum error gunzip_read(struct gunzip *gunzip, struct slice *rest, struct slice *out) MUST_CHECK;
/* At the end of the file: ERROR_MALFORMED when the stream has not ended. */
enum error gunzip_end(struct gunzip *gunzip) MUST_CHECK;
enum rule gunzip_why(const struct gunzip *gunzip);
