#include "proto/tiles.h"

#include <criterion/criterion.h>
#include <string.h>

/* Days on which the councils were others than before, and one in each time between. */
static const int dates[][3] = {{2017, 9, 30}, {2019, 3, 31}, {2019, 4, 1}, {2021, 3, 31}, {2021, 4, 1}, {2023, 3, 31}, {2023, 4, 1}, {2030, 1, 1}};

enum { DATE_COUNT = sizeof(dates) / sizeof(dates[0]) };

/* Who stands where on a date. */
struct map {
	const struct council *councils[TILE_ROWS][TILE_COLUMNS];
};

static struct date date_at(size_t index)
{
	struct date date;

	cr_assert_eq(date_from(dates[index][0], dates[index][1], dates[index][2], &date), ERROR_NONE);
	return date;
}

static unsigned map_make(struct date date, struct map *map)
{
	unsigned count = 0;

	*map = (struct map){0};
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i), **place;
		struct tile tile = tile_of(council);

		cr_assert(tile.column < TILE_COLUMNS && tile.row < TILE_ROWS, "%s", council->name);
		if (!council_exists_on(council, date))
			continue;
		place = &map->councils[tile.row][tile.column];
		cr_expect_null(*place, "%s and %s share a tile", council->name, *place ? (*place)->name : "");
		*place = council;
		count++;
	}
	return count;
}

Test(tiles, every_council_has_its_own_on_every_date)
{
	for (size_t i = 0; i < DATE_COUNT; i++) {
		struct map map;
		unsigned count = map_make(date_at(i), &map);

		cr_expect(count >= 150 && count <= 153, "%zu: %u", i, count);
	}
}

/* Takes a council and all of its region that can be reached over edges off the map; how many. */
static unsigned take_piece(struct map *map, unsigned row, unsigned column, const char *region)
{
	const struct council *council = row < TILE_ROWS && column < TILE_COLUMNS ? map->councils[row][column] : NULL;

	if (!council || strcmp(council->region_code, region) != 0)
		return 0;
	map->councils[row][column] = NULL;
	return 1 + take_piece(map, row - 1, column, region) + take_piece(map, row + 1, column, region) + take_piece(map, row, column - 1, region) +
	       take_piece(map, row, column + 1, region);
}

static bool is_island(const struct council *council)
{
	return council->code == 420 || council->code == 921;
}

Test(tiles, a_region_is_in_one_piece_on_every_date)
{
	for (size_t i = 0; i < DATE_COUNT; i++) {
		const char *seen[20] = {NULL};
		unsigned seen_count = 0;
		struct map map;

		map_make(date_at(i), &map);
		for (unsigned j = 0; j < council_count(); j++) {
			const struct council *council = council_at(j);
			struct tile tile = tile_of(council);
			bool is_seen = false;

			if (map.councils[tile.row][tile.column] != council || is_island(council))
				continue;
			for (unsigned k = 0; k < seen_count; k++)
				is_seen |= strcmp(seen[k], council->region_code) == 0;
			cr_expect_not(is_seen, "%s is apart from its region", council->name);
			seen[seen_count++] = council->region_code;
			take_piece(&map, tile.row, tile.column, council->region_code);
		}
	}
}

static struct tile tile_of_code(uint16_t code)
{
	const struct council *council = council_find(code);

	cr_assert_not_null(council);
	return tile_of(council);
}

/* What somebody who knows the country looks for. */
Test(tiles, north_is_up_and_west_is_left)
{
	static const uint16_t below[][2] = {
		{929, 391}, {391, 840}, {840, 815}, {815, 383}, {383, 373}, {373, 831}, {830, 855}, {855, 941}, {941, 825}, {302, 306}, {306, 845},
		{942, 943}, {943, 888}, {909, 888}, {888, 350}, {350, 355}, {355, 358}, {343, 341}, {341, 344}, {358, 895}, {344, 896}, {860, 330},
		{330, 916}, {916, 933}, {800, 835}, {926, 935}, {935, 881}, {874, 873}, {850, 921}, {908, 420}, {925, 926}, {936, 938},
	};
	static const uint16_t right_of[][2] = {
		{908, 878}, {878, 838}, {838, 850}, {850, 938}, {938, 846}, {846, 845}, {845, 886}, {893, 860}, {860, 830}, {830, 891}, {891, 925},
		{890, 888}, {341, 340}, {340, 342}, {342, 355}, {355, 352}, {352, 353}, {359, 350}, {350, 351}, {351, 354}, {896, 895}, {873, 926},
		{312, 202}, {202, 301}, {318, 212}, {212, 210}, {383, 811}, {884, 885}, {885, 937}, {801, 800}, {800, 865}, {931, 825}, {825, 919},
	};

	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++)
		cr_expect_lt(tile_of_code(below[i][0]).row, tile_of_code(below[i][1]).row, "%s is north of %s", council_find(below[i][0])->name,
			     council_find(below[i][1])->name);
	for (size_t i = 0; i < sizeof(right_of) / sizeof(right_of[0]); i++)
		cr_expect_lt(tile_of_code(right_of[i][0]).column, tile_of_code(right_of[i][1]).column, "%s is west of %s",
			     council_find(right_of[i][0])->name, council_find(right_of[i][1])->name);
}

/* Councils whose borders meet stand side by side, or corner to corner. */
Test(tiles, neighbours_are_near)
{
	static const uint16_t pairs[][2] = {
		{342, 340}, {342, 359}, {342, 877}, {341, 340}, {341, 343}, {352, 355}, {352, 356}, {888, 889}, {888, 890}, {876, 877}, {895, 896},
		{391, 390}, {806, 807}, {383, 380}, {383, 384}, {373, 372}, {330, 333}, {330, 334}, {331, 937}, {856, 855}, {892, 891}, {831, 830},
		{801, 803}, {801, 802}, {879, 878}, {908, 879}, {838, 839}, {852, 850}, {851, 852}, {870, 872}, {867, 868}, {886, 887}, {846, 845},
		{201, 213}, {203, 303}, {305, 306}, {318, 313}, {308, 309}, {883, 317}, {881, 882}, {822, 823}, {821, 823}, {874, 873}, {936, 318},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct tile a = tile_of_code(pairs[i][0]), b = tile_of_code(pairs[i][1]);
		unsigned columns = a.column > b.column ? a.column - b.column : b.column - a.column;
		unsigned rows = a.row > b.row ? a.row - b.row : b.row - a.row;

		cr_expect(columns <= 2 && rows <= 2 && columns + rows <= 2, "%s and %s", council_find(pairs[i][0])->name,
			  council_find(pairs[i][1])->name);
	}
}

Test(tiles, who_takes_anothers_place_stands_there)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		struct tile tile = tile_of(council);
		bool is_near = council->successors[0] == 0;

		for (unsigned j = 0; j < SUCCESSOR_COUNT_MAX && council->successors[j]; j++) {
			struct tile other = tile_of_code(council->successors[j]);

			is_near |= other.column == tile.column && other.row - tile.row + 1 <= 2;
		}
		cr_expect(is_near, "%s", council->name);
	}
}
