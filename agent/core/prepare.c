#include "agent/core/prepare.h"

#include "agent/core/coverage.h"
#include "agent/core/disclosure.h"
#include "agent/core/measures.h"
#include "proto/catalogue.h"

enum { MONTH_NAME_SIZE = 32, COVERAGE_SENTENCE_SIZE = 384 };

static const char *month_in_words(struct month month, char buffer[static MONTH_NAME_SIZE])
{
	struct text text;

	text_init_fixed(&text, buffer, MONTH_NAME_SIZE);
	text_put_month_name(&text, month);
	return text.data;
}

/* A month is covered when a part of the register can say what was so at its end. */
static enum error coverage_check(const struct council_register *reg, struct month month, struct problem *problem)
{
	char name[MONTH_NAME_SIZE], buffer[COVERAGE_SENTENCE_SIZE];
	struct text covered;

	if (measures_cover(reg, month))
		return ERROR_NONE;
	text_init_fixed(&covered, buffer, sizeof(buffer));
	coverage_put_sentence(reg, &covered);
	if (!coverage_any(reg))
		return problem_set(problem, ERROR_NOT_FOUND, "no month can be computed from these files: ", buffer,
				   "; `bellwether-agent validate` says what was found in them");
	return problem_set(problem, ERROR_NOT_FOUND, month_in_words(month, name), " cannot be computed from these files, which cover ", buffer,
			   "; choose one of these months, or add the files of this one");
}

enum error return_prepare(const struct council_register *reg, uint16_t council, struct month month, uint32_t revision, const struct digest *previous,
			  struct arena *arena, struct prepared_return *out, struct problem *problem)
{
	struct prepared_return prepared = {
		.content =
			{
				.council = council,
				.month = month,
				.revision = revision,
				.previous = *previous,
				.catalogue = catalogue_hash(),
				.policy = disclosure_policy(),
				.agent_version = SLICE_LITERAL(BELLWETHER_VERSION),
			},
	};
	struct council_return *content = &prepared.content;
	unsigned room = catalogue_sent_count();
	enum error error = coverage_check(reg, month, problem);

	if (error)
		return error;
	content->measures = arena_take(arena, room, sizeof(*content->measures));
	if (!content->measures)
		return problem_set(problem, ERROR_NO_MEMORY, "there is no memory left for the return");
	error = measures_compute(reg, month, content->measures, room, &content->measure_count);
	INVARIANT(!error);
	disclosure_apply(content->measures, content->measure_count);
	error = wire_pack_return(content, arena, &prepared.bytes);
	if (error)
		return problem_set(problem, error, "the return cannot be put into bytes: ", error_name(error));
	prepared.hash = digest_sha256(prepared.bytes);
	*out = prepared;
	return ERROR_NONE;
}

static bool is_same_measure(const struct return_measure *a, const struct return_measure *b)
{
	return a->number == b->number && a->symbol == b->symbol && a->reason == b->reason && a->value == b->value;
}

bool return_same_figures(const struct council_return *a, const struct council_return *b)
{
	if (a->council != b->council || month_compare(a->month, b->month) != 0 || a->measure_count != b->measure_count)
		return false;
	for (unsigned i = 0; i < a->measure_count; i++)
		if (!is_same_measure(&a->measures[i], &b->measures[i]))
			return false;
	return true;
}
