/* The commands `event add` and `event withdraw`. They work beside a running collector. */
#include <stdio.h>

#include "collector/shell/commands.h"
#include "collector/shell/note_session.h"
#include "proto/councils.h"

enum error council_option(struct command_call *call, uint16_t *out)
{
	const struct council *council;

	if (council_parse(slice_from_text(options_text(&call->options, "council")), &council))
		return problem_set(&call->problem, ERROR_NOT_FOUND,
				   "--council: no English council has this code; codes are the DfE's three digits, such as 342");
	*out = council->code;
	return ERROR_NONE;
}

static enum error day_option(struct command_call *call, const char *name, struct date *out)
{
	struct date today = date_of_time(clock_now_s(&call->clock)), date;

	if (date_parse(slice_from_text(options_text(&call->options, name)), &date) || !event_day_is_sound(date))
		return problem_set(&call->problem, ERROR_INVALID, "--", name, " must be a date such as 2023-07-10");
	if (date.days > today.days)
		return problem_set(&call->problem, ERROR_INVALID, "--", name, " lies in the future; what has not happened yet is no event");
	*out = date;
	return ERROR_NONE;
}

static enum error kind_option(struct command_call *call, enum event_kind *out)
{
	char known[PROBLEM_SENTENCE_SIZE];
	struct text text;

	*out = event_kind_find(slice_from_text(options_text(&call->options, "kind")));
	if (*out != EVENT_NONE)
		return ERROR_NONE;
	text_init_fixed(&text, known, sizeof known);
	for (unsigned kind = 1; kind <= event_kind_max(); kind++) {
		text_put(&text, kind > 1 ? ", " : "");
		text_put(&text, event_kind_id(kind));
	}
	return problem_set(&call->problem, ERROR_INVALID, "--kind must be one of: ", known);
}

static enum error key_options(struct command_call *call, struct event_key *out)
{
	enum error error = council_option(call, &out->council);

	if (!error)
		error = day_option(call, "date", &out->date);
	if (!error)
		error = kind_option(call, &out->kind);
	if (!error && !council_exists_on(council_find(out->council), out->date))
		error = problem_set(&call->problem, ERROR_NOT_FOUND, council_find(out->council)->name,
				    " did not exist as a council on that day; check --council and --date");
	return error;
}

static enum error judgement_unknown(struct command_call *call)
{
	return problem_set(&call->problem, ERROR_INVALID,
			   "--judgement must be outstanding, good, requires_improvement or inadequate, which is the overall one, or a list such as "
			   "overall=good,leaders=good,help_and_protection=good,in_care=outstanding,care_leavers=good");
}

/* "good", or "overall=good,in_care=outstanding". */
static enum error judgement_option(struct command_call *call, struct event *event)
{
	const char *option = options_text(&call->options, "judgement");
	struct slice rest = slice_from_text(option);

	if (option && !event_kind_is_inspection(event->key.kind))
		return problem_set(&call->problem, ERROR_INVALID, "--judgement goes with an inspection only");
	while (rest.size) {
		struct slice value = slice_split(&rest, ','), area = SLICE_LITERAL("overall"), first = slice_split(&value, '=');
		enum judgement judgement = judgement_find(slice_trim(value.size ? value : first));
		unsigned index = judged_area_find(slice_trim(value.size ? first : area));

		if (judgement == JUDGEMENT_NONE || index == JUDGED_AREA_COUNT || event->judgements[index] != JUDGEMENT_NONE)
			return judgement_unknown(call);
		event->judgements[index] = (uint8_t)judgement;
	}
	return ERROR_NONE;
}

static enum error published_option(struct command_call *call, struct event *event)
{
	enum error error;

	if (!options_text(&call->options, "published"))
		return ERROR_NONE;
	error = day_option(call, "published", &event->published);
	if (!error && event->published.days < event->key.date.days)
		error = problem_set(&call->problem, ERROR_INVALID, "--published lies before --date; check both");
	return error;
}

static enum error source_option(struct command_call *call, struct event *event)
{
	const char *source = options_text(&call->options, "publisher");

	event->source = source ? slice_from_text(source) : SLICE_LITERAL("not stated");
	if (event_source_is_sound(event->source))
		return ERROR_NONE;
	return problem_set(
		&call->problem, ERROR_INVALID,
		"--publisher must say in at most 120 bytes who published it, such as \"Department for Education\"; no web address, and never a "
		"person's name");
}

