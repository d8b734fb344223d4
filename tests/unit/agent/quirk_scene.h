/*
 * Quirks of real files: one small file, or a few, of tests/data, what is said about them, and the figures that come of them. Every person in them is
 * made up. A test gives its scenes, their folder and the part of the register that measures.
 */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "agent/core/reading.h"
#include "agent/core/sheet.h"
#include "proto/catalogue.h"

enum {
	QUIRK_BUDGET_BYTES = 16 << 20,
	QUIRK_FILE_BYTES_MAX = 1 << 16,
	QUIRK_MEASURES_ROOM = 1024,
	QUIRK_FILES_MAX = 4,
	QUIRK_RULES_MAX = 5,
	QUIRK_FIGURES_MAX = 8,
};

struct quirk_scene {
	const char *files[QUIRK_FILES_MAX];
	enum rule unread; /* why the first file is not read */
	uint64_t refused; /* rows, over all files */
	struct {
		enum rule rule;
		uint64_t count;
	} rules[QUIRK_RULES_MAX]; /* no other rule is met */
	int year, number;         /* the month of the figures; year 0: none are looked at */
	struct {
		enum measure_number measure;
		int64_t value; /* -(reason): none */
	} figures[QUIRK_FIGURES_MAX];
};

struct quirks {
	const char *folder;    /* below tests/data */
	enum rule passed_over; /* what is said of nearly every file, and not looked at; RULE_NONE for nothing */
	void (*measure)(const struct council_register *reg, struct month month, struct sheet *sheet);
	const struct quirk_scene *scenes;
	size_t scene_count;
};

static inline struct slice quirk_load(const char *folder, const char *name, uint8_t bytes[static QUIRK_FILE_BYTES_MAX])
{
	char path[512];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/tests/data/%s/%s", BELLWETHER_SOURCE_DIR, folder, name);
	file = fopen(path, "rb");
	cr_assert_not_null(file, "%s", path);
	size = fread(bytes, 1, QUIRK_FILE_BYTES_MAX, file);
	(void)fclose(file);
	cr_assert_lt(size, QUIRK_FILE_BYTES_MAX);
	return slice_from(bytes, size);
}

/* In pieces of `piece` bytes. */
static inline void quirk_read(struct reading *reading, const char *folder, const char *name, size_t piece)
{
	static uint8_t bytes[QUIRK_FILE_BYTES_MAX];
	struct slice rest = quirk_load(folder, name, bytes);

	cr_assert_eq(reading_file_begin(reading, slice_from_text(name)), ERROR_NONE);
	while (rest.size) {
		size_t size = rest.size < piece ? rest.size : piece;

		cr_assert_eq(reading_file_feed(reading, slice_from(rest.data, size)), ERROR_NONE);
		rest = slice_from(rest.data + size, rest.size - size);
	}
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
}

static inline void quirk_rules_check(const struct quirks *quirks, const struct quirk_scene *scene, const struct council_register *reg)
{
	for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
		uint64_t expected = rule == (unsigned)scene->unread, found = findings_count(reg->findings, (enum rule)rule);

		if (rule == (unsigned)quirks->passed_over)
			continue;
		for (unsigned i = 0; i < QUIRK_RULES_MAX; i++)
			if ((unsigned)scene->rules[i].rule == rule)
				expected = scene->rules[i].count;
		cr_expect_eq(found, expected, "%s: %s is said %llu times", scene->files[0], rule_id((enum rule)rule), (unsigned long long)found);
	}
}

static inline void quirk_figures_check(const struct quirks *quirks, const struct quirk_scene *scene, const struct council_register *reg)
{
	static struct return_measure measures[QUIRK_MEASURES_ROOM];
	struct sheet sheet;

	if (!scene->year)
		return;
	sheet_init(&sheet, measures, QUIRK_MEASURES_ROOM);
	quirks->measure(reg, month_from(scene->year, scene->number), &sheet);
	for (unsigned i = 0; i < QUIRK_FIGURES_MAX && scene->figures[i].measure; i++) {
		const struct return_measure *found = sheet_at(&sheet, scene->figures[i].measure);

		cr_expect_eq(found->symbol ? -(int64_t)found->reason : found->value, scene->figures[i].value, "%s: %s is %lld, reason %u",
			     scene->files[0], catalogue_measure(found->number)->id, (long long)found->value, found->reason);
	}
}

static inline void quirk_scene_check(const struct quirks *quirks, const struct quirk_scene *scene, size_t piece)
{
	struct reading *reading = reading_new(QUIRK_BUDGET_BYTES);
	const struct council_register *reg;
	uint64_t refused = 0;

	cr_assert_not_null(reading);
	for (unsigned i = 0; i < QUIRK_FILES_MAX && scene->files[i]; i++)
		quirk_read(reading, quirks->folder, scene->files[i], piece);
	cr_expect_eq(reading_file_at(reading, 0)->rule, scene->unread, "%s", scene->files[0]);
	for (unsigned i = 0; i < reading_file_count(reading); i++)
		refused += reading_file_at(reading, i)->rows_refused;
	reg = reading_register(reading);
	cr_expect_eq(refused, scene->refused, "%s: %llu rows are refused", scene->files[0], (unsigned long long)refused);
	quirk_rules_check(quirks, scene, reg);
	quirk_figures_check(quirks, scene, reg);
	reading_free(reading);
}

/* Every scene, its files whole and in pieces of several sizes. */
static inline void quirks_check(const struct quirks *quirks)
{
	static const size_t pieces[] = {QUIRK_FILE_BYTES_MAX, 1, 7, 100};

	for (size_t i = 0; i < quirks->scene_count; i++)
		for (size_t j = 0; j < sizeof(pieces) / sizeof(pieces[0]); j++)
			quirk_scene_check(quirks, &quirks->scenes[i], pieces[j]);
}
