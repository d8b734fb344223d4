#include "collector/core/release.h"

#include "common/memory.h"
#include "tests/unit/collector/release_samples.h"

enum { BUDGET_BYTES = 16 << 20 };

static struct slice packed(const struct release_sample *sample, struct arena *arena)
{
	struct slice bytes = {NULL, 0};

	cr_assert_eq(sample->error, ERROR_NONE, "%s", sample->problem.sentence);
	cr_assert_eq(release_pack(&sample->release, arena, &bytes), ERROR_NONE);
	return bytes;
}

Test(release, comes_back_as_it_was)
{
	struct release_sample sample;
	struct release back;
	struct release_head head;
	struct arena arena;
	struct slice bytes, again;

	arena_init(&arena, BUDGET_BYTES);
	sample_read(&sample, PLANS_HEADER ST_HELENS("2024", "200", "c") KNOWSLEY("2023", "0", "41") KNOWSLEY("2024", "7", "1"));
	bytes = packed(&sample, &arena);
	cr_assert_eq(release_unpack(bytes, &arena, &back), ERROR_NONE);
	cr_expect_eq(back.head.record_count, 3);
	cr_expect_eq(month_compare(back.head.vintage, month_from(2024, 3)), 0);
	cr_expect(digest_equal(&back.head.file_hash, &sample.release.head.file_hash));
	cr_expect_eq(back.records[0].council, 340);
	cr_expect_eq(back.records[2].council, 342);
	cr_expect_eq(back.records[2].figures[1].symbol, SYMBOL_C);
	cr_assert_eq(release_pack(&back, &arena, &again), ERROR_NONE);
	cr_expect(slice_equal(bytes, again));
	cr_assert_eq(release_peek(bytes, &head), ERROR_NONE);
	cr_expect_eq(head.dataset, DATASET_PLANS_STARTED);
	cr_expect_null(release_find(&back, month_from(2023, 3), 342));
	cr_expect_eq(release_find(&back, month_from(2024, 3), 340), &back.records[1]);
	arena_fini(&arena);
	sample_end(&sample);
}

/* docs/store.md describes these bytes. */
Test(release, has_these_bytes)
{
	static const uint8_t head[] = {1, 0, 5, 0x00, 0x03, 0x16, 0xa3}; /* format, series, 202403 */
	static const uint8_t rest[] = {
		0,    0,    0,    1,                                 /* one record */
		0x00, 0x03, 0x16, 0xa3, 0x01, 0x56, 0, 0, 0, 2,      /* 202403, 342, alone, two figures */
		0x01, 0x4b, 0,    0,    0,    0,    0, 0, 0, 0, 200, /* started in the year: 200 */
		0x01, 0x4f, 1,    0,    0,    0,    0, 0, 0, 0, 0,   /* repeat plans: c */
	};
	struct release_sample sample;
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, BUDGET_BYTES);
	sample_read(&sample, PLANS_HEADER ST_HELENS("2024", "200", "c"));
	bytes = packed(&sample, &arena);
	cr_assert_eq(bytes.size, sizeof(head) + DIGEST_SIZE + sizeof(rest));
	cr_expect_arr_eq(bytes.data, head, sizeof(head));
	cr_expect_arr_eq(bytes.data + sizeof(head), sample.release.head.file_hash.bytes, DIGEST_SIZE);
	cr_expect_arr_eq(bytes.data + sizeof(head) + DIGEST_SIZE, rest, sizeof(rest));
	arena_fini(&arena);
	sample_end(&sample);
}

Test(release, no_other_bytes_are_one)
{
	struct release_sample sample;
	struct arena arena;
	struct slice bytes;
	uint8_t changed[512];

	arena_init(&arena, BUDGET_BYTES);
	sample_read(&sample, PLANS_HEADER ST_HELENS("2024", "200", "c") KNOWSLEY("2024", "7", "1"));
	bytes = packed(&sample, &arena);
	cr_assert_leq(bytes.size, sizeof(changed));
	for (size_t size = 0; size < bytes.size; size++) {
		struct release release;

		cr_expect_eq(release_unpack(slice_from(bytes.data, size), &arena, &release), ERROR_CORRUPT, "cut at %zu", size);
	}
	for (size_t at = 0; at < bytes.size; at++) {
		struct release release;
		struct slice again;

		memcpy(changed, bytes.data, bytes.size);
		changed[at] ^= 0xff;
		if (release_unpack(slice_from(changed, bytes.size), &arena, &release) != ERROR_NONE)
			continue;
		cr_assert_eq(release_pack(&release, &arena, &again), ERROR_NONE);
		cr_expect(slice_equal(again, slice_from(changed, bytes.size)), "byte %zu", at);
	}
	arena_fini(&arena);
	sample_end(&sample);
}

