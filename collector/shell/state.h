/*
 * The state folder's layout: everything that a collector keeps, below one folder that `init` makes.
 *
 *   STATE/              2750: the web server's group may look in
 *     store/            the LMDB environment
 *     keys/             secret.keys (0400), public.keys
 *     run/              health, collector.pid (held while it runs), collector.port
 *     audit.log         and audit.log.1, its predecessor
 */
#pragma once

#include "common/error.h"
#include "common/shell/files.h"

#define STATE_KEYS        "keys"
#define STATE_RUN         "run"
#define STATE_AUDIT       "audit.log"
#define STATE_LOCK        "run/collector.pid"
#define STATE_PORT        "run/collector.port"
#define STATE_PUBLIC_KEYS "keys/public.keys"

/* Makes the folders. One that is there already keeps its permissions. */
enum error state_make(const char *state, struct problem *problem) MUST_CHECK;
