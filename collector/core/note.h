/*
 * Notes: what the alliance itself records in chains of its own, events and groups. Here stands what a sound body is, and how the entries of a chain become
 * the events and groups that stand; each function that takes an entry can be the visit of a walk along the chain.
 */
#pragma once

#include "collector/core/entry.h"
#include "collector/core/event_fold.h"
#include "collector/core/group.h"

/* Whether the body is the canonical bytes that an entry of this kind must have; false for a kind that is no note. */
bool note_is_sound(enum entry_kind kind, struct slice body);
/* Takes an entry of the chain of events; `context` is a struct event_fold. Errors as event_fold_take. */
enum error note_take_event(void *context, const struct entry *entry) MUST_CHECK;
/* Takes an entry of the chain of groups; `context` is a struct group_fold. Errors as group_fold_take. */
enum error note_take_group(void *context, const struct entry *entry) MUST_CHECK;
