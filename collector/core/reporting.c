#include "collector/core/reporting.h"

#include "collector/core/reporter.h"

struct state_row {
	const char *id, *label;
};

static const struct state_row states[REPORTING_STATES] = {
	[REPORTING_REFUSED] = {"refused", "Refused"},
	[REPORTING_NOT_REGISTERED] = {"not_registered", "Not registered yet"},
	[REPORTING_PASSED_OVER] = {"passed_over", "Held or passed over"},
	[REPORTING_OVERDUE] = {"overdue", "Overdue"},
	[REPORTING_DUE] = {"due", "Not due yet"},
	[REPORTING_UNCHANGED] = {"unchanged", "Unchanged"},
	[REPORTING_CORRECTED] = {"corrected", "Corrected"},
	[REPORTING_LATE] = {"late", "Reported late"},
	[REPORTING_IN_TIME] = {"in_time", "Reported"},
};

const char *reporting_state_id(enum reporting_state state)
{
	return states[state].id;
}

const char *reporting_state_label(enum reporting_state state)
{
	return states[state].label;
}

static const struct sending *sending_find(const struct sending *sendings, unsigned count, uint16_t council)
{
	for (unsigned i = 0; i < count; i++)
		if (sendings[i].council == council)
			return &sendings[i];
	return NULL;
}

/* Of two that report as one, the one that has sent something of the month. */
static struct sending sending_of(const struct sending *sendings, unsigned count, const struct reporter *reporter)
{
	const struct sending *own = sending_find(sendings, count, reporter->council->code);
	const struct sending *other = reporter->joint ? sending_find(sendings, count, reporter->joint->code) : NULL;

	if (other && !(own && (own->has_return || own->is_refused)) && (!own || other->has_return || other->is_refused))
		return *other;
	return own ? *own : (struct sending){.council = reporter->council->code, .approver_role = ""};
}

static struct date due_day(struct month month, const struct sending *sending)
{
	struct date from = month_last_day(month);

	if (sending->is_registered && date_of_time(sending->registered_at_s).days > from.days)
		from = date_of_time(sending->registered_at_s);
	return (struct date){from.days + REPORTING_DUE_DAYS};
}

static unsigned days_after(struct date due, struct date day)
{
	return day.days > due.days ? (unsigned)(day.days - due.days) : 0;
}

static enum reporting_state state_of(const struct reporting_row *row)
{
	const struct sending *sending = &row->sending;

	if (sending->is_refused)
		return REPORTING_REFUSED;
	if (!sending->has_return) {
		if (!sending->is_registered)
			return REPORTING_NOT_REGISTERED;
		if (sending->has_after)
			return REPORTING_PASSED_OVER;
		return row->late_days ? REPORTING_OVERDUE : REPORTING_DUE;
	}
	if (sending->repeats)
		return REPORTING_UNCHANGED;
	if (sending->revision > 1)
		return REPORTING_CORRECTED;
	return row->is_late ? REPORTING_LATE : REPORTING_IN_TIME;
}

static struct reporting_row row_make(const struct reporting *reporting, const struct reporter *reporter, const struct sending *sending)
{
	struct reporting_row row = {
		.council = reporter->council, .joint = reporter->joint, .due = due_day(reporting->month, sending), .sending = *sending};

	/* Who was never let in could not have sent. */
	if (sending->has_return)
		row.late_days = days_after(row.due, date_of_time(sending->first_recorded_at_s));
	else if (sending->is_registered)
		row.late_days = days_after(row.due, reporting->today);
	row.is_late = sending->has_return && row.late_days > 0;
	row.state = state_of(&row);
	return row;
}

/* Into its place by state; reporters come by code. */
static void row_insert(struct reporting *reporting, struct reporting_row row)
{
	unsigned place = reporting->expected++;

	for (; place > 0 && reporting->rows[place - 1].state > row.state; place--)
		reporting->rows[place] = reporting->rows[place - 1];
	reporting->rows[place] = row;
	reporting->reported += row.sending.has_return;
	reporting->counts[row.state]++;
}

/* A return has all measures, so that any column of the month says who reports for whom; only a workforce can be two councils' together. */
static enum error rows_make(const struct background *background, struct reporting *reporting)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	const struct sending *sendings;
	const struct column *column;
	unsigned sending_count = 0, count;
	enum error error = cube_column(background->cube, SOURCE_RETURNS, catalogue_indicator_at(0), reporting->month, &column);

	if (!error)
		error = cube_sendings(background->cube, reporting->month, &sendings, &sending_count);
	if (error)
		return error;
	count = reporters_of(column, reporting->area, reporters);
	for (unsigned i = 0; i < count; i++) {
		struct sending sending = sending_of(sendings, sending_count, &reporters[i]);

		row_insert(reporting, row_make(reporting, &reporters[i], &sending));
	}
	return ERROR_NONE;
}

static enum error first_look(const struct background *background, struct reporting *reporting)
{
	const struct month *months;
	unsigned count;
	enum error error = cube_months(background->cube, SOURCE_RETURNS, &months, &count);

	if (error || count == 0)
		return error;
	reporting->first = months[0];
	reporting->is_before_returns = month_compare(reporting->month, months[0]) < 0;
	return ERROR_NONE;
}

enum error reporting_make(const struct background *background, const struct question *question, struct arena *arena, struct reporting *out)
{
	struct reporting reporting = {.area = question->area,
				      .month = question->month,
				      .notice = background->notice,
				      .moment = question->moment,
				      .today = background->today,
				      .rows = arena_take(arena, COUNCIL_COUNT_MAX, sizeof(*reporting.rows))};
	struct month since = question->has_since ? question->since : (struct month){question->month.index - 1};
	enum error error = reporting.rows ? rows_make(background, &reporting) : ERROR_NO_MEMORY;

	if (!error)
		error = first_look(background, &reporting);
	if (!error)
		error = corrections_make(background, reporting.area, reporting.month, month_last_day(since), arena, &reporting.corrections);
	if (!error)
		*out = reporting;
	return error;
}
