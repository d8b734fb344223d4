#include "agent/core/workforce_checks.h"

#include "agent/core/workforce_state.h"
#include "agent/core/workforce_tally.h"

enum { MONTHS_PER_YEAR = 12, MEASURES_ROOM = 512 };

static struct place census_place(const struct census *census, const char *column_name)
{
	return (struct place){.file = census->file, .line = 1, .column_name = column_name};
}

static int64_t magnitude(int64_t value)
{
	return value < 0 ? -value : value;
}

static bool is_unbalanced(int64_t now, int64_t before, int64_t starters, int64_t leavers)
{
	int64_t gap = magnitude(now - before - starters + leavers);

	return gap > UNBALANCED_PEOPLE && gap * 100 > now * UNBALANCED_PERCENT;
}

/* One census by itself always adds up, and so do the tables: it takes the people of whom the census of a year ago said that they were there. */
static void census_balance(const struct workforce *workforce, const struct census *census, struct findings *findings)
{
	struct month month = date_month(census->day);
	const struct census *earlier = workforce_census_of(workforce, month_add(month, -MONTHS_PER_YEAR));
	struct tally now, before;

	if (!earlier)
		return;
	now = tally_window(workforce->census_posts + census->first_post, census->post_count,
			   (struct window){month_last_day(month_add(month, -MONTHS_PER_YEAR)), census->day});
	before = tally_window(workforce->census_posts + earlier->first_post, earlier->post_count,
			      (struct window){month_last_day(month_add(month, -2 * MONTHS_PER_YEAR)), earlier->day});
	if (is_unbalanced(now.values[TALLY_INPOST_PEOPLE], before.values[TALLY_INPOST_PEOPLE], now.values[TALLY_STARTERS_PEOPLE],
			  now.values[TALLY_LEAVERS_PEOPLE] + now.values[TALLY_PEOPLE_MOVED]))
		findings_add(findings, RULE_WORKFORCE_UNBALANCED, census_place(census, "CSWWWorker"));
}

static void sources_compare(const struct workforce *workforce, const struct census *census, struct findings *findings)
{
	struct return_measure tables[MEASURES_ROOM], counted[MEASURES_ROOM];
	struct sheet table_sheet, census_sheet;

	sheet_init(&table_sheet, tables, MEASURES_ROOM);
	sheet_init(&census_sheet, counted, MEASURES_ROOM);
	workforce_measure_tables(workforce, date_month(census->day), &table_sheet);
	workforce_measure_census(workforce, census, &census_sheet);
	for (unsigned i = 0; i < table_sheet.count; i++)
		if (tables[i].symbol == SYMBOL_NONE && counted[i].symbol == SYMBOL_NONE && tables[i].value != counted[i].value)
			findings_add(findings, RULE_CENSUS_DISAGREES, census_place(census, catalogue_measure(tables[i].number)->id));
}

void workforce_check(const struct workforce *workforce, struct findings *findings)
{
	for (unsigned i = 0; i < workforce->census_count; i++) {
		const struct census *census = &workforce->censuses[i];

		if (!census->has_day || census->is_repeated)
			continue;
		census_balance(workforce, census, findings);
		if (workforce_month(workforce, date_month(census->day)))
			sources_compare(workforce, census, findings);
	}
}
