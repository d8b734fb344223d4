/* The same workers as a workers table and as a workforce census: the month's measures are the same, and so is every breakdown's sum its total. */
#include <criterion/criterion.h>
#include <string.h>

#include "agent/core/measures.h"
#include "agent/core/reading.h"
#include "common/text.h"
#include "proto/catalogue.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 1500, ROWS_MAX = 14, PEOPLE = 6, FILE_ROOM = 16384, BUDGET_BYTES = 4 << 20, MEASURES_ROOM = 512, MONTHS = 12 };

struct worker {
	unsigned person, start_month, end_month; /* months before the census; end_month 0: open */
	unsigned start_day, fte, reason, role, origin, destination;
	bool is_agency;
};

static struct worker worker_random(struct random *random)
{
	struct worker worker = {
		.person = (unsigned)random_below(random, PEOPLE),
		.start_month = (unsigned)random_below(random, 26),
		.start_day = 1 + (unsigned)random_below(random, 28),
		.fte = 1 + (unsigned)random_below(random, 100),
		.role = (unsigned)random_below(random, 7),
		.origin = (unsigned)random_below(random, 4),
		.destination = (unsigned)random_below(random, 4),
		.is_agency = random_below(random, 5) == 0,
	};

	if (random_below(random, 2) && worker.start_month > 1)
		worker.end_month = 1 + (unsigned)random_below(random, worker.start_month - 1);
	if (worker.end_month)
		worker.reason = random_below(random, 3) ? 1 : 7;
	return worker;
}

/* The day of the month that lies `months` before September 2021. */
static void put_day(struct text *text, unsigned months, unsigned day)
{
	text_put_month(text, month_add(month_from(2021, 9), -(int)months));
	text_put(text, day < 10 ? "-0" : "-");
	text_put_u64(text, day);
}

static void put_code(struct text *text, unsigned code)
{
	if (code)
		text_put_u64(text, code);
}

static void put_leaf(struct text *text, const char *name, unsigned code)
{
	if (!code)
		return;
	text_put(text, "<");
	text_put(text, name);
	text_put(text, ">");
	text_put_u64(text, code);
	text_put(text, "</");
	text_put(text, name);
	text_put(text, ">");
}

static void put_row(struct text *text, const struct worker *worker)
{
	text_put(text, worker->is_agency ? "1,SYNTH" : "0,SYNTH");
	text_put_u64(text, worker->person);
	text_put(text, ",");
	text_put_decimal(text, worker->fte, 2, 2);
	text_put(text, ",");
	put_day(text, worker->start_month, worker->start_day);
	text_put(text, ",");
	if (worker->end_month)
		put_day(text, worker->end_month, 15);
	text_put(text, ",");
	put_code(text, worker->reason);
	text_put(text, ",");
	put_code(text, worker->role);
	text_put(text, ",");
	put_code(text, worker->origin);
	text_put(text, ",");
	put_code(text, worker->destination);
	text_put(text, "\n");
}

static void put_record(struct text *text, const struct worker *worker)
{
	text_put(text, worker->is_agency ? "<CSWWWorker><AgencyWorker>1" : "<CSWWWorker><AgencyWorker>0");
	text_put(text, "</AgencyWorker><SWENo>SYNTH");
	text_put_u64(text, worker->person);
	text_put(text, "</SWENo><FTE>");
	text_put_decimal(text, worker->fte, 2, 2);
	text_put(text, "</FTE>");
	put_leaf(text, "OrgRole", worker->role);
	text_put(text, "<RoleStartDate>");
	put_day(text, worker->start_month, worker->start_day);
	text_put(text, "</RoleStartDate>");
	put_leaf(text, "StartOrigin", worker->origin);
	if (worker->end_month) {
		text_put(text, "<RoleEndDate>");
		put_day(text, worker->end_month, 15);
		text_put(text, "</RoleEndDate>");
	}
	put_leaf(text, "LeaverDestination", worker->destination);
	put_leaf(text, "ReasonLeave", worker->reason);
	text_put(text, "</CSWWWorker>\n");
}

