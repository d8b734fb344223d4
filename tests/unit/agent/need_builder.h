/* Builds a children-in-need part out of texts, for its tests. Identifiers are as synthetic as they look. */
#pragma once

#include <criterion/criterion.h>

#include "agent/core/children_in_need.h"
#include "agent/core/children_in_need_codes.h"
#include "proto/catalogue.h"

enum { NEED_BUDGET_BYTES = 16 << 20, NEED_MEASURES_ROOM = 512 };

struct need_scene {
	struct children_in_need *part;
	struct findings *findings;
	uint32_t line;
	struct return_measure measures[NEED_MEASURES_ROOM];
	struct sheet sheet;
};

static inline void need_scene_open(struct need_scene *scene)
{
	*scene = (struct need_scene){.part = children_in_need_new(NEED_BUDGET_BYTES), .findings = findings_new()};
	cr_assert(scene->part && scene->findings);
}

static inline void need_scene_close(struct need_scene *scene)
{
	children_in_need_free(scene->part);
	findings_free(scene->findings);
}

/* "2021-03-31"; NULL is `absent`. */
static inline struct date need_day(const char *text, int32_t absent)
{
	struct date date = {absent};

	if (text)
		cr_assert_eq(date_parse(slice_from_text(text), &date), ERROR_NONE, "%s", text);
	return date;
}

static inline void need_census(struct need_scene *scene, uint8_t file, const char *reference_date, uint16_t council)
{
	struct need_census census = {.last = need_day(reference_date, 0), .council = council, .is_dated = reference_date != NULL};

	children_in_need_saw_census(scene->part, file, &census);
}

static inline uint32_t need_child(struct need_scene *scene, const char *id)
{
	uint32_t child = 0;

	cr_assert_eq(children_in_need_child(scene->part, slice_from_text(id), &child), ERROR_NONE);
	return child;
}

struct need_words {
	uint8_t file;
	const char *id, *start, *end;
	uint8_t group, need, flags;
};

static inline void need_add(struct need_scene *scene, enum need_kind kind, struct need_words words)
{
	struct need_record record = {
		.child = need_child(scene, words.id ? words.id : "SYNTH1"),
		.start = need_day(words.start, NEED_DAY_UNKNOWN),
		.end = need_day(words.end, NEED_DAY_OPEN),
		.line = ++scene->line,
		.file = words.file,
		.group = words.group,
		.need = words.need,
		.flags = words.flags,
	};

	cr_assert_eq(children_in_need_add(scene->part, kind, &record), ERROR_NONE);
}

#define NEED_ADD(scene, kind, ...) need_add((scene), (kind), (struct need_words){__VA_ARGS__})

/* Closes the part on the first call, and takes the month's measures. */
static inline void need_measure(struct need_scene *scene, int year, int number)
{
	cr_assert_eq(children_in_need_close(scene->part, scene->findings), ERROR_NONE);
	sheet_init(&scene->sheet, scene->measures, NEED_MEASURES_ROOM);
	children_in_need_measure(scene->part, month_from(year, number), &scene->sheet);
}

/* The value; -(reason) when there is none. */
static inline int64_t need_value(const struct need_scene *scene, enum measure_number measure)
{
	const struct return_measure *found = sheet_at(&scene->sheet, measure);

	return found->symbol ? -(int64_t)found->reason : found->value;
}
