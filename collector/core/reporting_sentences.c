/* The state of a return in sentences, for whoever chairs the meeting. */
#include "collector/core/reporting.h"
#include "collector/core/words.h"
#include "proto/revision_reason.h"

static void put_day_of(struct text *text, int64_t time_s)
{
	words_put_day(text, date_of_time(time_s));
}

static void put_days(struct text *text, unsigned days)
{
	text_put_u64(text, days);
	text_put(text, days == 1 ? " day" : " days");
}

/* ", of which 1 late, 2 corrected", or of those that are missing. */
static void put_counts(struct text *text, const struct reporting *reporting, enum reporting_state first, enum reporting_state last,
		       const char *before)
{
	for (enum reporting_state state = first; state <= last; state++) {
		static const char *const words[REPORTING_STATES] = {[REPORTING_REFUSED] = "refused",
								    [REPORTING_NOT_REGISTERED] = "not registered yet",
								    [REPORTING_PASSED_OVER] = "held or passed over",
								    [REPORTING_OVERDUE] = "overdue",
								    [REPORTING_DUE] = "not due yet",
								    [REPORTING_UNCHANGED] = "unchanged",
								    [REPORTING_CORRECTED] = "corrected",
								    [REPORTING_LATE] = "late",
								    [REPORTING_IN_TIME] = "in time"};

		if (!reporting->counts[state])
			continue;
		text_put(text, before);
		if (reporting->expected > 1) {
			text_put_u64(text, reporting->counts[state]);
			text_put_char(text, ' ');
		}
		text_put(text, words[state]);
		before = ", ";
	}
}

/* "January 2015 lies before September 2017, the first month of which there is a return." */
static void put_before_returns(struct text *text, const struct reporting *reporting)
{
	text_put_month_name(text, reporting->month);
	text_put(text, " lies before ");
	text_put_month_name(text, reporting->first);
	text_put(text, ", the first month of which there is a return.");
}

/* "22 of 24 councils of the North West have", "2 of these 3 councils have", "St. Helens has" */
static void put_reporters(struct text *text, const struct reporting *reporting)
{
	bool is_list = reporting->area->kind == AREA_LIST;

	if (reporting->expected == 1) {
		text_put(text, reporting->rows[0].council->name);
		if (reporting->rows[0].joint) {
			text_put(text, " / ");
			text_put(text, reporting->rows[0].joint->name);
		}
		text_put(text, reporting->reported ? " has" : " has not");
		return;
	}
	text_put_u64(text, reporting->reported);
	text_put(text, is_list ? " of these " : " of ");
	text_put_u64(text, reporting->expected);
	text_put(text, is_list ? " councils" : " councils of ");
	if (!is_list)
		words_put_area(text, reporting->area);
	text_put(text, reporting->reported == 1 ? " has" : " have");
}

void reporting_put_summary(struct text *text, const struct reporting *reporting)
{
	if (reporting->is_before_returns) {
		put_before_returns(text, reporting);
		return;
	}
	put_reporters(text, reporting);
	text_put(text, " reported for ");
	text_put_month_name(text, reporting->month);
	put_counts(text, reporting, REPORTING_REFUSED, REPORTING_LATE, ": ");
	text_put(text, ".");
}

static void put_refusal(struct text *text, const struct refusal_note *refusal)
{
	text_put(text, "Revision ");
	text_put_u64(text, refusal->revision);
	text_put(text, " was refused on ");
	put_day_of(text, refusal->refused_at_s);
	text_put(text, ": ");
	text_put(text, refusal_sentence(refusal->code));
	if (*refusal->field) {
		text_put(text, " (field ");
		text_put(text, refusal->field);
		text_put(text, ")");
	}
	text_put(text, ".");
}