/* Another month in the vintage's place is not the newest one. */
Test(release, its_vintage_is_its_newest_month)
{
	enum { VINTAGE_LAST_BYTE = 6 };
	struct release_sample sample;
	struct arena arena;
	struct release release;
	struct slice bytes;

	arena_init(&arena, BUDGET_BYTES);
	sample_read(&sample, PLANS_HEADER ST_HELENS("2023", "200", "c") KNOWSLEY("2024", "7", "1"));
	bytes = packed(&sample, &arena);
	((uint8_t *)(uintptr_t)bytes.data)[VINTAGE_LAST_BYTE]++; /* 202404 */
	cr_expect_eq(release_unpack(bytes, &arena, &release), ERROR_CORRUPT);
	sample.release.head.vintage = month_from(2023, 3);
	cr_expect_eq(release_pack(&sample.release, &arena, &bytes), ERROR_INVALID);
	arena_fini(&arena);
	sample_end(&sample);
}

/* Lays the releases of `order` upon each other and packs what comes out. */
static struct slice merged(const struct release_record *records, const struct cube_origin *origins, const unsigned order[3], struct arena *arena)
{
	struct cube_record record;
	struct slice bytes;

	for (unsigned i = 0; i < 3; i++)
		cr_assert_eq(release_merge(i ? &record : NULL, &records[order[i]], &origins[order[i]], arena, &record), ERROR_NONE);
	cr_assert_eq(cube_pack(&record, arena, &bytes), ERROR_NONE);
	return bytes;
}

Test(release, the_order_of_imports_does_not_matter)
{
	static const unsigned orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	const struct return_measure older[] = {{.number = MEASURE_CLA, .value = 480}, {.number = MEASURE_CLA_STARTED_12M, .value = 100}};
	const struct return_measure newer[] = {{.number = MEASURE_CLA, .value = 482}, {.number = MEASURE_CLA_CEASED_12M, .value = 90}};
	const struct return_measure other[] = {{.number = MEASURE_CLA, .value = 1},
					       {.number = MEASURE_CLA_UNACCOMPANIED, .value = 9},
					       {.number = MEASURE_CLA_CEASED_12M, .value = 2}};
	const struct month month = month_from(2023, 3);
	const struct release_record records[3] = {{month, 342, 0, 2, older}, {month, 342, 0, 2, newer}, {month, 342, 0, 3, other}};
	/* The series by council is newer and was imported last, and still gives way. */
	const struct cube_origin origins[3] = {
		{RELEASE_CHAIN_BASE + DATASET_LOOKED_AFTER, 1, month_from(2023, 3), 0},
		{RELEASE_CHAIN_BASE + DATASET_LOOKED_AFTER, 2, month_from(2024, 3), 0},
		{RELEASE_CHAIN_BASE + DATASET_LOOKED_AFTER_BY_COUNCIL, 1, month_from(2025, 3), 0},
	};
	struct cube_record record;
	struct arena arena;
	struct slice first;

	arena_init(&arena, BUDGET_BYTES);
	first = merged(records, origins, orders[0], &arena);
	for (unsigned i = 1; i < 6; i++)
		cr_expect(slice_equal(merged(records, origins, orders[i], &arena), first), "order %u", i);
	cr_assert_eq(cube_unpack(first, &arena, &record), ERROR_NONE);
	cr_expect_eq(cube_measure(&record, MEASURE_CLA)->value, 482);
	cr_expect_eq(cube_measure(&record, MEASURE_CLA_STARTED_12M)->value, 100);
	cr_expect_eq(cube_measure(&record, MEASURE_CLA_CEASED_12M)->value, 90);
	cr_expect_eq(cube_measure(&record, MEASURE_CLA_UNACCOMPANIED)->value, 9);
	cr_expect_eq(month_compare(cube_measure_origin(&record, MEASURE_CLA)->vintage, month_from(2024, 3)), 0);
	cr_expect_eq(month_compare(cube_measure_origin(&record, MEASURE_CLA_STARTED_12M)->vintage, month_from(2023, 3)), 0);
	cr_expect_null(cube_measure_origin(&record, MEASURE_CPP));
	cr_expect_eq(record.origin_count, 3);
	/* A release that is laid upon itself changes nothing. */
	cr_assert_eq(release_merge(&record, &records[1], &origins[1], &arena, &record), ERROR_NONE);
	cr_assert_eq(cube_pack(&record, &arena, &first), ERROR_NONE);
	cr_expect(slice_equal(merged(records, origins, orders[3], &arena), first));
	arena_fini(&arena);
}

