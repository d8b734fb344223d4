/*
 * Where in its history the store is looked at. All is found by halving: what a moment costs does not grow with the ledger.
 */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

enum error store_place_at(struct store_view *view, uint64_t position, struct store_place *out)
{
	struct store_key key = store_key_position(position);
	struct slice body;

	if (store_find(view, TABLE_POSITIONS, store_key_slice(&key), &body))
		store_view_fail(view, store_read_place(body, out));
	else if (!store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	return store_view_error(view);
}

uint64_t store_position_at(struct store_view *view, int64_t time_s)
{
	uint64_t before = 0, behind = store_position(view) + 1;

	while (behind - before > 1 && !store_view_error(view)) {
		uint64_t middle = before + (behind - before) / 2;
		struct store_place place = {.latest_at_s = 0};

		if (store_place_at(view, middle, &place))
			return 0;
		if (place.latest_at_s <= time_s)
			before = middle;
		else
			behind = middle;
	}
	return store_view_error(view) ? 0 : before;
}

uint64_t store_entry_position(struct store_view *view, uint16_t chain, uint64_t sequence)
{
	struct store_key key = store_key_ledger(chain, sequence);
	struct slice body;
	uint64_t position = 0;

	if (store_find(view, TABLE_PLACES, store_key_slice(&key), &body))
		store_view_fail(view, store_read_number(body, &position));
	else if (!store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	return store_view_error(view) ? 0 : position;
}

uint64_t store_length_at(struct store_view *view, uint16_t chain, uint64_t position)
{
	struct digest hash;
	uint64_t before = 0, behind;

	store_head(view, chain, &behind, &hash);
	for (behind++; behind - before > 1 && !store_view_error(view);) {
		uint64_t middle = before + (behind - before) / 2;

		if (store_entry_position(view, chain, middle) <= position)
			before = middle;
		else
			behind = middle;
	}
	return store_view_error(view) ? 0 : before;
}
