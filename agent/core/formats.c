#include "agent/core/formats.h"

#include <stddef.h>

#include "agent/core/posts_table.h"
#include "agent/core/workers_table.h"

const struct layout *const workforce_layouts[] = {&workers_layout, &posts_layout, NULL};

static const struct layout *const *const groups[] = {workforce_layouts, looked_after_layouts};

const struct layout *formats_layout(unsigned index)
{
	for (unsigned group = 0; group < sizeof(groups) / sizeof(groups[0]); group++)
		for (unsigned i = 0; groups[group][i]; i++)
			if (index-- == 0)
				return groups[group][i];
	return NULL;
}
