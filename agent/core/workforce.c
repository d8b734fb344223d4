#include "agent/core/post_list.h"
#include "agent/core/workforce_checks.h"
#include "agent/core/workforce_state.h"
#include "common/memory.h"

enum { ROWS_ROOM_MIN = 64, ARENA_ROUNDING_BYTES = 16 };

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
	memory_free(workforce->census_posts);
	memory_free(workforce);
}

static enum error budget_allows(const struct workforce *workforce, size_t bytes)
{
	size_t taken = workforce->persons.taken_bytes + workforce->post_room * sizeof(*workforce->posts) +
		       workforce->month_room * sizeof(*workforce->months) + workforce->census_post_room * sizeof(*workforce->census_posts);

	return taken <= workforce->budget_bytes && bytes <= workforce->budget_bytes - taken ? ERROR_NONE : ERROR_LIMIT;
}

enum error workforce_grow(struct workforce *workforce, void **rows, unsigned count, unsigned *room, size_t size)
{
	unsigned wanted = *room ? *room * 2 : ROWS_ROOM_MIN;
	enum error error;
	void *grown;

	if (count < *room)
		return ERROR_NONE;
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

enum error workforce_own_post(struct workforce *workforce, const struct post *post, struct post *out)
{
	enum error error = budget_allows(workforce, post->person.size + ARENA_ROUNDING_BYTES);
	struct slice person;

	if (error)
		return error;
	person = arena_copy(&workforce->persons, post->person);
	if (post->person.size && !person.data)
		return ERROR_NO_MEMORY;
	*out = *post;
	out->person = person;
	return ERROR_NONE;
}

enum error workforce_add_post(struct workforce *workforce, const struct post *post)
{
	void *rows = workforce->posts;
	enum error error;

	INVARIANT(!workforce->is_closed);
	error = workforce_grow(workforce, &rows, workforce->post_count, &workforce->post_room, sizeof(*workforce->posts));
	workforce->posts = rows;
	if (!error)
		error = workforce_own_post(workforce, post, &workforce->posts[workforce->post_count]);
	if (!error)
		workforce->post_count++;
	return error;
}

enum error workforce_add_month(struct workforce *workforce, const struct month_row *row)
{
	void *rows = workforce->months;
	enum error error;

	INVARIANT(!workforce->is_closed);
	if (workforce_month(workforce, row->month))
		return ERROR_EXISTS;
	error = workforce_grow(workforce, &rows, workforce->month_count, &workforce->month_room, sizeof(*workforce->months));
	workforce->months = rows;
	if (!error)
		workforce->months[workforce->month_count++] = *row;
	return error;
}

void workforce_saw_workers_table(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].has_workers = true;
}

void workforce_saw_posts_table(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].has_posts = true;
}

void workforce_saw_columns(struct workforce *workforce, uint8_t file, struct worker_columns columns)
{
	struct worker_columns *all = &workforce->files[file].columns;

	all->has_role |= columns.has_role;
	all->has_origin |= columns.has_origin;
	all->has_destination |= columns.has_destination;
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
	workforce_forget_census(workforce, file);
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
	post_list_drop_doubled(workforce->posts, &workforce->post_count, findings);
	workforce->findings.repeated_posts = post_list_drop_repeated(workforce->posts, &workforce->post_count);
	workforce->findings.conflicting_posts = post_list_count_conflicts(workforce->posts, workforce->post_count, findings);
	post_list_use_last_known_fte(workforce->posts, workforce->post_count, &workforce->findings.last_known_fte_posts,
				     &workforce->findings.unknown_fte_posts);
	workforce_close_censuses(workforce, findings);
	workforce->is_closed = true;
	workforce_check(workforce, findings);
	return ERROR_NONE;
}

/* What the workers tables have between them: a post of one that lacks a column counts among those of which nothing is known. */
struct worker_columns workforce_columns(const struct workforce *workforce)
{
	struct worker_columns all = {false, false, false};

	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++) {
		const struct file_tally *tally = &workforce->files[file];

		all.has_role |= tally->has_workers && tally->columns.has_role;
		all.has_origin |= tally->has_workers && tally->columns.has_origin;
		all.has_destination |= tally->has_workers && tally->columns.has_destination;
	}
	return all;
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

static void months_widen(struct month month, bool *has, struct month *first, struct month *last)
{
	if (!*has || month_compare(month, *first) < 0)
		*first = month;
	if (!*has || month_compare(month, *last) > 0)
		*last = month;
	*has = true;
}

enum reason workforce_council_obstacle(const struct workforce *workforce)
{
	for (unsigned file = 0; file < FINDINGS_FILES_MAX; file++)
		if (workforce->files[file].is_of_another)
			return REASON_ANOTHER_COUNCIL;
	return REASON_NONE;
}

bool workforce_months(const struct workforce *workforce, struct month *first, struct month *last)
{
	bool has = false;

	if (workforce_council_obstacle(workforce))
		return false;
	for (unsigned i = 0; i < workforce->month_count; i++)
		months_widen(workforce->months[i].month, &has, first, last);
	for (unsigned i = 0; i < workforce->census_count; i++)
		if (workforce->censuses[i].has_day && !workforce->censuses[i].is_repeated)
			months_widen(date_month(workforce->censuses[i].day), &has, first, last);
	return has;
}
