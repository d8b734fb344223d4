/* The writer: a synthetic council's two extract files, in the dialect of its systems. */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/dialect.h"
#include "deploy/demo_data/months.h"
#include "deploy/demo_data/workforce.h"

/* Appends the workers' table. Registration numbers are like SYNTH342000123: the council's code and the person's number. */
void workers_write(const struct workforce *workforce, uint16_t council, const struct dialect *dialect, struct text *text);
/* Appends the posts' table. */
void posts_write(const struct post_month months[static POST_MONTHS], const struct dialect *dialect, struct text *text);
