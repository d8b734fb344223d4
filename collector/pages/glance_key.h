/* What the letters and arrows of a month's table at a glance mean, and of which councils its letters are quarters. Pure. */
#pragma once

#include "collector/pages/glance.h"

struct glance_key {
	bool has_bands;
	bool has_arrows;
	const char *quarters; /* "of these 23 councils": what band A is the best quarter of */
	const char *without;  /* why some figures have no letter */
	const char *caution;  /* what changes a letter while its figure stays; NULL: nothing does */
};

/* Of the table that glance_figure_make has made; a table without rows has no key. */
void glance_key_make(struct glance_key *key, struct composer *composer, const struct glance *glance, const struct figure *figure);
/* Where bands are cut, as a sentence of a caption: "Bands are quarters of the councils shown." */
const char *glance_key_bands(const struct matrix *matrix);
/* Whether the letters of some columns are England's quarters and those of others the area's: then the columns have to say it. */
bool glance_key_is_mixed(const struct matrix *matrix);
