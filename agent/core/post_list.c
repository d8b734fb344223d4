#include "agent/core/post_list.h"

#include <string.h>

/* Among so many posts of a person that began on one day a repeat is looked for, so that a strange file does not take hours. */
enum { REPEAT_REACH = 16 };

static int compare_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int post_compare(const struct post *a, const struct post *b)
{
	int order = slice_compare(a->person, b->person);

	if (!order)
		order = compare_i64(a->start.days, b->start.days);
	if (!order)
		order = compare_i64(a->end.days, b->end.days);
	if (!order)
		order = compare_i64(a->is_agency, b->is_agency);
	if (!order)
		order = compare_i64(a->fte, b->fte);
	if (!order)
		order = compare_i64(a->reason_leave, b->reason_leave);
	return order;
}

static int post_compare_with_file(const struct post *a, const struct post *b)
{
	int order = post_compare(a, b);

	if (!order)
		order = compare_i64(a->file, b->file);
	if (!order)
		order = compare_i64(a->role, b->role);
	if (!order)
		order = compare_i64(a->origin, b->origin);
	if (!order)
		order = compare_i64(a->destination, b->destination);
	return order ? order : compare_i64(b->line, a->line);
}

/* Lets the post at `root` sink to its place in the heap of the first `count`. */
static void heap_sink(struct post *posts, size_t root, size_t count)
{
	for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
		struct post sinking = posts[root];

		if (child + 1 < count && post_compare_with_file(&posts[child], &posts[child + 1]) < 0)
			child++;
		if (post_compare_with_file(&sinking, &posts[child]) >= 0)
			return;
		posts[root] = posts[child];
		posts[child] = sinking;
		root = child;
	}
}

/* Heapsort: in place, so that closing cannot run out of memory, and never worse than n log n. */
void post_list_sort(struct post *posts, unsigned post_count)
{
	size_t count = post_count;

	for (size_t root = count / 2; root-- > 0;)
		heap_sink(posts, root, count);
	while (count > 1) {
		struct post largest = posts[0];

		count--;
		posts[0] = posts[count];
		posts[count] = largest;
		heap_sink(posts, 0, count);
	}
}

/* The end of the posts from `first` on for which `same` holds. */
static unsigned run_end(const struct post *posts, unsigned count, unsigned first, bool (*same)(const struct post *a, const struct post *b))
{
	unsigned end = first + 1;

	while (end < count && same(&posts[first], &posts[end]))
		end++;
	return end;
}

static bool is_alike(const struct post *a, const struct post *b)
{
	return post_compare(a, b) == 0;
}

static bool is_alike_in_file(const struct post *a, const struct post *b)
{
	return is_alike(a, b) && a->file == b->file;
}

static bool is_same_person(const struct post *a, const struct post *b)
{
	return slice_equal(a->person, b->person);
}

static bool is_same_start(const struct post *a, const struct post *b)
{
	return a->start.days == b->start.days && is_same_person(a, b);
}

static bool is_doubled(const struct post *a, const struct post *b)
{
	return is_alike_in_file(a, b) && a->role == b->role;
}

static bool is_doubled_in_census(const struct post *a, const struct post *b)
{
	return is_same_start(a, b) && a->is_agency == b->is_agency && a->fte == b->fte && a->role == b->role;
}

static struct place post_place(const struct post *post)
{
	return (struct place){.file = post->file, .line = post->line, .column_name = ""};
}

/* Whether one of the posts [first, count) that began with `post` is the same. */
static bool is_among(const struct post *posts, unsigned first, unsigned count, const struct post *post,
		     bool (*same)(const struct post *a, const struct post *b))
{
	for (unsigned i = first; i < count && i - first < REPEAT_REACH && is_same_start(&posts[i], post); i++)
		if (same(&posts[i], post))
			return true;
	return false;
}

