#include "collector/core/alerts.h"

#include <math.h>
#include <stdlib.h>

#include "collector/core/chart_grid.h"
#include "collector/core/multiplicity.h"
#include "collector/core/population.h"
#include "collector/core/reporter.h"
#include "collector/core/year_changes.h"

#define PI         3.14159265358979323846
#define CAUCHY_MAX 0.99 /* one indicator that got much better must not make up for all others */

enum { SCRATCH_BYTES_MAX = 32 << 20 };

/* Alerts under way: one indicator after the other. */
struct alerts_making {
	const struct cube_view *cube;
	struct alerts alerts;
	unsigned made, room;  /* of the list: all of England's tests, whatever the area */
	struct arena scratch; /* of one indicator */
	const struct indicator *indicator;
	const struct column *column, *before; /* of the month, and of the one a year before */
	bool has_charts, has_changes;
	struct chart_grid grid;
	struct year_changes changes;
};

static enum alert_meaning meaning_of(const struct indicator *indicator, bool rises)
{
	if (indicator->polarity == POLARITY_NONE)
		return rises ? ALERT_HIGHER : ALERT_LOWER;
	return (indicator->polarity == POLARITY_LOW_IS_GOOD) == rises ? ALERT_WORSE : ALERT_BETTER;
}

static unsigned decades_of(double p)
{
	double decades = p > 0 ? floor(-log10(p)) : ALERT_DECADES_MAX;

	return decades > ALERT_DECADES_MAX ? ALERT_DECADES_MAX : (unsigned)decades;
}

static void alert_add(struct alerts_making *making, const struct reporter *reporter, struct alert alert, bool rises)
{
	INVARIANT(making->made < making->room);
	alert.council = reporter->council;
	alert.joint = reporter->joint;
	alert.indicator = making->indicator;
	alert.meaning = meaning_of(making->indicator, rises);
	alert.value = reporter->cell->value.value;
	alert.decades = decades_of(alert.p);
	alert.is_flagged = alert.p <= ALERT_LEVEL;
	making->alerts.list[making->made++] = alert;
}

/* Whether the council has a chart that can be read. */
static enum error chart_look(struct alerts_making *making, const struct reporter *reporter, bool *is_judged)
{
	struct chart_evidence evidence;
	double correlation = fmax(0, making->grid.correlation);
	const struct xmr_reading *readings = chart_grid_of(&making->grid, council_index(reporter->council));
	enum error error = chart_judge(readings, CHART_MONTHS, correlation, &evidence);

	if (error)
		return error;
	*is_judged = evidence.state == XMR_JUDGED;
	if (!*is_judged)
		return ERROR_NONE;
	alert_add(making, reporter,
		  (struct alert){.method = ALERT_BY_CHART,
				 .rule = evidence.rule,
				 .has_cause = evidence.has_cause,
				 .before = llround(evidence.centre),
				 .p = evidence.p},
		  evidence.rises);
	return ERROR_NONE;
}

/* The changes of all councils are worked out when the first one is asked for. */
static enum error change_look(struct alerts_making *making, const struct reporter *reporter, bool *is_judged)
{
	const struct year_change *change;
	enum error error = ERROR_NONE;

	if (!making->has_changes)
		error = year_changes_judge(making->cube, making->alerts.source, making->indicator, making->alerts.month, &making->scratch,
					   &making->changes);
	if (error)
		return error;
	making->has_changes = true;
	change = making->changes.is_judged ? year_changes_find(&making->changes, reporter->cell->council) : NULL;
	*is_judged = change != NULL;
	if (change)
		alert_add(making, reporter,
			  (struct alert){
				  .method = ALERT_BY_CHANGE, .before = change->before->value.value, .p = year_change_p(&making->changes, change)},
			  change->z > 0);
	return ERROR_NONE;
}

static bool pair_is_in(const struct area *area, const struct council *council, const struct council *joint)
{
	return area_has(area, council) || (joint && area_has(area, joint));
}

static bool has_figure_before(const struct alerts_making *making, const struct reporter *reporter)
{
	struct reporter before = reporter_of(making->before, reporter->council);

	return reporter_is_same(reporter, &before) && before.cell && !before.cell->value.symbol;
}

static enum error reporter_judge(struct alerts_making *making, const struct reporter *reporter)
{
	bool is_judged = false, is_asked = pair_is_in(making->alerts.area, reporter->council, reporter->joint);
	enum error error = ERROR_NONE;

