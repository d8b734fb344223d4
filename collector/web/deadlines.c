#include "collector/web/deadlines.h"

#include <stddef.h>

void deadlines_init(struct deadlines *deadlines, uint64_t length_ms)
{
	*deadlines = (struct deadlines){.length_ms = length_ms};
}

void deadlines_remove(struct deadlines *deadlines, struct deadline *deadline)
{
	if (!deadline->is_set)
		return;
	if (deadline->before)
		deadline->before->after = deadline->after;
	else
		deadlines->first = deadline->after;
	if (deadline->after)
		deadline->after->before = deadline->before;
	else
		deadlines->last = deadline->before;
	*deadline = (struct deadline){0};
}

void deadlines_set(struct deadlines *deadlines, struct deadline *deadline, uint64_t now_ms)
{
	deadlines_remove(deadlines, deadline);
	*deadline = (struct deadline){.before = deadlines->last, .due_ms = now_ms + deadlines->length_ms, .is_set = true};
	if (deadlines->last)
		deadlines->last->after = deadline;
	else
		deadlines->first = deadline;
	deadlines->last = deadline;
}

struct deadline *deadlines_take_due(struct deadlines *deadlines, uint64_t now_ms)
{
	struct deadline *first = deadlines->first;

	if (!first || first->due_ms > now_ms)
		return NULL;
	deadlines_remove(deadlines, first);
	return first;
}
