#include "proto/councils.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The published lists that the tables were carried over from, where they lie beside the project. */
#define PUBLISHED_COUNCILS   BELLWETHER_SOURCE_DIR "/../shared/data/councils.csv"
#define PUBLISHED_NEIGHBOURS BELLWETHER_SOURCE_DIR "/../shared/data/neighbours_2025.csv"

enum { LINE_SIZE = 1024, COLUMNS_MAX = 16, COUNCIL_COUNT = 158, COUNCIL_COUNT_2025 = 153 };

static struct date on(int year, int number, int day)
{
	struct date date;
	cr_assert_eq(date_from(year, number, day, &date), ERROR_NONE);
	return date;
}

static unsigned count_in(const char *area, struct date date)
{
	unsigned count = 0;
	const struct area *found = area_find(slice_from_text(area));
	cr_assert_not_null(found, "%s", area);
	for (unsigned i = 0; i < council_count(); i++)
		count += area_has(found, council_at(i)) && council_exists_on(council_at(i), date);
	return count;
}

Test(councils, are_in_ascending_order_and_found_by_code)
{
	cr_assert_eq(council_count(), COUNCIL_COUNT);
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		cr_assert(i == 0 || council->code > council_at(i - 1)->code, "%u", council->code);
		cr_assert_eq(council_find(council->code), council);
	}
	const uint16_t strangers[] = {0, 1, 200, 343 - 100, 339, 944, 999, UINT16_MAX};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
		cr_assert_null(council_find(strangers[i]), "%u", strangers[i]);
}

Test(councils, codes_as_text)
{
	static const struct {
		const char *text;
		enum error expected;
	} rows[] = {
		{"342", ERROR_NONE},      {"201", ERROR_NONE},      {"943", ERROR_NONE},      {"000", ERROR_NOT_FOUND},
		{"999", ERROR_NOT_FOUND}, {"", ERROR_MALFORMED},    {"34", ERROR_MALFORMED},  {"0342", ERROR_MALFORMED},
		{"34x", ERROR_MALFORMED}, {" 42", ERROR_MALFORMED}, {"-42", ERROR_MALFORMED}, {"E08000013", ERROR_MALFORMED},
	};
	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct council *council = NULL;
		cr_assert_eq(council_parse(slice_from_text(rows[i].text), &council), rows[i].expected, "%s", rows[i].text);
		cr_assert_eq(council != NULL, rows[i].expected == ERROR_NONE, "%s", rows[i].text);
		if (council != NULL)
			cr_assert_eq(council->code, atoi(rows[i].text));
	}
}

Test(councils, areas_have_the_councils_of_their_time)
{
	static const struct {
		const char *area;
		int year, number, day;
		unsigned expected;
	} rows[] = {
		{"North West", 2021, 9, 30, 23},   {"North West", 2023, 3, 31, 23},   {"North West", 2023, 4, 1, 24},
		{"East Midlands", 2021, 3, 31, 9}, {"East Midlands", 2021, 4, 1, 10}, {"South West", 2019, 3, 31, 16},
		{"South West", 2019, 4, 1, 15},    {"London", 2021, 9, 30, 33},       {"Inner London", 2021, 9, 30, 14},
		{"Outer London", 2021, 9, 30, 19}, {"England", 2019, 3, 31, 152},     {"England", 2019, 9, 30, 151},
		{"England", 2021, 9, 30, 152},     {"England", 2025, 9, 30, 153},
	};
	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		unsigned count = count_in(rows[i].area, on(rows[i].year, rows[i].number, rows[i].day));
		cr_assert_eq(count, rows[i].expected, "%s %d-%d: %u", rows[i].area, rows[i].year, rows[i].number, count);
	}
}

Test(councils, belong_to_england_and_to_one_region)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		unsigned regions = 0;
		unsigned parts = 0;
		for (unsigned j = 0; j < area_count(); j++) {
			const struct area *area = area_at(j);
			if (!area_has(area, council))
				continue;
			regions += area->kind == AREA_REGION;
			parts += area->kind == AREA_INNER_LONDON || area->kind == AREA_OUTER_LONDON;
			if (area->kind == AREA_REGION)
				cr_assert_str_eq(area->name, council->region_name);
		}
		cr_assert_eq(regions, 1, "%u", council->code);
		cr_assert_eq(parts, strcmp(council->region_name, "London") == 0 ? 1 : 0, "%u", council->code);
		cr_assert(area_has(area_at(0), council));
	}
}

