#include "agent/core/markup.h"

#include "agent/core/formats.h"
#include "common/memory.h"
#include "common/text.h"
#include "tests/unit/agent/census_text.h"
#include "tests/unit/agent/gzip_text.h"

static struct reading *read_bytes(struct slice bytes)
{
	struct reading *reading = extract_reading_new();

	extract_read_bytes(reading, "a.xml", bytes);
	return reading;
}

#define MESSAGE_BEGIN "<Message>\n" CENSUS_HEADER("2021-09-30")
#define WORKER        CENSUS_WORKER("0", "SYNTH1", "1", "2020-01-01", "")

static const struct {
	const char *text;
	enum rule why;
	uint64_t line;
} must_refuse[] = {
	{"<", RULE_XML_CUT_OFF, 1},
	{"<Message", RULE_XML_CUT_OFF, 1},
	{MESSAGE_BEGIN WORKER, RULE_XML_CUT_OFF, 4},
	{MESSAGE_BEGIN WORKER "</Message>\n<Message/>", RULE_XML_MALFORMED, 5},
	{MESSAGE_BEGIN "\n<CSWWWorker></Message>", RULE_XML_MALFORMED, 4},
	{MESSAGE_BEGIN "<CSWWWorker><FTE>&half;</FTE></CSWWWorker></Message>", RULE_XML_MALFORMED, 3},
	{MESSAGE_BEGIN "<CSWWWorker><FTE>\xff</FTE></CSWWWorker></Message>", RULE_XML_MALFORMED, 3},
	{MESSAGE_BEGIN "<CSWWWorker><FTE a=1>1</FTE></CSWWWorker></Message>", RULE_XML_MALFORMED, 3},
	{"\n\n<!DOCTYPE x><Message/>", RULE_XML_DOCTYPE, 3},
	{"<!DOCTYPE Message [<!ENTITY a 'b'>]><Message>&a;</Message>", RULE_XML_DOCTYPE, 1},
	{"<?xml version='1.0' encoding='klingon'?><Message/>", RULE_XML_ENCODING, 1},
	{"<Message/>", RULE_XML_UNKNOWN, 1},
	{"<Message><Header><Collection>CIN2</Collection></Header></Message>", RULE_XML_UNKNOWN, 1},
	{"<Messages/>", RULE_XML_UNKNOWN, 1},
	{"<d><d><d><d><d><d>", RULE_XML_UNKNOWN, 1},
};

Test(markup, must_refuse_and_say_where)
{
	for (size_t i = 0; i < sizeof(must_refuse) / sizeof(must_refuse[0]); i++) {
		struct reading *reading = read_bytes(slice_from_text(must_refuse[i].text));
		const struct file_report *report = extract_last_report(reading);

		cr_assert_eq(report->rule, must_refuse[i].why, "entry %zu: %s", i, report->why);
		cr_assert_eq(report->note_count, 1, "entry %zu", i);
		cr_assert_eq(report->notes[0].line, must_refuse[i].line, "entry %zu: line %llu", i, (unsigned long long)report->notes[0].line);
		cr_assert_eq(report->rows, 0, "entry %zu", i);
		reading_free(reading);
	}
}

Test(markup, a_collection_without_content_is_known_by_its_header)
{
	struct reading *reading = read_bytes(SLICE_LITERAL("<Message>" CENSUS_HEADER("2021-09-30") "</Message>"));
	struct month first, last;

	cr_assert_null(extract_last_report(reading)->why);
	cr_assert_eq(extract_last_report(reading)->kind, TABLE_WORKFORCE_CENSUS);
	cr_assert(workforce_months(reading_register(reading)->workforce, &first, &last));
	reading_free(reading);
}

/* An element that is too deep is refused before its depth takes memory; one fewer is read. */
Test(markup, depth_has_a_limit)
{
	for (unsigned depth = MARKUP_DEPTH_MAX - 1; depth <= MARKUP_DEPTH_MAX; depth++) {
		static char buffer[4096];
		struct text text;
		struct reading *reading;

		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put(&text, "<Message>" CENSUS_HEADER("2021-09-30"));
		text_put_repeated(&text, "<d>", depth);
		text_put_repeated(&text, "</d>", depth);
		text_put(&text, "</Message>");
		reading = read_bytes(text_slice(&text));
		cr_assert_eq(extract_last_report(reading)->rule, depth < MARKUP_DEPTH_MAX ? RULE_NONE : RULE_XML_TOO_DEEP);
		reading_free(reading);
	}
}

