/*
 * The invented figures over which the stores are compared: every council that exists, DATA_MONTHS months, DATA_MEASURES measures, the same for all of
 * them. Any figure can be had alone, from the seed and its place; nothing is kept. Of more than DATA_LONG_COUNCILS councils the later ones have the newest
 * DATA_SHORT_MONTHS months alone, which is more than any ranking looks back: so that they are stored in a minute.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/month.h"
#include "proto/catalogue.h"
#include "proto/councils.h"

enum {
	DATA_MONTHS = 60,
	DATA_LONG_COUNCILS = 1530,
	DATA_SHORT_MONTHS = 24,
	DATA_MEASURES = 50,
	DATA_INDICATORS_MAX = 64,
	DATA_RANKED_MAX = 8,
	DATA_COUNCILS_MAX = 20000,
};

/* In place of a figure that is missing, and of every value that cannot be had without it. */
#define DATA_MISSING INT64_MIN

struct data_council {
	uint16_t code;
	bool is_joint;  /* has its workforce in common with another */
	uint8_t region; /* 1 to 9, as E12000001 to E12000009 */
};

struct data {
	uint64_t seed;
	unsigned council_count;
	struct data_council councils[DATA_COUNCILS_MAX]; /* ascending by code */
	unsigned measure_count;
	uint16_t measures[DATA_MEASURES]; /* numbers of the catalogue, ascending */
	unsigned indicator_count;
	const struct indicator *indicators[DATA_INDICATORS_MAX]; /* those that the measures are enough for */
	unsigned ranked_count;
	unsigned ranked[DATA_RANKED_MAX]; /* which of the indicators are ranked: low is good in all of them */
};

/* Takes the compiled table's councils that exist in all the months. */
void data_init(struct data *data, uint64_t seed);
/* index < DATA_MONTHS */
struct month data_month(unsigned index);
/* Whether the council has figures of the month. */
bool data_has(unsigned council, unsigned month);
/* How many times it has. */
unsigned data_count(const struct data *data);
/*
 * The measure's stored integer, in millionths for FTE; DATA_MISSING for one in fifty, but not of councils with a workforce in common: of those, one's figures
 * would be taken for both's, a rule that the peers do not have. Indices of the data's own lists.
 */
int64_t data_value(const struct data *data, unsigned council, unsigned month, unsigned measure);
/* Which of the data's measures has this number of the catalogue; it must be one of them. */
unsigned data_measure_index(const struct data *data, uint16_t number);
/* What the numerator is multiplied by before it is divided, rounding apart: the multiplier, the decimals, and the digits in which the parts differ. */
int64_t data_multiplier(const struct indicator *indicator);
