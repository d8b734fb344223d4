#include "agent/core/validation.h"

#include <jansson.h>

#include "agent/core/coverage.h"
#include "common/memory.h"
#include "tests/unit/agent/extract_text.h"

enum { TEXT_BYTES_MAX = 1 << 20 };

static struct text validation(struct reading *reading, bool as_json)
{
	struct text text;

	reading_register(reading);
	text_init_growing(&text, TEXT_BYTES_MAX);
	if (as_json)
		validation_write_json(reading, &text);
	else
		validation_write_text(reading, &text);
	cr_assert_eq(text.error, ERROR_NONE);
	return text;
}

static json_t *validation_json(struct reading *reading)
{
	struct text text = validation(reading, true);
	json_error_t error;
	json_t *root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

	cr_assert_not_null(root, "%s in %s", error.text, text.data);
	text_fini(&text);
	return root;
}

static struct reading *bad_workforce(void)
{
	struct reading *reading = extract_reading_new();

	extract_read(reading, "workers.csv", WORKERS_HEADER "0,SYNTH1,1.2,2015-01-01,,\n1,SYNTH2,,,,\n0,SYNTH3,1,2016-02-01,2015-01-01,\n");
	extract_read(reading, "posts.csv", POSTS_HEADER "2021-09,1,1,many,1,1,1\n");
	extract_read(reading, "other.csv", "a,b\n");
	extract_read(reading, "empty.csv", "");
	cr_assert_eq(reading_file_skip(reading, SLICE_LITERAL("pipe"), "is not a regular file"), ERROR_NONE);
	return reading;
}

Test(validation, as_a_person_reads_it)
{
	struct reading *reading = bad_workforce();
	struct text text = validation(reading, false);

	cr_assert_str_eq(text.data, "Files read\n"
				    "  workers.csv                  workers: 3 rows, 2 refused; 2 errors, 1 warning\n"
				    "  posts.csv                    posts: 1 row, 0 refused; 1 error\n"
				    "  other.csv                    not recognised: has the columns of no known table\n"
				    "  empty.csv                    not recognised: is empty\n"
				    "  pipe                         not recognised: is not a regular file\n"
				    "\n"
				    "Months that can be computed\n"
				    "  social work workforce         September 2021, in part: too many rows were refused for this figure\n"
				    "                                to be trusted\n"
				    "  looked-after children         none: no file of this subject was found\n"
				    "  children in need              none: no file of this subject was found\n"
				    "  given by the council itself   none: no file of this subject was found\n"
				    "\n"
				    "error    file_skipped, 1 time\n"
				    "  the file was left out\n"
				    "    pipe\n"
				    "\n"
				    "error    file_empty, 1 time\n"
				    "  the file is empty\n"
				    "    empty.csv\n"
				    "\n"
				    "error    fte_over_one, 1 time\n"
				    "  FTE is over 1\n"
				    "  bears on: social work workforce\n"
				    "    workers.csv, row 2, column C (FTE)\n"
				    "\n"
				    "error    post_ends_before_start, 1 time\n"
				    "  RoleEndDate is before the start\n"
				    "  bears on: social work workforce\n"
				    "    workers.csv, row 4, column E (RoleEndDate)\n"
				    "\n"
				    "error    figure_malformed, 1 time\n"
				    "  agency_cover_headcount is not a number as 12 or 12.5; the figure is sent as not available\n"
				    "  bears on: social work workforce\n"
				    "    posts.csv, row 2, column D (agency_cover_headcount)\n"
				    "\n"
				    "warning  agency_start_empty, 1 time\n"
				    "  RoleStartDate is empty; the agency worker stands in no month and is not counted\n"
				    "  bears on: social work workforce\n"
				    "    workers.csv, row 3, column D (RoleStartDate)\n"
				    "\n"
				    "note     file_unknown, 1 time\n"
				    "  the file has the columns of no known table\n"
				    "    other.csv, row 1\n"
				    "\n"
				    "5 errors, 1 warning, 1 note\n");
	text_fini(&text);
	reading_free(reading);
}

static const json_t *rule_of(const json_t *root, const char *id)
{
	size_t index;
	json_t *item;

	json_array_foreach(json_object_get(root, "rules"), index, item)
	{
		if (strcmp(json_string_value(json_object_get(item, "rule")), id) == 0)
			return item;
	}
	cr_assert_fail("%s is not among the rules", id);
	return NULL;
}

