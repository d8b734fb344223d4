#include "agent/core/coverage.h"

#include "agent/core/json_member.h"
#include "agent/core/wrapping.h"
#include "proto/catalogue.h"

enum { TOPIC_COLUMNS = 30, SENTENCE_SPANS_MAX = 3, LINE_SIZE = 320 };

/* What each part of the register is asked, and which of the catalogue's topics it answers. */
struct part {
	enum measure_topic topic;
	enum reason (*obstacle)(const struct council_register *reg, struct month month);
	bool (*months)(const struct council_register *reg, struct month *first, struct month *last);
	enum reason (*lack)(const struct council_register *reg, struct month month); /* NULL: a month is computed as a whole */
};

#define PART_QUESTIONS(name)                                                                                        \
	static enum reason name##_part_obstacle(const struct council_register *reg, struct month month)             \
	{                                                                                                           \
		return name##_obstacle(reg->name, month);                                                           \
	}                                                                                                           \
	static bool name##_part_months(const struct council_register *reg, struct month *first, struct month *last) \
	{                                                                                                           \
		return name##_months(reg->name, first, last);                                                       \
	}

PART_QUESTIONS(workforce)
PART_QUESTIONS(looked_after)
PART_QUESTIONS(children_in_need)
PART_QUESTIONS(given)

static enum reason workforce_part_lack(const struct council_register *reg, struct month month)
{
	return workforce_lack(reg->workforce, month);
}

static const struct part parts[COVERAGE_PART_COUNT + 1] = {
	[PART_WORKFORCE] = {TOPIC_WORKFORCE, workforce_part_obstacle, workforce_part_months, workforce_part_lack},
	[PART_LOOKED_AFTER] = {TOPIC_LOOKED_AFTER, looked_after_part_obstacle, looked_after_part_months, NULL},
	[PART_CHILDREN_IN_NEED] = {TOPIC_CHILDREN_IN_NEED, children_in_need_part_obstacle, children_in_need_part_months, NULL},
	[PART_GIVEN] = {TOPIC_COUNCIL, given_part_obstacle, given_part_months, NULL},
};

static const struct part *part_of(enum register_part part)
{
	INVARIANT(part > PART_NONE && part <= PART_GIVEN);
	return &parts[part];
}

enum measure_topic coverage_topic(enum register_part part)
{
	return part_of(part)->topic;
}

void coverage_begin(struct coverage_walk *walk, const struct council_register *reg, enum register_part part)
{
	*walk = (struct coverage_walk){.reg = reg, .part = part, .next = {1}, .last = {0}};
	if (!part_of(part)->months(reg, &walk->next, &walk->last))
		walk->next = month_add(walk->last, 1);
}

static struct coverage_span span_of(const struct coverage_walk *walk)
{
	const struct part *part = part_of(walk->part);
	struct coverage_span span = {walk->next, walk->next, part->obstacle(walk->reg, walk->next), REASON_NONE};

	if (!span.reason && part->lack)
		span.lack = part->lack(walk->reg, walk->next);
	return span;
}

bool coverage_next(struct coverage_walk *walk, struct coverage_span *out)
{
	struct coverage_span span;

	if (month_compare(walk->next, walk->last) > 0)
		return false;
	span = span_of(walk);
	for (walk->next = month_add(walk->next, 1); month_compare(walk->next, walk->last) <= 0; walk->next = month_add(walk->next, 1)) {
		struct coverage_span next = span_of(walk);

		if (next.reason != span.reason || next.lack != span.lack)
			break;
		span.last = walk->next;
	}
	*out = span;
	return true;
}

/* Of a part without months the month of the question stands for all of them: it says of each the same. */
enum reason coverage_obstacle(const struct council_register *reg, enum register_part part)
{
	struct coverage_walk walk;
	struct coverage_span span;
	enum reason first = REASON_NONE;

	coverage_begin(&walk, reg, part);
	while (coverage_next(&walk, &span)) {
		if (!span.reason)
			return REASON_NONE;
		first = first ? first : span.reason;
	}
	return first ? first : part_of(part)->obstacle(reg, month_from(YEAR_MIN, 1));
}

static void put_months(struct text *text, const struct coverage_span *span)
{
	text_put_month_name(text, span->first);
	if (month_compare(span->first, span->last) == 0)
		return;
	text_put(text, " to ");
	text_put_month_name(text, span->last);
}

