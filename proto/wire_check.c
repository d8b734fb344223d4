#include "proto/wire_check.h"

#include "proto/status.h"

enum { COUNCIL_CODE_MAX = 999 };

void check_init(struct wire_check *check)
{
	*check = (struct wire_check){.error = ERROR_NONE, .field = ""};
}

void check_fail(struct wire_check *check, enum error error, const char *field)
{
	if (check->error == ERROR_NONE)
		*check = (struct wire_check){.error = error, .field = field};
}

void check_range(struct wire_check *check, const char *field, uint64_t value, uint64_t minimum, uint64_t maximum)
{
	if (value < minimum)
		check_fail(check, ERROR_MALFORMED, field);
	else if (value > maximum)
		check_fail(check, ERROR_LIMIT, field);
}

static void check_text(struct wire_check *check, const char *field, struct slice text, size_t minimum_bytes, size_t maximum_bytes)
{
	check_range(check, field, text.size, minimum_bytes, maximum_bytes);
	if (check->error == ERROR_NONE && !slice_is_printable(text))
		check_fail(check, ERROR_MALFORMED, field);
}

static void check_time(struct wire_check *check, const char *field, int64_t seconds)
{
	if (seconds < 0)
		check_fail(check, ERROR_MALFORMED, field);
	else
		check_range(check, field, (uint64_t)seconds, 0, WIRE_TIME_MAX_S);
}

static void check_month(struct wire_check *check, struct month month)
{
	if (month_year(month) < YEAR_MIN || month_year(month) > YEAR_MAX)
		check_fail(check, ERROR_LIMIT, "month");
}

static void check_measure(struct wire_check *check, const struct return_measure *measure)
{
	check_range(check, "measures", measure->number, 1, UINT16_MAX);
	if (measure->symbol == SYMBOL_NONE && measure->reason != REASON_NONE)
		check_fail(check, ERROR_MALFORMED, "measures");
	if (measure->symbol != SYMBOL_NONE && measure->value != 0)
		check_fail(check, ERROR_MALFORMED, "measures");
}

void check_return(struct wire_check *check, const struct council_return *source)
{
	check_range(check, "council", source->council, 1, COUNCIL_CODE_MAX);
	check_month(check, source->month);
	check_range(check, "revision", source->revision, 1, REVISION_MAX);
	check_text(check, "policy", source->policy, 1, POLICY_BYTES_MAX);
	check_text(check, "agent_version", source->agent_version, 1, AGENT_VERSION_BYTES_MAX);
	check_range(check, "measures", source->measure_count, 0, RETURN_MEASURES_MAX);
	for (unsigned i = 0; i < source->measure_count && check->error == ERROR_NONE; i++)
		check_measure(check, &source->measures[i]);
}

void check_measure_order(struct wire_check *check, const struct council_return *source)
{
	for (unsigned i = 1; i < source->measure_count && check->error == ERROR_NONE; i++) {
		if (source->measures[i].number <= source->measures[i - 1].number)
			check_fail(check, ERROR_MALFORMED, "measures");
	}
}

void check_envelope(struct wire_check *check, const struct envelope *source)
{
	check_range(check, "return_bytes", source->return_bytes.size, 1, RETURN_BYTES_MAX);
	check_time(check, "prepared_at_s", source->prepared_at_s);
	check_time(check, "approved_at_s", source->approved_at_s);
	check_text(check, "approver_role", source->approver_role, 1, ROLE_BYTES_MAX);
}

static void check_hello(struct wire_check *check, const struct hello *source)
{
	check_text(check, "program_version", source->program_version, 1, AGENT_VERSION_BYTES_MAX);
}

static void check_receipt(struct wire_check *check, const struct receipt *source)
{
	check_range(check, "council", source->council, 1, COUNCIL_CODE_MAX);
	check_month(check, source->month);
	check_range(check, "revision", source->revision, 1, REVISION_MAX);
	check_range(check, "sequence", source->sequence, 1, UINT64_MAX);
	check_time(check, "recorded_at_s", source->recorded_at_s);
}

static void check_refusal(struct wire_check *check, const struct refusal *source)
{
	check_range(check, "code", source->code, 1, UINT32_MAX);
	check_text(check, "sentence", source->sentence, 1, REFUSAL_SENTENCE_BYTES_MAX);
	check_text(check, "field", source->field, 0, REFUSAL_FIELD_BYTES_MAX);
}

void check_message(struct wire_check *check, const struct message *source)
{
	switch (source->kind) {
	case MESSAGE_HELLO:
		check_hello(check, &source->hello);
		return;
	case MESSAGE_SUBMIT:
		check_range(check, "envelope", source->submit.size, 1, ENVELOPE_BYTES_MAX);
		return;
	case MESSAGE_RECEIPT:
		check_receipt(check, &source->receipt);
		return;
	case MESSAGE_REFUSAL:
		check_refusal(check, &source->refusal);
		return;
	}
	check_fail(check, ERROR_MALFORMED, "kind");
}
