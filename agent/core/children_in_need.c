#include "agent/core/children_in_need.h"

#include "agent/core/children_in_need_store.h"
#include "common/memory.h"

enum { APRIL = 4, MONTHS_PER_YEAR = 12 };

struct children_in_need *children_in_need_new(size_t budget_bytes)
{
	struct children_in_need *part = memory_new(1, sizeof(*part));

	if (!part)
		return NULL;
	part->budget_bytes = budget_bytes;
	part->children = child_index_new();
	if (!part->children) {
		memory_free(part);
		return NULL;
	}
	chunk_list_init(&part->deaths, sizeof(struct date));
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		chunk_list_init(&part->lists[kind], sizeof(struct need_record));
	return part;
}

void children_in_need_free(struct children_in_need *part)
{
	if (!part)
		return;
	child_index_free(part->children);
	chunk_list_fini(&part->deaths);
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		chunk_list_fini(&part->lists[kind]);
	memory_free(part);
}

static enum error budget_allows(const struct children_in_need *part, size_t bytes)
{
	size_t taken = child_index_bytes(part->children) + chunk_list_bytes(&part->deaths);

	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		taken += chunk_list_bytes(&part->lists[kind]);
	return taken <= part->budget_bytes && bytes <= part->budget_bytes - taken ? ERROR_NONE : ERROR_LIMIT;
}

/* A record at the end of a list, within the budget. */
static enum error list_add(const struct children_in_need *part, struct chunk_list *list, void **record)
{
	size_t bytes = chunk_list_growth_bytes(list);
	enum error error = bytes ? budget_allows(part, bytes) : ERROR_NONE;

	return error ? error : chunk_list_add(list, record);
}

enum error children_in_need_child(struct children_in_need *part, struct slice id, uint32_t *child)
{
	uint32_t number;
	enum error error = budget_allows(part, 0);

	if (!error)
		error = child_index_intern(part->children, id, &number);
	while (!error && part->deaths.count <= number) {
		void *death;

		error = list_add(part, &part->deaths, &death);
		if (!error)
			*(struct date *)death = (struct date){NEED_DAY_OPEN};
	}
	if (!error)
		*child = number;
	return error;
}

void children_in_need_died(struct children_in_need *part, uint32_t child, struct date day)
{
	*(struct date *)chunk_list_at(&part->deaths, child) = day;
}

enum error children_in_need_add(struct children_in_need *part, enum need_kind kind, const struct need_record *record)
{
	void *added;
	enum error error;

	INVARIANT(!part->is_closed && (record->child < part->deaths.count || record->child == NEED_CHILD_NONE));
	error = list_add(part, &part->lists[kind], &added);
	if (!error)
		*(struct need_record *)added = *record;
	return error;
}

uint32_t children_in_need_count(const struct children_in_need *part, enum need_kind kind)
{
	return part->lists[kind].count;
}

struct need_record *children_in_need_at(const struct children_in_need *part, enum need_kind kind, uint32_t index)
{
	return chunk_list_at(&part->lists[kind], index);
}

/* A collection year runs from April to March. */
static struct month collection_begin(struct month month)
{
	int back = (month_number(month) + MONTHS_PER_YEAR - APRIL) % MONTHS_PER_YEAR;

	return month_add(month, -back);
}

/* From the collection year of the reference date, up to the last month that ends by it. */
void children_in_need_saw_census(struct children_in_need *part, uint8_t file, const struct need_census *census)
{
	struct need_file *seen = &part->files[file];
	struct month month;

	if (part->file_count <= file)
		part->file_count = file + 1U;
	seen->is_census = true;
	seen->census = *census;
	if (!census->is_dated)
		return;
	month = date_month(census->last);
	seen->first = collection_begin(month);
	seen->last_month = month_last_day(month).days == census->last.days ? month : month_add(month, -1);
}

void children_in_need_count_refused(struct children_in_need *part, uint8_t file)
{
	part->files[file].refused++;
}

/* The records of a file are the last ones of each list: files are read one after the other. */
void children_in_need_forget_file(struct children_in_need *part, uint8_t file)
{
	INVARIANT(!part->is_closed);
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++) {
		struct chunk_list *list = &part->lists[kind];
		uint32_t count = list->count;

		while (count && children_in_need_at(part, kind, count - 1)->file == file)
			count--;
		chunk_list_cut(list, count);
	}
	part->files[file] = (struct need_file){.is_census = false};
}

