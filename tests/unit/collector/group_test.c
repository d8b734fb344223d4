#include "collector/core/group.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { BUDGET_BYTES = 4 << 20 };

static const uint16_t two[] = {340, 342}, three[] = {340, 341, 342};

static struct slice packed(const char *id, const char *name, const uint16_t *councils, unsigned count, struct arena *arena)
{
	struct group group = {.id = id, .name = name, .council_count = count, .councils = councils};
	struct slice bytes = {NULL, 0};

	cr_assert_eq(group_pack(&group, arena, &bytes), ERROR_NONE, "%s", id);
	return bytes;
}

Test(group, known_ones_are_sound_and_of_councils_that_exist)
{
	bool is_member[1000] = {false};
	struct date today;

	cr_assert_eq(date_from(2025, 11, 25, &today), ERROR_NONE);
	cr_expect_eq(group_known_count(), 15);
	for (unsigned i = 0; i < group_known_count(); i++) {
		const struct group *group = group_known_at(i);
		const char *region = council_find(group->councils[0])->region_code;

		cr_expect(group_id_is_sound(slice_from_text(group->id)), "%s", group->id);
		cr_expect(group_name_is_sound(slice_from_text(group->name)), "%s", group->id);
		cr_expect(i == 0 || strcmp(group_known_at(i - 1)->id, group->id) < 0, "%s", group->id);
		cr_expect_null(area_find(slice_from_text(group->name)), "%s is an area as well", group->name);
		cr_expect_geq(group->council_count, 2);
		for (unsigned j = 0; j < group->council_count; j++) {
			const struct council *council = council_find(group->councils[j]);

			cr_assert_not_null(council, "%s: %u", group->id, group->councils[j]);
			cr_expect(council_exists_on(council, today), "%s: %s", group->id, council->name);
			cr_expect(j == 0 || group->councils[j - 1] < group->councils[j], "%s: %s", group->id, council->name);
			cr_expect_not(is_member[council->code], "%s is in two combined authorities", council->name);
			is_member[council->code] = true;
			/* The Humber's south bank is in Yorkshire and The Humber, Lincolnshire in the East Midlands. */
			if (strcmp(group->id, "greater-lincolnshire") != 0)
				cr_expect_str_eq(council->region_code, region, "%s: %s", group->id, council->name);
		}
	}
}

/* The metropolitan counties and the others by the members' names, as the authorities' orders have them. */
Test(group, known_ones_have_these_members)
{
	static const struct {
		const char *id, *members;
	} table[] = {
		{"cambridgeshire-and-peterborough", "Cambridgeshire; Peterborough; "},
		{"devon-and-torbay", "Devon; Torbay; "},
		{"east-midlands-authority", "Derbyshire; Derby; Nottinghamshire; Nottingham; "},
		{"greater-lincolnshire", "North East Lincolnshire; North Lincolnshire; Lincolnshire; "},
		{"greater-manchester", "Bolton; Bury; Manchester; Oldham; Rochdale; Salford; Stockport; Tameside; Trafford; Wigan; "},
		{"hull-and-east-yorkshire", "Kingston upon Hull, City of; East Riding of Yorkshire; "},
		{"lancashire-authority", "Lancashire; Blackburn with Darwen; Blackpool; "},
		{"liverpool-city-region", "Knowsley; Liverpool; St. Helens; Sefton; Wirral; Halton; "},
		{"north-east-authority",
		 "Gateshead; Newcastle upon Tyne; North Tyneside; South Tyneside; Sunderland; County Durham; Northumberland; "},
		{"south-yorkshire", "Barnsley; Doncaster; Rotherham; Sheffield; "},
		{"tees-valley", "Hartlepool; Middlesbrough; Redcar and Cleveland; Stockton-on-Tees; Darlington; "},
		{"west-midlands-authority", "Birmingham; Coventry; Dudley; Sandwell; Solihull; Walsall; Wolverhampton; "},
		{"west-of-england", "Bath and North East Somerset; Bristol, City of; South Gloucestershire; "},
		{"west-yorkshire", "Bradford; Calderdale; Kirklees; Leeds; Wakefield; "},
		{"york-and-north-yorkshire", "North Yorkshire; York; "},
	};

	cr_assert_eq(sizeof table / sizeof table[0], group_known_count());
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		const struct group *group = group_known_at((unsigned)i);
		char buffer[512];
		struct text text;

		text_init_fixed(&text, buffer, sizeof buffer);
		for (unsigned j = 0; j < group->council_count; j++) {
			text_put(&text, council_find(group->councils[j])->name);
			text_put(&text, "; ");
		}
		cr_expect_str_eq(group->id, table[i].id);
		cr_expect_str_eq(buffer, table[i].members);
	}
}

