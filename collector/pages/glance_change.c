#include "collector/pages/glance_change.h"

#include "collector/core/words.h"

struct glance_change glance_change_of(int64_t now, int64_t before)
{
	struct glance_change change = {.is_known = false};

	change.is_known = !__builtin_sub_overflow(now, before, &change.change);
	return change;
}

const char *glance_change_arrow(const struct glance_change *change)
{
	if (!change->is_known)
		return NULL;
	return change->change > 0 ? "up" : change->change < 0 ? "down" : "level";
}

const char *glance_change_words(struct composer *composer, const struct indicator *indicator, const struct glance_change *change)
{
	if (!change->is_known)
		return NULL;
	if (change->change == 0)
		return "same";
	words_put_change(composer_begin(composer), indicator, change->change);
	return composer_end(composer);
}

const char *glance_change_tone(const struct indicator *indicator, const struct glance_change *change)
{
	bool is_up = change->change > 0;

	if (!change->is_known || change->change == 0)
		return NULL;
	if (indicator->polarity == POLARITY_NONE)
		return is_up ? "higher" : "lower";
	return is_up == (indicator->polarity == POLARITY_LOW_IS_GOOD) ? "worse" : "better";
}

void glance_change_mark(struct figure_cell *cell, struct composer *composer, const struct indicator *indicator, const struct glance_change *change)
{
	cell->arrow = glance_change_arrow(change);
	cell->arrow_words = glance_change_words(composer, indicator, change);
	cell->tone = glance_change_tone(indicator, change);
}