static bool file_covers(const struct need_file *file, struct month month)
{
	return file->is_census && file->census.is_dated && month_compare(file->first, month) <= 0 && month_compare(month, file->last_month) <= 0;
}

const struct need_file *need_file_of_month(const struct children_in_need *part, struct month month)
{
	const struct need_file *newest = NULL;

	for (unsigned i = 0; i < part->file_count; i++)
		if (file_covers(&part->files[i], month) && (!newest || part->files[i].newness > newest->newness))
			newest = &part->files[i];
	return newest;
}

bool need_record_tells(const struct children_in_need *part, const struct need_record *record, uint16_t newness)
{
	return part->files[record->file].newness >= newness;
}

static bool is_newer(const struct need_file *a, const struct need_file *b)
{
	return !b->census.is_dated || (a->census.is_dated && a->census.last.days >= b->census.last.days);
}

void need_files_rank(struct children_in_need *part)
{
	for (unsigned i = 0; i < part->file_count; i++) {
		struct need_file *file = &part->files[i];

		if (!file->is_census)
			continue;
		file->newness = 1;
		for (unsigned j = 0; j < i; j++) {
			struct need_file *before = &part->files[j];

			if (!before->is_census)
				continue;
			if (is_newer(file, before))
				file->newness++;
			else
				before->newness++;
		}
	}
}

/* What the files say of their council: that it is another than the agent's own, or not the same for all of them. */
static enum reason councils_obstacle(const struct children_in_need *part)
{
	uint16_t council = 0;

	for (unsigned i = 0; i < part->file_count; i++) {
		uint16_t named = part->files[i].is_census ? part->files[i].census.council : 0;

		if (named && part->files[i].census.is_another)
			return REASON_ANOTHER_COUNCIL;
		if (named && council && named != council)
			return REASON_CENSUSES_OF_TWO_COUNCILS;
		council = named ? named : council;
	}
	return REASON_NONE;
}

static enum reason files_obstacle(const struct children_in_need *part)
{
	uint64_t records = 0, refused = 0;
	bool is_there = false;

	for (unsigned i = 0; i < part->file_count; i++) {
		is_there |= part->files[i].is_census;
		refused += part->files[i].refused;
	}
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		records += part->lists[kind].count;
	if (!is_there)
		return REASON_FILES_MISSING;
	if (councils_obstacle(part))
		return councils_obstacle(part);
	return refused * 100 > (records + refused) * REFUSED_RECORDS_PERCENT_MAX ? REASON_FIGURES_NOT_TRUSTED : REASON_NONE;
}

enum reason need_window_obstacle(const struct children_in_need *part, struct month month, int months)
{
	for (int i = 0; i < months; i++)
		if (!need_file_of_month(part, month_add(month, -i)))
			return REASON_CENSUS_WINDOW_NOT_COVERED;
	return REASON_NONE;
}

enum reason children_in_need_obstacle(const struct children_in_need *part, struct month month)
{
	enum reason reason = files_obstacle(part);

	if (reason)
		return reason;
	return need_file_of_month(part, month) ? REASON_NONE : REASON_CENSUS_MONTH_NOT_COVERED;
}

bool children_in_need_months(const struct children_in_need *part, struct month *first, struct month *last)
{
	bool has_any = false;

	for (unsigned i = 0; i < part->file_count && !councils_obstacle(part); i++) {
		const struct need_file *file = &part->files[i];

		if (!file->is_census || !file_covers(file, file->first))
			continue;
		if (!has_any || month_compare(file->first, *first) < 0)
			*first = file->first;
		if (!has_any || month_compare(file->last_month, *last) > 0)
			*last = file->last_month;
		has_any = true;
	}
	return has_any;
}

int need_collection_year(struct date day)
{
	return month_year(collection_begin(date_month(day))) + 1;
}

struct date need_months_before(struct date day, int months)
{
	struct month month = month_add(date_month(day), -months);
	int year, number, of_month;
	int32_t first = month_first_day(month).days, last = month_last_day(month).days;

	date_split(day, &year, &number, &of_month);
	return (struct date){first + of_month - 1 < last ? first + of_month - 1 : last};
}