Test(councils, areas_are_found_by_name_and_code_in_any_case)
{
	static const struct {
		const char *text;
		const char *code;
	} rows[] = {
		{"England", "E92000001"},    {"e92000001", "E92000001"},    {"north west", "E12000002"},
		{"NORTH WEST", "E12000002"}, {"E12000002", "E12000002"},    {"yorkshire and the humber", "E12000003"},
		{"London", "E12000007"},     {"inner london", "E13000001"}, {"Outer London", "E13000002"},
		{"E13000002", "E13000002"},
	};
	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct area *area = area_find(slice_from_text(rows[i].text));
		cr_assert_not_null(area, "%s", rows[i].text);
		cr_assert_str_eq(area->code, rows[i].code);
	}
	const char *strangers[] = {"", "North", "North West ", "E12000010", "Wales", "North\tWest"};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
		cr_assert_null(area_find(slice_from_text(strangers[i])), "%s", strangers[i]);
}

Test(councils, areas_in_a_sentence)
{
	char buffer[512];
	struct text text;
	text_init_fixed(&text, buffer, sizeof buffer);
	area_list(&text);
	cr_assert_str_eq(buffer, "England, North East, North West, Yorkshire and The Humber, East Midlands, West Midlands, East of England, London, "
				 "South East, South West, Inner London, Outer London");
}

Test(councils, successors_begin_the_day_after)
{
	unsigned ended = 0;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		for (unsigned j = 0; j < SUCCESSOR_COUNT_MAX && council->successors[j] != 0; j++) {
			const struct council *successor = council_find(council->successors[j]);
			cr_assert_not_null(successor, "%u", council->code);
			cr_assert_eq(successor->valid_from.days, council->valid_to.days + 1, "%u", council->code);
			cr_assert_str_eq(successor->region_code, council->region_code);
		}
		cr_assert_eq(council->successors[0] != 0, council->valid_to.days != INT32_MAX, "%u", council->code);
		ended += council->valid_to.days != INT32_MAX;
	}
	cr_assert_eq(ended, 5);
}

Test(councils, cumbria)
{
	const struct council *cumbria = council_find(909);
	cr_assert_str_eq(cumbria->name, "Cumbria");
	cr_assert_eq(cumbria->valid_to.days, on(2023, 3, 31).days);
	cr_assert(council_exists_on(cumbria, on(2017, 1, 1)));
	cr_assert(council_exists_on(cumbria, on(2023, 3, 31)));
	cr_assert_not(council_exists_on(cumbria, on(2023, 4, 1)));
	cr_assert_eq(cumbria->successors[0], 942);
	cr_assert_eq(cumbria->successors[1], 943);
	cr_assert_not(council_exists_on(council_find(942), on(2023, 3, 31)));
	cr_assert(council_exists_on(council_find(942), on(2023, 4, 1)));
}

Test(councils, know_whom_they_replaced)
{
	static const struct {
		uint16_t council;
		unsigned count;
		uint16_t predecessors[3];
	} table[] = {
		{838, 1, {835}}, {839, 3, {835, 836, 837}}, {940, 1, {928}}, {941, 1, {928}},
		{942, 1, {909}}, {943, 1, {909}},           {342, 0, {0}},   {909, 0, {0}},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct council *predecessors[PREDECESSOR_COUNT_MAX];

		cr_assert_eq(council_predecessors(council_find(table[i].council), predecessors), table[i].count, "row %zu", i);
		for (unsigned j = 0; j < table[i].count; j++)
			cr_expect_eq(predecessors[j]->code, table[i].predecessors[j], "row %zu", i);
	}
}

