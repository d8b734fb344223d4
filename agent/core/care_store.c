#include "agent/core/care_store.h"

#include "agent/core/child_index.h"
#include "agent/core/chunk_list.h"
#include "agent/core/council_label.h"
#include "common/digest.h"
#include "common/memory.h"

enum { MONTHS_PER_YEAR = 12, APRIL = 4, LEAVER_AGE_MIN = 17, CHILD_BYTES_SPARE = 128 };

struct care_store {
	struct child_index *index; /* owned */
	struct chunk_list children, records;
	size_t budget_bytes;
	uint16_t today;
	bool has_council;
	uint8_t council_file;
	uint32_t council;
	uint64_t label; /* a digest of the last row's, and which council it means */
	uint16_t label_council;
	struct care_file files[CARE_FILES_MAX];
};

/* 1 January 1900 is day 1. */
static const int32_t DAYS_BEFORE_FIRST = -25568;

_Static_assert(sizeof(struct care_record) == 28, "a million rows are to fit a small machine");

bool care_day_from(struct date date, uint16_t *out)
{
	int32_t day = date.days - DAYS_BEFORE_FIRST;

	if (day <= CARE_DAY_NONE || day > CARE_DAY_MAX)
		return false;
	*out = (uint16_t)day;
	return true;
}

struct date care_day_date(uint16_t day)
{
	INVARIANT(day != CARE_DAY_NONE && day != CARE_DAY_OPEN);
	return (struct date){day + DAYS_BEFORE_FIRST};
}

uint8_t care_year_of_month(struct month month)
{
	int year = month_year(month) + (month_number(month) >= APRIL) - CARE_YEAR_BASE;

	return year > 0 && year < CARE_YEARS_COUNT ? (uint8_t)year : 0;
}

uint8_t care_year_of(uint16_t day)
{
	return care_year_of_month(date_month(care_day_date(day)));
}

uint16_t care_year_first_day(uint8_t year)
{
	struct date first = month_first_day(month_from(CARE_YEAR_BASE + year - 1, APRIL));

	INVARIANT(year > 0 && year < CARE_YEARS_COUNT);
	return (uint16_t)(first.days - DAYS_BEFORE_FIRST);
}

struct care_store *care_store_new(size_t budget_bytes)
{
	struct care_store *store = memory_new(1, sizeof(*store));

	if (!store)
		return NULL;
	store->today = CARE_DAY_OPEN;
	store->index = child_index_new();
	if (!store->index) {
		memory_free(store);
		return NULL;
	}
	chunk_list_init(&store->children, sizeof(struct care_child));
	chunk_list_init(&store->records, sizeof(struct care_record));
	store->budget_bytes = budget_bytes;
	return store;
}

void care_store_free(struct care_store *store)
{
	if (!store)
		return;
	for (unsigned i = 0; i < CARE_FILES_MAX; i++)
		memory_free(store->files[i].witnesses);
	child_index_free(store->index);
	chunk_list_fini(&store->children);
	chunk_list_fini(&store->records);
	memory_free(store);
}

size_t care_store_bytes(const struct care_store *store)
{
	return sizeof(*store) + child_index_bytes(store->index) + chunk_list_bytes(&store->children) + chunk_list_bytes(&store->records);
}

static enum error budget_allows(const struct care_store *store, size_t bytes)
{
	size_t taken = care_store_bytes(store);

	return taken <= store->budget_bytes && bytes <= store->budget_bytes - taken ? ERROR_NONE : ERROR_LIMIT;
}

enum error care_store_child(struct care_store *store, struct slice id, uint32_t *child)
{
	enum error error = budget_allows(store, chunk_list_growth_bytes(&store->children) + CHILD_BYTES_SPARE);
	void *record;

	if (!error)
		error = child_index_intern(store->index, id, child);
	while (!error && store->children.count <= *child)
		error = chunk_list_add(&store->children, &record);
	return error;
}

enum error care_store_add(struct care_store *store, uint32_t child, const struct care_record *record)
{
	struct care_child *owner = care_store_child_at(store, child);
	enum error error = budget_allows(store, chunk_list_growth_bytes(&store->records));
	struct care_record *added;
	void *place;

	if (!error)
		error = chunk_list_add(&store->records, &place);
	if (error)
		return error;
	added = place;
	*added = *record;
	added->next = owner->head;
	owner->head = store->records.count;
	return ERROR_NONE;
}