static void read_file(struct reading *reading, const struct text *text)
{
	cr_assert_eq(text->error, ERROR_NONE);
	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("a")), ERROR_NONE);
	cr_assert_eq(reading_file_feed(reading, text_slice(text)), ERROR_NONE);
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	cr_assert_null(reading_file_at(reading, reading_file_count(reading) - 1)->why);
}

static struct reading *read_tables(const struct worker *workers, unsigned count)
{
	static char buffer[FILE_ROOM];
	struct reading *reading = reading_new(BUDGET_BYTES);
	struct text text;

	cr_assert_not_null(reading);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave,OrgRole,StartOrigin,LeaverDestination\n");
	for (unsigned i = 0; i < count; i++)
		put_row(&text, &workers[i]);
	read_file(reading, &text);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n");
	for (int i = 0; i < MONTHS; i++) {
		text_put_month(&text, month_add(month_from(2021, 9), -i));
		text_put(&text, ",,,,,,\n");
	}
	read_file(reading, &text);
	return reading;
}

static struct reading *read_census(const struct worker *workers, unsigned count)
{
	static char buffer[FILE_ROOM];
	struct reading *reading = reading_new(BUDGET_BYTES);
	struct text text;

	cr_assert_not_null(reading);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "<Message><Header><ReferenceDate>2021-09-30</ReferenceDate></Header>\n");
	for (unsigned i = 0; i < count; i++)
		put_record(&text, &workers[i]);
	text_put(&text, "</Message>");
	read_file(reading, &text);
	return reading;
}

/* What both have a figure for is the same; how many these are. A census in which nobody has a role, say, has no figures by role. */
static unsigned compare(const struct return_measure *tables, const struct return_measure *census, unsigned count)
{
	unsigned compared = 0;

	for (unsigned i = 0; i < count; i++) {
		if (tables[i].symbol != SYMBOL_NONE || census[i].symbol != SYMBOL_NONE)
			continue;
		cr_assert_eq(tables[i].value, census[i].value, "%s: %lld in the tables, %lld in the census", catalogue_measure(tables[i].number)->id,
			     (long long)tables[i].value, (long long)census[i].value);
		compared++;
	}
	return compared;
}

static void breakdowns_check(const struct return_measure *measures, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		int64_t sums[2] = {0, 0};
		const char *breakdown = NULL;

		if (measures[i].symbol != SYMBOL_NONE)
			continue;
		for (unsigned j = 0; j < count; j++) {
			const struct measure *part = catalogue_measure(measures[j].number);

			if (part->total != measures[i].number || measures[j].symbol != SYMBOL_NONE)
				continue;
			breakdown = breakdown ? breakdown : part->breakdown;
			sums[strcmp(breakdown, part->breakdown) != 0] += measures[j].value;
		}
		if (breakdown)
			cr_assert_eq(sums[0], measures[i].value, "%s by %s", catalogue_measure(measures[i].number)->id, breakdown);
		if (sums[1])
			cr_assert_eq(sums[1], measures[i].value, "%s", catalogue_measure(measures[i].number)->id);
	}
}

Test(census, says_what_the_tables_say)
{
	struct random random = random_begin("census_says_what_the_tables_say");
	unsigned compared = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		static struct return_measure from_tables[MEASURES_ROOM], from_census[MEASURES_ROOM];
		struct worker workers[ROWS_MAX];
		unsigned count = 1 + (unsigned)random_below(&random, ROWS_MAX), measure_count = 0;
		struct reading *tables, *census;

		for (unsigned i = 0; i < count; i++)
			workers[i] = worker_random(&random);
		tables = read_tables(workers, count);
		census = read_census(workers, count);
		cr_assert_eq(measures_compute(reading_register(tables), month_from(2021, 9), from_tables, MEASURES_ROOM, &measure_count), ERROR_NONE);
		cr_assert_eq(measures_compute(reading_register(census), month_from(2021, 9), from_census, MEASURES_ROOM, &measure_count), ERROR_NONE);
		compared += compare(from_tables, from_census, measure_count);
		breakdowns_check(from_tables, measure_count);
		reading_free(tables);
		reading_free(census);
	}
	cr_assert_gt(compared, ROUNDS * 10);
}
