/* Answers: what the agent's commands print on standard output, built whole before the first byte is written. */
#pragma once

#include "common/text.h"

enum { ANSWER_BYTES_MAX = 16 << 20 };

/* Prints what was built, and lets go of it. */
enum error answer_print(struct text *text, struct problem *problem) MUST_CHECK;