	making->alerts.possible += is_asked;
	if (!reporter->cell || reporter->cell->value.symbol) {
		making->alerts.without_figure += is_asked;
		return ERROR_NONE;
	}
	if (making->has_charts)
		error = chart_look(making, reporter, &is_judged);
	if (!error && !is_judged)
		error = change_look(making, reporter, &is_judged);
	if (!error && !is_judged && is_asked)
		(*(has_figure_before(making, reporter) ? &making->alerts.too_few : &making->alerts.without_before))++;
	return error;
}

static enum error reporters_judge(struct alerts_making *making)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	unsigned count = reporters_of(making->column, area_find(SLICE_LITERAL("England")), reporters);
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < count && !error; i++)
		error = reporter_judge(making, &reporters[i]);
	return error;
}

static enum error indicator_judge(struct alerts_making *making, const struct indicator *indicator)
{
	struct alerts *alerts = &making->alerts;
	enum error error = cube_column(making->cube, alerts->source, indicator, alerts->month, &making->column);

	if (error || making->column->england.counted == 0)
		return error;
	error = cube_column(making->cube, alerts->source, indicator, month_add(alerts->month, -CHANGE_MONTHS), &making->before);
	if (error)
		return error;
	making->indicator = indicator;
	making->grid = (struct chart_grid){.is_long = false};
	making->has_changes = false;
	arena_reset(&making->scratch);
	alerts->indicator_count++;
	alerts->has_population |= indicator_needs_population(indicator);
	if (indicator_can_be_charted(indicator))
		error = chart_grid_read(making->cube, alerts->source, indicator, alerts->month, &making->scratch, &making->grid);
	making->has_charts = making->grid.is_long && making->grid.has_correlation && making->grid.correlation <= CHART_CORRELATION_MAX;
	return error ? error : reporters_judge(making);
}

/* Sets is_confirmed of those that Benjamini and Yekutieli leave at ALERT_SHARE; p values above that share need not be looked at. */
static enum error confirm(struct alert *list, unsigned made, struct arena *arena)
{
	struct multiple_test *tests = arena_take(arena, made + 1, sizeof(*tests));
	unsigned count = 0;

	if (!tests)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < made; i++)
		if (list[i].p <= ALERT_SHARE)
			tests[count++] = (struct multiple_test){.p = list[i].p, .index = i};
	multiplicity_adjust(MULTIPLICITY_BENJAMINI_YEKUTIELI, tests, count, made);
	for (unsigned i = 0; i < count && tests[i].adjusted <= ALERT_SHARE; i++)
		list[tests[i].index].is_confirmed = list[tests[i].index].is_flagged = true;
	return ERROR_NONE;
}

static int sign_of(double difference)
{
	return (difference > 0) - (difference < 0);
}

static int alert_compare(const void *a, const void *b)
{
	const struct alert *left = a, *right = b;
	int order = right->is_confirmed - left->is_confirmed;

	if (!order)
		order = right->is_flagged - left->is_flagged;
	if (!order)
		order = (int)right->decades - (int)left->decades;
	if (!order)
		order = (int)left->meaning - (int)right->meaning;
	if (!order)
		order = sign_of(left->p - right->p);
	if (!order)
		order = (int)left->council->code - (int)right->council->code;
	return order ? order : (left->indicator > right->indicator) - (left->indicator < right->indicator);
}

/* The tests of one council, one after the other in the list as it was filled, may lie apart: they are gathered by code. */
static void council_add(struct alert_council *council, const struct alert *alert)
{
	double half = alert->p / 2;

	council->council = alert->council;
	if (alert->joint)
		council->joint = alert->joint;
	council->made++;
	council->worse += alert->is_flagged && alert->meaning == ALERT_WORSE;
	/* The sum of the tangents, until it is turned into a p value. */
	council->p += tan((0.5 - (alert->meaning == ALERT_WORSE ? half : fmin(1 - half, CAUCHY_MAX))) * PI);
}

static int council_compare(const void *a, const void *b)
{
	const struct alert_council *left = a, *right = b;
	int order = sign_of(left->p - right->p);

	return order ? order : (int)left->council->code - (int)right->council->code;
}

