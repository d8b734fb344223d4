#include "collector/pages/composer.h"

void composer_init(struct composer *composer, struct arena *arena)
{
	composer->arena = arena;
	composer->error = ERROR_NONE;
	text_init_fixed(&composer->text, composer->buffer, sizeof composer->buffer);
}

struct text *composer_begin(struct composer *composer)
{
	text_init_fixed(&composer->text, composer->buffer, sizeof composer->buffer);
	return &composer->text;
}

void composer_fail(struct composer *composer, enum error error)
{
	if (!composer->error)
		composer->error = error;
}

const char *composer_end(struct composer *composer)
{
	const struct text *text = &composer->text;
	struct slice copy;

	if (text->error)
		composer_fail(composer, text->error);
	if (composer->error)
		return "";
	copy = arena_copy(composer->arena, slice_from(text->data, text->size + 1));
	if (copy.data)
		return (const char *)copy.data;
	composer_fail(composer, ERROR_NO_MEMORY);
	return "";
}

void *composer_take(struct composer *composer, size_t count, size_t size)
{
	void *items;

	if (composer->error || count == 0)
		return NULL;
	items = arena_take(composer->arena, count, size);
	if (!items)
		composer_fail(composer, ERROR_NO_MEMORY);
	return items;
}

const char *composer_join_parts(struct composer *composer, const char *const *parts)
{
	struct text *text = composer_begin(composer);

	for (; *parts; parts++)
		text_put(text, *parts);
	return composer_end(composer);
}

const char *composer_count(struct composer *composer, uint64_t count)
{
	text_put_u64(composer_begin(composer), count);
	return composer_end(composer);
}

const char *composer_month(struct composer *composer, struct month month)
{
	text_put_month_name(composer_begin(composer), month);
	return composer_end(composer);
}

const char *composer_month_code(struct composer *composer, struct month month)
{
	text_put_month(composer_begin(composer), month);
	return composer_end(composer);
}
