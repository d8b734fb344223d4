#include "agent/shell/approval.h"

#include "proto/councils.h"
#include "proto/signing.h"
#include "proto/status.h"

enum { ENVELOPE_ARENA_BYTES = UNPACK_BUDGET_BYTES, MONTH_NAME_SIZE = 32 };

static const char *month_in_words(struct month month, char buffer[static MONTH_NAME_SIZE])
{
	struct text text;

	text_init_fixed(&text, buffer, MONTH_NAME_SIZE);
	text_put_month_name(&text, month);
	return text.data;
}

static enum error council_check(uint16_t code, struct month month, struct problem *problem)
{
	const struct council *council = council_find(code);
	char name[MONTH_NAME_SIZE];

	if (!council)
		return problem_set(problem, ERROR_NOT_FOUND, "no English council has this code; codes are the DfE's three digits, such as 342");
	if (!council_exists_on(council, month_last_day(month)))
		return problem_set(problem, ERROR_NOT_FOUND, council->name, " did not exist as a council at the end of ", month_in_words(month, name),
				   "; choose another month, or the council that it became");
	return ERROR_NONE;
}

/* The outbox's return of this month, unpacked. */
static enum error stored_return(struct slice bytes, uint16_t council, struct arena *arena, struct council_return *out, struct problem *problem)
{
	const char *field;
	enum error error = wire_unpack_return(bytes, arena, out, &field);

	if (error == ERROR_NO_MEMORY)
		return problem_set(problem, error, "there is not enough memory to compare with what was approved before");
	if (error)
		return problem_set(problem, ERROR_CORRUPT, "a return in the outbox cannot be read; restore the state folder from a backup");
	if (out->council != council)
		return problem_set(problem, ERROR_INVALID,
				   "the outbox in this state folder is of another council; each council has a state folder of its own");
	return ERROR_NONE;
}

/* Whether a measure that is a number in `before` has a symbol in `after`, or is not there. Both ascend by number. */
static bool withdraws(const struct council_return *before, const struct council_return *after)
{
	unsigned at = 0;

	for (unsigned i = 0; i < before->measure_count; i++) {
		const struct return_measure *measure = &before->measures[i];

		while (at < after->measure_count && after->measures[at].number < measure->number)
			at++;
		if (measure->symbol != SYMBOL_NONE)
			continue;
		if (at == after->measure_count || after->measures[at].number != measure->number || after->measures[at].symbol != SYMBOL_NONE)
			return true;
	}
	return false;
}

/* Decides what the draft is beside what was approved and refused before; an unchanged one becomes the stored return. */
static enum error draft_compare(struct draft *draft, uint16_t council, struct arena *arena, struct problem *problem)
{
	const struct outbox_standing *standing = &draft->standing;
	struct council_return stored;
	enum error error;

	draft->kind = standing->revision ? DRAFT_CORRECTION : DRAFT_NEW;
	if (standing->return_bytes.size) {
		error = stored_return(standing->return_bytes, council, arena, &stored, problem);
		if (error)
			return error;
		if (return_same_figures(&stored, &draft->prepared.content)) {
			draft->kind = DRAFT_UNCHANGED;
			draft->prepared = (struct prepared_return){stored, standing->return_bytes, standing->hash};
			return ERROR_NONE;
		}
		draft->is_withdrawing = withdraws(&stored, &draft->prepared.content);
	}
	if (standing->refused_bytes.size) {
		error = stored_return(standing->refused_bytes, council, arena, &stored, problem);
		if (error)
			return error;
		if (return_same_figures(&stored, &draft->prepared.content))
			draft->kind = DRAFT_REFUSED_BEFORE;
	}
	return ERROR_NONE;
}

enum error draft_make(const struct council_register *reg, uint16_t council, struct month month, struct outbox *outbox, struct arena *arena,
		      struct draft *out, struct problem *problem)
{
	struct draft draft = {0};
	enum error error = council_check(council, month, problem);

	if (!error && outbox)
		error = outbox_standing(outbox, month, arena, &draft.standing, problem);
	if (!error && draft.standing.revision >= REVISION_MAX)
		error = problem_set(problem, ERROR_LIMIT, "the month has had as many revisions as there can be; tell the collector's operator");
	if (!error)
		error = return_prepare(reg, council, month, draft.standing.revision + 1, &draft.standing.hash, arena, &draft.prepared, problem);
	if (!error)
		error = draft_compare(&draft, council, arena, problem);
	if (!error)
		*out = draft;
	return error;
}

bool month_has_ended(struct month month, int64_t now_s)
{
	return date_of_time(now_s).days > month_last_day(month).days;
}

enum error role_check(const char *role, struct problem *problem)
{
	struct slice slice = slice_trim(slice_from_text(role));

	if (slice.size == 0 || slice.size > ROLE_BYTES_MAX || !slice_is_printable(slice))
		return problem_set(problem, ERROR_INVALID, "the role must be a text of 1 to 100 bytes, such as \"Head of Performance\"");
	return ERROR_NONE;
}

enum error draft_approve(const struct draft *draft, struct outbox *outbox, const struct approver *approver, struct problem *problem)
{
	struct envelope envelope = {.return_bytes = draft->prepared.bytes,
				    .prepared_at_s = approver->now_s,
				    .approved_at_s = approver->now_s,
				    .approver_role = slice_trim(slice_from_text(approver->role)),
				    .reason = (uint8_t)approver->reason};
	struct month month = draft->prepared.content.month;
	char name[MONTH_NAME_SIZE];
	struct arena arena;
	struct slice bytes;
	enum error error;

	INVARIANT(draft->kind != DRAFT_UNCHANGED);
	if (!month_has_ended(month, approver->now_s))
		return problem_set(problem, ERROR_NOT_FOUND, month_in_words(month, name), " has not ended, so that there is no return for it yet");
	if (approver->reason != REVISION_REASON_NONE && draft->prepared.content.revision == 1)
		return problem_set(problem, ERROR_INVALID,
				   "the return is the month's first and replaces nothing, so that there is no reason to give");
	arena_init(&arena, ENVELOPE_ARENA_BYTES);
	envelope_sign(&envelope, &approver->keys->public_part.signing, &approver->keys->signing_secret);
	error = wire_pack_envelope(&envelope, &arena, &bytes);
	if (error)
		problem_set(problem, error, "the return cannot be signed: ", error_name(error));
	else
		error = outbox_approve(outbox, month, &draft->standing, bytes, problem);
	if (error == ERROR_AGAIN)
		problem_set(problem, error, "the month was approved a second time at this moment; look at the preview again");
	arena_fini(&arena);
	return error;
}
