#include "collector/pages/council_path.h"

#include "collector/pages/page_path.h"
#include "collector/pages/pages.h"

const char *council_path(struct composer *composer, const struct page_request *request, const struct council *council)
{
	struct question question = *request->question;

	if (!page_find(SLICE_LITERAL("council")))
		return NULL;
	question.council = council;
	return page_path(composer, "council", &question);
}
