/* Formats: every layout by which a file is known. Each part of the register brings its own, in a list that ends with NULL. */
#pragma once

struct layout;

extern const struct layout *const workforce_layouts[];
extern const struct layout *const looked_after_layouts[];

/* NULL behind the last one. Static storage. */
const struct layout *formats_layout(unsigned index);

struct schema;

extern const struct schema *const workforce_schemas[];
extern const struct schema *const looked_after_schemas[];
extern const struct schema *const children_in_need_schemas[];

const struct schema *formats_schema(unsigned index);
