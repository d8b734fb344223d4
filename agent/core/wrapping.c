#include "agent/core/wrapping.h"

void text_put_wrapped(struct text *text, struct slice sentence, size_t column)
{
	size_t at = column;

	while (sentence.size) {
		struct slice word = slice_split(&sentence, ' ');

		if (at > column && at + 1 + word.size > WRAPPING_COLUMNS) {
			text_put_char(text, '\n');
			text_put_repeated(text, " ", column);
			at = column;
		} else if (at > column) {
			text_put_char(text, ' ');
			at++;
		}
		text_put_slice(text, word);
		at += word.size;
	}
	text_put_char(text, '\n');
}
