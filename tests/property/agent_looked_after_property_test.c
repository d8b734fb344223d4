/*
 * Random children of the SSDA903, through the reading that the agent uses: counts against an oracle that marks days in a calendar and knows nothing of
 * episodes joined or merged; what started and ceased reconciles the stocks; every breakdown adds up; and a year's files each say together what one
 * file says alone.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "agent/core/looked_after.h"
#include "agent/core/reading.h"
#include "agent/core/sheet.h"
#include "proto/catalogue.h"
#include "tests/property/common_random.h"

enum {
	BUDGET_BYTES = 8 << 20,
	MEASURES_ROOM = 1024,
	ROUNDS = 150,
	CHILDREN_MAX = 12,
	EPISODES_MAX = 9,
	TEXT_MAX = 64 * 1024,
	YEAR_FIRST = 2018, /* collection years by their 31 March */
	YEAR_LAST = 2020,
	DAYS = 3 * 366 + 2,
};

struct episode {
	int start, end; /* days from 1 April of the first year, from -400 on; INT32_MAX: open */
	unsigned rne, ls, need, place, provider, rec;
};

struct child {
	unsigned episode_count;
	struct episode episodes[EPISODES_MAX];
	bool is_in[DAYS]; /* the calendar: looked after on the day */
};

static struct child children[CHILDREN_MAX];
static unsigned child_count;

static const char *const rne_codes[] = {"S", "L", "P", "T", "B", "U", "", "Q"};
static const char *const ls_codes[] = {"C1", "C2", "V2", "E1", "V3", "V4", "", "J2", "Q1"};
static const char *const need_codes[] = {"N1", "N4", "N5", "N8", "N2", ""};
static const char *const place_codes[] = {"U1", "U4", "K1", "K2", "P1", "A3", "A6", "T0", "T1", "H5", "Z1", "", "Q2"};
static const char *const provider_codes[] = {"PR0", "PR1", "PR2", "PR3", "PR4", "PR5", ""};
static const char *const rec_codes[] = {"X1", "E11", "E12", "E4A", "E46", "E8", "E2", ""};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int32_t base_day(void)
{
	return month_first_day(month_from(YEAR_FIRST - 1, 4)).days;
}

static int year_end_day(int year)
{
	return month_last_day(month_from(year, 3)).days - base_day();
}

static bool is_care(const struct episode *episode)
{
	return strcmp(ls_codes[episode->ls], "V3") != 0 && strcmp(ls_codes[episode->ls], "V4") != 0;
}

static void calendar_mark(struct child *child, const struct episode *episode)
{
	for (int day = 0; day < DAYS && is_care(episode); day++)
		child->is_in[day] |= day - 1 >= episode->start && day - 1 < episode->end;
}

/* Starts differ, so that each episode is one thing in every year's file. The calendar's first day is the one before the files' first. */
static void child_make(struct random *random, struct child *child)
{
	int start = (int)random_below(random, 900) - 400;

	memset(child, 0, sizeof(*child));
	child->episode_count = 1 + (unsigned)random_below(random, EPISODES_MAX);
	for (unsigned i = 0; i < child->episode_count; i++) {
		struct episode *episode = &child->episodes[i];
		int length = 1 + (int)random_below(random, random_below(random, 3) ? 60 : 500);

		*episode = (struct episode){.start = start,
					    .end = start + length,
					    .rne = (unsigned)random_below(random, COUNT(rne_codes)),
					    .ls = (unsigned)random_below(random, COUNT(ls_codes)),
					    .need = (unsigned)random_below(random, COUNT(need_codes)),
					    .place = (unsigned)random_below(random, COUNT(place_codes)),
					    .provider = (unsigned)random_below(random, COUNT(provider_codes)),
					    .rec = (unsigned)random_below(random, COUNT(rec_codes))};
		if (episode->end > year_end_day(YEAR_LAST) || random_below(random, 12) == 0)
			episode->end = INT32_MAX;
		calendar_mark(child, episode);
		/* On the day of the end, with a gap, or overlapping. */
		start += random_below(random, 2) ? length : 1 + (int)random_below(random, (uint64_t)length + 40);
		if (start > year_end_day(YEAR_LAST))
			child->episode_count = i + 1;
	}
}

