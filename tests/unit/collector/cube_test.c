#include "collector/core/cube.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/status.h"

enum { BUDGET_BYTES = 1 << 20 };

static const struct return_measure measures[] = {
	{.number = 1, .value = 143300000},   {.number = 3, .symbol = SYMBOL_X, .reason = REASON_CELL_EMPTY},
	{.number = 8, .value = 0},           {.number = 9, .symbol = SYMBOL_K},
	{.number = 700, .value = INT64_MAX},
};

enum { MEASURE_COUNT = sizeof(measures) / sizeof(measures[0]) };

static struct cube_record record_of(const struct return_measure *list, unsigned count)
{
	return (struct cube_record){.council = 342,
				    .month = month_from(2021, 9),
				    .revision = 2,
				    .sequence = 77,
				    .catalogue = 2,
				    .measure_count = count,
				    .measures = list};
}

static struct slice pack(const struct cube_record *record, struct arena *arena)
{
	struct slice payload = {NULL, 0};

	cr_assert_eq(cube_pack(record, arena, &payload), ERROR_NONE);
	return payload;
}

Test(cube, comes_back_as_it_was)
{
	struct cube_record record = record_of(measures, MEASURE_COUNT);
	struct cube_record back;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(cube_unpack(pack(&record, &arena), &arena, &back), ERROR_NONE);
	cr_assert_eq(back.council, 342);
	cr_assert_eq(month_compare(back.month, record.month), 0);
	cr_assert_eq(back.revision, 2);
	cr_assert_eq(back.sequence, 77);
	cr_assert_eq(back.catalogue, 2);
	cr_assert_eq(back.measure_count, MEASURE_COUNT);
	for (unsigned i = 0; i < MEASURE_COUNT; i++) {
		cr_assert_eq(back.measures[i].number, measures[i].number);
		cr_assert_eq(back.measures[i].symbol, measures[i].symbol);
		cr_assert_eq(back.measures[i].reason, measures[i].reason);
		cr_assert_eq(back.measures[i].value, measures[i].value);
	}
	arena_fini(&arena);
}

Test(cube, a_record_without_measures_is_one)
{
	struct cube_record record = record_of(NULL, 0);
	struct cube_record back;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(cube_unpack(pack(&record, &arena), &arena, &back), ERROR_NONE);
	cr_assert_eq(back.measure_count, 0);
	cr_assert_null(cube_measure(&back, 1));
	arena_fini(&arena);
}

Test(cube, finds_each_measure_and_no_other)
{
	struct cube_record record = record_of(measures, MEASURE_COUNT);
	unsigned found = 0;

	for (uint32_t number = 0; number <= UINT16_MAX; number++) {
		const struct return_measure *measure = cube_measure(&record, (uint16_t)number);

		cr_assert(!measure || measure->number == number);
		found += measure != NULL;
	}
	cr_assert_eq(found, MEASURE_COUNT);
}

Test(cube, keys_stand_in_order_of_month_and_council)
{
	static const struct {
		int year, number;
		uint16_t council;
	} table[] = {{2017, 9, 201}, {2017, 9, 342}, {2017, 9, 941}, {2017, 10, 201}, {2017, 12, 941}, {2018, 1, 201}, {2020, 2, 342}};
	uint8_t before[CUBE_KEY_SIZE] = {0};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		uint8_t key[CUBE_KEY_SIZE];

		cube_key(SOURCE_RETURNS, month_from(table[i].year, table[i].number), table[i].council, key);
		cr_assert_lt(memcmp(before, key, CUBE_KEY_SIZE), 0, "row %zu", i);
		memcpy(before, key, CUBE_KEY_SIZE);
	}
}

Test(cube, keys_of_series_stand_in_order_of_council_and_month)
{
	static const struct {
		uint16_t council;
		int year, number;
	} table[] = {{201, 2017, 9}, {201, 2017, 10}, {201, 2018, 1}, {342, 2017, 9}, {342, 2020, 2}, {941, 2017, 9}};
	uint8_t before[CUBE_KEY_SIZE] = {0};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		uint8_t key[CUBE_KEY_SIZE];

		cube_series_key(SOURCE_RETURNS, table[i].council, month_from(table[i].year, table[i].number), key);
		cr_assert_lt(memcmp(before, key, CUBE_KEY_SIZE), 0, "row %zu", i);
		memcpy(before, key, CUBE_KEY_SIZE);
	}
}

/* docs/store.md describes these bytes. */
Test(cube, has_these_bytes)
{
	static const uint8_t expected_key[CUBE_KEY_SIZE] = {1, 0x00, 0x03, 0x15, 0x7d, 0x01, 0x56};
	static const uint8_t expected[] = {
		0x01, 0x56, 0x00, 0x03, 0x15, 0x7d, 0, 0, 0, 2,    0,    0,    0,    /* 342, 202109, revision */
		0,    0,    0,    0,    77,   2,    0, 0, 2,                         /* sequence, catalogue, no origins, two measures */
		0,    1,    0,    0,    0,    0,    0, 0, 0, 0x08, 0x8a, 0x95, 0xa0, /* 143.3 */
		0,    3,    3,    0,    2,    0,    0, 0, 0, 0,    0,    0,    0,    /* x, the cell is empty */
	};
	struct cube_record record = record_of(measures, 2);
	uint8_t key[CUBE_KEY_SIZE];
	struct arena arena;

	cube_key(SOURCE_RETURNS, record.month, record.council, key);
	cr_assert_arr_eq(key, expected_key, sizeof(key));
	arena_init(&arena, BUDGET_BYTES);
	cr_assert(slice_equal(pack(&record, &arena), slice_from(expected, sizeof(expected))));
	arena_fini(&arena);
}