Test(release, a_joint_reporter_is_as_the_newest_release_says)
{
	const struct return_measure figure[] = {{.number = MEASURE_INPOST_FTE, .value = 5}};
	const struct return_measure more[] = {{.number = MEASURE_INPOST_FTE, .value = 6}, {.number = MEASURE_CASES, .value = 7}};
	const struct month month = month_from(2021, 9);
	const struct release_record joint = {month, 314, 318, 2, more}, alone = {month, 314, 0, 1, figure};
	const struct cube_origin older = {RELEASE_CHAIN_BASE + DATASET_WORKFORCE, 1, month_from(2024, 9), 318};
	const struct cube_origin newer = {RELEASE_CHAIN_BASE + DATASET_WORKFORCE, 2, month_from(2025, 9), 0};
	struct cube_record record;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(release_merge(NULL, &joint, &older, &arena, &record), ERROR_NONE);
	cr_expect_eq(record.joint, 318);
	cr_assert_eq(release_merge(&record, &alone, &newer, &arena, &record), ERROR_NONE);
	cr_expect_eq(record.joint, 0);
	cr_expect_eq(record.origin_count, 2);
	arena_fini(&arena);
}

#define LIVERPOOL(year) PLANS_ROW(year, "341", "E08000012", "Liverpool", "5", "1")

/* Far fewer councils of a month than another release of the series has: the newest such month, and both numbers. */
Test(release, a_gap_is_less_than_half_of_the_councils)
{
	static const char whole[] = PLANS_HEADER KNOWSLEY("2023", "1", "1") LIVERPOOL("2023") ST_HELENS("2023", "1", "1") KNOWSLEY("2024", "1", "1")
		LIVERPOOL("2024") ST_HELENS("2024", "1", "1");
	static const struct {
		const char *text;
		int year; /* of the gap; 0: none */
	} table[] = {
		{whole, 0},
		{PLANS_HEADER KNOWSLEY("2024", "1", "1"), 2024},
		{PLANS_HEADER KNOWSLEY("2024", "1", "1") LIVERPOOL("2024"), 0},
		{PLANS_HEADER KNOWSLEY("2023", "1", "1") KNOWSLEY("2024", "1", "1"), 2024},
		{PLANS_HEADER KNOWSLEY("2023", "1", "1") KNOWSLEY("2024", "1", "1") LIVERPOOL("2024"), 2023},
		{PLANS_HEADER KNOWSLEY("2023", "1", "1") KNOWSLEY("2025", "1", "1"), 2023},
		{PLANS_HEADER KNOWSLEY("2022", "1", "1") KNOWSLEY("2025", "1", "1"), 0},
	};
	struct release_sample other;

	sample_read(&other, whole);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct release_sample sample;
		struct release_gap gap = {.councils = 0};

		sample_read(&sample, table[i].text);
		cr_assert_eq(sample.error, ERROR_NONE, "row %zu: %s", i, sample.problem.sentence);
		cr_expect_eq(release_gap_find(&sample.release, &other.release, &gap), table[i].year != 0, "row %zu", i);
		if (table[i].year) {
			cr_expect_eq(month_compare(gap.month, month_from(table[i].year, 3)), 0, "row %zu", i);
			cr_expect_eq(gap.councils, 1, "row %zu", i);
			cr_expect_eq(gap.other_councils, 3, "row %zu", i);
		}
		sample_end(&sample);
	}
	sample_end(&other);
}