static const char *day_write(int day, char text[static 16])
{
	int year, number, of_month;

	if (day == INT32_MAX)
		return "";
	date_split((struct date){base_day() + day}, &year, &number, &of_month);
	snprintf(text, 16, "%02d/%02d/%04d", of_month, number, year);
	return text;
}

static size_t row_write(char *text, size_t room, const char *year, unsigned child, const struct episode *episode, int last_day)
{
	char start[16], end[16];
	bool is_open = episode->end > last_day;

	return (size_t)snprintf(text, room, "%sSYNTH%u,%s,%s,%s,%s,%s,%s,%s,%s\n", year, child, day_write(episode->start, start),
				rne_codes[episode->rne], ls_codes[episode->ls], need_codes[episode->need], place_codes[episode->place],
				provider_codes[episode->provider], is_open ? "" : day_write(episode->end, end),
				is_open ? "" : rec_codes[episode->rec]);
}

static void text_read(struct reading *reading, const char *text)
{
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("table.csv")), ERROR_NONE);
	cr_assert_eq(reading_file_feed(reading, slice_from_text(text)), ERROR_NONE);
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	cr_assert_null(reading_file_at(reading, reading_file_count(reading) - 1)->why);
	cr_assert_eq(reading_file_at(reading, reading_file_count(reading) - 1)->rows_refused, 0);
}

/* A year's file has the episodes that touch the year, as they were known at its end; and one of short breaks, so that its year is told by a date. */
static void year_read(struct reading *reading, int year)
{
	static char text[TEXT_MAX];
	int first = year_end_day(year - 1) + 1, last = year_end_day(year);
	size_t size =
		(size_t)snprintf(text, sizeof(text),
				 "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\nSYNTHX,01/04/%d,S,V3,N1,U4,PR1,31/03/%d,E8\n", year - 1, year);

	for (unsigned i = 0; i < child_count; i++)
		for (unsigned j = 0; j < children[i].episode_count; j++) {
			const struct episode *episode = &children[i].episodes[j];

			if (episode->start <= last && episode->end >= first)
				size += row_write(text + size, sizeof(text) - size, "", i, episode, last);
		}
	cr_assert_lt(size, sizeof(text));
	text_read(reading, text);
}

/* All that touches any of the years in one file, whose rows say that they are of the last; the years before have theirs with nobody in it. */
static void whole_read(struct reading *reading)
{
	static char text[TEXT_MAX];
	unsigned count = child_count;
	size_t size =
		(size_t)snprintf(text, sizeof(text),
				 "YEAR,CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n2020,SYNTHX,01/04/2019,S,V3,N1,U4,PR1,31/03/2020,E8\n");

	for (unsigned i = 0; i < child_count; i++)
		for (unsigned j = 0; j < children[i].episode_count; j++)
			if (children[i].episodes[j].end >= 0)
				size += row_write(text + size, sizeof(text) - size, "2020,", i, &children[i].episodes[j], INT32_MAX - 1);
	cr_assert_lt(size, sizeof(text));
	text_read(reading, text);
	child_count = 0;
	for (int year = YEAR_FIRST; year < YEAR_LAST; year++)
		year_read(reading, year);
	child_count = count;
}

struct figures {
	struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;
};

static void figures_ask(struct figures *figures, struct reading *reading, struct month month)
{
	sheet_init(&figures->sheet, figures->measures, MEASURES_ROOM);
	looked_after_measure(reading_register(reading)->looked_after, month, &figures->sheet);
}

static int64_t figure(const struct figures *figures, enum measure_number measure)
{
	const struct return_measure *found = sheet_at(&figures->sheet, measure);

	cr_assert_eq(found->symbol, SYMBOL_NONE, "%s", catalogue_measure((uint16_t)measure)->id);
	return found->value;
}

