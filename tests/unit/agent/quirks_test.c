/* The small files of tests/data/reading: what each is read as, or why it is refused. Every file of the folder is in the table. */
#include <dirent.h>

#include "tests/unit/agent/extract_text.h"

enum { FILE_ROOM = 65536 };

static const struct {
	const char *name;
	enum table_kind kind;
	enum rule why; /* of a file that is not read; RULE_NONE: it is */
	unsigned rows, refused;
	enum rule note; /* the first; RULE_NONE: nothing is said of any row */
} quirks[] = {
	{"bad_rows.csv", TABLE_WORKERS, RULE_NONE, 4, 3, RULE_DATE_IMPOSSIBLE},
	{"blank_rows.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"british_dates.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"carriage_returns.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"census.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"census_2025.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"census_bomb.xml", TABLE_NOT_RECOGNISED, RULE_XML_DOCTYPE, 0, 0, RULE_XML_DOCTYPE},
	{"census_cut_off.xml", TABLE_WORKFORCE_CENSUS, RULE_XML_CUT_OFF, 0, 0, RULE_XML_CUT_OFF},
	{"census_doctype.xml", TABLE_NOT_RECOGNISED, RULE_XML_DOCTYPE, 0, 0, RULE_XML_DOCTYPE},
	{"census_impossible_date.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 1, RULE_DATE_IMPOSSIBLE},
	{"census_latin1.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"census_malformed.xml", TABLE_WORKFORCE_CENSUS, RULE_XML_MALFORMED, 0, 0, RULE_XML_MALFORMED},
	{"census_mark_and_blanks.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"census_missing_id.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 1, RULE_WORKER_ID_EMPTY},
	{"census_packed.xml.gz", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"census_stray_text.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_XML_STRAY_TEXT},
	{"census_unknown_encoding.xml", TABLE_NOT_RECOGNISED, RULE_XML_ENCODING, 0, 0, RULE_XML_ENCODING},
	{"census_utf16.xml", TABLE_NOT_RECOGNISED, RULE_XML_UTF16, 0, 0, RULE_XML_UTF16},
	{"census_utf16_unmarked.xml", TABLE_NOT_RECOGNISED, RULE_XML_UTF16, 0, 0, RULE_XML_UTF16},
	{"census_windows1252.xml", TABLE_WORKFORCE_CENSUS, RULE_NONE, 3, 0, RULE_NONE},
	{"empty.csv", TABLE_NOT_RECOGNISED, RULE_FILE_EMPTY, 0, 0, RULE_NONE},
	{"extra_columns.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"given.csv", TABLE_GIVEN, RULE_NONE, 3, 0, RULE_NONE},
	{"header_repeated.csv", TABLE_WORKERS, RULE_NONE, 4, 0, RULE_NONE},
	{"ids_like_numbers.csv", TABLE_WORKERS, RULE_NONE, 3, 0, RULE_NONE},
	{"mark_and_crlf.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"no_final_newline.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"nul_inside.csv", TABLE_WORKERS, RULE_FILE_HOLDS_NUL, 0, 0, RULE_FILE_HOLDS_NUL},
	{"null_words.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"old_workbook.xls", TABLE_NOT_RECOGNISED, RULE_FILE_OFFICE, 0, 0, RULE_FILE_OFFICE},
	{"optional_columns.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"other_case.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"other_order.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"other_return.xml", TABLE_NOT_RECOGNISED, RULE_XML_UNKNOWN, 0, 0, RULE_XML_UNKNOWN},
	{"other_root.xml", TABLE_NOT_RECOGNISED, RULE_XML_UNKNOWN, 0, 0, RULE_XML_UNKNOWN},
	{"packed.csv.gz", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"packed_cut_off.csv.gz", TABLE_WORKERS, RULE_GZIP_CUT_OFF, 0, 0, RULE_GZIP_CUT_OFF},
	{"packed_twice.csv.gz", TABLE_NOT_RECOGNISED, RULE_GZIP_TWICE, 0, 0, RULE_GZIP_TWICE},
	{"plain.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"quote_open.csv", TABLE_WORKERS, RULE_FILE_QUOTE_OPEN, 0, 0, RULE_FILE_QUOTE_OPEN},
	{"semicolons.csv", TABLE_NOT_RECOGNISED, RULE_FILE_SEMICOLONS, 0, 0, RULE_NONE},
	{"trailing_spaces.csv", TABLE_WORKERS, RULE_NONE, 2, 0, RULE_NONE},
	{"utf16_big_marked.csv", TABLE_NOT_RECOGNISED, RULE_FILE_UTF16, 0, 0, RULE_FILE_UTF16},
	{"utf16_marked.csv", TABLE_NOT_RECOGNISED, RULE_FILE_UTF16, 0, 0, RULE_FILE_UTF16},
	{"utf16_unmarked.csv", TABLE_NOT_RECOGNISED, RULE_FILE_HOLDS_NUL, 0, 0, RULE_FILE_HOLDS_NUL},
	{"utf16_without_nul.csv", TABLE_NOT_RECOGNISED, RULE_FILE_UTF16, 0, 0, RULE_FILE_UTF16},
	{"workbook.xlsx", TABLE_NOT_RECOGNISED, RULE_FILE_ZIP, 0, 0, RULE_FILE_ZIP},
};

enum { QUIRK_COUNT = sizeof(quirks) / sizeof(quirks[0]) };

#define FOLDER BELLWETHER_SOURCE_DIR "/tests/data/reading/"

static struct slice file_bytes(const char *name)
{
	static uint8_t bytes[FILE_ROOM];
	char path[512];
	FILE *stream;
	size_t size;

	snprintf(path, sizeof(path), FOLDER "%s", name);
	stream = fopen(path, "rb");
	cr_assert_not_null(stream, "%s", path);
	size = fread(bytes, 1, sizeof(bytes), stream);
	fclose(stream);
	return slice_from(bytes, size);
}

Test(quirks, each_file_is_read_or_refused_as_it_should_be)
{
	for (size_t i = 0; i < QUIRK_COUNT; i++) {
		struct slice bytes = file_bytes(quirks[i].name);
		size_t pieces[] = {bytes.size, bytes.size / 2, 1, 3, 0};

		for (size_t piece = 0; piece < sizeof(pieces) / sizeof(pieces[0]); piece++) {
			struct reading *reading = extract_reading_new();
			const struct file_report *report;

			cr_assert_eq(extract_try(reading, "a", bytes, pieces[piece]), ERROR_NONE);
			report = extract_last_report(reading);
			cr_assert_eq(report->rule, quirks[i].why, "%s: %s", quirks[i].name, report->why);
			cr_assert_eq(report->kind, quirks[i].kind, "%s: %s", quirks[i].name, table_kind_name(report->kind));
			cr_assert_eq(report->rows, quirks[i].rows, "%s: %llu rows", quirks[i].name, (unsigned long long)report->rows);
			cr_assert_eq(report->rows_refused, quirks[i].refused, "%s", quirks[i].name);
			cr_assert_eq(report->note_count ? report->notes[0].rule : RULE_NONE, quirks[i].note, "%s: %s", quirks[i].name,
				     report->note_count ? rule_sentence(report->notes[0].rule) : "no note");
			cr_assert_eq((report->why == NULL), (report->rule == RULE_NONE), "%s", quirks[i].name);
			reading_free(reading);
		}
	}
}

/* However it is written, it is the same: the two posts of plain.csv. */
Test(quirks, what_is_read_is_the_same)
{
	static const char *const same[] = {
		"mark_and_crlf.csv", "no_final_newline.csv", "carriage_returns.csv", "other_case.csv",    "other_order.csv",      "extra_columns.csv",
		"blank_rows.csv",    "null_words.csv",       "trailing_spaces.csv",  "british_dates.csv", "optional_columns.csv", "packed.csv.gz",
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		struct reading *reading = extract_reading_new(), *plain = extract_reading_new();
		const struct workforce *a, *b;

		extract_read_bytes(plain, "a", file_bytes("plain.csv"));
		extract_read_bytes(reading, "a", file_bytes(same[i]));
		a = reading_register(plain)->workforce;
		b = reading_register(reading)->workforce;
		cr_assert_eq(workforce_post_count(a), 2);
		cr_assert_eq(workforce_post_count(b), 2, "%s", same[i]);
		for (unsigned post = 0; post < 2; post++) {
			const struct post *one = workforce_post_at(a, post), *other = workforce_post_at(b, post);

			cr_assert(slice_equal(one->person, other->person), "%s", same[i]);
			cr_assert_eq(one->start.days, other->start.days, "%s", same[i]);
			cr_assert_eq(one->end.days, other->end.days, "%s", same[i]);
			cr_assert_eq(one->fte, other->fte, "%s", same[i]);
			cr_assert_eq(one->reason_leave, other->reason_leave, "%s", same[i]);
		}
		reading_free(reading);
		reading_free(plain);
	}
}

Test(quirks, identifiers_stay_text)
{
	static const char *const wanted[] = {"000123", "123", "1E5"};
	struct reading *reading = extract_reading_new();
	const struct workforce *workforce;

	extract_read_bytes(reading, "a", file_bytes("ids_like_numbers.csv"));
	workforce = reading_register(reading)->workforce;
	cr_assert_eq(workforce_post_count(workforce), 3);
	for (unsigned i = 0; i < 3; i++)
		cr_assert(slice_equal(workforce_post_at(workforce, i)->person, slice_from_text(wanted[i])), "post %u", i);
	reading_free(reading);
}

Test(quirks, every_file_of_the_folder_is_in_the_table)
{
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;
	unsigned count = 0;

	cr_assert_not_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		bool is_there = entry->d_name[0] == '.';

		for (size_t i = 0; i < QUIRK_COUNT && !is_there; i++)
			is_there = strcmp(quirks[i].name, entry->d_name) == 0;
		cr_expect(is_there, "%s", entry->d_name);
		count += entry->d_name[0] != '.';
	}
	closedir(folder);
	cr_assert_eq(count, QUIRK_COUNT);
}
