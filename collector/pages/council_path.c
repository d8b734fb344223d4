#include "collector/pages/council_path.h"

#include "collector/pages/page_path.h"

const char *council_path(struct composer *composer, const struct page_request *request, const struct council *council)
{
	struct question question = *request->question;

	question.council = council;
	return page_path(composer, "council", &question);
}