/* Counts over the calendar; `gap` is what the stocks need beyond the flows. */
static void oracle_check(const struct figures *figures, struct month month)
{
	int last = month_last_day(month).days - base_day() + 1, before = month_last_day(month_add(month, -12)).days - base_day() + 1;
	int64_t stock = 0, stock_before = 0, started = 0, ceased = 0, any = 0, gap = 0;

	for (unsigned i = 0; i < child_count; i++) {
		const bool *is_in = children[i].is_in;
		bool starts = false, ends = false, was_in = false;

		for (int day = before + 1; day <= last; day++) {
			starts |= is_in[day] && !is_in[day - 1];
			ends |= !is_in[day] && is_in[day - 1];
			was_in |= is_in[day];
		}
		stock += is_in[last];
		stock_before += is_in[before];
		started += starts;
		ceased += ends;
		any += was_in;
		gap += !is_in[before] && is_in[last] && ends;
		gap -= is_in[before] && !is_in[last] && starts;
	}
	cr_assert_eq(figure(figures, MEASURE_CLA), stock);
	cr_assert_eq(figure(figures, MEASURE_CLA_STARTED_12M), started);
	cr_assert_eq(figure(figures, MEASURE_CLA_CEASED_12M), ceased);
	cr_assert_eq(figure(figures, MEASURE_CLA_ANY_12M), any);
	cr_assert_eq(stock, stock_before + started - ceased + gap);
}

/* Parts with values add up to their total. */
static void breakdowns_check(const struct figures *figures)
{
	for (unsigned i = 0; i < figures->sheet.count; i++) {
		const struct measure *measure = catalogue_measure(figures->measures[i].number);
		int64_t sum = 0;

		if (measure->topic != TOPIC_LOOKED_AFTER || measure->total == MEASURE_NONE || measure->breakdown[0] == '\0' ||
		    figures->measures[i].symbol)
			continue;
		for (unsigned j = 0; j < figures->sheet.count; j++) {
			const struct measure *part = catalogue_measure(figures->measures[j].number);

			if (part->total == measure->total && strcmp(part->breakdown, measure->breakdown) == 0)
				sum += figures->measures[j].value;
		}
		cr_assert_eq(sum, figure(figures, (enum measure_number)measure->total), "%s of %s", measure->breakdown,
			     catalogue_measure(measure->total)->id);
	}
}

Test(looked_after_property, counts_as_the_calendar_does)
{
	struct random random = random_begin("looked_after_property");
	static struct figures split, whole;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct reading *years = reading_new(BUDGET_BYTES), *one = reading_new(BUDGET_BYTES);
		unsigned rotation = (unsigned)random_below(&random, 3);

		child_count = 1 + (unsigned)random_below(&random, CHILDREN_MAX);
		for (unsigned i = 0; i < child_count; i++)
			child_make(&random, &children[i]);
		for (int year = YEAR_FIRST; year <= YEAR_LAST; year++)
			year_read(years, YEAR_FIRST + (year - YEAR_FIRST + (int)rotation) % (YEAR_LAST - YEAR_FIRST + 1));
		whole_read(one);
		for (struct month month = month_from(YEAR_FIRST, 3); month_compare(month, month_from(YEAR_LAST, 3)) <= 0;
		     month = month_add(month, 1)) {
			figures_ask(&split, years, month);
			figures_ask(&whole, one, month);
			oracle_check(&split, month);
			breakdowns_check(&split);
			cr_assert_eq(memcmp(split.measures, whole.measures, split.sheet.count * sizeof(split.measures[0])), 0,
				     "round %u, month %d-%d", round, month_year(month), month_number(month));
		}
		cr_assert_eq(findings_count(reading_register(years)->findings, RULE_CARE_EPISODE_NOT_CONTINUED), 0);
		cr_assert_eq(findings_count(reading_register(years)->findings, RULE_CARE_EPISODE_NOT_IN_EARLIER_YEAR), 0);
		reading_free(years);
		reading_free(one);
	}
}
