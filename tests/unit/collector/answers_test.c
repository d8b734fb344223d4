/* Every question at the first and the last months that can be named. The figures are invented. */
#include "collector/core/answers.h"

#include "collector/core/population.h"
#include "tests/unit/collector/plot.h"

enum { WIDTH = 80, ANSWER_BYTES_MAX = 64 << 20 };

static const int edges[][2] = {{YEAR_MIN, 1}, {YEAR_MIN, 3}, {YEAR_MIN, 4}, {YEAR_MIN + 1, 1}, {YEAR_MAX - 1, 12}, {YEAR_MAX, 12}};

enum { EDGES = sizeof(edges) / sizeof(edges[0]) };

static void month_plot(struct plot *plot, struct month month)
{
	static const uint16_t codes[] = {340, 341, 342};
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (unsigned i = 0; i < 2; i++)
		for (unsigned j = 0; j < sizeof(codes) / sizeof(codes[0]); j++) {
			struct figures *figures = &plot_record(plot, sources[i], codes[j], month)->figures;

			figures_put(figures, MEASURE_VACANCY_FTE, 100 + 10 * (int64_t)j, SYMBOL_NONE);
			figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
		}
}

/* The answer in both forms; one that finds nothing, or spans more months than a chart takes, says so. */
static void ask(struct plot *plot, const struct answer *answer, const struct question *question)
{
	enum error errors[] = {ERROR_NONE, ERROR_NONE};
	struct arena arena;
	struct text text;

	arena_init(&arena, ANSWER_BYTES_MAX);
	text_init_growing(&text, ANSWER_BYTES_MAX);
	errors[0] = answer->write(&plot->cube.background, question, &arena, &text, &plot->problem);
	text_fini(&text);
	text_init_growing(&text, ANSWER_BYTES_MAX);
	if (answer->write_terminal)
		errors[1] = answer->write_terminal(&plot->cube.background, question, WIDTH, &arena, &text, &plot->problem);
	for (unsigned i = 0; i < 2; i++)
		cr_expect(errors[i] == ERROR_NONE || errors[i] == ERROR_NOT_FOUND || errors[i] == ERROR_LIMIT, "%s, %d-%02d: %s", answer->name,
			  month_year(question->month), month_number(question->month), error_name(errors[i]));
	text_fini(&text);
	arena_fini(&arena);
}

static void ask_all(struct plot *plot, const char *indicator, enum cube_source source, struct month month)
{
	struct question question = {.indicator = catalogue_indicator_find(slice_from_text(indicator)),
				    .area = area_find(SLICE_LITERAL("North West")),
				    .council = council_find(342),
				    .source = source,
				    .has_month = true,
				    .has_first = true,
				    .has_last = true,
				    .month = month,
				    .first = month_from(YEAR_MIN, 1),
				    .last = month_from(YEAR_MAX, 12)};

	cr_assert_not_null(question.indicator, "%s", indicator);
	for (unsigned i = 0; i < answer_count(); i++) {
		struct question asked = question;

		if (!(answer_at(i)->required & ASK_AREA))
			asked.area = NULL; /* a chart is of a council or of an area */
		ask(plot, answer_at(i), &asked);
	}
}

Test(answers, the_first_and_the_last_months_are_months)
{
	static struct plot plot;

	plot_begin(&plot, "vacancy_rate_fte");
	for (unsigned i = 0; i < EDGES; i++)
		month_plot(&plot, month_from(edges[i][0], edges[i][1]));
	plot_make(&plot);
	for (unsigned i = 0; i < EDGES; i++) {
		struct month month = month_from(edges[i][0], edges[i][1]);

		ask_all(&plot, "vacancy_rate_fte", SOURCE_RETURNS, month);
		ask_all(&plot, "cla_rate_per_10000", SOURCE_RETURNS, month);
		ask_all(&plot, "cla_rate_per_10000", SOURCE_OFFICIAL, month);
	}
	plot_end(&plot);
}

Test(answers, the_population_is_of_the_june_of_the_year_that_began_in_april)
{
	static const int months[][4] = {{2025, 3, 2024, 6}, {2025, 4, 2025, 6}, {2025, 12, 2025, 6}, {YEAR_MIN, 1, YEAR_MIN - 1, 6}};

	for (unsigned i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		struct month found = population_month(month_from(months[i][0], months[i][1]));

		cr_expect_eq(month_year(found), months[i][2]);
		cr_expect_eq(month_number(found), months[i][3]);
	}
}
