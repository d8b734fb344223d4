#include "collector/core/check.h"

const char *refusal_advice(enum refusal_code code)
{
	switch (code) {
	case REFUSAL_FRAME_TOO_LARGE:
	case REFUSAL_PART_COUNT:
	case REFUSAL_MALFORMED:
	case REFUSAL_NOT_CANONICAL:
	case REFUSAL_LIMIT_EXCEEDED:
		return "prepare the return again with a released version of the agent";
	case REFUSAL_PROTOCOL_VERSION:
	case REFUSAL_UNKNOWN_CATALOGUE:
		return "install the agent's version that your alliance uses, then prepare and approve the return again";
	case REFUSAL_UNKNOWN_KEY:
		return "send the agent's public keys to your alliance and have them registered";
	case REFUSAL_KEY_REVOKED:
		return "make a new key pair, have your alliance register it, and approve the return again";
	case REFUSAL_WRONG_COUNCIL:
		return "use the key of the council that the return is for";
	case REFUSAL_BAD_SIGNATURE:
		return "approve the return again: it was changed after it was signed, or signed with another key";
	case REFUSAL_UNKNOWN_COUNCIL:
		return "check the council's code and that the council existed on the month's last day";
	case REFUSAL_UNKNOWN_MEASURE:
	case REFUSAL_DUPLICATE_MEASURE:
	case REFUSAL_UNKNOWN_SYMBOL:
	case REFUSAL_SMALL_COUNT:
		return "prepare the return again with the agent's version that your alliance uses";
	case REFUSAL_VALUE_OUT_OF_RANGE:
		return "look for a slip of the decimal point in the extract, then prepare and approve the return again";
	case REFUSAL_MONTH_NOT_ENDED:
		return "send the return when the month is over; check the clock of both machines if it is";
	case REFUSAL_MONTH_TOO_EARLY:
		return "send months from September 2017 on";
	case REFUSAL_REVISION_GAP:
		return "send the earlier revision first";
	case REFUSAL_STALE_REVISION:
	case REFUSAL_WRONG_PREDECESSOR:
		return "the agent has lost sight of what it sent: was its state folder lost, or restored from an old copy? Ask your alliance";
	case REFUSAL_STORE_FULL:
	case REFUSAL_TOO_BUSY:
		return "nothing needs doing, the agent tries again by itself";
	case REFUSAL_NONE:
		break;
	}
	return NULL;
}

static void describe_refusal(const struct decision *decision, struct text *text)
{
	const char *sentence = refusal_sentence(decision->refusal);
	const char *advice = refusal_advice(decision->refusal);

	INVARIANT(sentence && advice);
	text_put(text, sentence);
	if (*decision->field) {
		text_put(text, " (field ");
		text_put(text, decision->field);
		text_put(text, ")");
	}
	text_put(text, ": ");
	text_put(text, advice);
}

void decision_describe(const struct decision *decision, struct text *text)
{
	switch (decision->verdict) {
	case VERDICT_STORE:
		text_put(text, "the return is accepted");
		return;
	case VERDICT_STORED_ALREADY:
		text_put(text, "the same signed bytes are stored already, as entry ");
		text_put_u64(text, decision->stored_sequence);
		text_put(text, " of the council's chain");
		return;
	case VERDICT_REFUSE:
		describe_refusal(decision, text);
		return;
	}
}