/* From the end, so that of rows alike the first in the file is kept, and of different ends the last. */
static void drop_doubled(struct post *posts, unsigned *count, bool (*same)(const struct post *a, const struct post *b), struct findings *findings)
{
	unsigned first = *count;

	for (unsigned i = *count; i-- > 0;) {
		if (posts[i].person.size && is_among(posts, first, *count, &posts[i], same))
			findings_add(findings, RULE_WORKER_ROW_REPEATED, post_place(&posts[i]));
		else
			posts[--first] = posts[i];
	}
	*count -= first;
	if (first)
		memmove(posts, posts + first, *count * sizeof(*posts));
}

void post_list_drop_doubled(struct post *posts, unsigned *count, struct findings *findings)
{
	drop_doubled(posts, count, is_doubled, findings);
}

void post_list_drop_doubled_in_census(struct post *posts, unsigned *count, struct findings *findings)
{
	drop_doubled(posts, count, is_doubled_in_census, findings);
}

/* Where among the posts [first, end), which are alike, those of the file begin that has most of them; *most: how many. */
static unsigned most_in_one_file(const struct post *posts, unsigned first, unsigned end, unsigned *most)
{
	unsigned begin = first;

	*most = 0;
	for (unsigned next; first < end; first = next) {
		next = run_end(posts, end, first, is_alike_in_file);
		if (next - first > *most) {
			*most = next - first;
			begin = first;
		}
	}
	return begin;
}

uint64_t post_list_drop_repeated(struct post *posts, unsigned *count)
{
	unsigned kept = 0, before = *count;

	for (unsigned first = 0, end; first < before; first = end) {
		unsigned most, begin = first;

		end = run_end(posts, before, first, is_alike);
		most = end - first;
		if (posts[first].person.size)
			begin = most_in_one_file(posts, first, end, &most);
		for (unsigned i = 0; i < most; i++)
			posts[kept++] = posts[begin + i];
	}
	*count = kept;
	return before - kept;
}

/* Whether posts of one kind among [first, end) come from several files; the finding is at the first row that comes from another one. */
static bool find_conflict(const struct post *posts, unsigned first, unsigned end, bool is_agency, struct findings *findings)
{
	const struct post *one = NULL;

	for (unsigned i = first; i < end; i++) {
		if (posts[i].is_agency != is_agency)
			continue;
		if (one && posts[i].file != one->file) {
			findings_add(findings, RULE_POSTS_IN_CONFLICT, post_place(&posts[i]));
			return true;
		}
		one = &posts[i];
	}
	return false;
}

uint64_t post_list_count_conflicts(const struct post *posts, unsigned count, struct findings *findings)
{
	uint64_t conflicts = 0;

	for (unsigned first = 0, end; first < count; first = end) {
		end = run_end(posts, count, first, is_same_start);
		if (posts[first].person.size == 0)
			continue;
		conflicts += find_conflict(posts, first, end, false, findings);
		conflicts += find_conflict(posts, first, end, true, findings);
	}
	return conflicts;
}

void post_list_use_last_known_fte(struct post *posts, unsigned count, uint64_t *used, uint64_t *unknown)
{
	int64_t last_known = 0;

	*used = *unknown = 0;
	for (unsigned i = 0; i < count; i++) {
		struct post *post = &posts[i];

		if (i == 0 || !is_same_person(post, post - 1))
			last_known = 0;
		if (post->is_agency)
			continue;
		if (post->fte == 0 && post->end.days != INT32_MAX) {
			post->fte = last_known;
			*used += last_known > 0;
			*unknown += last_known == 0;
		}
		if (post->fte > 0)
			last_known = post->fte;
	}
}

int64_t post_list_fte_of(const struct post *posts, unsigned count, struct slice person)
{
	unsigned low = 0, high = count;
	int64_t fte = 0;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (slice_compare(posts[middle].person, person) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && slice_equal(posts[low].person, person); low++)
		if (!posts[low].is_agency && posts[low].fte > 0)
			fte = posts[low].fte;
	return fte;
}
