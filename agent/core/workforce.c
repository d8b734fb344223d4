#include "agent/core/workforce.h"

#include "agent/core/post_list.h"
#include "common/memory.h"

enum { ROWS_ROOM_MIN = 64, ARENA_ROUNDING_BYTES = 16 };

/* What is counted by file, so that a file can be forgotten. */
struct file_tally {
	bool has_workers, has_posts;
	uint64_t refused_worker_rows, undated_agency_rows;
};

struct workforce {
	struct post *posts; /* owned; their persons lie in the arena */
	unsigned post_count, post_room;
	struct month_row *months; /* owned; as they came */
	unsigned month_count, month_room;
	struct arena persons;
	size_t budget_bytes;
	struct file_tally files[FINDINGS_FILES_MAX];
	bool is_closed;
	struct workforce_findings findings;
};

struct workforce *workforce_new(size_t budget_bytes)
{
	struct workforce *workforce = memory_new(1, sizeof(*workforce));

	if (!workforce)
		return NULL;
	workforce->budget_bytes = budget_bytes;
	arena_init(&workforce->persons, budget_bytes);
	return workforce;
}

void workforce_free(struct workforce *workforce)
{
	if (!workforce)
		return;
	arena_fini(&workforce->persons);
	memory_free(workforce->posts);
	memory_free(workforce->months);
	memory_free(workforce);
}

static enum error budget_allows(const struct workforce *workforce, size_t bytes)
{
	size_t taken = workforce->persons.taken_bytes + workforce->post_room * sizeof(*workforce->posts) +
		       workforce->month_room * sizeof(*workforce->months);

	return taken <= workforce->budget_bytes && bytes <= workforce->budget_bytes - taken ? ERROR_NONE : ERROR_LIMIT;
}

/* Twice the room for rows of `size` bytes; *rows and *room are written only on success. */
static enum error rows_grow(const struct workforce *workforce, void **rows, unsigned *room, size_t size)
{
	unsigned wanted = *room ? *room * 2 : ROWS_ROOM_MIN;
	enum error error;
	void *grown;

	if (wanted < *room)
		return ERROR_LIMIT;
	error = budget_allows(workforce, (wanted - *room) * size);
	if (error)
		return error;
	grown = memory_resize(*rows, wanted, size);
	if (!grown)
		return ERROR_NO_MEMORY;
	*rows = grown;
	*room = wanted;
	return ERROR_NONE;
}

static enum error person_copy(struct workforce *workforce, struct slice person, struct slice *out)
{
	enum error error = budget_allows(workforce, person.size + ARENA_ROUNDING_BYTES);

	if (error)
		return error;
	*out = arena_copy(&workforce->persons, person);
	return person.size && !out->data ? ERROR_NO_MEMORY : ERROR_NONE;
}

enum error workforce_add_post(struct workforce *workforce, const struct post *post)
{
	struct post added = *post;
	enum error error = ERROR_NONE;

	INVARIANT(!workforce->is_closed);
	if (workforce->post_count == workforce->post_room) {
		void *rows = workforce->posts;

		error = rows_grow(workforce, &rows, &workforce->post_room, sizeof(*workforce->posts));
		workforce->posts = rows;
	}
	if (!error)
		error = person_copy(workforce, post->person, &added.person);
	if (error)
		return error;
	workforce->posts[workforce->post_count++] = added;
	return ERROR_NONE;
}

enum error workforce_add_month(struct workforce *workforce, const struct month_row *row)
{
	enum error error = ERROR_NONE;

	INVARIANT(!workforce->is_closed);
	if (workforce_month(workforce, row->month))
		return ERROR_EXISTS;
	if (workforce->month_count == workforce->month_room) {
		void *rows = workforce->months;

		error = rows_grow(workforce, &rows, &workforce->month_room, sizeof(*workforce->months));
		workforce->months = rows;
	}
	if (error)
		return error;
	workforce->months[workforce->month_count++] = *row;
	return ERROR_NONE;
}

void workforce_saw_workers_table(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].has_workers = true;
}

void workforce_saw_posts_table(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].has_posts = true;
}

void workforce_count_refused_worker_row(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].refused_worker_rows++;
}

void workforce_count_undated_agency_row(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].undated_agency_rows++;
}

void workforce_forget_file(struct workforce *workforce, uint8_t file)
{
	unsigned kept = 0;

	INVARIANT(!workforce->is_closed);
	for (unsigned i = 0; i < workforce->post_count; i++)
		if (workforce->posts[i].file != file)
			workforce->posts[kept++] = workforce->posts[i];
	workforce->post_count = kept;
	kept = 0;
	for (unsigned i = 0; i < workforce->month_count; i++)
		if (workforce->months[i].file != file)
			workforce->months[kept++] = workforce->months[i];
	workforce->month_count = kept;
	workforce->files[file] = (struct file_tally){.refused_worker_rows = 0};
}

static void files_add_up(struct workforce *workforce)
{
	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++) {
		workforce->findings.refused_worker_rows += workforce->files[file].refused_worker_rows;
		workforce->findings.undated_agency_rows += workforce->files[file].undated_agency_rows;
	}
}

enum error workforce_close(struct workforce *workforce, struct findings *findings)
{
	if (workforce->is_closed)
		return ERROR_NONE;
	files_add_up(workforce);
	post_list_sort(workforce->posts, workforce->post_count);
	workforce->findings.repeated_posts = post_list_drop_repeated(workforce->posts, &workforce->post_count);
	workforce->findings.conflicting_posts = post_list_count_conflicts(workforce->posts, workforce->post_count, findings);
	post_list_use_last_known_fte(workforce->posts, workforce->post_count, &workforce->findings.last_known_fte_posts,
				     &workforce->findings.unknown_fte_posts);
	workforce->is_closed = true;
	return ERROR_NONE;
}

struct workforce_findings workforce_findings(const struct workforce *workforce)
{
	return workforce->findings;
}

bool workforce_has_workers(const struct workforce *workforce)
{
	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++)
		if (workforce->files[file].has_workers)
			return true;
	return false;
}

bool workforce_has_posts(const struct workforce *workforce)
{
	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++)
		if (workforce->files[file].has_posts)
			return true;
	return false;
}

unsigned workforce_post_count(const struct workforce *workforce)
{
	return workforce->post_count;
}

const struct post *workforce_post_at(const struct workforce *workforce, unsigned index)
{
	INVARIANT(workforce->is_closed && index < workforce->post_count);
	return &workforce->posts[index];
}

const struct month_row *workforce_month(const struct workforce *workforce, struct month month)
{
	for (unsigned i = 0; i < workforce->month_count; i++)
		if (month_compare(workforce->months[i].month, month) == 0)
			return &workforce->months[i];
	return NULL;
}

bool workforce_months(const struct workforce *workforce, struct month *first, struct month *last)
{
	if (workforce->month_count == 0)
		return false;
	*first = *last = workforce->months[0].month;
	for (unsigned i = 1; i < workforce->month_count; i++) {
		if (month_compare(workforce->months[i].month, *first) < 0)
			*first = workforce->months[i].month;
		if (month_compare(workforce->months[i].month, *last) > 0)
			*last = workforce->months[i].month;
	}
	return true;
}
