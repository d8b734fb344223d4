#include "agent/shell/answer.h"

#include <stdio.h>

enum error answer_print(struct text *text, struct problem *problem)
{
	enum error error = text->error;

	if (error)
		problem_set(problem, error, "there is not enough memory for the answer");
	else
		fwrite(text->data, 1, text->size, stdout);
	text_fini(text);
	return error;
}