/* Those with tests move to the front, with p values. */
static void councils_gather(struct alerts *alerts)
{
	for (unsigned i = 0; i < council_count(); i++) {
		struct alert_council council = alerts->councils[i];

		if (council.made == 0)
			continue;
		council.p = 0.5 - atan(council.p / council.made) / PI;
		alerts->councils[alerts->council_count++] = council;
	}
	qsort(alerts->councils, alerts->council_count, sizeof(*alerts->councils), council_compare);
}

/* Confirmed over all of England's; then those of the area are kept, in their order. */
static enum error councils_finish(struct alerts *alerts, struct arena *arena)
{
	unsigned count = alerts->council_count;
	struct multiple_test *tests = arena_take(arena, count + 1, sizeof(*tests));

	if (!tests)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count; i++)
		tests[i] = (struct multiple_test){.p = alerts->councils[i].p, .index = i};
	multiplicity_adjust(MULTIPLICITY_BENJAMINI_YEKUTIELI, tests, count, count);
	for (unsigned i = 0; i < count; i++)
		alerts->councils[tests[i].index].is_confirmed = tests[i].adjusted <= ALERT_SHARE;
	alerts->england_councils = count;
	alerts->council_count = 0;
	for (unsigned i = 0; i < count; i++)
		if (pair_is_in(alerts->area, alerts->councils[i].council, alerts->councils[i].joint))
			alerts->councils[alerts->council_count++] = alerts->councils[i];
	return ERROR_NONE;
}

static enum error councils_make(struct alerts *alerts, struct arena *arena)
{
	alerts->councils = arena_take(arena, council_count(), sizeof(*alerts->councils));
	if (!alerts->councils)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < alerts->england_made; i++)
		if (alerts->list[i].indicator->polarity != POLARITY_NONE)
			council_add(&alerts->councils[council_index(alerts->list[i].council)], &alerts->list[i]);
	councils_gather(alerts);
	return councils_finish(alerts, arena);
}

/* Leaves the tests of the area's councils, and counts them. */
static void area_keep(struct alerts *alerts)
{
	for (unsigned i = 0; i < alerts->england_made; i++) {
		const struct alert alert = alerts->list[i];

		if (!pair_is_in(alerts->area, alert.council, alert.joint))
			continue;
		alerts->by_chart += alert.method == ALERT_BY_CHART;
		alerts->causes += alert.has_cause;
		alerts->flagged += alert.is_flagged;
		alerts->confirmed += alert.is_confirmed;
		alerts->list[alerts->made++] = alert;
	}
	alerts->false_alarms = multiplicity_false_alarms(alerts->made, ALERT_LEVEL);
	qsort(alerts->list, alerts->made, sizeof(*alerts->list), alert_compare);
}

static enum error alerts_finish(struct alerts_making *making, struct arena *arena)
{
	struct alerts *alerts = &making->alerts;
	enum error error = confirm(alerts->list, making->made, arena);

	alerts->england_made = making->made;
	if (!error)
		error = councils_make(alerts, arena);
	if (!error)
		area_keep(alerts);
	return error;
}

static enum error newest_find(const struct cube_view *cube, struct alerts *alerts)
{
	const struct month *months;
	unsigned count;
	enum error error = cube_months(cube, alerts->source, &months, &count);

	for (unsigned i = 0; i < count && !error && month_compare(months[i], alerts->month) <= 0; i++) {
		alerts->has_newest = true;
		alerts->newest = months[i];
	}
	return error;
}

enum error alerts_make(const struct background *background, const struct question *question, struct arena *arena, struct alerts *out)
{
	struct alerts_making making = {
		.cube = background->cube,
		.alerts = {.area = question->area,
			   .month = question->month,
			   .source = question->source,
			   .notice = background->notice,
			   .moment = question->moment},
		.room = catalogue_indicator_count() * council_count(),
	};
	enum error error = ERROR_NONE;

	making.alerts.list = arena_take(arena, making.room, sizeof(*making.alerts.list));
	if (!making.alerts.list)
		return ERROR_NO_MEMORY;
	arena_init(&making.scratch, SCRATCH_BYTES_MAX);
	for (unsigned i = 0; i < catalogue_indicator_count() && !error; i++)
		error = indicator_judge(&making, catalogue_indicator_at(i));
	arena_fini(&making.scratch);
	if (!error)
		error = alerts_finish(&making, arena);
	if (!error)
		error = newest_find(background->cube, &making.alerts);
	if (!error)
		error = alert_sequences_make(background, question, arena, &making.alerts.sequences);
	if (!error)
		*out = making.alerts;
	return error;
}
