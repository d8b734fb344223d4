/* The indicator's page over a scene of a ranking, and what its tests look for in it. */
#pragma once

#include "collector/pages/indicator_page.h"

#include "collector/core/neighbours.h"
#include "collector/core/release.h"
#include "collector/pages/figure_title.h"
#include "common/memory.h"
#include "tests/unit/collector/scene.h"
#include "tests/unit/pages/page_rendering.h"

enum { ROW_BYTES_MAX = 8192, LINE_BYTES_MAX = 512 };

/* The scene's question on the page, with a council in focus or NULL. */
static inline struct question question_of(const struct scene *scene, const char *council)
{
	struct question question = {.indicator = scene->input.indicator,
				    .area = scene->input.area,
				    .source = scene->input.source,
				    .month = scene->input.month,
				    .has_month = true,
				    .moment = scene->input.moment};

	if (council)
		cr_assert_eq(council_parse(slice_from_text(council), &question.council), ERROR_NONE);
	return question;
}

static inline void begin(struct rendering *rendering, struct scene *scene, const char *council)
{
	struct question question = question_of(scene, council);

	rendering_begin(rendering, "indicator", &question);
	rendering->background = scene->cube.background;
	rendering->background.position = 1;
	rendering->facts = (struct page_facts){.has_months = true,
					       .first = month_from(2019, 9),
					       .last = month_from(2021, 9),
					       .has_official = true,
					       .official_first = month_from(2017, 3),
					       .official_last = month_from(2025, 9),
					       .area = area_at(0)};
}

static inline void render(struct rendering *rendering, struct scene *scene, const char *council)
{
	begin(rendering, scene, council);
	cr_assert_eq(rendering_write(rendering), ERROR_NONE, "%s", rendering->problem.sentence);
}

static inline bool has(const struct rendering *rendering, const char *part)
{
	return strstr(rendering->html, part) != NULL;
}

static inline unsigned count_of(const char *text, const char *part)
{
	unsigned count = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		count++;
	return count;
}

/* From the first `begin` behind `from` to the next `end`, as a copy that is valid until the next call. */
static inline const char *part_of(const char *from, const char *begin, const char *end)
{
	static char part[ROW_BYTES_MAX];
	const char *first = strstr(from, begin), *last = first ? strstr(first, end) : NULL;

	cr_assert(first && last && (size_t)(last - first) < sizeof part, "%s", begin);
	memcpy(part, first, (size_t)(last - first));
	part[last - first] = '\0';
	return part;
}

/* A council's row of the ranking's table. */
static inline const char *row_with(const struct rendering *rendering, unsigned code)
{
	char begin[64];

	snprintf(begin, sizeof begin, "<tr data-role=\"council\" data-key=\"%u\"", code);
	return part_of(strstr(rendering->html, "id=\"ranking\""), begin, "</tr>");
}

/* What is to be known of a council's rank. */
static inline const char *rank_with(const struct rendering *rendering, unsigned code)
{
	char begin[64];

	snprintf(begin, sizeof begin, "id=\"rank-%u\"", code);
	return part_of(rendering->html, begin, "</details>");
}