Test(group, ids_and_names_are_sound_or_not)
{
	static const char *const good_ids[] = {"a", "mersey-2", "x1", "a--b"};
	static const char *const bad_ids[] = {"",    "342", "-a",  "a-",       "A",
					      "a b", "a:b", "a,b", "\xc3\xa4", "a1234567890123456789012345678901234567890"};
	static const char *const bad_names[] = {
		"", " a", "a ", "a\nb", "\x1b[2J", "\xff", "123456789012345678901234567890123456789012345678901234567890123456789012345678901"};

	for (size_t i = 0; i < sizeof good_ids / sizeof good_ids[0]; i++)
		cr_expect(group_id_is_sound(slice_from_text(good_ids[i])), "%s", good_ids[i]);
	for (size_t i = 0; i < sizeof bad_ids / sizeof bad_ids[0]; i++)
		cr_expect_not(group_id_is_sound(slice_from_text(bad_ids[i])), "%s", bad_ids[i]);
	for (size_t i = 0; i < sizeof bad_names / sizeof bad_names[0]; i++)
		cr_expect_not(group_name_is_sound(slice_from_text(bad_names[i])), "%zu", i);
	cr_expect(group_name_is_sound(SLICE_LITERAL("Mersey, the Dee & beyond")));
}

/* docs/store.md describes these bytes. */
Test(group, has_these_bytes)
{
	static const uint8_t bytes[] = {1, 0, 0, 0, 2, 'a', '1', 0, 0, 0, 3, 'O', 'n', 'e', 0, 2, 0x01, 0x54, 0x01, 0x56};
	static const uint8_t removed[] = {1, 0, 0, 0, 2, 'a', '1', 0, 0, 0, 0, 0, 0};
	struct arena arena;
	struct slice found;
	struct group back;

	arena_init(&arena, BUDGET_BYTES);
	found = packed("a1", "One", two, 2, &arena);
	cr_assert_eq(found.size, sizeof bytes);
	cr_expect_arr_eq(found.data, bytes, sizeof bytes);
	cr_assert_eq(group_unpack(found, &arena, &back), ERROR_NONE);
	cr_expect_str_eq(back.id, "a1");
	cr_expect_str_eq(back.name, "One");
	cr_expect_eq(back.council_count, 2);
	cr_expect_eq(back.councils[1], 342);
	cr_expect(back.is_saved);
	found = packed("a1", "", NULL, 0, &arena);
	cr_assert_eq(found.size, sizeof removed);
	cr_expect_arr_eq(found.data, removed, sizeof removed);
	cr_expect(group_bytes_are_sound(found));
	arena_fini(&arena);
}

Test(group, that_is_not_sound_is_not_packed)
{
	static const uint16_t twice[] = {340, 340}, descending[] = {342, 340}, unknown[] = {340, 999};
	const struct group table[] = {
		{"A", "One", 2, two, false},        {"a", "", 2, two, false},        {"a", "One", 2, twice, false},
		{"a", "One", 2, descending, false}, {"a", "One", 2, unknown, false}, {"a", "One", 0, NULL, false},
	};
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_expect_eq(group_pack(&table[i], &arena, &bytes), ERROR_INVALID, "%zu", i);
	arena_fini(&arena);
}

