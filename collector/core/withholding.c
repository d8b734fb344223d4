#include "collector/core/withholding.h"

#include <string.h>

#include "proto/catalogue.h"
#include "proto/status.h"

/* Families by the number of the measure that all of them are parts of. */
struct families {
	uint16_t roots[RETURN_MEASURES_MAX];
	unsigned count;
};

static uint16_t root_of(uint16_t number)
{
	const struct measure *measure = catalogue_measure(number);

	while (measure && measure->total != MEASURE_NONE) {
		number = measure->total;
		measure = catalogue_measure(number);
	}
	return number;
}

static bool families_have(const struct families *families, uint16_t root)
{
	for (unsigned i = 0; i < families->count; i++)
		if (families->roots[i] == root)
			return true;
	return false;
}

static void families_add(struct families *families, uint16_t root)
{
	if (families_have(families, root))
		return;
	INVARIANT(families->count < RETURN_MEASURES_MAX);
	families->roots[families->count++] = root;
}

static bool gives(const struct cube_record *record, uint16_t number)
{
	const struct return_measure *measure = cube_measure(record, number);

	return measure && measure->symbol == SYMBOL_NONE;
}

static bool withholds(const struct cube_record *record, uint16_t number)
{
	const struct return_measure *measure = cube_measure(record, number);

	return measure && measure->symbol == SYMBOL_C;
}

/* What is decided by families: of which the newest withholds something, and of which the earlier one withheld what the newest does not. */
struct withholding {
	const struct cube_record *newest;
	struct families since, before;
};

static void withholding_begin(struct withholding *withholding, const struct cube_record *earlier, const struct cube_record *newest)
{
	withholding->newest = newest;
	withholding->since.count = withholding->before.count = 0;
	for (unsigned i = 0; i < newest->measure_count; i++)
		if (newest->measures[i].symbol == SYMBOL_C)
			families_add(&withholding->since, root_of(newest->measures[i].number));
	for (unsigned i = 0; i < earlier->measure_count; i++)
		if (earlier->measures[i].symbol == SYMBOL_C && !withholds(newest, earlier->measures[i].number))
			families_add(&withholding->before, root_of(earlier->measures[i].number));
}

static bool is_withheld(const struct withholding *withholding, const struct return_measure *measure)
{
	uint16_t root = root_of(measure->number);

	if (measure->symbol != SYMBOL_NONE)
		return false;
	return families_have(&withholding->before, root) ||
	       (families_have(&withholding->since, root) && !gives(withholding->newest, measure->number));
}

enum error withholding_apply(struct cube_record *earlier, const struct cube_record *newest, struct arena *arena)
{
	struct return_measure *measures = NULL;
	struct withholding withholding;

	withholding_begin(&withholding, earlier, newest);
	for (unsigned i = 0; i < earlier->measure_count; i++) {
		if (!is_withheld(&withholding, &earlier->measures[i]))
			continue;
		if (!measures) {
			measures = arena_take(arena, earlier->measure_count, sizeof(*measures));
			if (!measures)
				return ERROR_NO_MEMORY;
			memcpy(measures, earlier->measures, earlier->measure_count * sizeof(*measures));
		}
		measures[i] = (struct return_measure){.number = earlier->measures[i].number, .symbol = SYMBOL_C, .reason = REASON_WITHHELD_SINCE};
	}
	if (measures)
		earlier->measures = measures;
	return ERROR_NONE;
}
