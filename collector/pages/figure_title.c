#include "collector/pages/figure_title.h"

bool figure_title_fits(const char *title)
{
	unsigned words = 0;

	for (const char *at = title; *at; at++)
		if (*at != ' ' && (at == title || at[-1] == ' '))
			words++;
	return words <= FIGURE_TITLE_WORDS_MAX;
}

const char *figure_title_choose(const char *const *titles, unsigned count)
{
	for (unsigned index = 0; index + 1 < count; index++)
		if (figure_title_fits(titles[index]))
			return titles[index];
	return titles[count - 1];
}
