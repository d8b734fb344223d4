/* A cube of many months and indicators for tests, figure by figure in any order. The figures are invented. */
#pragma once

#include <criterion/criterion.h>
#include <stdlib.h>

#include "collector/core/release.h"
#include "tests/support/memory_cube.h"
#include "tests/unit/collector/figures.h"

enum { PLOT_RECORDS_MAX = 16384, PLOT_BUDGET_BYTES = 64 << 20 };

struct plot_record {
	enum cube_source source;
	struct figures figures;
	struct cube_origin origin;
	uint8_t measure_origins[FIGURES_MAX];
};

struct plot {
	struct arena arena;
	unsigned count;
	struct plot_record *records[PLOT_RECORDS_MAX];
	struct memory_cube cube; /* once it is made */
	struct question question;
	struct problem problem;
};

static inline void plot_begin(struct plot *plot, const char *indicator)
{
	memset(plot, 0, sizeof(*plot));
	arena_init(&plot->arena, PLOT_BUDGET_BYTES);
	plot->question = (struct question){.indicator = catalogue_indicator_find(slice_from_text(indicator)), .source = SOURCE_RETURNS};
}

static inline void plot_end(struct plot *plot)
{
	memory_cube_end(&plot->cube);
	arena_fini(&plot->arena);
}

/* The council's record of the month, made when it is not there yet; of a release its vintage is the month. */
static inline struct plot_record *plot_record(struct plot *plot, enum cube_source source, uint16_t council, struct month month)
{
	struct plot_record *record;

	for (unsigned i = plot->count; i-- > 0;)
		if (plot->records[i]->source == source && plot->records[i]->figures.record.council == council &&
		    month_compare(plot->records[i]->figures.record.month, month) == 0)
			return plot->records[i];
	cr_assert_lt(plot->count, PLOT_RECORDS_MAX);
	record = arena_take(&plot->arena, 1, sizeof(*record));
	cr_assert_not_null(record);
	plot->records[plot->count++] = record;
	record->source = source;
	figures_begin(&record->figures, council, month);
	if (source == SOURCE_OFFICIAL) {
		record->origin = (struct cube_origin){RELEASE_CHAIN_BASE + DATASET_WORKFORCE, 1, month, 0};
		record->figures.record.revision = 0;
		record->figures.record.origin_count = 1;
		record->figures.record.origins = &record->origin;
		record->figures.record.measure_origins = record->measure_origins;
	}
	return record;
}

/* A vacancy rate of `tenths` of a per cent out of `posts` hundreds of posts, or the symbol. */
static inline struct plot_record *plot_put(struct plot *plot, uint16_t council, struct month month, int64_t tenths, enum symbol symbol)
{
	struct plot_record *record = plot_record(plot, plot->question.source, council, month);

	figures_put(&record->figures, MEASURE_VACANCY_FTE, tenths, symbol);
	figures_put(&record->figures, MEASURE_INPOST_FTE, 1000 - tenths, SYMBOL_NONE);
	return record;
}

static inline int plot_compare(const void *left, const void *right)
{
	const struct plot_record *a = *(struct plot_record *const *)left;
	const struct plot_record *b = *(struct plot_record *const *)right;

	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	if (month_compare(a->figures.record.month, b->figures.record.month))
		return month_compare(a->figures.record.month, b->figures.record.month);
	return (int)a->figures.record.council - (int)b->figures.record.council;
}

/* Puts all that there is into the cube. */
static inline void plot_make(struct plot *plot)
{
	struct cube_record *records = arena_take(&plot->arena, plot->count + 1, sizeof(*records));
	unsigned begin = 0;

	cr_assert_not_null(records);
	memory_cube_begin(&plot->cube);
	qsort(plot->records, plot->count, sizeof(plot->records[0]), plot_compare);
	for (unsigned i = 0; i < plot->count; i++) {
		bool is_last = i + 1 == plot->count || plot->records[i + 1]->source != plot->records[i]->source ||
			       month_compare(plot->records[i + 1]->figures.record.month, plot->records[i]->figures.record.month) != 0;

		records[i] = plot->records[i]->figures.record;
		if (!is_last)
			continue;
		memory_cube_put(&plot->cube, plot->records[i]->source, records[i].month, &records[begin], i + 1 - begin);
		begin = i + 1;
	}
}

/* The answer of the question, as JSON or for a terminal; it ends with text_fini. */
static inline struct text plot_write(struct plot *plot, enum error (*write)(const struct background *, const struct question *, struct arena *,
									    struct text *, struct problem *))
{
	struct text text;

	text_init_growing(&text, 4 << 20);
	cr_assert_eq(write(&plot->cube.background, &plot->question, &plot->arena, &text, &plot->problem), ERROR_NONE, "%s", plot->problem.sentence);
	return text;
}

static inline struct text plot_write_terminal(struct plot *plot,
					      enum error (*write)(const struct background *, const struct question *, unsigned, struct arena *,
								  struct text *, struct problem *),
					      unsigned width)
{
	struct text text;

	text_init_growing(&text, 4 << 20);
	cr_assert_eq(write(&plot->cube.background, &plot->question, width, &plot->arena, &text, &plot->problem), ERROR_NONE, "%s",
		     plot->problem.sentence);
	return text;
}

/* No line is wider. */
static inline void expect_width(const char *written, unsigned width)
{
	const char *line = written;

	for (const char *end; (end = strchr(line, '\n')); line = end + 1) {
		unsigned columns = 0;

		for (const char *c = line; c < end; c++)
			columns += ((unsigned char)*c & 0xc0) != 0x80;
		cr_expect_leq(columns, width, "%u columns: %.*s", columns, (int)(end - line), line);
	}
}
