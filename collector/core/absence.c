#include "collector/core/absence.h"

#include "collector/core/json_parts.h"
#include "collector/core/population.h"
#include "proto/status.h"

enum { SENTENCE_SIZE = 256 };

void absence_put(struct text *text, enum cube_source source, const struct indicator *indicator, const struct cell *cell, bool exists)
{
	bool is_there = cell && cell->is_reported;

	if (is_there && !cell->value.symbol)
		return;
	if (!is_there && !exists)
		text_put(text, "the council does not exist in this month");
	else if (!is_there)
		text_put(text, source == SOURCE_OFFICIAL ? "not in a published release" : "no return of this month has come in");
	else if (reason_sentence(cell->reason))
		text_put(text, reason_sentence(cell->reason));
	else if (indicator_needs_population(indicator) && !cell->has_population)
		text_put(text, "no estimate of the population has been imported");
	else
		text_put(text, symbol_meaning(cell->value.symbol));
}

enum symbol absence_symbol(const struct cell *cell, bool exists)
{
	if (cell && cell->is_reported)
		return cell->value.symbol;
	return exists ? SYMBOL_X : SYMBOL_Z;
}

void absence_write_value(struct json *json, enum cube_source source, const struct indicator *indicator, const struct cell *cell, bool exists)
{
	struct indicator_value value = cell ? cell->value : (struct indicator_value){0};
	char sentence[SENTENCE_SIZE];
	struct text why;

	value.symbol = absence_symbol(cell, exists);
	text_init_fixed(&why, sentence, sizeof(sentence));
	absence_put(&why, source, indicator, cell, exists);
	json_value(json, indicator, &value);
	json_key(json, "why");
	json_text(json, value.symbol ? sentence : NULL);
}
