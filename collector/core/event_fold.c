#include "collector/core/event_fold.h"

#include <string.h>

enum { RECORDS_ROOM_MIN = 64 };

void event_fold_init(struct event_fold *fold, struct arena *arena)
{
	*fold = (struct event_fold){.arena = arena};
}

static enum error record_add(struct event_fold *fold, const struct event_record *record)
{
	if (fold->count == EVENT_RECORDS_MAX)
		return ERROR_LIMIT;
	if (fold->count == fold->room) {
		size_t room = fold->room ? fold->room * 2 : RECORDS_ROOM_MIN;
		struct event_record *list = arena_take(fold->arena, room, sizeof(*list));

		if (!list)
			return ERROR_NO_MEMORY;
		if (fold->count)
			memcpy(list, fold->list, fold->count * sizeof(*list));
		fold->list = list;
		fold->room = room;
	}
	fold->list[fold->count++] = *record;
	return ERROR_NONE;
}

enum error event_fold_take(struct event_fold *fold, bool is_withdrawal, uint64_t sequence, int64_t recorded_at_s, struct slice body)
{
	struct event_record record = {.sequence = sequence, .recorded_at_s = recorded_at_s, .is_withdrawal = is_withdrawal};
	struct event_batch_reader batch;
	struct slice source;
	bool has_event;
	enum error error = event_batch_begin(body, is_withdrawal, &batch);

	if (error)
		return error;
	source = arena_copy(fold->arena, batch.head.source);
	if (!source.data && batch.head.source.size)
		return ERROR_NO_MEMORY;
	record.edition = batch.head.edition;
	record.is_by_hand = digest_is_zero(&batch.head.file_hash);
	error = event_batch_next(&batch, &record.event, &has_event);
	while (!error && has_event) {
		record.event.source = source;
		error = record_add(fold, &record);
		if (!error)
			error = event_batch_next(&batch, &record.event, &has_event);
	}
	return error;
}

typedef int record_order(const struct event_record *a, const struct event_record *b);

static int order_by_key(const struct event_record *a, const struct event_record *b)
{
	int order = event_key_compare(&a->event.key, &b->event.key);

	if (order == 0 && a->edition.days != b->edition.days)
		order = a->edition.days < b->edition.days ? -1 : 1;
	if (order == 0 && a->sequence != b->sequence)
		order = a->sequence < b->sequence ? -1 : 1;
	return order;
}

static int order_by_date(const struct event_record *a, const struct event_record *b)
{
	if (a->event.key.date.days != b->event.key.date.days)
		return a->event.key.date.days < b->event.key.date.days ? -1 : 1;
	return event_key_compare(&a->event.key, &b->event.key);
}

static void records_swap(struct event_record *a, struct event_record *b)
{
	struct event_record kept = *a;

	*a = *b;
	*b = kept;
}

/* Lets the record at `place` sink until no record below it in the heap comes after it. */
static void record_sink(struct event_record *list, size_t place, size_t count, record_order *order)
{
	for (size_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
		if (child + 1 < count && order(&list[child], &list[child + 1]) < 0)
			child++;
		if (order(&list[place], &list[child]) >= 0)
			return;
		records_swap(&list[place], &list[child]);
		place = child;
	}
}

/* Heapsort: in place, and never slow. No two records are equal in either order, so that it need not be stable. */
static void records_sort(struct event_record *list, size_t count, record_order *order)
{
	for (size_t place = count / 2; place > 0; place--)
		record_sink(list, place - 1, count, order);
	for (size_t end = count; end > 1; end--) {
		records_swap(&list[0], &list[end - 1]);
		record_sink(list, 0, end - 1, order);
	}
}

void event_fold_finish(struct event_fold *fold)
{
	records_sort(fold->list, fold->count, order_by_key);
	for (size_t i = 0; i < fold->count; i++) {
		struct event_record *record = &fold->list[i];
		bool is_newest = i + 1 == fold->count || event_key_compare(&record->event.key, &record[1].event.key) != 0;

		record->stands = is_newest && !record->is_withdrawal;
	}
}

const struct event_record *event_fold_history(const struct event_fold *fold, const struct event_key *key, size_t *count)
{
	size_t low = 0, high = fold->count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (event_key_compare(&fold->list[middle].event.key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	end = low;
	while (end < fold->count && event_key_compare(&fold->list[end].event.key, key) == 0)
		end++;
	*count = end - low;
	return end > low ? &fold->list[low] : NULL;
}

const struct event_record *event_fold_find(const struct event_fold *fold, const struct event_key *key)
{
	size_t count;
	const struct event_record *history = event_fold_history(fold, key, &count);

	return history && history[count - 1].stands ? &history[count - 1] : NULL;
}

static bool is_wanted(const struct event_record *record, uint16_t council)
{
	return record->stands && (council == 0 || record->event.key.council == council);
}

enum error event_fold_standing(const struct event_fold *fold, uint16_t council, struct arena *arena, struct event_record **list, size_t *count)
{
	struct event_record *standing;
	size_t wanted = 0, taken = 0;

	for (size_t i = 0; i < fold->count; i++)
		wanted += is_wanted(&fold->list[i], council);
	standing = arena_take(arena, wanted, sizeof(*standing));
	if (!standing)
		return ERROR_NO_MEMORY;
	for (size_t i = 0; i < fold->count; i++)
		if (is_wanted(&fold->list[i], council))
			standing[taken++] = fold->list[i];
	records_sort(standing, taken, order_by_date);
	*list = standing;
	*count = taken;
	return ERROR_NONE;
}

enum error event_fold_events(const struct event_fold *fold, uint16_t council, struct arena *arena, struct event **list, size_t *count)
{
	struct event_record *records;
	struct event *events;
	size_t taken;
	enum error error = event_fold_standing(fold, council, arena, &records, &taken);

	if (error)
		return error;
	events = arena_take(arena, taken, sizeof(*events));
	if (!events)
		return ERROR_NO_MEMORY;
	for (size_t i = 0; i < taken; i++)
		events[i] = records[i].event;
	*list = events;
	*count = taken;
	return ERROR_NONE;
}
