/* Formats: every layout by which a file is known. Each part of the register brings its own, in a list that ends with NULL. */
#pragma once

struct layout;

extern const struct layout *const workforce_layouts[];
extern const struct layout *const looked_after_layouts[];

/* NULL behind the last one. Static storage. */
const struct layout *formats_layout(unsigned index);
