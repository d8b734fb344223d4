#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/cube.h"
#include "collector/core/entry.h"
#include "collector/core/release.h"
#include "proto/status.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 20000, BUDGET_BYTES = 1 << 20, BODY_BYTES_MAX = 300, MEASURES_MAX = 40 };

static struct entry random_entry(struct random *random, uint8_t *body)
{
	struct entry entry = {
		.kind = (enum entry_kind)(ENTRY_RETURN + random_below(random, ENTRY_GROUP)),
		.council = (uint16_t)(1 + random_below(random, RELEASE_CHAIN_BASE - 1)),
		.sequence = 1 + random_magnitude(random, 63),
		.recorded_at_s = random_signed(random, 62),
	};
	size_t size = entry.kind == ENTRY_KEY_REGISTERED ? 64 : entry.kind == ENTRY_KEY_REVOKED ? 16 : 1 + random_below(random, BODY_BYTES_MAX);

	if (entry.kind == ENTRY_RELEASE)
		entry.council = (uint16_t)(RELEASE_CHAIN_BASE + 1 + random_below(random, 99));
	if (entry_kind_chain(entry.kind))
		entry.council = entry_kind_chain(entry.kind);
	for (size_t i = 0; i < size; i++)
		body[i] = (uint8_t)random_u64(random);
	for (size_t i = 0; i < DIGEST_SIZE && entry.sequence > 1; i++)
		entry.previous_hash.bytes[i] = (uint8_t)(random_u64(random) | 1);
	entry.body = slice_from(body, size);
	return entry;
}

Test(ledger_property, entries_come_back_and_damage_is_noticed)
{
	struct random random = random_begin("ledger_property entries");

	for (unsigned round = 0; round < ROUNDS; round++) {
		uint8_t body[BODY_BYTES_MAX + 1];
		struct entry entry = random_entry(&random, body);
		struct entry back;
		struct slice bytes, framed, payload;
		struct arena arena;
		uint8_t *damaged;

		arena_init(&arena, BUDGET_BYTES);
		cr_assert_eq(entry_pack(&entry, &arena, &bytes), ERROR_NONE);
		cr_assert_eq(record_frame(bytes, &arena, &framed), ERROR_NONE);
		cr_assert_eq(record_open(framed, &payload), ERROR_NONE);
		cr_assert_eq(entry_unpack(payload, &back), ERROR_NONE);
		cr_assert_eq(back.sequence, entry.sequence);
		cr_assert_eq(back.recorded_at_s, entry.recorded_at_s);
		cr_assert(slice_equal(back.body, entry.body));
		/* One to four bytes changed anywhere. */
		damaged = arena_take(&arena, framed.size, 1);
		cr_assert_not_null(damaged);
		memcpy(damaged, framed.data, framed.size);
		for (uint64_t i = 1 + random_below(&random, 4); i > 0; i--)
			damaged[random_below(&random, framed.size)] ^= (uint8_t)(1 + random_below(&random, 255));
		if (memcmp(damaged, framed.data, framed.size) != 0)
			cr_assert_eq(record_open(slice_from(damaged, framed.size), &payload), ERROR_CORRUPT);
		arena_fini(&arena);
	}
}

static unsigned random_measures(struct random *random, struct return_measure *measures)
{
	unsigned count = (unsigned)random_below(random, MEASURES_MAX + 1);
	uint16_t number = 0;

	for (unsigned i = 0; i < count; i++) {
		number = (uint16_t)(number + 1 + random_below(random, 100));
		measures[i] = (struct return_measure){.number = number};
		if (random_below(random, 4) == 0)
			measures[i].symbol = (uint8_t)(1 + random_below(random, SYMBOL_K));
		else
			measures[i].value = (int64_t)random_magnitude(random, 63);
	}
	return count;
}

Test(ledger_property, cube_records_come_back)
{
	struct random random = random_begin("ledger_property cube");

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct return_measure measures[MEASURES_MAX];
		struct cube_record back, record = {
						 .council = (uint16_t)(1 + random_below(&random, 999)),
						 .month = month_from(2017 + (int)random_below(&random, 20), 1 + (int)random_below(&random, 12)),
						 .revision = 1 + (uint32_t)random_below(&random, REVISION_MAX),
						 .sequence = 1 + random_magnitude(&random, 63),
						 .measures = measures,
					 };
		struct slice payload, again;
		struct arena arena;

		record.measure_count = random_measures(&random, measures);
		arena_init(&arena, BUDGET_BYTES);
		cr_assert_eq(cube_pack(&record, &arena, &payload), ERROR_NONE);
		cr_assert_eq(cube_unpack(payload, &arena, &back), ERROR_NONE);
		cr_assert_eq(cube_pack(&back, &arena, &again), ERROR_NONE);
		cr_assert(slice_equal(payload, again));
		for (unsigned i = 0; i < record.measure_count; i++)
			cr_assert_eq(cube_measure(&back, measures[i].number)->value, measures[i].value);
		arena_fini(&arena);
	}
}
