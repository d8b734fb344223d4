#include "collector/core/answers.h"

#include "collector/core/ranking.h"

static const struct answer answers[] = {
	{"rankings", "A ranking of councils", ASK_INDICATOR | ASK_MONTH | ASK_AREA,
	 ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_SINCE | ASK_MOMENT, ranking_answer, ranking_answer_terminal},
};

enum { ANSWER_COUNT = sizeof answers / sizeof answers[0] };

unsigned answer_count(void)
{
	return ANSWER_COUNT;
}

const struct answer *answer_at(unsigned index)
{
	INVARIANT(index < ANSWER_COUNT);
	return &answers[index];
}

const struct answer *answer_find(struct slice name)
{
	for (unsigned i = 0; i < ANSWER_COUNT; i++)
		if (slice_equal(name, slice_from_text(answers[i].name)))
			return &answers[i];
	return NULL;
}