static void put_return(struct text *text, const struct reporting *reporting, const struct reporting_row *row)
{
	const struct sending *sending = &row->sending;
	const char *reason = revision_reason_sentence(sending->reason);

	if (sending->revision > 1) {
		text_put(text, "Revision ");
		text_put_u64(text, sending->revision);
		text_put(text, " recorded on ");
		put_day_of(text, sending->recorded_at_s);
		text_put(text, reason ? ": " : "");
		text_put(text, reason ? reason : "");
		text_put(text, "; first ");
	}
	text_put(text, sending->revision > 1 ? "recorded on " : "Recorded on ");
	put_day_of(text, sending->first_recorded_at_s);
	if (row->is_late) {
		text_put(text, ", ");
		put_days(text, row->late_days);
		text_put(text, " after it was due");
	}
	text_put(text, ".");
	if (!sending->repeats)
		return;
	text_put(text, " Every figure is that of ");
	text_put_month_name(text, (struct month){reporting->month.index - 1});
	text_put(text, ".");
}

static void put_missing(struct text *text, const struct reporting_row *row)
{
	const struct sending *sending = &row->sending;

	if (row->state == REPORTING_NOT_REGISTERED) {
		text_put(text, "No return: it has no key with which to send one.");
		return;
	}
	text_put(text, "No return, due ");
	words_put_day(text, row->due);
	if (row->late_days) {
		text_put(text, ", ");
		put_days(text, row->late_days);
		text_put(text, " ago");
	}
	text_put(text, ".");
	if (sending->has_after) {
		text_put(text, " That of ");
		text_put_month_name(text, sending->after);
		text_put(text, " is here.");
	} else if (sending->has_before) {
		text_put(text, " Its newest before is that of ");
		text_put_month_name(text, sending->before);
		text_put(text, ".");
	}
}

void reporting_put_what(struct text *text, const struct reporting *reporting, const struct reporting_row *row)
{
	if (row->sending.is_refused) {
		put_refusal(text, &row->sending.refusal);
		text_put(text, row->sending.has_return ? " What is shown is from before: " : " Nothing was accepted.");
	}
	if (row->sending.has_return)
		put_return(text, reporting, row);
	else if (!row->sending.is_refused)
		put_missing(text, row);
}

/* The refusal's advice, which begins with a small letter and addresses the council. */
static void put_advice(struct text *text, enum refusal_code code)
{
	const char *advice = refusal_advice(code);

	text_put(text, "The council has to act: ");
	text_put(text, advice ? advice : "ask the alliance's operator");
	text_put(text, ".");
}

/* For a return that is not there. */
static void put_next_missing(struct text *text, const struct reporting_row *row)
{
	if (!row->sending.has_key) {
		text_put(text, "Its key has been revoked: have the council make a new pair and the operator register it.");
	} else if (row->state == REPORTING_PASSED_OVER) {
		text_put(text, "Its agent sends, so this month is held there or was forgotten: ask whether it waits for approval.");
	} else if (row->state == REPORTING_OVERDUE) {
		text_put(text, "Call the council: is the extract missing, is the return not approved, or does the agent not run?");
	} else {
		text_put(text, "Nothing yet: it is due by ");
		words_put_day(text, row->due);
		text_put(text, ".");
	}
}

void reporting_put_next(struct text *text, const struct reporting_row *row)
{
	switch (row->state) {
	case REPORTING_REFUSED:
		put_advice(text, row->sending.refusal.code);
		return;
	case REPORTING_NOT_REGISTERED:
		text_put(text, "Have the council send its agent's public keys, and the operator register them.");
		return;
	case REPORTING_PASSED_OVER:
	case REPORTING_OVERDUE:
	case REPORTING_DUE:
		put_next_missing(text, row);
		return;
	case REPORTING_UNCHANGED:
		text_put(text, "Ask whether the month before's extract was sent again; if so, it has to send a correction.");
		return;
	case REPORTING_CORRECTED:
		text_put(text, "Look at what has changed before it is compared with what was said last time.");
		return;
	case REPORTING_LATE:
		text_put(text, "Ask what held it up, so that the next one comes in time.");
		return;
	case REPORTING_IN_TIME:
	case REPORTING_STATES:
		break;
	}
	text_put(text, "Nothing needs doing.");
}