Test(validation, as_a_script_reads_it)
{
	struct reading *reading = bad_workforce();
	json_t *root = validation_json(reading);
	const json_t *file = json_array_get(json_object_get(root, "files"), 0), *rule, *cell;

	cr_assert_str_eq(json_string_value(json_object_get(file, "table")), "workers");
	cr_assert_eq(json_integer_value(json_object_get(file, "errors")), 2);
	cr_assert_eq(json_integer_value(json_object_get(file, "rows_refused")), 2);
	cr_assert_str_eq(json_string_value(json_object_get(json_array_get(json_object_get(root, "files"), 3), "why_not_used")), "is empty");
	rule = rule_of(root, "post_ends_before_start");
	cell = json_array_get(json_object_get(rule, "cells"), 0);
	cr_assert_str_eq(json_string_value(json_object_get(rule, "severity")), "error");
	cr_assert_eq(json_integer_value(json_object_get(rule, "count")), 1);
	cr_assert_str_eq(json_string_value(json_array_get(json_object_get(rule, "bears_on"), 0)), "social work workforce");
	cr_assert_str_eq(json_string_value(json_object_get(cell, "file")), "workers.csv");
	cr_assert_eq(json_integer_value(json_object_get(cell, "row")), 4);
	cr_assert_str_eq(json_string_value(json_object_get(cell, "column")), "E");
	cr_assert_str_eq(json_string_value(json_object_get(cell, "column_name")), "RoleEndDate");
	rule = rule_of(root, "file_empty");
	cell = json_array_get(json_object_get(rule, "cells"), 0);
	cr_assert_eq(json_array_size(json_object_get(rule, "bears_on")), 0);
	cr_assert(json_is_null(json_object_get(cell, "row")));
	cr_assert(json_is_null(json_object_get(cell, "column")));
	cr_assert(json_is_null(json_object_get(cell, "column_name")));
	cr_assert_eq(json_array_size(json_object_get(root, "coverage")), COVERAGE_PART_COUNT);
	cr_assert_eq(json_integer_value(json_object_get(root, "errors")), 5);
	cr_assert_eq(json_integer_value(json_object_get(root, "warnings")), 1);
	cr_assert_eq(json_integer_value(json_object_get(root, "notes")), 1);
	json_decref(root);
	reading_free(reading);
}

/* XML has no columns: the element stands for the cell. */
Test(validation, elements_have_names_and_no_letters)
{
	static const char census[] = "<Message>\n<Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year>"
				     "<ReferenceDate>2022-03-31</ReferenceDate></CollectionDetails></Header>\n<Children>\n<Child>\n"
				     "<ChildIdentifiers><LAchildID>SYNTH1</LAchildID></ChildIdentifiers>\n"
				     "</Child>\n</Children>\n</Message>\n";
	struct reading *reading = extract_reading_new();
	const json_t *cell;
	struct text text;
	json_t *root;

	extract_read(reading, "a_census_with_a_name_that_is_very_long.xml", census);
	extract_read(reading, "b.csv", "");
	text = validation(reading, false);
	cr_assert(strstr(text.data, "  a_census_with_a_name_that_is_very_long.xml children in need census: "), "%s", text.data);
	cr_assert(strstr(text.data, "\n  b.csv                                    not recognised: is empty\n"), "%s", text.data);
	cr_assert(strstr(text.data, "    a_census_with_a_name_that_is_very_long.xml, row 5, PersonBirthDate\n"), "%s", text.data);
	root = validation_json(reading);
	cell = json_array_get(json_object_get(rule_of(root, "cin_birth_date_missing"), "cells"), 0);
	cr_assert_eq(json_integer_value(json_object_get(cell, "row")), 5);
	cr_assert(json_is_null(json_object_get(cell, "column")));
	cr_assert_str_eq(json_string_value(json_object_get(cell, "column_name")), "PersonBirthDate");
	json_decref(root);
	text_fini(&text);
	reading_free(reading);
}

Test(validation, what_is_not_listed_is_counted)
{
	static char rows[8192];
	struct reading *reading = extract_reading_new();
	struct text text;
	json_t *root;

	strcpy(rows, WORKERS_HEADER);
	for (unsigned i = 0; i < FINDING_PLACES_MAX + 3; i++)
		strcat(rows, "0,SYNTH1,2,2015-01-01,,\n");
	extract_read(reading, "workers.csv", rows);
	text = validation(reading, false);
	cr_assert(strstr(text.data, "error    fte_over_one, 53 times\n"), "%s", text.data);
	cr_assert(strstr(text.data, "    workers.csv, row 51, column C (FTE)\n    and 3 more that are not listed\n"), "%s", text.data);
	root = validation_json(reading);
	cr_assert_eq(json_integer_value(json_object_get(rule_of(root, "fte_over_one"), "cells_not_listed")), 3);
	cr_assert_eq(json_array_size(json_object_get(rule_of(root, "fte_over_one"), "cells")), FINDING_PLACES_MAX);
	json_decref(root);
	text_fini(&text);
	reading_free(reading);
}