Test(councils, of_an_area_with_its_region)
{
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(area_find(SLICE_LITERAL("North West")), councils);

	cr_assert_eq(count, 25, "%u: 24 of today and Cumbria", count);
	for (unsigned i = 0; i < count; i++) {
		cr_expect(i == 0 || councils[i - 1]->code < councils[i]->code);
		cr_expect_str_eq(council_region(councils[i])->name, "North West");
	}
}

Test(councils, of_every_area_that_is_always_there)
{
	for (unsigned i = 0; i < area_count(); i++) {
		const struct council *councils[COUNCIL_COUNT_MAX];
		unsigned count = area_councils(area_at(i), councils), place = 0;

		for (unsigned j = 0; j < council_count(); j++) {
			if (!area_has(area_at(i), council_at(j)))
				continue;
			cr_assert_lt(place, count, "%s lacks %u", area_at(i)->name, council_at(j)->code);
			cr_expect_eq(councils[place++], council_at(j), "%s, place %u", area_at(i)->name, place);
		}
		cr_expect_eq(place, count, "%s has too many", area_at(i)->name);
	}
}

Test(councils, exceptions_are_those_that_are_not_always_there_alone)
{
	const struct council *exceptions[COUNCIL_COUNT_MAX];
	unsigned count = council_exceptions(exceptions), place = 0;

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);

		if (council->valid_from.days == INT32_MIN && council->valid_to.days == INT32_MAX && !council->joint_with)
			continue;
		cr_assert_lt(place, count);
		cr_expect_eq(exceptions[place++], council, "%u", council->code);
	}
	cr_expect_eq(place, count);
	cr_expect_eq(count, 13, "%u: five that went, six that came, two others with one workforce", count);
}

Test(councils, joint_returns_are_mutual)
{
	unsigned joint = 0;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		if (council->joint_with == 0)
			continue;
		joint++;
		cr_assert_eq(council_find(council->joint_with)->joint_with, council->code);
	}
	cr_assert_eq(joint, 4);
	cr_assert_eq(council_find(314)->joint_with, 318);
	cr_assert_eq(council_find(940)->joint_with, 941);
}

static bool has_neighbour(const struct council *council, uint16_t code)
{
	for (unsigned i = 0; i < NEIGHBOUR_COUNT; i++) {
		if (council->neighbours[i] == code)
			return true;
	}
	return false;
}

Test(councils, neighbours_exist_are_distinct_and_mostly_mutual)
{
	unsigned links = 0;
	unsigned mutual = 0;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		cr_assert_eq(council->neighbours[0] != 0, council->valid_to.days == INT32_MAX, "%u", council->code);
		for (unsigned j = 0; j < NEIGHBOUR_COUNT && council->neighbours[0] != 0; j++) {
			uint16_t code = council->neighbours[j];
			const struct council *neighbour = council_find(code);
			cr_assert(neighbour != NULL && neighbour != council, "%u", council->code);
			for (unsigned k = j + 1; k < NEIGHBOUR_COUNT; k++)
				cr_assert_neq(council->neighbours[k], code, "%u", council->code);
			links++;
			mutual += has_neighbour(neighbour, council->code);
		}
	}
	cr_assert_eq(links, 1530);
	cr_assert_eq(mutual, 938);
}

Test(councils, ons_codes_are_unique_over_all_times)
{
	const char *codes[COUNCIL_COUNT_MAX * (1 + FORMER_ONS_COUNT_MAX)];
	unsigned count = 0;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		codes[count++] = council->ons_code;
		for (unsigned j = 0; j < FORMER_ONS_COUNT_MAX && council->ons_codes_before[j] != NULL; j++)
			codes[count++] = council->ons_codes_before[j];
	}
	cr_assert_eq(count, COUNCIL_COUNT + 5);
	for (unsigned i = 0; i < count; i++) {
		cr_assert_eq(strlen(codes[i]), 9, "%s", codes[i]);
		for (unsigned j = i + 1; j < count; j++)
			cr_assert_str_neq(codes[i], codes[j]);
	}
}

