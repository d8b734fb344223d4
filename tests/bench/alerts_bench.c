/* What the early warnings of a month cost over 60 months of all councils' returns, with the columns kept, as a store keeps them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "collector/core/alerts.h"
#include "tests/bench/peer_data.h"

enum { ARENA_BYTES = 1 << 30, QUESTION_BYTES = 64 << 20, ROUNDS = 20 };

struct kept {
	struct data data;
	struct arena arena;
	struct month months[DATA_MONTHS];
	struct column columns[DATA_MONTHS + 1][DATA_INDICATORS_MAX]; /* by place in the catalogue; the last of months without figures */
};

static void insist(bool holds)
{
	if (!holds) {
		fprintf(stderr, "there is not enough memory\n");
		exit(1);
	}
}

static double processor_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static enum error kept_column(void *context, enum cube_source source, const struct indicator *indicator, struct month month,
			      const struct column **out)
{
	struct kept *kept = context;
	int place = month.index - kept->months[0].index;

	(void)source;
	*out = &kept->columns[place < 0 || place >= DATA_MONTHS ? DATA_MONTHS : place][catalogue_indicator_place(indicator)];
	return ERROR_NONE;
}

static enum error kept_months(void *context, enum cube_source source, const struct month **months, unsigned *count)
{
	struct kept *kept = context;

	(void)source;
	*months = kept->months;
	*count = DATA_MONTHS;
	return ERROR_NONE;
}

static void record_fill(struct kept *kept, unsigned council, unsigned month, struct cube_record *out)
{
	struct return_measure *measures = arena_take(&kept->arena, kept->data.measure_count, sizeof(*measures));

	insist(measures);
	for (unsigned i = 0; i < kept->data.measure_count; i++) {
		int64_t value = data_value(&kept->data, council, month, i);

		measures[i].number = kept->data.measures[i];
		measures[i].symbol = value == DATA_MISSING ? SYMBOL_X : SYMBOL_NONE;
		measures[i].value = value == DATA_MISSING ? 0 : value;
	}
	*out = (struct cube_record){.council = kept->data.councils[council].code,
				    .month = data_month(month),
				    .revision = 1,
				    .sequence = 1,
				    .measure_count = kept->data.measure_count,
				    .measures = measures};
}

static void kept_fill(struct kept *kept)
{
	for (unsigned month = 0; month <= DATA_MONTHS; month++) {
		struct cube_record *records = arena_take(&kept->arena, kept->data.council_count, sizeof(*records));

		insist(records);
		for (unsigned council = 0; month < DATA_MONTHS && council < kept->data.council_count; council++)
			record_fill(kept, council, month, &records[council]);
		for (unsigned i = 0; i < catalogue_indicator_count(); i++)
			insist(!column_make(catalogue_indicator_at(i), SOURCE_RETURNS, data_month(month), records,
					    month < DATA_MONTHS ? kept->data.council_count : 0, &kept->arena, &kept->columns[month][i]));
		if (month < DATA_MONTHS)
			kept->months[month] = data_month(month);
	}
}

static void measure(struct kept *kept, const char *area)
{
	struct cube_view view = {.context = kept, .column = kept_column, .months = kept_months};
	struct background background = {.cube = &view, .notice = ""};
	struct question question = {.area = area_find(slice_from_text(area)), .source = SOURCE_RETURNS, .month = kept->months[DATA_MONTHS - 1]};
	double best_s = 1e9;
	struct alerts alerts;
	struct arena arena;

	arena_init(&arena, QUESTION_BYTES);
	for (unsigned round = 0; round < ROUNDS; round++) {
		double begin_s = processor_s();

		insist(!alerts_make(&background, &question, &arena, &alerts));
		best_s = fmin(best_s, processor_s() - begin_s);
		arena_reset(&arena);
	}
	arena_fini(&arena);
	printf("early warnings, %s, %u tests of %u indicators (%u by chart), joined signals and their record: %.1f ms of processor time\n", area,
	       alerts.made, alerts.indicator_count, alerts.by_chart, 1000 * best_s);
}

int main(void)
{
	static struct kept kept;

	data_init(&kept.data, 1);
	arena_init(&kept.arena, ARENA_BYTES);
	kept_fill(&kept);
	measure(&kept, "North West");
	measure(&kept, "England");
	arena_fini(&kept.arena);
	return 0;
}
