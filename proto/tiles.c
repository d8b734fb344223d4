#include "proto/tiles.h"

static const struct tile_row {
	uint16_t code;
	struct tile tile;
} tiles[] = {
#define TILE(code, column, row) {code, {column, row}},
#include "proto/tiles.def"
#undef TILE
};

/* Both tables are in ascending order of codes, and have the same ones. */
struct tile tile_of(const struct council *council)
{
	unsigned index = council_index(council);

	INVARIANT(index < sizeof tiles / sizeof tiles[0] && tiles[index].code == council->code);
	return tiles[index].tile;
}
