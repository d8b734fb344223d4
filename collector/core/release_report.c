#include "collector/core/release_report.h"

void release_report_add(struct release_report *report, uint64_t line, const char *what, const struct council *council, const char *expected)
{
	struct disagreement *known = report->disagreements;
	unsigned count = report->disagreement_count;
	unsigned i = 0;

	while (i < count && (known[i].what != what || known[i].council != council || known[i].expected != expected))
		i++;
	report->disagreeing_rows++;
	if (i < count) {
		known[i].more++;
	} else if (count < DISAGREEMENTS_MAX) {
		known[count] = (struct disagreement){.line = line, .what = what, .council = council, .expected = expected};
		report->disagreement_count++;
	}
}

void release_report_write(const struct release_report *report, const char *name, struct text *text)
{
	for (unsigned i = 0; i < report->disagreement_count; i++) {
		const struct disagreement *disagreement = &report->disagreements[i];

		text_put(text, name);
		text_put(text, ": line ");
		text_put_u64(text, disagreement->line);
		if (disagreement->more) {
			text_put(text, " and ");
			text_put_u64(text, disagreement->more);
			text_put(text, " more");
		}
		text_put(text, ": ");
		text_put(text, disagreement->what);
		if (disagreement->council) {
			text_put(text, " council ");
			text_put_u64(text, disagreement->council->code);
			text_put(text, ", which is ");
			text_put(text, disagreement->expected);
		}
		text_put_char(text, '\n');
	}
}
