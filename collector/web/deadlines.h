/*
 * Absolute deadlines of connections: nothing that a peer sends moves one, only the end of a phase does. All last equally long, so the list is in order
 * of time by construction, and setting, removing and asking for the first cost the same however many there are. No clock of its own. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct deadline {
	struct deadline *before, *after;
	uint64_t due_ms;
	bool is_set;
};

struct deadlines {
	struct deadline *first, *last;
	uint64_t length_ms;
};

void deadlines_init(struct deadlines *deadlines, uint64_t length_ms);
/* `now_ms` + length, whatever it was before. `now_ms` must not go back. */
void deadlines_set(struct deadlines *deadlines, struct deadline *deadline, uint64_t now_ms);
/* Harmless when it is not set. */
void deadlines_remove(struct deadlines *deadlines, struct deadline *deadline);
/* The first that is due at `now_ms`, taken off the list; NULL when there is none. */
struct deadline *deadlines_take_due(struct deadlines *deadlines, uint64_t now_ms);