/* Every byte changed in turn, and every shorter piece: refused, or packed to the very same bytes again. */
Test(group, damaged_bytes_are_refused_or_read_as_they_are)
{
	unsigned refused = 0, taken = 0;
	uint8_t copy[64];
	struct arena arena;
	struct slice bytes;

	arena_init(&arena, BUDGET_BYTES);
	bytes = packed("a1", "One", two, 2, &arena);
	for (size_t size = 0; size < bytes.size; size++)
		cr_expect_not(group_bytes_are_sound(slice_from(bytes.data, size)), "%zu bytes", size);
	for (size_t i = 0; i < bytes.size * 256; i++) {
		struct arena scratch;
		struct group back;
		struct slice again;

		memcpy(copy, bytes.data, bytes.size);
		copy[i / 256] = (uint8_t)(i % 256);
		arena_init(&scratch, BUDGET_BYTES);
		if (group_unpack(slice_from(copy, bytes.size), &scratch, &back) == ERROR_NONE) {
			taken++;
			cr_assert_eq(group_pack(&back, &scratch, &again), ERROR_NONE);
			cr_expect(slice_equal(again, slice_from(copy, bytes.size)));
		} else {
			refused++;
			cr_expect_not(group_bytes_are_sound(slice_from(copy, bytes.size)));
		}
		arena_fini(&scratch);
	}
	cr_expect(refused > 3000 && taken > 300, "%u %u", refused, taken);
	memcpy(copy, bytes.data, bytes.size);
	cr_expect_not(group_bytes_are_sound(slice_from(copy, bytes.size + 1)), "something left over");
	arena_fini(&arena);
}

static void fold(struct group_fold *fold, const char *id, const char *name, const uint16_t *councils, unsigned count)
{
	cr_assert_eq(group_fold_take(fold, packed(id, name, councils, count, fold->arena)), ERROR_NONE);
}

Test(group, of_an_id_the_last_entry_stands)
{
	static struct group_fold groups;
	const struct group *found;
	struct group *all;
	struct arena arena;
	unsigned count;

	arena_init(&arena, BUDGET_BYTES);
	group_fold_init(&groups, &arena);
	fold(&groups, "zeta", "Zeta", two, 2);
	fold(&groups, "alpha", "Alpha", two, 2);
	fold(&groups, "mid", "Mid", two, 2);
	fold(&groups, "alpha", "Alpha again", three, 3);
	fold(&groups, "mid", "", NULL, 0);
	cr_assert_eq(group_fold_all(&groups, &all, &count), ERROR_NONE);
	cr_assert_eq(count, group_known_count() + 2);
	for (unsigned i = 1; i < count; i++)
		cr_expect(strcmp(all[i - 1].id, all[i].id) < 0, "%s", all[i].id);
	found = group_find(all, count, SLICE_LITERAL("ALPHA"));
	cr_assert_not_null(found);
	cr_expect_str_eq(found->name, "Alpha again");
	cr_expect_eq(found->council_count, 3);
	cr_expect_null(group_find(all, count, SLICE_LITERAL("mid")));
	cr_expect_not_null(group_find(all, count, SLICE_LITERAL("zeta")));
	cr_expect_not(group_find(all, count, SLICE_LITERAL("tees-valley"))->is_saved);
	arena_fini(&arena);
}

Test(group, a_saved_one_takes_a_known_one_s_place_until_it_is_removed)
{
	static struct group_fold groups;
	struct group *all;
	struct arena arena;
	unsigned count;

	arena_init(&arena, BUDGET_BYTES);
	group_fold_init(&groups, &arena);
	fold(&groups, "tees-valley", "The valley", two, 2);
	cr_assert_eq(group_fold_all(&groups, &all, &count), ERROR_NONE);
	cr_expect_eq(count, group_known_count());
	cr_expect_str_eq(group_find(all, count, SLICE_LITERAL("tees-valley"))->name, "The valley");
	fold(&groups, "tees-valley", "", NULL, 0);
	cr_assert_eq(group_fold_all(&groups, &all, &count), ERROR_NONE);
	cr_expect_eq(count, group_known_count());
	cr_expect_str_eq(group_find(all, count, SLICE_LITERAL("tees-valley"))->name, "Tees Valley");
	arena_fini(&arena);
}

Test(group, there_are_so_many_ids_and_no_more)
{
	static struct group_fold groups;
	struct arena arena;
	char id[16];

	arena_init(&arena, BUDGET_BYTES);
	group_fold_init(&groups, &arena);
	for (unsigned i = 0; i < GROUPS_SAVED_MAX; i++) {
		snprintf(id, sizeof id, "g%u", i);
		fold(&groups, id, "One", two, 2);
	}
	fold(&groups, "g7", "Two", two, 2);
	cr_expect_eq(group_fold_take(&groups, packed("more", "One", two, 2, &arena)), ERROR_LIMIT);
	arena_fini(&arena);
}
