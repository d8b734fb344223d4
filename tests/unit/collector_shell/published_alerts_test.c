/*
 * Early warnings on the published series, with figures up to the month only: where St. Helens' and Sefton's September 2021 come, and what else was flagged.
 * The figures are those of the newest release: what was published of these months at the time may have been revised since.
 * Source of the figures: Department for Education, Ofsted and Office for National Statistics, Crown copyright, Open Government Licence v3.0.
 */
#include <stdlib.h>

#include "collector/core/alerts.h"
#include "collector/core/inspection_reading.h"
#include "collector/core/ranking.h"
#include "collector/shell/store_cube.h"
#include "tests/support/published_store.h"

#define INSPECTIONS "ofsted_2025_ilacs_inspection_history.csv"

enum { ST_HELENS = 342, SEFTON = 343 };

/* The store, its cube, and Ofsted's list; the cube is asked through a view that knows nothing later than `month`. */
struct published {
	struct fixture fixture;
	struct store_view view;
	struct store_cube cube;
	struct month month;
	struct cube_view until;
	struct background background;
	struct arena arena;
};

static enum error column_until(void *context, enum cube_source source, const struct indicator *indicator, struct month month,
			       const struct column **out)
{
	const struct published *published = context;

	cr_assert_leq(month.index, published->month.index, "%s of a later month was asked for", indicator->id);
	return cube_column(&published->cube.view, source, indicator, month, out);
}

static enum error months_until(void *context, enum cube_source source, const struct month **months, unsigned *count)
{
	const struct published *published = context;
	enum error error = cube_months(&published->cube.view, source, months, count);

	while (!error && *count > 0 && month_compare((*months)[*count - 1], published->month) > 0)
		(*count)--;
	return error;
}

static int event_compare(const void *a, const void *b)
{
	const struct event *left = a, *right = b;

	return left->key.date.days != right->key.date.days ? (left->key.date.days < right->key.date.days ? -1 : 1)
							   : event_key_compare(&left->key, &right->key);
}

static void events_read(struct published *published)
{
	static struct inspection_report report;
	struct event_batch batch;
	struct problem problem = {0};
	struct event *events;

	cr_assert_eq(inspection_read(published_file(&published->arena, INSPECTIONS), INSPECTIONS, date_of_time(FIXTURE_NOW_S), &published->arena,
				     &batch, &report, &problem),
		     ERROR_NONE, "%s", problem.sentence);
	events = arena_take(&published->arena, batch.head.count, sizeof(*events));
	cr_assert_not_null(events);
	memcpy(events, batch.events, batch.head.count * sizeof(*events));
	qsort(events, batch.head.count, sizeof(*events), event_compare);
	published->background.events = events;
	published->background.event_count = batch.head.count;
}

static void published_open(struct published *published)
{
	struct moment newest = {.has_date = false};

	published->fixture = published_begin();
	arena_init(&published->arena, PUBLISHED_ARENA_BYTES);
	store_cube_init(&published->cube);
	store_view_begin(&published->view, published->fixture.store);
	cr_assert_eq(store_cube_begin(&published->cube, &published->view, &newest), ERROR_NONE);
	published->until = (struct cube_view){.context = published, .column = column_until, .months = months_until};
	published->background = (struct background){.cube = &published->until, .notice = ""};
	events_read(published);
}

static void published_close(struct published *published)
{
	store_cube_fini(&published->cube);
	cr_assert_eq(store_view_end(&published->view), ERROR_NONE);
	arena_fini(&published->arena);
	fixture_end(&published->fixture);
}

static struct alerts made(struct published *published, const char *area, struct month month)
{
	struct question question = {.area = area_find(slice_from_text(area)), .source = SOURCE_OFFICIAL, .month = month, .has_month = true};
	struct alerts alerts;

	published->month = month;
	cr_assert_eq(alerts_make(&published->background, &question, &published->arena, &alerts), ERROR_NONE);
	return alerts;
}

static void print_value(const struct indicator *indicator, int64_t value)
{
	char bytes[64];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	indicator_put_value(&text, indicator, value);
	fprintf(stderr, "%s", bytes);
}

/* The place by the p value alone. */
static unsigned place_by_p(const struct alerts *alerts, double p)
{
	unsigned place = 1;

	for (unsigned i = 0; i < alerts->made; i++)
		place += alerts->list[i].p < p;
	return place;
}

static void print_alert(const struct alerts *alerts, unsigned index)
{
	const struct alert *alert = &alerts->list[index];

	fprintf(stderr, "  %u of %u%s: %s, %s ", index + 1, alerts->made,
		alert->is_flagged ? alert->is_confirmed ? " (confirmed)" : " (flagged)" : "", alert->council->name, alert->indicator->id);
	print_value(alert->indicator, alert->before);
	fprintf(stderr, " to ");
	print_value(alert->indicator, alert->value);
	fprintf(stderr, ", %s, p %.4f (by p alone %u)\n", alert_meaning_name(alert->meaning), alert->p, place_by_p(alerts, alert->p));
}

/* The place of the council by all of its indicators, 0 when it has none. */
static unsigned council_place(const struct alerts *alerts, uint16_t council)
{
	for (unsigned i = 0; i < alerts->council_count; i++)
		if (alerts->councils[i].council->code == council)
			return i + 1;
	return 0;
}

/* The place of the council's first test in the list. */
static unsigned first_place(const struct alerts *alerts, uint16_t council)
{
	for (unsigned i = 0; i < alerts->made; i++)
		if (alerts->list[i].council->code == council)
			return i + 1;
	return 0;
}

struct places {
	uint16_t council;
	unsigned test, of_tests, by_all, of_councils; /* of its first test in the list; of all of its indicators together */
};

