/* Status: what `status` shows of the outbox and of the running service. */
#pragma once

#include <stdint.h>

#include "agent/shell/outbox.h"
#include "common/text.h"

/* A page for a person. `outbox` may be NULL: nothing has been approved yet. */
enum error status_write_text(const char *state, uint16_t council, struct outbox *outbox, struct text *text, struct problem *problem) MUST_CHECK;
/*
 * {"council":"342","running":true,"link":{"state":"established","since":"...","collector":"tcp://...","trouble":null},"returns":[{"month":"2021-09",
 * "revision":1,"state":"acknowledged","approved_at":"...","role":"...","sha256":"...","settled_at":"...","receipt":{"sequence":1,"entry_hash":"...",
 * "recorded_at":"..."},"refusal":null}, ...]}
 */
enum error status_write_json(const char *state, uint16_t council, struct outbox *outbox, struct text *text, struct problem *problem) MUST_CHECK;
