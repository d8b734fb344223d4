#include "collector/core/absence.h"

#include "collector/core/json_parts.h"
#include "collector/core/population.h"
#include "proto/status.h"

enum { SENTENCE_SIZE = 256 };

void absence_put(struct text *text, enum cube_source source, const struct indicator *indicator, const struct cell *cell)
{
	if (!cell || !cell->is_reported)
		text_put(text, source == SOURCE_OFFICIAL ? "not in a published release" : "no return of this month has come in");
	else if (!cell->value.symbol)
		return;
	else if (reason_sentence(cell->reason))
		text_put(text, reason_sentence(cell->reason));
	else if (indicator_needs_population(indicator) && !cell->has_population)
		text_put(text, "no estimate of the population has been imported");
	else
		text_put(text, symbol_meaning(cell->value.symbol));
}

void absence_write_value(struct json *json, enum cube_source source, const struct indicator *indicator, const struct cell *cell)
{
	const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct indicator_value *value = cell ? &cell->value : &none;
	char sentence[SENTENCE_SIZE];
	struct text why;

	text_init_fixed(&why, sentence, sizeof(sentence));
	json_value(json, indicator, value);
	json_key(json, "why");
	if (value->symbol)
		absence_put(&why, source, indicator, cell);
	json_text(json, value->symbol ? sentence : NULL);
}
