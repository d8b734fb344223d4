#include "collector/core/absence.h"

#include "collector/core/json_parts.h"
#include "collector/core/population.h"
#include "proto/status.h"

enum { SENTENCE_SIZE = 512 };

/* "Dorset (835), Poole (836) and Bournemouth (837)" */
static void put_councils(struct text *text, const struct council *const *councils, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		text_put(text, i == 0 ? "" : i + 1 < count ? ", " : " and ");
		text_put(text, councils[i]->name);
		text_put(text, " (");
		text_put_u64(text, councils[i]->code);
		text_put(text, ")");
	}
}

static unsigned successors_of(const struct council *council, const struct council *out[static SUCCESSOR_COUNT_MAX])
{
	unsigned count = 0;

	for (unsigned i = 0; i < SUCCESSOR_COUNT_MAX; i++) {
		const struct council *successor = council->successors[i] ? council_find(council->successors[i]) : NULL;

		if (successor)
			out[count++] = successor;
	}
	return count;
}

void absence_put_existence(struct text *text, const struct council *council, struct month month)
{
	const struct council *predecessors[PREDECESSOR_COUNT_MAX], *successors[SUCCESSOR_COUNT_MAX];
	bool is_before = month_last_day(month).days < council->valid_from.days;
	unsigned count = is_before ? council_predecessors(council, predecessors) : successors_of(council, successors);

	text_put(text, is_before ? "did not exist in " : "no longer existed in ");
	text_put_month_name(text, month);
	if (count == 0)
		return;
	if (is_before)
		text_put(text, count > 1 ? "; its predecessors were " : "; its predecessor was ");
	else
		text_put(text, count > 1 ? "; its successors are " : "; its successor is ");
	put_councils(text, is_before ? predecessors : successors, count);
}

static bool exists(const struct presence *presence)
{
	return council_exists_on(presence->council, month_last_day(presence->month));
}

static bool has_value(const struct presence *presence)
{
	return presence->cell && presence->cell->is_reported && !presence->cell->value.symbol;
}

void absence_put(struct text *text, const struct presence *presence)
{
	const struct cell *cell = presence->cell;

	if (has_value(presence))
		return;
	if (!exists(presence)) {
		text_put(text, "the council ");
		absence_put_existence(text, presence->council, presence->month);
	} else if (!cell || !cell->is_reported) {
		text_put(text, presence->source == SOURCE_OFFICIAL ? "not in a published release" : "no return of this month has come in");
	} else if (reason_sentence(cell->reason)) {
		text_put(text, reason_sentence(cell->reason));
	} else if (indicator_needs_population(presence->indicator) && !cell->has_population) {
		text_put(text, "no estimate of the population has been imported");
	} else {
		text_put(text, symbol_meaning(cell->value.symbol));
	}
}

enum symbol absence_symbol(const struct presence *presence)
{
	if (has_value(presence))
		return SYMBOL_NONE;
	if (!exists(presence))
		return SYMBOL_Z;
	return presence->cell && presence->cell->is_reported ? presence->cell->value.symbol : SYMBOL_X;
}

void absence_write_value(struct json *json, const struct presence *presence)
{
	struct indicator_value value = presence->cell ? presence->cell->value : (struct indicator_value){0};
	char sentence[SENTENCE_SIZE];
	struct text why;

	value.symbol = absence_symbol(presence);
	text_init_fixed(&why, sentence, sizeof(sentence));
	absence_put(&why, presence);
	json_value(json, presence->indicator, &value);
	json_key(json, "why");
	json_text(json, value.symbol ? sentence : NULL);
}