Test(validation, columns_are_lettered_as_spreadsheets_do)
{
	static const struct {
		unsigned column;
		const char *letters;
	} table[] = {{0, ""}, {1, "A"}, {26, "Z"}, {27, "AA"}, {52, "AZ"}, {53, "BA"}, {512, "SR"}, {702, "ZZ"}, {703, "AAA"}, {65535, "CRXO"}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char buffer[16];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put_column_letters(&text, table[i].column);
		cr_assert_str_eq(buffer, table[i].letters);
	}
}

Test(validation, sound_files_have_nothing_wrong)
{
	struct reading *reading = extract_reading_new();
	struct validation_totals totals;
	struct text text;

	extract_read(reading, "workers.csv", WORKERS_HEADER "0,SYNTH1,1,2015-01-01,,\n");
	extract_read_posts(reading);
	text = validation(reading, false);
	totals = validation_totals(reading);
	cr_assert_eq(totals.errors + totals.warnings + totals.notes, 0, "%s", text.data);
	cr_assert(strstr(text.data, "\n0 errors, 0 warnings, 0 notes\n"), "%s", text.data);
	text_fini(&text);
	reading_free(reading);
}

/* Every cell that could point to a person, in files in which everything is wrong that can be. */
Test(validation, no_cell_is_shown)
{
	static const char *const needles[] = {"SYNTHX1", "SYNTHX2", "1987-03-17", "17/03/1988", "WA10"};

	for (int as_json = 0; as_json <= 1; as_json++) {
		struct reading *reading = extract_reading_new();
		struct text text;

		extract_read(reading, "workers.csv",
			     WORKERS_HEADER
			     "0,SYNTHX1,SYNTHX2,1987-03-17,17/03/1988,WA10\nSYNTHX1,1987-03-17,WA10,WA10,WA10,WA10\n0,\"SYNTHX1\"WA10,1,,,\n");
		extract_read(reading, "header.csv", "SYNTHX1,1987-03-17\n");
		extract_read(reading, "half.csv", "SWENo,SYNTHX1,FTE\nSYNTHX2\n");
		text = validation(reading, as_json);
		for (size_t i = 0; i < sizeof(needles) / sizeof(needles[0]); i++)
			cr_assert_null(strstr(text.data, needles[i]), "%s in:\n%s", needles[i], text.data);
		text_fini(&text);
		reading_free(reading);
	}
}

Test(validation, every_allocation_may_fail)
{
	struct reading *reading = bad_workforce();

	reading_register(reading);
	for (size_t n = 1;; n++) {
		struct text text;
		size_t allocations;

		memory_fail_at(n);
		text_init_growing(&text, TEXT_BYTES_MAX);
		validation_write_text(reading, &text);
		validation_write_json(reading, &text);
		allocations = memory_fail_at(0);
		cr_assert_eq(text.error, allocations < n ? ERROR_NONE : ERROR_NO_MEMORY, "allocation %zu", n);
		text_fini(&text);
		if (allocations < n)
			break;
	}
	reading_free(reading);
}

/* A sentence follows what it is said of: one column, the file, the row, or cells of several columns. */
Test(validation, sentences_have_a_subject)
{
	static const struct {
		const char *bytes, *sentence;
	} table[] = {
		{"", "  the file is empty\n"},
		{"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"a\">]><x/>", "  the file has a DOCTYPE"},
		{WORKERS_HEADER "0,SYNTH1,2,2015-01-01,,\n", "  FTE is over 1\n"},
		{WORKERS_HEADER "0,SYNTH1,1,2015-01-01,,,\"a\",b\n", "  the row has more cells than the header"},
		{WORKERS_HEADER "0,SYNTH1,1,31/02/2015,,\n0,SYNTH2,1,2015-01-01,31/02/2016,\n", "  the cell is a day that does not exist\n"},
		{"<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children/></Message>",
		 "  ReferenceDate cannot be read or is missing"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = extract_reading_new();
		struct text text;

		extract_read(reading, "some", table[i].bytes);
		text = validation(reading, false);
		cr_assert(strstr(text.data, table[i].sentence), "%zu: %s", i, text.data);
		text_fini(&text);
		reading_free(reading);
	}
}

/* An empty folder, and files of other subjects alone: nothing was looked at, which is no success. */
Test(validation, nothing_that_can_be_used_is_no_success)
{
	struct reading *reading = extract_reading_new();

	cr_assert_not(validation_has_files(reading));
	extract_read(reading, "other.csv", "Town,Street\n");
	cr_assert_not(validation_has_files(reading));
	extract_read(reading, "workers.csv", WORKERS_HEADER);
	cr_assert(validation_has_files(reading));
	reading_free(reading);
}
