#include "agent/core/register.h"

#include "agent/core/post_list.h"
#include "common/memory.h"

enum { ROWS_ROOM_MIN = 64, ARENA_ROUNDING_BYTES = 16 };

struct council_register {
	struct post *posts; /* owned; their persons lie in the arena */
	unsigned post_count, post_room;
	struct month_row *months; /* owned; as they came */
	unsigned month_count, month_room;
	struct arena persons;
	size_t budget_bytes;
	bool has_workers, has_posts, is_closed;
	struct register_findings findings;
};

struct council_register *register_new(size_t budget_bytes)
{
	struct council_register *reg = memory_new(1, sizeof(*reg));

	if (!reg)
		return NULL;
	reg->budget_bytes = budget_bytes;
	arena_init(&reg->persons, budget_bytes);
	return reg;
}

void register_free(struct council_register *reg)
{
	if (!reg)
		return;
	arena_fini(&reg->persons);
	memory_free(reg->posts);
	memory_free(reg->months);
	memory_free(reg);
}

static enum error budget_allows(const struct council_register *reg, size_t bytes)
{
	size_t taken = reg->persons.taken_bytes + reg->post_room * sizeof(*reg->posts) + reg->month_room * sizeof(*reg->months);

	return taken <= reg->budget_bytes && bytes <= reg->budget_bytes - taken ? ERROR_NONE : ERROR_LIMIT;
}

/* Twice the room for rows of `size` bytes; *rows and *room are written only on success. */
static enum error rows_grow(const struct council_register *reg, void **rows, unsigned *room, size_t size)
{
	unsigned wanted = *room ? *room * 2 : ROWS_ROOM_MIN;
	enum error error;
	void *grown;

	if (wanted < *room)
		return ERROR_LIMIT;
	error = budget_allows(reg, (wanted - *room) * size);
	if (error)
		return error;
	grown = memory_resize(*rows, wanted, size);
	if (!grown)
		return ERROR_NO_MEMORY;
	*rows = grown;
	*room = wanted;
	return ERROR_NONE;
}

static enum error person_copy(struct council_register *reg, struct slice person, struct slice *out)
{
	enum error error = budget_allows(reg, person.size + ARENA_ROUNDING_BYTES);

	if (error)
		return error;
	*out = arena_copy(&reg->persons, person);
	return person.size && !out->data ? ERROR_NO_MEMORY : ERROR_NONE;
}

enum error register_add_post(struct council_register *reg, const struct post *post)
{
	struct post added = *post;
	enum error error = ERROR_NONE;

	INVARIANT(!reg->is_closed);
	if (reg->post_count == reg->post_room) {
		void *rows = reg->posts;

		error = rows_grow(reg, &rows, &reg->post_room, sizeof(*reg->posts));
		reg->posts = rows;
	}
	if (!error)
		error = person_copy(reg, post->person, &added.person);
	if (error)
		return error;
	reg->posts[reg->post_count++] = added;
	return ERROR_NONE;
}

enum error register_add_month(struct council_register *reg, const struct month_row *row)
{
	enum error error = ERROR_NONE;

	INVARIANT(!reg->is_closed);
	if (register_month(reg, row->month))
		return ERROR_EXISTS;
	if (reg->month_count == reg->month_room) {
		void *rows = reg->months;

		error = rows_grow(reg, &rows, &reg->month_room, sizeof(*reg->months));
		reg->months = rows;
	}
	if (error)
		return error;
	reg->months[reg->month_count++] = *row;
	return ERROR_NONE;
}

void register_saw_workers_table(struct council_register *reg)
{
	reg->has_workers = true;
}

void register_saw_posts_table(struct council_register *reg)
{
	reg->has_posts = true;
}

void register_count_refused_worker_row(struct council_register *reg)
{
	reg->findings.refused_worker_rows++;
}

void register_count_undated_agency_row(struct council_register *reg)
{
	reg->findings.undated_agency_rows++;
}

struct register_mark register_mark(const struct council_register *reg)
{
	return (struct register_mark){
		.post_count = reg->post_count,
		.month_count = reg->month_count,
		.refused_worker_rows = reg->findings.refused_worker_rows,
		.undated_agency_rows = reg->findings.undated_agency_rows,
		.has_workers = reg->has_workers,
		.has_posts = reg->has_posts,
	};
}

void register_rewind(struct council_register *reg, const struct register_mark *mark)
{
	INVARIANT(!reg->is_closed && mark->post_count <= reg->post_count && mark->month_count <= reg->month_count);
	reg->post_count = mark->post_count;
	reg->month_count = mark->month_count;
	reg->findings.refused_worker_rows = mark->refused_worker_rows;
	reg->findings.undated_agency_rows = mark->undated_agency_rows;
	reg->has_workers = mark->has_workers;
	reg->has_posts = mark->has_posts;
}

enum error register_close(struct council_register *reg)
{
	if (reg->is_closed)
		return ERROR_NONE;
	post_list_sort(reg->posts, reg->post_count);
	reg->findings.repeated_posts = post_list_drop_repeated(reg->posts, &reg->post_count);
	reg->findings.conflicting_posts = post_list_count_conflicts(reg->posts, reg->post_count);
	post_list_use_last_known_fte(reg->posts, reg->post_count, &reg->findings.last_known_fte_posts, &reg->findings.unknown_fte_posts);
	reg->is_closed = true;
	return ERROR_NONE;
}

struct register_findings register_findings(const struct council_register *reg)
{
	return reg->findings;
}

bool register_has_workers(const struct council_register *reg)
{
	return reg->has_workers;
}

bool register_has_posts(const struct council_register *reg)
{
	return reg->has_posts;
}

unsigned register_post_count(const struct council_register *reg)
{
	return reg->post_count;
}

const struct post *register_post_at(const struct council_register *reg, unsigned index)
{
	INVARIANT(reg->is_closed && index < reg->post_count);
	return &reg->posts[index];
}

const struct month_row *register_month(const struct council_register *reg, struct month month)
{
	for (unsigned i = 0; i < reg->month_count; i++)
		if (month_compare(reg->months[i].month, month) == 0)
			return &reg->months[i];
	return NULL;
}

bool register_months(const struct council_register *reg, struct month *first, struct month *last)
{
	if (reg->month_count == 0)
		return false;
	*first = *last = reg->months[0].month;
	for (unsigned i = 1; i < reg->month_count; i++) {
		if (month_compare(reg->months[i].month, *first) < 0)
			*first = reg->months[i].month;
		if (month_compare(reg->months[i].month, *last) > 0)
			*last = reg->months[i].month;
	}
	return true;
}
