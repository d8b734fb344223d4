/* What is shown of an earlier revision: families of the looked-after children, and one of the workforce. */
#include <criterion/criterion.h>

#include "collector/core/withholding.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { C = -1, X = -2, NONE = -3, MEASURES = 6, ARENA_BYTES = 1 << 16 };

/* A total, two breakdowns of it, and something else. */
static const uint16_t numbers[MEASURES] = {MEASURE_INPOST_FTE,           MEASURE_CLA,
					   MEASURE_CLA_UNACCOMPANIED,    MEASURE_CLA_NOT_UNACCOMPANIED,
					   MEASURE_CLA_THREE_PLACEMENTS, MEASURE_CLA_FEWER_PLACEMENTS};

static struct cube_record record_of(const int64_t values[static MEASURES], uint64_t sequence, struct return_measure measures[static MEASURES])
{
	struct cube_record record = {.council = 342, .revision = (uint32_t)sequence, .sequence = sequence, .measures = measures};

	for (unsigned i = 0; i < MEASURES; i++) {
		if (values[i] == NONE)
			continue;
		measures[record.measure_count++] = (struct return_measure){
			.number = numbers[i],
			.symbol = values[i] == C   ? SYMBOL_C
				  : values[i] == X ? SYMBOL_X
						   : SYMBOL_NONE,
			.reason = values[i] == C ? REASON_SMALL_COUNT : REASON_NONE,
			.value = values[i] >= 0 ? values[i] : 0,
		};
	}
	return record;
}

static int64_t shown(const struct return_measure *measure)
{
	if (!measure)
		return NONE;
	return measure->symbol == SYMBOL_C ? C : measure->symbol == SYMBOL_X ? X : measure->value;
}

Test(withholding, an_earlier_revision_shows_what_the_newest_allows)
{
	static const struct {
		const char *label;
		int64_t earlier[MEASURES], newest[MEASURES], shown[MEASURES];
	} table[] = {
		{"nothing is withheld", {9, 15, 7, 8, 9, 6}, {8, 10, 2, 8, 9, 1}, {9, 15, 7, 8, 9, 6}},
		{"what the newest withholds", {9, 15, 7, 8, 9, 6}, {8, 10, C, C, 9, 6}, {9, 15, C, C, 9, 6}},
		{"both withhold the same", {9, 15, C, C, 9, 6}, {8, 10, C, C, 9, 6}, {9, 15, C, C, 9, 6}},
		{"it is not there any more", {9, 15, 7, 8, 9, 6}, {8, 10, X, C, NONE, C}, {9, 15, C, C, C, C}},
		{"the newest gives it, the earlier one does not", {9, 10, C, C, 9, 6}, {8, 15, 7, 8, 9, 6}, {9, C, C, C, C, C}},
		{"the newest has it not, another revision may", {9, 10, C, C, 9, 6}, {8, X, X, X, X, X}, {9, C, C, C, C, C}},
		{"each withholds another part", {9, 15, C, C, 9, 6}, {8, 10, 7, 8, C, C}, {9, C, C, C, C, C}},
		{"the whole of a total", {9, 15, 7, 8, 9, 6}, {8, C, C, C, C, C}, {9, C, C, C, C, C}},
		{"a symbol stays what it was", {9, 15, X, 8, 9, 6}, {8, 10, C, C, 9, 6}, {9, 15, X, C, 9, 6}},
		{"a figure of the workforce", {9, 15, 7, 8, 9, 6}, {C, 15, 7, 8, 9, 6}, {C, 15, 7, 8, 9, 6}},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct return_measure earlier_measures[MEASURES], newest_measures[MEASURES];
		struct cube_record earlier = record_of(table[i].earlier, 1, earlier_measures);
		struct cube_record newest = record_of(table[i].newest, 2, newest_measures);
		struct arena arena;

		arena_init(&arena, ARENA_BYTES);
		cr_assert_eq(withholding_apply(&earlier, &newest, &arena), ERROR_NONE);
		for (unsigned j = 0; j < MEASURES; j++) {
			const struct return_measure *measure = cube_measure(&earlier, numbers[j]);

			cr_expect_eq(shown(measure), table[i].shown[j], "%s, measure %u", table[i].label, j);
			if (shown(measure) == C && table[i].earlier[j] != C)
				cr_expect_eq(measure->reason, REASON_WITHHELD_SINCE, "%s, measure %u", table[i].label, j);
			if (table[i].earlier[j] >= 0)
				cr_expect_eq(earlier_measures[j].value, table[i].earlier[j], "what was read is not changed");
		}
		arena_fini(&arena);
	}
}

Test(withholding, without_memory_nothing_is_changed)
{
	static const int64_t given[MEASURES] = {9, 15, 7, 8, 9, 6}, withheld[MEASURES] = {9, 10, C, C, 9, 6};
	struct return_measure earlier_measures[MEASURES], newest_measures[MEASURES];
	struct cube_record earlier = record_of(given, 1, earlier_measures);
	struct cube_record newest = record_of(withheld, 2, newest_measures);
	struct arena arena;

	arena_init(&arena, 0);
	cr_expect_eq(withholding_apply(&earlier, &newest, &arena), ERROR_NO_MEMORY);
	cr_expect_eq(earlier.measures, earlier_measures);
	arena_fini(&arena);
}
