/* The tile map of England: a place for every council, so that a region is seen at a glance and each council is as large as any other. */
#pragma once

#include "proto/councils.h"

enum { TILE_COLUMNS = 13, TILE_ROWS = 22 };

/* Columns from the west, rows from the north; both from 0. */
struct tile {
	unsigned column, row;
};

/* Every council has one. Two that share one never exist on the same date. */
struct tile tile_of(const struct council *council);
