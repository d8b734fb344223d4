#include "collector/core/edit_distance.h"

enum { ROWS = 3 }; /* of the table: two before the one that is being filled */

typedef unsigned distance_row[EDIT_WORD_BYTES_MAX + 1];

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* rows[n][j]: from the first i - n letters of a to the first j of b. */
static void row_fill(struct slice a, struct slice b, size_t i, unsigned *const rows[ROWS])
{
	rows[0][0] = (unsigned)i;
	for (size_t j = 1; j <= b.size; j++) {
		unsigned replaced = rows[1][j - 1] + (a.data[i - 1] != b.data[j - 1]);

		rows[0][j] = least(replaced, least(rows[1][j], rows[0][j - 1]) + 1);
		if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
			rows[0][j] = least(rows[0][j], rows[2][j - 2] + 1);
	}
}

unsigned edit_distance(struct slice a, struct slice b)
{
	distance_row table[ROWS] = {0};

	if (a.size > EDIT_WORD_BYTES_MAX || b.size > EDIT_WORD_BYTES_MAX)
		return EDIT_WORD_BYTES_MAX;
	for (size_t j = 0; j <= b.size; j++)
		table[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.size; i++) {
		unsigned *const rows[ROWS] = {table[i % ROWS], table[(i + 2) % ROWS], table[(i + 1) % ROWS]};

		row_fill(a, b, i, rows);
	}
	return table[a.size % ROWS][b.size];
}