/* Prints all that the list has of the council, and checks where it stands. */
static void council_check(const struct alerts *alerts, const struct places *places)
{
	unsigned place = council_place(alerts, places->council);

	cr_assert_gt(place, 0);
	fprintf(stderr, "%s in %s:\n", council_find(places->council)->name, alerts->area->name);
	for (unsigned i = 0; i < alerts->made; i++)
		if (alerts->list[i].council->code == places->council)
			print_alert(alerts, i);
	for (unsigned i = 0; i < sequence_count(); i++)
		for (unsigned j = 0; j < alerts->sequences[i].count; j++)
			if (alerts->sequences[i].list[j].council->code == places->council)
				fprintf(stderr, "  joined signal: %s\n", alerts->sequences[i].sequence->title);
	fprintf(stderr, "  all of its indicators together: %u of %u councils, p %.4f\n", place, alerts->council_count, alerts->councils[place - 1].p);
	cr_expect_eq(first_place(alerts, places->council), places->test);
	cr_expect_eq(alerts->made, places->of_tests);
	cr_expect_eq(place, places->by_all);
	cr_expect_eq(alerts->council_count, places->of_councils);
}

static void print_rates(const char *what, const struct trouble_rates *rates)
{
	fprintf(stderr, "    %s: %u of %u with it, %u of %u without\n", what, rates->with.in_trouble, rates->with.looked_at,
		rates->without.in_trouble, rates->without.looked_at);
}

static void print_alerts(const struct alerts *alerts)
{
	fprintf(stderr,
		"%s, %d-%02d: %u tests made of %u possible (%u without a figure, %u too small); %u flagged, %.1f expected by chance; %u confirmed\n",
		alerts->area->name, month_year(alerts->month), month_number(alerts->month), alerts->made, alerts->possible, alerts->without_figure,
		alerts->too_few, alerts->flagged, alerts->false_alarms, alerts->confirmed);
	for (unsigned i = 0; i < alerts->flagged; i++)
		print_alert(alerts, i);
	for (unsigned i = 0; i < sequence_count(); i++) {
		const struct alert_sequence *sequence = &alerts->sequences[i];

		fprintf(stderr, "  %s: %u here; %u of %u in England; %u past years\n", sequence->sequence->title, sequence->count,
			sequence->england_there, sequence->england_judged, sequence->record.year_count);
		print_rates("figures", &sequence->record.figures);
		if (sequence->record.has_inspections)
			print_rates("inspections", &sequence->record.inspections);
	}
}

/* Printed, and held to what docs/warnings.md says. */
Test(published_alerts, st_helens_and_sefton_in_september_2021)
{
	static const struct places north_west[] = {{ST_HELENS, 1, 188, 1, 23}, {SEFTON, 26, 188, 12, 23}};
	static const struct places england[] = {{ST_HELENS, 19, 1176, 8, 147}, {SEFTON, 132, 1176, 54, 147}};
	static struct published published;
	struct alerts alerts;

	published_open(&published);
	alerts = made(&published, "North West", month_from(2021, 9));
	print_alerts(&alerts);
	for (unsigned i = 0; i < 2; i++)
		council_check(&alerts, &north_west[i]);
	alerts = made(&published, "England", month_from(2021, 9));
	print_alerts(&alerts);
	for (unsigned i = 0; i < 2; i++)
		council_check(&alerts, &england[i]);
	cr_expect_eq(alerts.flagged, 12);
	cr_expect_eq(alerts.confirmed, 0);
	published_close(&published);
}

/* In trouble and looked at, with the sequence and without it. */
static void rates_check(const struct trouble_rates *rates, const unsigned expected[4])
{
	cr_expect_eq(rates->with.in_trouble, expected[0]);
	cr_expect_eq(rates->with.looked_at, expected[1]);
	cr_expect_eq(rates->without.in_trouble, expected[2]);
	cr_expect_eq(rates->without.looked_at, expected[3]);
}

/* No year has many more than chance would flag: one change in a year is weak evidence. */
Test(published_alerts, every_year)
{
	static const unsigned figures[][4] = {{31, 53, 329, 773}, {25, 53, 344, 801}, {40, 78, 320, 750}};
	static const unsigned inspections[][4] = {{3, 53, 61, 776}, {3, 53, 61, 804}, {9, 78, 55, 753}};
	static struct published published;
	struct alerts alerts;

	published_open(&published);
	for (int year = 2018; year <= 2025; year++) {
		alerts = made(&published, "England", month_from(year, 9));
		fprintf(stderr,
			"England, September %d: %u tests, %u flagged, %.1f expected by chance, %u confirmed; St. Helens %u, Sefton %u of %u\n", year,
			alerts.made, alerts.flagged, alerts.false_alarms, alerts.confirmed, council_place(&alerts, ST_HELENS),
			council_place(&alerts, SEFTON), alerts.council_count);
		cr_expect_leq(alerts.flagged, 2 * alerts.false_alarms);
	}
	fprintf(stderr, "With all that is known by September 2025:\n");
	print_alerts(&alerts);
	for (unsigned i = 0; i < sequence_count(); i++)
		rates_check(&alerts.sequences[i].record.figures, figures[i]);
	for (unsigned i = 0; i < sequence_count(); i++)
		rates_check(&alerts.sequences[i].record.inspections, inspections[i]);
	for (int year = 2015; year <= 2025; year++) {
		alerts = made(&published, "England", month_from(year, 3));
		fprintf(stderr, "England, March %d: %u tests, %u flagged, %.1f expected by chance, %u confirmed\n", year, alerts.made, alerts.flagged,
			alerts.false_alarms, alerts.confirmed);
	}
	published_close(&published);
}
