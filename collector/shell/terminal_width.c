#include <stdlib.h>

#include "collector/core/terminal.h"
#include "collector/shell/commands.h"

enum { WIDTH_DEFAULT = 100 };

unsigned terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	unsigned width = 0;

	for (; columns && *columns >= '0' && *columns <= '9' && width <= TERMINAL_WIDTH_MAX; columns++)
		width = width * 10 + (unsigned)(*columns - '0');
	if (width == 0)
		return WIDTH_DEFAULT;
	if (width < TERMINAL_WIDTH_MIN)
		return TERMINAL_WIDTH_MIN;
	return width > TERMINAL_WIDTH_MAX ? TERMINAL_WIDTH_MAX : width;
}
