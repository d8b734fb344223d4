/*
 * A submission passes a table of steps, each of which lets it on or decides:
 *
 *   size -> envelope -> return -> key -> revoked -> council -> signature -> stored already? -> existence -> catalogue -> reason -> measures -> month ->
 *   revision
 *
 * What was stored is answered with its receipt before anything that may change with time (the clock, the accepted catalogues) is looked at; only a
 * revoked key and a wrong council come first.
 */
#include "collector/core/check.h"

#include <stddef.h>

#include "common/decimal.h"
#include "proto/catalogue.h"
#include "proto/councils.h"
#include "proto/revision_reason.h"
#include "proto/status.h"

/* Returns are taken from the first month of the published figures' first year. */
enum { FIRST_YEAR = 2017, FIRST_MONTH = 9 };

/* One submission on its way through the steps. */
struct checking {
	const struct submission *submission;
	const struct ledger_view *view;
	struct arena *arena;
	struct key_record key; /* from the key's step on */
	struct decision decision;
	bool is_signed; /* the signature has been found right */
	bool is_decided;
};

static enum error refuse(struct checking *checking, enum refusal_code code, const char *field)
{
	checking->decision.verdict = VERDICT_REFUSE;
	checking->decision.refusal = code;
	checking->decision.field = field;
	checking->is_decided = true;
	return ERROR_NONE;
}

/*
 * Turns what an unpacking found into a refusal: by `malformed`, of the limit, or for now. Bytes that are built to use up the memory of one unpacking
 * look like a machine that has none: neither may stop the other submissions of a batch, and a sound return is tried again.
 */
static enum error refuse_bytes(struct checking *checking, enum error error, enum refusal_code malformed, const char *field)
{
	if (error == ERROR_MALFORMED)
		return refuse(checking, malformed, field);
	if (error == ERROR_LIMIT)
		return refuse(checking, REFUSAL_LIMIT_EXCEEDED, field);
	if (error == ERROR_NO_MEMORY)
		return refuse(checking, REFUSAL_TOO_BUSY, "");
	return error;
}

static enum error check_size(struct checking *checking)
{
	struct slice bytes = checking->submission->envelope_bytes;

	if (bytes.size > FRAME_BYTES_MAX)
		return refuse(checking, REFUSAL_FRAME_TOO_LARGE, "");
	checking->decision.envelope_hash = digest_sha256(bytes);
	return ERROR_NONE;
}

static enum error check_envelope_shape(struct checking *checking)
{
	const char *field = "";
	enum error error = wire_unpack_envelope(checking->submission->envelope_bytes, checking->arena, &checking->decision.envelope, &field);

	if (error)
		return refuse_bytes(checking, error, REFUSAL_MALFORMED, field);
	checking->decision.return_hash = digest_sha256(checking->decision.envelope.return_bytes);
	return ERROR_NONE;
}

/* A return that is malformed in no field of its own is one whose bytes are not those that its content is packed to. */
static enum error check_return_shape(struct checking *checking)
{
	const char *field = "";
	enum error error = wire_unpack_return(checking->decision.envelope.return_bytes, checking->arena, &checking->decision.content, &field);

	if (error)
		return refuse_bytes(checking, error, *field ? REFUSAL_MALFORMED : REFUSAL_NOT_CANONICAL, field);
	return ERROR_NONE;
}

static enum error check_key(struct checking *checking)
{
	enum error error = checking->view->key(checking->view->context, &checking->decision.envelope.key, &checking->key);

	return error == ERROR_NOT_FOUND ? refuse(checking, REFUSAL_UNKNOWN_KEY, "key") : error;
}

static enum error check_revoked(struct checking *checking)
{
	return checking->key.is_revoked ? refuse(checking, REFUSAL_KEY_REVOKED, "key") : ERROR_NONE;
}

/* The key is the identity (invariant 8): of the signature, and of the connection where there is one. */
static enum error check_council(struct checking *checking)
{
	uint16_t council = checking->decision.content.council;
	uint16_t peer = checking->submission->peer_council;

	if (checking->key.council != council || (peer != 0 && peer != council))
		return refuse(checking, REFUSAL_WRONG_COUNCIL, "council");
	return ERROR_NONE;
}

static enum error check_signature(struct checking *checking)
{
	if (!envelope_verify(&checking->decision.envelope, &checking->key.signing))
		return refuse(checking, REFUSAL_BAD_SIGNATURE, "signature");
	checking->is_signed = true;
	return ERROR_NONE;
}

static enum error ask_revision(const struct checking *checking, uint32_t revision, struct digest *return_hash, struct digest *envelope_hash,
			       uint64_t *sequence)
{
	const struct council_return *content = &checking->decision.content;

	return checking->view->revision(checking->view->context, content->council, content->month, revision, return_hash, envelope_hash, sequence);
}

/* The same signed bytes always get the same receipt. */
static enum error check_stored_already(struct checking *checking)
{
	struct digest return_hash, envelope_hash;
	uint64_t sequence;
	enum error error = ask_revision(checking, checking->decision.content.revision, &return_hash, &envelope_hash, &sequence);

	if (error)
		return error == ERROR_NOT_FOUND ? ERROR_NONE : error;
	if (!digest_equal(&envelope_hash, &checking->decision.envelope_hash))
		return refuse(checking, REFUSAL_STALE_REVISION, "revision");
	checking->decision.verdict = VERDICT_STORED_ALREADY;
	checking->decision.stored_sequence = sequence;
	checking->is_decided = true;
	return ERROR_NONE;
}

static bool council_is_there(const struct checking *checking)
{
	const struct council *council = council_find(checking->decision.content.council);

	return council && council_exists_on(council, month_last_day(checking->decision.content.month));
}