static void put_span(struct text *text, const struct coverage_span *span)
{
	char buffer[LINE_SIZE];
	struct text line;

	text_init_fixed(&line, buffer, sizeof(buffer));
	text_put(&line, span->reason ? "not " : "");
	put_months(&line, span);
	if (span->reason || span->lack) {
		text_put(&line, span->reason ? ": " : ", in part: ");
		text_put(&line, reason_sentence(span->reason ? span->reason : span->lack));
	}
	text_put_wrapped(text, text_slice(&line), TOPIC_COLUMNS + 2);
}

static void put_part(struct text *text, const struct council_register *reg, enum register_part part)
{
	struct slice name = slice_from_text(measure_topic_name(coverage_topic(part)));
	enum reason reason = coverage_obstacle(reg, part);
	struct coverage_walk walk;
	struct coverage_span span;

	if (reason) {
		text_put(text, "  ");
		text_put_padded(text, name, TOPIC_COLUMNS, false);
		text_put(text, "none: ");
		text_put_wrapped(text, slice_from_text(reason_sentence(reason)), TOPIC_COLUMNS + 8);
		return;
	}
	coverage_begin(&walk, reg, part);
	while (coverage_next(&walk, &span)) {
		text_put(text, "  ");
		text_put_padded(text, name, TOPIC_COLUMNS, false);
		name.size = 0;
		put_span(text, &span);
	}
}

void coverage_write_text(const struct council_register *reg, struct text *text)
{
	text_put(text, "\nMonths that can be computed\n");
	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++)
		put_part(text, reg, (enum register_part)part);
}

bool coverage_any(const struct council_register *reg)
{
	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++)
		if (!coverage_obstacle(reg, (enum register_part)part))
			return true;
	return false;
}

/* A sentence is short: of a part with many gaps it has the first spans. */
static void put_spans(struct text *text, const struct council_register *reg, enum register_part part)
{
	struct coverage_walk walk;
	struct coverage_span span;
	unsigned shown = 0;

	coverage_begin(&walk, reg, part);
	while (coverage_next(&walk, &span)) {
		if (span.reason)
			continue;
		if (shown == SENTENCE_SPANS_MAX) {
			text_put(text, " and others");
			break;
		}
		text_put(text, shown++ ? ", " : "");
		put_months(text, &span);
	}
	text_put(text, " (");
	text_put(text, measure_topic_name(coverage_topic(part)));
	text_put(text, ")");
}

void coverage_put_sentence(const struct council_register *reg, struct text *text)
{
	bool is_any = coverage_any(reg), is_first = true;

	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++) {
		enum reason reason = coverage_obstacle(reg, (enum register_part)part);

		if (reason == REASON_FILES_MISSING || reason == REASON_NOT_GIVEN || (reason && is_any))
			continue;
		text_put(text, is_first ? "" : ", ");
		is_first = false;
		if (reason)
			text_put(text, reason_sentence(reason));
		else
			put_spans(text, reg, (enum register_part)part);
	}
	if (is_first)
		text_put(text, "none of them is of a kind that the agent reads");
}

static void write_part(struct json *json, const struct council_register *reg, enum register_part part)
{
	enum reason reason = coverage_obstacle(reg, part);
	struct coverage_walk walk;
	struct coverage_span span;

	json_object_begin(json);
	json_member_text(json, "topic", measure_topic_name(coverage_topic(part)));
	json_member_text(json, "why_none", reason_id(reason));
	json_member_text(json, "sentence", reason_sentence(reason));
	json_key(json, "spans");
	json_array_begin(json);
	coverage_begin(&walk, reg, part);
	while (coverage_next(&walk, &span)) {
		json_object_begin(json);
		json_member_month(json, "first", span.first);
		json_member_month(json, "last", span.last);
		json_member_text(json, "why_not", reason_id(span.reason));
		json_member_text(json, "why_in_part", reason_id(span.lack));
		json_member_text(json, "sentence", reason_sentence(span.reason ? span.reason : span.lack));
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

void coverage_write_json(const struct council_register *reg, struct json *json)
{
	json_key(json, "coverage");
	json_array_begin(json);
	for (unsigned part = PART_WORKFORCE; part <= PART_GIVEN; part++)
		write_part(json, reg, (enum register_part)part);
	json_array_end(json);
}