Test(cube, must_not_pack)
{
	static const struct return_measure wrong[][2] = {
		{{.number = 0, .value = 1}, {.number = 1}},
		{{.number = 1}, {.number = 1}},
		{{.number = 2}, {.number = 1}},
		{{.number = 1, .value = -1}, {.number = 2}},
		{{.number = 1, .symbol = 6}, {.number = 2}},
		{{.number = 1, .symbol = SYMBOL_X, .value = 1}, {.number = 2}},
		{{.number = 1, .symbol = SYMBOL_X, .reason = 999}, {.number = 2}},
		{{.number = 1, .value = 1, .reason = REASON_CELL_EMPTY}, {.number = 2}},
	};
	struct cube_record heads[6];
	struct slice payload;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct cube_record record = record_of(wrong[i], 2);

		cr_assert_eq(cube_pack(&record, &arena, &payload), ERROR_INVALID, "row %zu", i);
	}
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		heads[i] = record_of(measures, 1);
	heads[0].council = 0;
	heads[1].revision = 0;
	heads[2].revision = REVISION_MAX + 1;
	heads[3].sequence = 0;
	heads[4].measure_count = RETURN_MEASURES_MAX + 1;
	cr_assert_eq(cube_pack(&heads[5], &arena, &payload), ERROR_NONE);
	for (size_t i = 0; i < 5; i++)
		cr_assert_eq(cube_pack(&heads[i], &arena, &payload), ERROR_INVALID, "head %zu", i);
	arena_fini(&arena);
}

/* Only a return is made with one catalogue. */
Test(cube, figures_of_releases_have_no_catalogue)
{
	static const struct cube_origin origin = {.chain = 1001, .sequence = 1, .vintage = {2021 * 12}};
	static const uint8_t measure_origins[1];
	struct cube_record record = {.council = 342, .month = month_from(2021, 9), .measure_count = 1, .measures = measures};
	struct slice payload;
	struct arena arena;

	record.origin_count = 1;
	record.origins = &origin;
	record.measure_origins = measure_origins;
	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(cube_pack(&record, &arena, &payload), ERROR_NONE);
	record.catalogue = 1;
	cr_assert_eq(cube_pack(&record, &arena, &payload), ERROR_INVALID);
	arena_fini(&arena);
}

Test(cube, cut_extended_or_unsound_bytes_are_corrupt)
{
	static const struct {
		size_t at;
		uint8_t byte;
	} table[] = {
		{1, 0},              /* council 0 */
		{5, 0x81},           /* month 13 of some year */
		{9, 0},              /* revision */
		{17, 0},             /* sequence */
		{20, 1},             /* fewer measures than bytes */
		{20, 3},    {22, 3}, /* the first measure's number, out of order */
		{23, 9},             /* its symbol */
		{25, 1},             /* a reason beside a value */
		{26, 0x80},          /* a negative value */
		{46, 1},             /* a value beside a symbol */
	};
	struct cube_record record = record_of(measures, 2);
	struct cube_record back;
	uint8_t changed[128];
	struct slice payload;
	struct arena arena;

	record.council = 200;
	arena_init(&arena, BUDGET_BYTES);
	payload = pack(&record, &arena);
	for (size_t size = 0; size < payload.size; size++)
		cr_assert_eq(cube_unpack(slice_from(payload.data, size), &arena, &back), ERROR_CORRUPT, "%zu bytes", size);
	memcpy(changed, payload.data, payload.size);
	changed[payload.size] = 0;
	cr_assert_eq(cube_unpack(slice_from(changed, payload.size + 1), &arena, &back), ERROR_CORRUPT);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		memcpy(changed, payload.data, payload.size);
		changed[table[i].at] = table[i].byte;
		cr_assert_eq(cube_unpack(slice_from(changed, payload.size), &arena, &back), ERROR_CORRUPT, "row %zu", i);
	}
	arena_fini(&arena);
}

Test(cube, no_memory_is_an_error)
{
	struct cube_record record = record_of(measures, 2);
	struct cube_record back;
	struct slice payload;
	struct arena arena, none;

	arena_init(&arena, BUDGET_BYTES);
	arena_init(&none, 0);
	payload = pack(&record, &arena);
	cr_assert_eq(cube_pack(&record, &none, &payload), ERROR_NO_MEMORY);
	cr_assert_eq(cube_unpack(payload, &none, &back), ERROR_NO_MEMORY);
	arena_fini(&none);
	arena_fini(&arena);
}

Test(cube, the_source_has_a_name)
{
	cr_assert_str_eq(cube_source_name(SOURCE_RETURNS), "returns");
}
