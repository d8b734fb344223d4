#include "agent/core/care_dating.h"

enum { LARGE_FILE_DATES = 20, ENDED_BEFORE_PERCENT_MAX = 5, ENDED_AFTER_PERCENT_MAX = 33, PERCENT = 100, LEAVER_AGES = 5, HELD_PERCENT_MIN = 95 };

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

/* In how many of a file's years of 17th birthdays a year lies: each young person is in the table at 17, 18, 19, 20 and 21. */
static uint32_t birthdays_in(const struct care_file *file, unsigned year)
{
	uint32_t count = 0;

	for (unsigned age = 0; age < LEAVER_AGES && age < year; age++)
		count += file->witnesses[year - age];
	return count;
}

/* The latest of the years that explain most of the file's rows. */
static uint8_t top_year(const struct care_file *file)
{
	unsigned top = 0;

	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++)
		if (birthdays_in(file, year) && (!top || birthdays_in(file, year) >= birthdays_in(file, top)))
			top = year;
	return (uint8_t)top;
}

/*
 * Where young people of some age are missing, several years explain the rows alike: then the latest for which there are episodes and no other table yet,
 * else the latest for which there are episodes, else the latest.
 */
static uint8_t year_of_birthdays(const struct care_file *file, uint8_t top, const bool has_episodes[static CARE_YEARS_COUNT],
				 const bool claimed[static CARE_YEARS_COUNT])
{
	uint8_t known = 0;

	for (uint8_t year = top; year > 0; year--) {
		if (!has_episodes[year] || birthdays_in(file, year) != birthdays_in(file, top))
			continue;
		if (!claimed[year])
			return year;
		known = known ? known : year;
	}
	return known ? known : top;
}

/* From the latest on, so that each year's table finds its own. */
void care_dating_by_birthdays(struct care_store *store, const bool has_episodes[static CARE_YEARS_COUNT])
{
	bool claimed[CARE_YEARS_COUNT] = {false};
	uint8_t tops[CARE_FILES_MAX] = {0};

	for (unsigned i = 0; i < CARE_FILES_MAX; i++) {
		const struct care_file *file = care_store_file_view(store, (uint8_t)i);

		if (!file->year && file->witnesses && file->has[CARE_LEAVER] && !file->has_year_column)
			tops[i] = top_year(file);
	}
	for (uint8_t top = CARE_YEARS_COUNT - 1; top > 0; top--)
		for (unsigned i = 0; i < CARE_FILES_MAX; i++) {
			struct care_file *file = care_store_file(store, (uint8_t)i);

			if (tops[i] != top)
				continue;
			file->year = year_of_birthdays(file, top, has_episodes, claimed);
			claimed[file->year] = true;
		}
}

static bool is_of_children(const struct care_file *file)
{
	return file->witnesses && file->has[CARE_UNACCOMPANIED] && !file->year && !file->has_year_column;
}

/* An unaccompanied child's row is of one of the years in which the child has episodes. */
static void child_witness(struct care_store *store, const struct care_child *child)
{
	bool has_episode[CARE_YEARS_COUNT] = {false};
	const struct care_record *record;

	for (record = care_store_linked(store, child->head); record; record = care_store_linked(store, record->next))
		if (record->kind == CARE_EPISODE) {
			has_episode[record->year ? record->year : care_store_file_view(store, record->file)->year] = true;
			has_episode[0] = true;
		}
	for (record = care_store_linked(store, child->head); record; record = care_store_linked(store, record->next)) {
		struct care_file *file = care_store_file(store, record->file);

		for (unsigned year = 0; record->kind == CARE_UNACCOMPANIED && is_of_children(file) && year < CARE_YEARS_COUNT; year++)
			file->witnesses[year] += has_episode[year];
	}
}

/* Whether the year's episodes hold nearly all children of the table. */
static bool is_held(const struct care_file *file, unsigned year)
{
	return is_of_children(file) && file->witnesses[year] &&
	       file->witnesses[year] * (uint64_t)PERCENT >= file->witnesses[0] * (uint64_t)HELD_PERCENT_MIN;
}

static unsigned first_held(const struct care_file *file)
{
	unsigned year = 1;

	while (year < CARE_YEARS_COUNT && !is_held(file, year))
		year++;
	return year;
}

/* Of the tables that the year could have, the one that could be of the fewest years before it. */
static struct care_file *table_of_year(struct care_store *store, unsigned year)
{
	struct care_file *found = NULL;

	for (unsigned i = 0; i < CARE_FILES_MAX; i++) {
		struct care_file *file = care_store_file(store, (uint8_t)i);

		if (is_held(file, year) && (!found || first_held(file) > first_held(found)))
			found = file;
	}
	return found;
}

void care_dating_by_children(struct care_store *store, const bool has_episodes[static CARE_YEARS_COUNT])
{
	for (uint32_t i = 0; i < care_store_child_count(store); i++)
		child_witness(store, care_store_child_at(store, i));
	for (unsigned year = CARE_YEARS_COUNT - 1; year > 0; year--) {
		struct care_file *file = has_episodes[year] ? table_of_year(store, year) : NULL;

		if (file)
			file->year = (uint8_t)year;
	}
}
