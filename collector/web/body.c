#include "collector/web/body.h"

#include "common/memory.h"

struct body {
	struct slice bytes;
	char *owned; /* NULL: borrowed */
	unsigned holders;
};

struct body *body_borrow(struct slice bytes)
{
	struct body *body = memory_new(1, sizeof *body);

	if (body)
		*body = (struct body){.bytes = bytes, .holders = 1};
	return body;
}

struct body *body_take(struct text *text)
{
	struct body *body = body_borrow(text_slice(text));

	if (!body)
		return NULL;
	body->owned = text->room ? text->data : NULL;
	text_init_growing(text, text->limit);
	return body;
}

struct body *body_hold(struct body *body)
{
	body->holders++;
	return body;
}

void body_release(struct body *body)
{
	if (!body || --body->holders > 0)
		return;
	memory_free(body->owned);
	memory_free(body);
}

struct slice body_slice(const struct body *body)
{
	return body->bytes;
}