/* One line of a CSV file into its columns, quotes taken off; the number of columns. */
static unsigned split_line(char *line, char *columns[COLUMNS_MAX])
{
	unsigned count = 0;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *rest = line; rest != NULL && count < COLUMNS_MAX; count++) {
		char end = ',';
		if (*rest == '"') {
			rest++;
			end = '"';
		}
		columns[count] = rest;
		rest = strchr(rest, end);
		if (rest != NULL)
			*rest++ = '\0';
		if (rest != NULL && end == '"')
			rest = *rest == ',' ? rest + 1 : NULL;
	}
	return count;
}

static FILE *open_published(const char *path)
{
	char header[LINE_SIZE];
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		fprintf(stderr, "skipped: the official council tables are not beside the repository (../shared/data)\n");
		cr_skip_test("%s is not there: the table is not compared with it", path);
	}
	cr_assert_not_null(fgets(header, sizeof header, file));
	return file;
}

static int32_t published_day(const char *text, int32_t otherwise)
{
	struct date date;
	if (*text == '\0')
		return otherwise;
	cr_assert_eq(date_parse(slice_from_text(text), &date), ERROR_NONE);
	return date.days;
}

static void assert_ons_codes(const struct council *council, const char *current, const char *previous, const char *newer)
{
	unsigned before = 0;
	if (*previous != '\0')
		cr_assert_str_eq(council->ons_codes_before[before++], previous);
	if (*newer != '\0')
		cr_assert_str_eq(council->ons_codes_before[before++], current);
	cr_assert_str_eq(council->ons_code, *newer != '\0' ? newer : current);
	cr_assert_null(council->ons_codes_before[before]);
}

Test(councils, every_row_is_as_published)
{
	static const char *london[] = {[LONDON_NOT] = "", [LONDON_INNER] = "Inner London", [LONDON_OUTER] = "Outer London"};
	char line[LINE_SIZE];
	char expected[32];
	char *columns[COLUMNS_MAX];
	unsigned rows = 0;
	FILE *file = open_published(PUBLISHED_COUNCILS);
	for (; fgets(line, sizeof line, file) != NULL; rows++) {
		cr_assert_eq(split_line(line, columns), 14, "row %u", rows);
		const struct council *council = council_at(rows);
		cr_assert_eq(council->code, atoi(columns[0]));
		cr_assert_str_eq(council->name, columns[1]);
		cr_assert_str_eq(council->type, columns[3]);
		cr_assert_str_eq(council->region_code, columns[4]);
		cr_assert_str_eq(council->region_name, columns[5]);
		cr_assert_str_eq(london[council->london], columns[6]);
		assert_ons_codes(council, columns[7], columns[8], columns[13]);
		cr_assert_eq(council->valid_from.days, published_day(columns[9], INT32_MIN));
		cr_assert_eq(council->valid_to.days, published_day(columns[10], INT32_MAX));
		snprintf(expected, sizeof expected, council->successors[1] != 0 ? "%u;%u" : "%u", council->successors[0], council->successors[1]);
		cr_assert_str_eq(council->successors[0] != 0 ? expected : "", columns[11]);
		unsigned low = council->code < council->joint_with ? council->code : council->joint_with;
		snprintf(expected, sizeof expected, "%u / %u", low, council->code + council->joint_with - low);
		cr_assert_str_eq(council->joint_with != 0 ? expected : "", columns[12]);
	}
	fclose(file);
	cr_assert_eq(rows, council_count());
}

Test(councils, every_neighbour_is_as_published)
{
	char line[LINE_SIZE];
	char *columns[COLUMNS_MAX];
	unsigned rows = 0;
	FILE *file = open_published(PUBLISHED_NEIGHBOURS);
	for (; fgets(line, sizeof line, file) != NULL; rows++) {
		cr_assert_eq(split_line(line, columns), 5, "row %u", rows);
		const struct council *council = council_find((uint16_t)atoi(columns[0]));
		cr_assert_not_null(council);
		unsigned rank = (unsigned)atoi(columns[2]);
		cr_assert(rank >= 1 && rank <= NEIGHBOUR_COUNT);
		cr_assert_eq(council->neighbours[rank - 1], atoi(columns[3]), "%u", council->code);
	}
	fclose(file);
	cr_assert_eq(rows, COUNCIL_COUNT_2025 * NEIGHBOUR_COUNT);
}