Test(markup, a_tag_has_a_limit_and_a_text_is_cut)
{
	static char buffer[3 << 20];
	struct text text;
	struct reading *reading;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "<Message>" CENSUS_HEADER("2021-09-30") "<!--");
	text_put_repeated(&text, "0123456789abcdef", 160 << 10);
	text_put(&text, "-->" WORKER "</Message>");
	reading = read_bytes(text_slice(&text));
	cr_assert_eq(extract_last_report(reading)->rule, RULE_XML_TAG_TOO_LONG);
	reading_free(reading);
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put(&text, "<Message>" CENSUS_HEADER("2021-09-30") "<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>");
	text_put_repeated(&text, "0123456789abcdef", 160 << 10);
	text_put(&text, "</SWENo><FTE>1</FTE><RoleStartDate>2020-01-01</RoleStartDate></CSWWWorker></Message>");
	reading = read_bytes(text_slice(&text));
	cr_assert_null(extract_last_report(reading)->why);
	cr_assert_eq(extract_last_report(reading)->notes[0].rule, RULE_CELL_TOO_LONG);
	reading_free(reading);
}

/* The same element a million times in one record takes no more room than once. */
Test(markup, a_record_does_not_grow_with_its_elements)
{
	struct reading *reading = extract_reading_new();
	size_t allocations;

	cr_assert_eq(reading_file_begin(reading, SLICE_LITERAL("a.xml")), ERROR_NONE);
	cr_assert_eq(reading_file_feed(reading, SLICE_LITERAL("<Message>" CENSUS_HEADER("2021-09-30") "<CSWWWorker>")), ERROR_NONE);
	cr_assert_eq(reading_file_feed(reading, SLICE_LITERAL("<SWENo>SYNTH1</SWENo><SWENo>SYNTH2</SWENo>")), ERROR_NONE);
	(void)memory_fail_at(0);
	for (unsigned i = 0; i < 100000; i++)
		cr_assert_eq(reading_file_feed(reading, SLICE_LITERAL("<SWENo>SYNTH1</SWENo><SWENo> SYNTH2</SWENo>")), ERROR_NONE);
	allocations = memory_fail_at(0);
	cr_assert_leq(allocations, 8, "%zu allocations", allocations);
	cr_assert_eq(reading_file_feed(reading, SLICE_LITERAL("</CSWWWorker></Message>")), ERROR_NONE);
	cr_assert_eq(reading_file_end(reading), ERROR_NONE);
	cr_assert_eq(extract_last_report(reading)->notes[0].rule, RULE_FLAG_MALFORMED);
	cr_assert_eq(extract_last_report(reading)->rows_refused, 1);
	reading_free(reading);
}

static const struct {
	const char *text;
	unsigned stray; /* how often text is said to be passed over */
} strays[] = {
	{MESSAGE_BEGIN "a" WORKER "b" WORKER "c</Message>", 3},
	{"<Message>" CENSUS_HEADER("2021-09-30") " \r\n\t" WORKER "</Message>", 0},
	{MESSAGE_BEGIN "<CSWWWorker>a<FTE>1</FTE>b</CSWWWorker></Message>", 2},
	{MESSAGE_BEGIN "<CSWWWorker>only text</CSWWWorker></Message>", 1},
	{MESSAGE_BEGIN "<CSWWWorker><FTE>0.5<b>1</b>0.7</FTE></CSWWWorker></Message>", 2},
	{MESSAGE_BEGIN "<Other>a<b>c</b></Other></Message>", 1},
	{MESSAGE_BEGIN "<CSWWWorker><FTE><![CDATA[ 0.5 ]]></FTE><!-- a comment --><?a processor?></CSWWWorker></Message>", 0},
};

Test(markup, stray_text_is_said_and_passed_over)
{
	for (size_t i = 0; i < sizeof(strays) / sizeof(strays[0]); i++) {
		struct slice bytes = slice_from_text(strays[i].text);

		for (size_t split = 0; split <= bytes.size; split++) {
			struct reading *reading = extract_reading_new();

			cr_assert_eq(extract_try(reading, "a.xml", bytes, split), ERROR_NONE);
			cr_assert_null(extract_last_report(reading)->why, "entry %zu", i);
			cr_assert_eq(findings_count(reading_register(reading)->findings, RULE_XML_STRAY_TEXT), strays[i].stray, "entry %zu", i);
			reading_free(reading);
		}
	}
}

