#include "collector/core/sparkline.h"

__extension__ typedef __int128 i128;

enum { STEPS = 8 };

void sparkline_put(struct text *text, const struct sparkline_value *values, unsigned count, int64_t minimum, int64_t maximum)
{
	static const char *const steps[STEPS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

	for (unsigned i = 0; i < count; i++) {
		unsigned step = STEPS / 2 - 1;

		if (!values[i].is_known) {
			text_put(text, "·");
			continue;
		}
		if (maximum > minimum)
			step = (unsigned)(((i128)values[i].value - minimum) * STEPS / ((i128)maximum - minimum));
		text_put(text, steps[step < STEPS ? step : STEPS - 1]);
	}
}
