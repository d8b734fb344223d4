/*
 * Cube records for tests: from lists of figures, and the North West's of 30 September 2021 as published.
 * Source of the figures: Department for Education statistics, Crown copyright, Open Government Licence v3.0.
 */
#pragma once

#include "collector/core/compare.h"
#include "common/decimal.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { FIGURES_MAX = 24, NORTH_WEST_COUNT = 23 };

struct figures {
	struct cube_record record; /* points into the struct: do not copy it after figures_begin */
	struct return_measure measures[FIGURES_MAX];
};

static inline void figures_begin(struct figures *figures, uint16_t council, struct month month)
{
	*figures = (struct figures){.record = {.council = council, .month = month, .revision = 1, .sequence = 1}};
	figures->record.measures = figures->measures;
}

/* A value in tenths of a whole unit (143.3 is 1433), or a symbol. Keeps the measures ascending, whatever the order they come in. */
static inline void figures_put(struct figures *figures, uint16_t number, int64_t tenths, enum symbol symbol)
{
	unsigned place = figures->record.measure_count;
	unsigned digits = measure_digits(catalogue_measure(number));
	int64_t value = digits ? tenths * decimal_power(digits - 1) : tenths / 10;

	INVARIANT(place < FIGURES_MAX);
	for (; place > 0 && figures->measures[place - 1].number > number; place--)
		figures->measures[place] = figures->measures[place - 1];
	figures->measures[place] = (struct return_measure){.number = number, .symbol = (uint8_t)symbol, .value = symbol ? 0 : value};
	figures->record.measure_count++;
}

/* What a council's record adds to a pooled rate; NULL: it has none. */
static inline void pool_take(struct pool *pool, enum cube_source source, const struct indicator *indicator, const struct cube_record *record)
{
	struct pool_part part = pool_part(indicator, source, record);

	pool_add_part(pool, &part);
}

/* A council's published components: FTE in tenths, cases as a count. */
struct published {
	uint16_t council;
	int64_t vacancy, inpost, leavers, agency, case_holders; /* tenths */
	int64_t cases;
	int64_t vacancy_rate; /* as published, tenths of a per cent */
};

static const struct published north_west_2021[NORTH_WEST_COUNT] = {
	{340, 224, 1049, 251, 129, 499, 902, 176},   {341, 420, 3246, 355, 340, 1520, 3694, 115}, {342, 350, 1433, 348, 300, 771, 1410, 196},
	{343, 190, 1552, 156, 382, 1043, 2222, 109}, {344, 484, 2374, 350, 440, 1555, 2428, 169}, {350, 430, 1609, 299, 396, 894, 1919, 211},
	{351, 461, 1024, 226, 448, 518, 981, 310},   {352, 360, 4438, 690, 140, 2379, 4122, 75},  {353, 700, 1796, 302, 600, 1247, 2139, 280},
	{354, 220, 1625, 220, 382, 1089, 2074, 119}, {355, 250, 2288, 499, 250, 1235, 2555, 99},  {356, 100, 2375, 192, 175, 965, 2101, 40},
	{357, 495, 1788, 393, 440, 1000, 1900, 217}, {358, 312, 936, 10, 636, 1035, 1710, 250},   {359, 710, 2090, 244, 670, 1417, 2422, 254},
	{876, 160, 748, 112, 280, 563, 1055, 176},   {877, 150, 1284, 238, 128, 657, 1143, 105},  {888, 1630, 4599, 399, 504, 2800, 4474, 262},
	{889, 90, 1325, 218, 118, 807, 1372, 64},    {890, 396, 1727, 443, 310, 1044, 2060, 187}, {895, 84, 1801, 203, 150, 1079, 1852, 45},
	{896, 130, 1830, 245, 156, 1050, 1855, 66},  {909, 427, 2475, 209, 409, 1815, 3086, 147},
};

static inline void figures_publish(struct figures *figures, const struct published *row, struct month month)
{
	figures_begin(figures, row->council, month);
	figures_put(figures, MEASURE_INPOST_FTE, row->inpost, SYMBOL_NONE);
	figures_put(figures, MEASURE_VACANCY_FTE, row->vacancy, SYMBOL_NONE);
	figures_put(figures, MEASURE_AGENCY_FTE, row->agency, SYMBOL_NONE);
	figures_put(figures, MEASURE_CASES, row->cases * 10, SYMBOL_NONE);
	figures_put(figures, MEASURE_CASE_HOLDERS_FTE, row->case_holders, SYMBOL_NONE);
	figures_put(figures, MEASURE_LEAVERS_FTE_12M, row->leavers, SYMBOL_NONE);
}

/* The records of all the North West's councils, ascending by code; `figures` keeps the measures. */
static inline void north_west_publish(struct figures figures[NORTH_WEST_COUNT], struct cube_record records[NORTH_WEST_COUNT], struct month month)
{
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++) {
		figures_publish(&figures[i], &north_west_2021[i], month);
		records[i] = figures[i].record;
	}
}
