/* The children's published table as the tests read it, and a council's files as the generator hands them over. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "deploy/demo_data/children.h"
#include "tests/unit/deploy/published_table.h"

enum { CHILD_FILES_MAX = 160 };

struct child_files {
	struct arena arena;
	struct text unmet;
	unsigned count;
	struct {
		char name[48];
		struct text text;
	} files[CHILD_FILES_MAX];
};

static inline void children_table_read(struct children_published *table)
{
	struct problem problem = {0};
	size_t size = 0;
	char *text = file_text(BELLWETHER_SOURCE_DIR "/deploy/demo_data/north_west_children_published.csv", &size);

	cr_assert_not_null(text);
	cr_assert_eq(children_published_parse(slice_from(text, size), table, &problem), ERROR_NONE, "%s", problem.sentence);
	free(text);
}

static inline enum error child_files_take(void *context, const char *name, struct slice bytes, struct problem *problem)
{
	struct child_files *files = context;

	(void)problem;
	cr_assert(files->count < CHILD_FILES_MAX && strlen(name) < sizeof(files->files[0].name));
	strcpy(files->files[files->count].name, name);
	text_init_growing(&files->files[files->count].text, CHILDREN_FILE_BYTES);
	text_put_slice(&files->files[files->count++].text, bytes);
	return ERROR_NONE;
}

static inline enum error child_files_try(struct child_files *files, const struct children_council *council, unsigned index, struct month from,
					 struct month to, uint64_t seed, struct problem *problem)
{
	struct children_order order = {.council = council, .index = index, .period = {from, to}, .seed = seed};

	files->count = 0;
	arena_init(&files->arena, CHILDREN_ARENA_BYTES);
	text_init_growing(&files->unmet, 1 << 16);
	return children_write(&order, &files->arena, &(struct sink){child_files_take, files}, &files->unmet, problem);
}

/* NULL when there is none of that name. */
static inline const char *child_files_text(const struct child_files *files, const char *name)
{
	for (unsigned i = 0; i < files->count; i++) {
		if (strcmp(files->files[i].name, name) == 0)
			return files->files[i].text.data;
	}
	return NULL;
}

static inline void child_files_free(struct child_files *files)
{
	for (unsigned i = 0; i < files->count; i++)
		text_fini(&files->files[i].text);
	text_fini(&files->unmet);
	arena_fini(&files->arena);
}
