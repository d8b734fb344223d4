#include "agent/core/care_dating.h"

enum { LARGE_FILE_DATES = 20, ENDED_BEFORE_PERCENT_MAX = 5, ENDED_AFTER_PERCENT_MAX = 33, PERCENT = 100 };

/* What ended in a file, by collection year. Days on which somebody ceases to be unaccompanied lie ahead, and are no witnesses. */
struct endings {
	uint32_t by_year[CARE_YEARS_COUNT];
	uint64_t count;
};

uint16_t care_dating_latest(const struct care_file *file)
{
	bool is_alone = file->latest_count == 1 && file->dates_count >= LARGE_FILE_DATES && file->latest_before != CARE_DAY_NONE;

	if (is_alone && care_year_of(file->latest) > care_year_of(file->latest_before) + 1)
		return file->latest_before;
	return file->latest;
}

static void endings_note(struct endings *endings, const struct care_record *record)
{
	if (record->kind == CARE_UNACCOMPANIED || record->kind == CARE_LEAVER || record->end == CARE_DAY_OPEN)
		return;
	endings->by_year[care_year_of(record->end)]++;
	endings->count++;
}

/* The latest year, up to `newest`, before which nearly nothing ended; 0: there is none. */
static uint8_t year_touched(const struct endings *endings, uint8_t newest)
{
	uint64_t before = 0;
	uint8_t touched = 0;

	for (uint8_t year = 0; year <= newest && before * PERCENT <= endings->count * ENDED_BEFORE_PERCENT_MAX; year++) {
		touched = year;
		before += endings->by_year[year];
	}
	return touched;
}

static uint8_t year_of_endings(const struct endings *endings, uint8_t newest)
{
	uint8_t touched = year_touched(endings, newest);
	uint64_t after = 0;

	for (unsigned year = touched + 1U; year < CARE_YEARS_COUNT; year++)
		after += endings->by_year[year];
	return after * PERCENT <= endings->count * ENDED_AFTER_PERCENT_MAX ? touched : newest;
}

static void file_date(struct care_file *file, const struct endings *endings)
{
	if (file->latest != CARE_DAY_NONE)
		file->year = year_of_endings(endings, care_year_of(care_dating_latest(file)));
}

/* A file's records follow each other in the store, so that one account of endings is enough. */
void care_dating_by_dates(struct care_store *store)
{
	uint32_t count = care_store_record_count(store);

	for (uint32_t i = 0; i < count;) {
		uint8_t file = care_store_record_at(store, i)->file;
		struct endings endings = {.count = 0};

		for (; i < count && care_store_record_at(store, i)->file == file; i++)
			endings_note(&endings, care_store_record_at(store, i));
		file_date(care_store_file(store, file), &endings);
	}
}