/* An event, or the withdrawal of one, on its way into the ledger. */
struct entering {
	struct command_call *call;
	struct event event;
	bool is_replacing; /* of an event: something else stood there */
};

/*
 * As of which day somebody speaks who enters an event now: today, and not before anything that is recorded of it, so that the newest word stands even when
 * a clock was wrong.
 */
static struct date edition_now(const struct entering *entering, const struct event_fold *fold)
{
	struct date edition = date_of_time(clock_now_s(&entering->call->clock));
	size_t count;
	const struct event_record *history = event_fold_history(fold, &entering->event.key, &count);

	return count && history[count - 1].edition.days > edition.days ? history[count - 1].edition : edition;
}

/* ERROR_EXISTS: it stands already, as it is. */
static enum error event_append(void *context, struct store_batch *batch)
{
	struct entering *entering = context;
	struct event_batch events = {.head = {.source = entering->event.source, .count = 1}, .events = &entering->event};
	const struct event_record *standing;
	struct event_fold fold;
	struct slice body;
	uint64_t sequence;
	enum error error = store_events(&batch->view, UINT64_MAX, batch->arena, &fold);

	if (error)
		return error;
	standing = event_fold_find(&fold, &entering->event.key);
	if (standing && event_says_same(&standing->event, &entering->event))
		return ERROR_EXISTS;
	entering->is_replacing = standing;
	events.head.edition = edition_now(entering, &fold);
	error = event_batch_pack(&events, batch->arena, &body);
	return error ? error : store_append_note(batch, ENTRY_EVENTS, body, clock_now_s(&entering->call->clock), &sequence);
}

static void print_event(const struct event_key *key, const char *what)
{
	char day[16];
	struct text text;

	text_init_fixed(&text, day, sizeof day);
	text_put_date(&text, key->date);
	printf("%s (%u), %s, %s: %s.\n", council_find(key->council)->name, (unsigned)key->council, day, event_kind_title(key->kind), what);
}

enum error command_event_add(struct command_call *call, enum exit_code *code)
{
	struct entering entering = {.call = call};
	struct note_session session;
	enum error error = key_options(call, &entering.event.key);

	(void)code;
	if (!error)
		error = judgement_option(call, &entering.event);
	if (!error)
		error = published_option(call, &entering.event);
	if (!error)
		error = source_option(call, &entering.event);
	if (error)
		return error;
	error = note_session_begin(&session, call, false);
	if (!error) {
		error = note_session_write(&session, event_append, &entering, "the event was not recorded");
		if (!error)
			print_event(&entering.event.key, entering.is_replacing ? "recorded, in place of what was recorded before" : "recorded");
		else if (error == ERROR_EXISTS)
			print_event(&entering.event.key, "this is recorded already; nothing has changed");
		error = error == ERROR_EXISTS ? ERROR_NONE : error;
	}
	note_session_end(&session);
	return error;
}

static enum error withdrawal_append(void *context, struct store_batch *batch)
{
	struct entering *entering = context;
	struct event_withdrawal withdrawal = {.count = 1, .keys = &entering->event.key};
	struct event_fold fold;
	struct slice body;
	uint64_t sequence;
	enum error error = store_events(&batch->view, UINT64_MAX, batch->arena, &fold);

	if (error)
		return error;
	if (!event_fold_find(&fold, &entering->event.key))
		return problem_set(&entering->call->problem, ERROR_NOT_FOUND,
				   "no such event stands of this council, day and kind; event list --council shows which do");
	withdrawal.edition = edition_now(entering, &fold);
	error = event_withdrawal_pack(&withdrawal, batch->arena, &body);
	return error ? error : store_append_note(batch, ENTRY_EVENTS_WITHDRAWN, body, clock_now_s(&entering->call->clock), &sequence);
}

enum error command_event_withdraw(struct command_call *call, enum exit_code *code)
{
	struct entering entering = {.call = call};
	struct note_session session;
	enum error error = key_options(call, &entering.event.key);

	(void)code;
	if (error)
		return error;
	error = note_session_begin(&session, call, false);
	if (!error)
		error = note_session_write(&session, withdrawal_append, &entering, "the event was not withdrawn");
	if (!error)
		print_event(&entering.event.key, "withdrawn; it stays in the ledger, and is not shown any more");
	note_session_end(&session);
	return error;
}
