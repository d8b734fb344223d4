/* What every answer says of its figures as a whole: each one of the past says so, in JSON and for a terminal. The figures are invented. */
#include "collector/core/provenance.h"

#include <jansson.h>

#include "collector/core/answers.h"
#include "tests/unit/collector/plot.h"

enum { WIDTH = 100 };

static struct moment moment_all(void)
{
	struct moment moment = {.has_date = true, .has_vintage = true, .vintage = month_from(2025, 9)};

	cr_assert_eq(date_from(2026, 3, 5, &moment.date), ERROR_NONE);
	return moment;
}

static void expect_sentence(const struct moment *moment, const char *expected)
{
	char bytes[200];
	struct text text;

	text_init_fixed(&text, bytes, sizeof bytes);
	moment_put(&text, moment);
	cr_expect_str_eq(bytes, expected);
}

Test(provenance, a_moment_in_words)
{
	struct moment moment = moment_all();

	expect_sentence(&(struct moment){0}, "");
	expect_sentence(&moment, "As known on 5 March 2026, with releases up to September 2025 only.");
	moment.has_vintage = false;
	expect_sentence(&moment, "As known on 5 March 2026.");
	moment = (struct moment){.has_position = true, .position = 575};
	expect_sentence(&moment, "As known at position 575 of the ledger.");
	moment = (struct moment){.has_vintage = true, .vintage = month_from(2025, 9)};
	expect_sentence(&moment, "As known with releases up to September 2025 only.");
}

/* What the answer must be asked, and one council of the plot or its region. */
static void plot_ask(struct plot *plot, const struct answer *answer, const struct moment *moment)
{
	bool is_of_area = answer->required & ASK_AREA;

	plot->question = (struct question){
		.indicator = answer->allowed & ASK_INDICATOR ? catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")) : NULL,
		.area = is_of_area ? area_find(SLICE_LITERAL("North West")) : NULL,
		.council = !is_of_area && answer->allowed & ASK_COUNCIL ? council_find(342) : NULL,
		.source = SOURCE_RETURNS,
		.has_month = (answer->allowed & ASK_MONTH) != 0,
		.month = month_from(2026, 2),
		.moment = *moment,
	};
}

static void plot_fill(struct plot *plot)
{
	plot_begin(plot, "vacancy_rate_fte");
	for (int number = 1; number <= 2; number++) {
		plot_put(plot, 342, month_from(2026, number), 100 + 10 * number, SYMBOL_NONE);
		plot_put(plot, 350, month_from(2026, number), 200, SYMBOL_NONE);
	}
	plot_make(plot);
	plot->cube.background.notice = "These are invented.";
}

/* The answer's object; json_decref when done. */
static json_t *answer_json(struct plot *plot, const struct answer *answer)
{
	struct text text = plot_write(plot, answer->write);
	json_t *json = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, NULL);

	cr_assert_not_null(json, "%s", answer->name);
	text_fini(&text);
	return json;
}

Test(provenance, every_answer_says_its_moment)
{
	static struct plot plot;
	struct moment now = {0}, past = moment_all();
	unsigned count = 0;

	plot_fill(&plot);
	for (unsigned i = 0; i < answer_count(); i++) {
		const struct answer *answer = answer_at(i);
		json_t *json, *as_of;

		if (!(answer->allowed & ASK_MOMENT))
			continue;
		plot_ask(&plot, answer, &now);
		json = answer_json(&plot, answer);
		cr_expect(json_is_null(json_object_get(json, "as_of")), "%s", answer->name);
		cr_expect_str_eq(json_string_value(json_object_get(json, "notice")), "These are invented.", "%s", answer->name);
		cr_expect_not_null(json_object_get(json, "attribution"), "%s", answer->name);
		json_decref(json);
		plot_ask(&plot, answer, &past);
		json = answer_json(&plot, answer);
		as_of = json_object_get(json, "as_of");
		cr_expect_str_eq(json_string_value(json_object_get(as_of, "date")), "2026-03-05", "%s", answer->name);
		cr_expect(json_is_null(json_object_get(as_of, "position")), "%s", answer->name);
		cr_expect_str_eq(json_string_value(json_object_get(as_of, "vintage")), "2025-09", "%s", answer->name);
		json_decref(json);
		count++;
	}
	cr_expect_gt(count, 10);
	plot_end(&plot);
}

Test(provenance, every_terminal_answer_says_its_moment)
{
	static struct plot plot;
	struct moment now = {0}, past = moment_all();

	plot_fill(&plot);
	for (unsigned i = 0; i < answer_count(); i++) {
		const struct answer *answer = answer_at(i);
		struct text text;

		if (!(answer->allowed & ASK_MOMENT) || !answer->write_terminal)
			continue;
		plot_ask(&plot, answer, &now);
		text = plot_write_terminal(&plot, answer->write_terminal, WIDTH);
		cr_expect_null(strstr(text.data, "As known"), "%s", answer->name);
		text_fini(&text);
		plot_ask(&plot, answer, &past);
		text = plot_write_terminal(&plot, answer->write_terminal, WIDTH);
		cr_expect_not_null(strstr(text.data, "\nAs known on 5 March 2026, with releases up to September 2025 only.\n"), "%s: %s",
				   answer->name, text.data);
		text_fini(&text);
	}
	plot_end(&plot);
}
