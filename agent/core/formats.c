#include "agent/core/formats.h"

#include <stddef.h>

#include "agent/core/census_return.h"
#include "agent/core/given_table.h"
#include "agent/core/posts_table.h"
#include "agent/core/workers_table.h"

const struct layout *const workforce_layouts[] = {&workers_layout, &posts_layout, &given_layout, NULL};
const struct schema *const workforce_schemas[] = {&census_schema, NULL};

static const struct layout *const *const layouts[] = {workforce_layouts, looked_after_layouts};
static const struct schema *const *const schemas[] = {workforce_schemas, looked_after_schemas, children_in_need_schemas};

const struct layout *formats_layout(unsigned index)
{
	for (unsigned group = 0; group < sizeof(layouts) / sizeof(layouts[0]); group++)
		for (unsigned i = 0; layouts[group][i]; i++)
			if (index-- == 0)
				return layouts[group][i];
	return NULL;
}

const struct schema *formats_schema(unsigned index)
{
	for (unsigned group = 0; group < sizeof(schemas) / sizeof(schemas[0]); group++)
		for (unsigned i = 0; schemas[group][i]; i++)
			if (index-- == 0)
				return schemas[group][i];
	return NULL;
}
