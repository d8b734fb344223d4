/* The writer: a synthetic council's two extract tables, in the dialect of its systems. */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/dialect.h"
#include "deploy/demo_data/months.h"
#include "deploy/demo_data/workforce.h"

/* Appends the workers' table with the posts that the span shows. */
void workers_write(const struct workforce *workforce, const struct span *span, uint16_t council, const struct dialect *dialect, struct text *text);
/* Appends the posts' table with those of the months whose last day is in the span. */
void posts_write(const struct post_month *months, unsigned count, const struct span *span, const struct dialect *dialect, struct text *text);