static enum error check_existence(struct checking *checking)
{
	if (!council_is_there(checking))
		return refuse(checking, REFUSAL_UNKNOWN_COUNCIL, "council");
	return ERROR_NONE;
}

static enum error check_catalogue(struct checking *checking)
{
	if (!catalogue_is_accepted(&checking->decision.content.catalogue))
		return refuse(checking, REFUSAL_UNKNOWN_CATALOGUE, "catalogue");
	return ERROR_NONE;
}

/* Only what replaces something has a reason. */
static enum error check_reason(struct checking *checking)
{
	uint8_t reason = checking->decision.envelope.reason;

	if (reason == REVISION_REASON_NONE)
		return ERROR_NONE;
	if (!revision_reason_is_known(reason))
		return refuse(checking, REFUSAL_UNKNOWN_SYMBOL, "reason");
	return checking->decision.content.revision == 1 ? refuse(checking, REFUSAL_MALFORMED, "reason") : ERROR_NONE;
}

static bool symbol_is_allowed(const struct return_measure *measure)
{
	return measure->symbol == SYMBOL_NONE || symbol_is_known(measure->symbol);
}

static bool reason_is_allowed(const struct return_measure *measure)
{
	return measure->reason == REASON_NONE || (measure->symbol != SYMBOL_NONE && reason_is_known(measure->reason));
}

/* A symbol stands in place of a number, not beside one (invariant 6). */
static bool value_is_allowed(const struct return_measure *source, const struct measure *measure)
{
	if (source->symbol != SYMBOL_NONE)
		return source->value == 0;
	return source->value >= 0 &&
	       source->value <= (measure->unit == UNIT_POUNDS ? PLAUSIBLE_POUNDS_MAX : PLAUSIBLE_MAX * decimal_power(measure_digits(measure)));
}

/* Small numbers never reach a feed, whatever made the return: the agent's disclosure control comes first, this is the second line. */
static bool is_small_count(const struct return_measure *source, const struct measure *measure)
{
	return measure->protection == PROTECTION_COUNTS && source->symbol == SYMBOL_NONE && source->value >= 1 && source->value <= SMALL_COUNT_MAX;
}

static enum error check_measure(struct checking *checking, const struct return_measure *source)
{
	const struct measure *measure = catalogue_measure(source->number);

	if (!measure || measure->topic == TOPIC_REFERENCE)
		return refuse(checking, REFUSAL_UNKNOWN_MEASURE, "measures");
	if (!symbol_is_allowed(source) || !reason_is_allowed(source))
		return refuse(checking, REFUSAL_UNKNOWN_SYMBOL, measure->id);
	if (!value_is_allowed(source, measure))
		return refuse(checking, REFUSAL_VALUE_OUT_OF_RANGE, measure->id);
	if (is_small_count(source, measure))
		return refuse(checking, REFUSAL_SMALL_COUNT, measure->id);
	return ERROR_NONE;
}

static enum error check_measures(struct checking *checking)
{
	const struct council_return *content = &checking->decision.content;
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < content->measure_count && !error && !checking->is_decided; i++) {
		if (i > 0 && content->measures[i].number <= content->measures[i - 1].number)
			return refuse(checking, REFUSAL_DUPLICATE_MEASURE, "measures");
		error = check_measure(checking, &content->measures[i]);
	}
	return error;
}

/* What is wrong with the month; REFUSAL_NONE: nothing. */
static enum refusal_code month_refusal(const struct checking *checking)
{
	struct month month = checking->decision.content.month;

	if (month_compare(month, month_from(FIRST_YEAR, FIRST_MONTH)) < 0)
		return REFUSAL_MONTH_TOO_EARLY;
	if (date_of_time(checking->submission->now_s).days <= month_last_day(month).days)
		return REFUSAL_MONTH_NOT_ENDED;
	return REFUSAL_NONE;
}

static enum error check_month(struct checking *checking)
{
	enum refusal_code code = month_refusal(checking);

	return code ? refuse(checking, code, "month") : ERROR_NONE;
}

/* Revision 1 replaces nothing; n + 1 names n, which is there. */
static enum error check_revision(struct checking *checking)
{
	const struct council_return *content = &checking->decision.content;
	struct digest return_hash, envelope_hash;
	uint64_t sequence;
	enum error error;

	if (content->revision == 1)
		return digest_is_zero(&content->previous) ? ERROR_NONE : refuse(checking, REFUSAL_WRONG_PREDECESSOR, "previous");
	error = ask_revision(checking, content->revision - 1, &return_hash, &envelope_hash, &sequence);
	if (error)
		return error == ERROR_NOT_FOUND ? refuse(checking, REFUSAL_REVISION_GAP, "revision") : error;
	if (!digest_equal(&content->previous, &return_hash))
		return refuse(checking, REFUSAL_WRONG_PREDECESSOR, "previous");
	return ERROR_NONE;
}

enum error check_submission(const struct submission *submission, const struct ledger_view *view, struct arena *arena, struct decision *out)
{
	static enum error (*const steps[])(struct checking *) = {
		check_size,           check_envelope_shape, check_return_shape, check_key,    check_revoked,  check_council, check_signature,
		check_stored_already, check_existence,      check_catalogue,    check_reason, check_measures, check_month,   check_revision,
	};
	struct checking checking = {
		.submission = submission,
		.view = view,
		.arena = arena,
		.decision = {.verdict = VERDICT_STORE, .field = ""},
	};
	enum error error = ERROR_NONE;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && !error && !checking.is_decided; i++)
		error = steps[i](&checking);
	if (error)
		return error;
	checking.decision.is_attributed = checking.is_signed && council_is_there(&checking) && month_refusal(&checking) == REFUSAL_NONE;
	*out = checking.decision;
	return ERROR_NONE;
}