bool care_store_birth(struct care_store *store, uint32_t child, uint16_t birth, uint8_t file)
{
	struct care_child *found = care_store_child_at(store, child);

	if (birth == CARE_DAY_NONE)
		return true;
	if (found->birth != CARE_DAY_NONE)
		return found->birth == birth;
	found->birth = birth;
	found->birth_file = file;
	return true;
}

enum error care_store_witnesses(struct care_store *store, uint8_t file)
{
	struct care_file *found = &store->files[file];

	if (!found->witnesses)
		found->witnesses = memory_new(CARE_YEARS_COUNT, sizeof(*found->witnesses));
	return found->witnesses ? ERROR_NONE : ERROR_NO_MEMORY;
}

enum error care_store_birthday(struct care_store *store, uint8_t file, uint16_t birth)
{
	unsigned year = care_year_of(birth) + LEAVER_AGE_MIN;

	if (care_store_witnesses(store, file))
		return ERROR_NO_MEMORY;
	if (year < CARE_YEARS_COUNT)
		store->files[file].witnesses[year]++;
	return ERROR_NONE;
}

void care_store_set_today(struct care_store *store, struct date today)
{
	if (!care_day_from(today, &store->today))
		store->today = CARE_DAY_OPEN;
}

bool care_store_has_come(const struct care_store *store, uint16_t day)
{
	return day <= store->today;
}

void care_store_saw_day(struct care_store *store, uint8_t file, uint16_t day)
{
	struct care_file *found = &store->files[file];
	uint8_t year;

	if (day == CARE_DAY_NONE || day == CARE_DAY_OPEN)
		return;
	found->dates_count++;
	if (day >= found->year_end) {
		year = care_year_of(day);
		found->latest_before = found->latest;
		found->latest = day;
		found->latest_count = 1;
		found->year_first = year ? care_year_first_day(year) : CARE_DAY_NONE;
		found->year_end = care_year_first_day((uint8_t)(year + 1));
	} else if (day >= found->year_first) {
		found->latest = day > found->latest ? day : found->latest;
		found->latest_count++;
	} else if (day > found->latest_before) {
		found->latest_before = day;
	}
}

uint16_t care_store_council(struct care_store *store, struct slice label, uint16_t own)
{
	uint64_t digest = digest_checksum(label);

	if (store->label != digest) {
		store->label = digest;
		store->label_council = council_label_find(label, own);
	}
	return store->label_council;
}

bool care_store_is_council(struct care_store *store, uint32_t digest, uint8_t file)
{
	if (!store->has_council) {
		store->has_council = true;
		store->council_file = file;
		store->council = digest;
	}
	return store->council == digest;
}

/* Takes the file's records out of one child's chain. */
static void chain_forget(const struct care_store *store, uint32_t *link, uint8_t file)
{
	while (*link) {
		struct care_record *record = care_store_linked(store, *link);

		if (record->file == file)
			*link = record->next;
		else
			link = &record->next;
	}
}

void care_store_forget_file(struct care_store *store, uint8_t file)
{
	uint32_t count = store->records.count;

	for (uint32_t i = 0; i < store->children.count; i++) {
		struct care_child *child = care_store_child_at(store, i);

		chain_forget(store, &child->head, file);
		if (child->birth_file == file)
			child->birth = CARE_DAY_NONE;
		if (child->header_file == file)
			child->has_header = false;
	}
	while (count > 0 && care_store_record_at(store, count - 1)->file == file)
		count--;
	chunk_list_cut(&store->records, count);
	if (store->council_file == file)
		store->has_council = false;
	memory_free(store->files[file].witnesses);
	store->files[file] = (struct care_file){.witnesses = NULL};
}

struct care_file *care_store_file(struct care_store *store, uint8_t file)
{
	return &store->files[file];
}

const struct care_file *care_store_file_view(const struct care_store *store, uint8_t file)
{
	return &store->files[file];
}

uint32_t care_store_child_count(const struct care_store *store)
{
	return store->children.count;
}

struct care_child *care_store_child_at(const struct care_store *store, uint32_t child)
{
	return chunk_list_at(&store->children, child);
}

uint32_t care_store_record_count(const struct care_store *store)
{
	return store->records.count;
}

struct care_record *care_store_record_at(const struct care_store *store, uint32_t number)
{
	return chunk_list_at(&store->records, number);
}

struct care_record *care_store_linked(const struct care_store *store, uint32_t link)
{
	return link ? care_store_record_at(store, link - 1) : NULL;
}
