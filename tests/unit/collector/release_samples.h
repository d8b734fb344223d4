/* Small releases as text, and their reading, for tests. The figures are invented. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/release_reading.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { SAMPLE_BUDGET_BYTES = 64 << 20, SAMPLE_NOW_S = 1763856000 /* 2025-11-23T00:00:00Z */ };

#define PLANS_HEADER "time_period,time_identifier,geographic_level,region_name,old_la_code,new_la_code,la_name,category,CPP_start,CPP_subsequent\n"
#define PLANS_ROW(year, code, ons, name, started, repeat) \
	year ",Reporting year,Local authority,Somewhere," code "," ons "," name ",Plans," started "," repeat "\n"
#define ST_HELENS(year, started, repeat) PLANS_ROW(year, "342", "E08000013", "St. Helens", started, repeat)
#define KNOWSLEY(year, started, repeat)  PLANS_ROW(year, "340", "E08000011", "Knowsley", started, repeat)

struct release_sample {
	struct arena arena;
	struct release release;
	struct release_report report;
	struct problem problem;
	enum error error;
};

/* Reads the text; always end with sample_end. */
static inline void sample_read(struct release_sample *sample, const char *text)
{
	memset(sample, 0, sizeof(*sample));
	arena_init(&sample->arena, SAMPLE_BUDGET_BYTES);
	sample->error = release_read(slice_from_text(text), "FILE", date_of_time(SAMPLE_NOW_S), &sample->arena, &sample->release, &sample->report,
				     &sample->problem);
}

static inline void sample_end(struct release_sample *sample)
{
	arena_fini(&sample->arena);
}

/* The record of the month and council; NULL when there is none. */
static inline const struct release_record *release_find(const struct release *release, struct month month, uint16_t council)
{
	for (uint32_t i = 0; i < release->head.record_count; i++)
		if (month_compare(release->records[i].month, month) == 0 && release->records[i].council == council)
			return &release->records[i];
	return NULL;
}

/* The figure of the month, council and measure, which must be there. */
static inline struct return_measure sample_figure(const struct release_sample *sample, int year, int number, uint16_t council, uint16_t measure)
{
	const struct release_record *record = release_find(&sample->release, month_from(year, number), council);

	cr_assert_not_null(record, "%d-%d %u", year, number, council);
	for (unsigned i = 0; i < record->figure_count; i++)
		if (record->figures[i].number == measure)
			return record->figures[i];
	cr_assert_fail("%u has no measure %u", council, measure);
	return (struct return_measure){0};
}