Test(markup, encodings_become_utf8)
{
	static const struct {
		const char *encoding, *person, *wanted;
	} table[] = {
		{"UTF-8", "SYNTH\xc3\xa9", "SYNTH\xc3\xa9"},
		{"iso-8859-1", "SYNTH\xe9", "SYNTH\xc3\xa9"},
		{"Windows-1252", "SYNTH\x80\x93", "SYNTH\xe2\x82\xac\xe2\x80\x9c"},
		{"US-ASCII", "SYNTH&#233;", "SYNTH\xc3\xa9"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		char buffer[1024];
		struct reading *reading;
		const struct post *post;

		snprintf(buffer, sizeof(buffer),
			 "<?xml version='1.0' encoding='%s'?>%s<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>%s</SWENo>"
			 "<FTE>1</FTE><RoleStartDate>2020-01-01</RoleStartDate></CSWWWorker></Message>",
			 table[i].encoding, MESSAGE_BEGIN, table[i].person);
		reading = read_bytes(slice_from_text(buffer));
		cr_assert_null(extract_last_report(reading)->why, "%s", extract_last_report(reading)->why);
		post = workforce_census_post_at(reading_register(reading)->workforce, 0);
		cr_assert(slice_equal(post->person, slice_from_text(table[i].wanted)), "%s", table[i].encoding);
		reading_free(reading);
	}
}

Test(markup, every_cut_is_refused_and_leaves_nothing)
{
	struct slice whole = SLICE_LITERAL("<?xml version='1.0'?>" MESSAGE_BEGIN CENSUS_COUNCIL WORKER "</Message>");

	for (size_t size = 1; size < whole.size; size++) {
		struct reading *reading = read_bytes(slice_from(whole.data, size));
		struct month first, last;

		cr_assert_not_null(extract_last_report(reading)->why, "cut at %zu", size);
		cr_assert_not(workforce_months(reading_register(reading)->workforce, &first, &last), "cut at %zu", size);
		reading_free(reading);
	}
}

Test(markup, every_allocation_may_fail)
{
	static uint8_t packed[4096];
	struct slice text = SLICE_LITERAL(MESSAGE_BEGIN CENSUS_COUNCIL WORKER WORKER "</Message>");
	struct slice bytes = slice_from(packed, gzip_pack(text, packed, sizeof(packed)));

	for (size_t n = 1;; n++) {
		struct reading *reading;
		enum error error = ERROR_NO_MEMORY;

		memory_fail_at(n);
		reading = reading_new(TEST_BUDGET_BYTES);
		if (reading)
			error = extract_try(reading, "a.xml.gz", bytes, 20);
		if (memory_fail_at(0) < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 10);
			reading_free(reading);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
		reading_free(reading);
	}
}

/* Every schema can be held by the frames, names its parents before itself, and inherits only what it has. */
Test(markup, every_schema_is_sound)
{
	const struct schema *schema;
	unsigned count = 0;

	for (; (schema = formats_schema(count)) != NULL; count++) {
		cr_assert_leq(schema->record_count, SCHEMA_RECORDS_MAX);
		cr_assert(schema->root && (schema->collection || !schema->marks[0]));
		for (unsigned i = 0; i < schema->record_count; i++) {
			const struct schema_record *record = &schema->records[i];

			cr_assert_lt(record->parent, (int)i, "%s", record->element);
			cr_assert(!record->layout || record->layout->column_count <= LAYOUT_COLUMNS_MAX);
			cr_assert(!record->layout || record->inherited_count <= record->layout->column_count);
			cr_assert(!record->layout || record->layout->read);
		}
	}
	cr_assert_geq(count, 3);
}

/* Of two tables that a header has the columns of, the one that asks for more is meant: no layout can hide another. */
Test(markup, every_layout_is_found_by_its_own_required_columns)
{
	const struct layout *layout;
	unsigned count = 0;

	for (; (layout = formats_layout(count)) != NULL; count++) {
		char buffer[2048];
		struct text text;
		struct reading *reading;

		text_init_fixed(&text, buffer, sizeof(buffer));
		for (unsigned i = 0; i < layout->required_count; i++) {
			text_put(&text, i ? "," : "");
			text_put(&text, layout->columns[i]);
		}
		text_put(&text, "\n");
		reading = read_bytes(text_slice(&text));
		cr_assert_eq(extract_last_report(reading)->kind, layout->kind, "%s is read as %s", table_kind_name(layout->kind),
			     table_kind_name(extract_last_report(reading)->kind));
		reading_free(reading);
	}
	cr_assert_geq(count, 10);
}
