#include "collector/core/provenance.h"

#include "collector/core/json_parts.h"
#include "collector/core/terminal.h"
#include "collector/core/words.h"

enum { SENTENCE_SIZE = 160, DATE_TEXT_SIZE = 16 };

bool moment_is_now(const struct moment *moment)
{
	return !moment->has_date && !moment->has_position && !moment->has_vintage;
}

void moment_put(struct text *text, const struct moment *moment)
{
	if (moment_is_now(moment))
		return;
	text_put(text, "As known");
	if (moment->has_date) {
		text_put(text, " on ");
		words_put_day(text, moment->date);
	}
	if (moment->has_position) {
		text_put(text, " at position ");
		text_put_u64(text, moment->position);
		text_put(text, " of the ledger");
	}
	if (moment->has_vintage) {
		text_put(text, moment->has_date || moment->has_position ? ", with" : " with");
		text_put(text, " releases up to ");
		text_put_month_name(text, moment->vintage);
		text_put(text, " only");
	}
	text_put_char(text, '.');
}

void moment_write_terminal(const struct moment *moment, unsigned width, struct text *text)
{
	char bytes[SENTENCE_SIZE];
	struct text sentence;

	text_init_fixed(&sentence, bytes, sizeof(bytes));
	moment_put(&sentence, moment);
	terminal_put_wrapped(text, text_slice(&sentence), width);
}

static void put_date(struct json *json, const struct moment *moment)
{
	char bytes[DATE_TEXT_SIZE];
	struct text text;

	json_key(json, "date");
	if (!moment->has_date) {
		json_none(json);
		return;
	}
	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_date(&text, moment->date);
	json_slice(json, text_slice(&text));
}

static void put_moment(struct json *json, const struct moment *moment)
{
	if (moment_is_now(moment)) {
		json_none(json);
		return;
	}
	json_object_begin(json);
	put_date(json, moment);
	json_key(json, "position");
	if (moment->has_position)
		json_i64(json, (int64_t)moment->position);
	else
		json_none(json);
	json_month_or_none(json, "vintage", moment->has_vintage, moment->vintage);
	json_object_end(json);
}

void json_provenance(struct json *json, const struct moment *moment, const char *attribution, const char *notice)
{
	json_key(json, "as_of");
	put_moment(json, moment);
	json_key(json, "attribution");
	json_text(json, attribution);
	json_key(json, "notice");
	json_text(json, *notice ? notice : NULL);
}
