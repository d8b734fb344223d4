#include "collector/core/inspection_reading.h"

#include <stdio.h>

#include "tests/support/event_samples.h"
#include "tests/support/published_file.h"

#define HEADER                                                                                                                                      \
	"Web link,Local authority area code,Local authority name,Local authority status,Ofsted region,Inspection date,Publication date,Inspection " \
	"type,"                                                                                                                                     \
	"Overall effectiveness,The impact of leaders on social work practice with children and families,"                                           \
	"The experiences and progress of children who need help and protection,The experiences and progress of children in care,"                   \
	"The experiences and progress of care leavers\r\n"
#define ROW(code, name, status, date, published, type, judgements) \
	"Page," code "," name "," status ",North West," date "," published "," type "," judgements
#define STANDARD  "ILACS Standard Inspection"
#define ST_HELENS ROW("E08000013", "St Helens", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good,Good,Good,Outstanding,Inadequate\r\n")

struct list {
	struct arena arena;
	struct event_batch batch;
	struct inspection_report report;
	struct problem problem;
	enum error error;
	struct text notes;
};

static void list_read_bytes(struct list *list, struct slice file)
{
	memset(list, 0, sizeof(*list));
	arena_init(&list->arena, INSPECTION_BUDGET_BYTES);
	list->error = inspection_read(file, "FILE", day(2025, 11, 25), &list->arena, &list->batch, &list->report, &list->problem);
	cr_expect_eq(list->report.rows, list->report.taken + list->report.repeated + list->report.left_out);
	text_init_growing(&list->notes, 1 << 20);
	inspection_report_write(&list->report, "FILE", &list->notes);
}

static void list_read(struct list *list, const char *text)
{
	list_read_bytes(list, slice_from_text(text));
}

static void list_end(struct list *list)
{
	text_fini(&list->notes);
	arena_fini(&list->arena);
}

Test(inspection_reading, a_row_is_an_event)
{
	struct list list;
	const struct event *event;

	list_read(&list, HEADER ST_HELENS);
	cr_assert_eq(list.error, ERROR_NONE, "%s", list.problem.sentence);
	cr_assert_eq(list.batch.head.count, 1);
	event = &list.batch.events[0];
	cr_expect_eq(event->key.council, 342);
	cr_expect_eq(event->key.date.days, day(2023, 7, 10).days);
	cr_expect_eq(event->key.kind, EVENT_INSPECTION_STANDARD);
	cr_expect_eq(event->published.days, day(2023, 9, 4).days);
	cr_expect_eq(event->judgements[JUDGED_OVERALL], JUDGEMENT_GOOD);
	cr_expect_eq(event->judgements[JUDGED_LEADERS], JUDGEMENT_GOOD);
	cr_expect_eq(event->judgements[JUDGED_HELP_AND_PROTECTION], JUDGEMENT_GOOD);
	cr_expect_eq(event->judgements[JUDGED_IN_CARE], JUDGEMENT_OUTSTANDING);
	cr_expect_eq(event->judgements[JUDGED_CARE_LEAVERS], JUDGEMENT_INADEQUATE);
	cr_expect_eq(list.batch.head.edition.days, day(2023, 9, 4).days);
	cr_expect(event_is_sound(event));
	cr_expect_eq(list.notes.size, 0, "%s", list.notes.data);
	list_end(&list);
}

/* Each is read, without a word. */
Test(inspection_reading, what_real_files_do_is_taken)
{
	static const char *const rows[] = {
		/* no cell for the care leavers; a blank row; no final newline */
		HEADER ",,,,,,,,,,,,\r\n" ROW("E08000013", "St. Helens", "Current", "10/07/2023", "04/09/2023", "ILACS Short Inspection",
					      "Good,Good,Good,Good"),
		HEADER ROW("E08000013", "St Helens", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good,,,,"),
		HEADER ROW("E08000013", "St Helens", "Current", "2023-07-10", "", STANDARD,
			   "requires  improvement to be good,NULL,Not judged,Good,Good"),
		/* the quotation marks and no-break spaces of Windows code pages, and of UTF-8 */
		"\xef\xbb\xbf" HEADER ROW("E08000013", "\"St\xa0Helens\x94\"", "Current", "10/07/2023", "04/09/2023", "ILACS\xa0Standard Inspection",
					  "Requires\xa0improvement to be good,Good,Good,Good,Good"),
		HEADER ROW("E08000013", "\xe2\x80\x9cSt Helens\xe2\x80\x9d", "current", "10/07/2023", "04/09/2023",
			   "ilacs\xc2\xa0standard inspection", "Good,Good,Good,Good,Good"),
		/* a code that the council had before; an ampersand; a name that Ofsted shortens */
		HEADER ROW("E08000016", "Barnsley", "Current", "08/10/2018", "19/11/2018", STANDARD, "Good,Good,Good,Good"),
		HEADER ROW("E08000038", "Barnsley", "Current", "08/10/2018", "19/11/2018", STANDARD, "Good,Good,Good,Good"),
		HEADER ROW("E06000058", "\"Bournemouth, Christchurch & Poole\"", "Current", "06/12/2021", "11/02/2022", STANDARD,
			   "Inadequate,Inadequate,Inadequate,Good"),
		HEADER ROW("E06000047", "Durham", "Current", "06/12/2021", "11/02/2022", STANDARD, "Good,Good,Good,Good"),
		/* councils that are no more */
		HEADER ROW("E10000006", "Cumbria", "No longer exists", "20/09/2022", "15/11/2022", STANDARD, "Good,Good,Good,Good"),
		HEADER ROW("E06000028", "Bournemouth", "No longer exists", "16/07/2018", "24/08/2018", STANDARD, "Good,Good,Good,Good"),
		/* other columns, another order, another case, one judgement only */
		"inspection TYPE,Overall effectiveness,LOCAL AUTHORITY NAME,Inspection date,Publication date,Provider,Local authority area code\n"
		"ILACS Focused Visit,,St Helens,1/7/2023,1/8/2023,1,e08000013\n",
		/* an edition from before care leavers had their own judgement */
		"Local authority area code,Local authority name,Inspection date,Publication date,Inspection type,Overall effectiveness,"
		"The experiences and progress of children in care and care leavers\nE08000013,St Helens,1/7/2019,1/8/2019," STANDARD ",Good,Good\n",
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct list list;

		list_read(&list, rows[i]);
		cr_expect_eq(list.error, ERROR_NONE, "%zu: %s", i, list.problem.sentence);
		cr_expect_eq(list.report.taken, 1, "%zu", i);
		cr_expect_eq(list.notes.size, 0, "%zu: %s", i, list.notes.data);
		list_end(&list);
	}
}

/* A bad row between two good ones: it is left out, with its line, its column and what to do. */
Test(inspection_reading, bad_rows_are_told)
{
	static const struct {
		const char *row, *sentence;
	} table[] = {
		{ROW("E08000099", "Nowhere", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Local authority area code: no council"},
		{ROW("", "", "", "", "", "", ",,,,x"), "line 3, column Local authority area code: no council"},
		{ROW("E08000012", "Liverpool", "Current", "31/02/2023", "04/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: not a date"},
		{ROW("E08000012", "Liverpool", "Current", "", "04/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: not a date"},
		{ROW("E08000012", "Liverpool", "Current", "45117", "04/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: not a date"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/1923", "04/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: not a date"},
		{ROW("E08000012", "Liverpool", "Current", "26/11/2025", "", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: it lies in the future"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2032", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Publication date: it lies in the future"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "09/07/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Publication date: it lies before the inspection"},
		{ROW("E10000006", "Cumbria", "No longer exists", "20/09/2023", "15/11/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: the council did not exist"},
		{ROW("E06000058", "\"Bournemouth, Christchurch & Poole\"", "Current", "31/03/2019", "15/11/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3, column Inspection date: the council did not exist"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", "SIF", "Good,Good,Good,Good"),
		 "line 3, column Inspection type: not a kind"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", STANDARD, "Splendid,Good,Good,Good"),
		 "line 3, column Overall effectiveness: not one of Ofsted's four"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good1,Good,Good,Good"),
		 "line 3, column Overall effectiveness: not one of Ofsted's four"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good,Good,Good,Good,4"),
		 "line 3, column The experiences and progress of care leavers: not one of Ofsted's four"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", STANDARD, ",Good,Good,Good,Good"),
		 "line 3, column Overall effectiveness: empty beside other judgements"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", "ILACS Focused Visit", "Good,Good,Good,Good"),
		 "line 3, column Overall effectiveness: a visit has no judgements"},
		{ROW("E08000012", "Liverpool", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good,Good,Good,Good,Good,Good"),
		 "line 3: the row has more cells"},
		{"Page,E08000012,Liverpool,Current,North West,10/07/2023", "line 3, column Publication date: the row ends before it"},
		{ROW("E08000013", "St Helens", "Current", "10/07/2023", "05/09/2023", STANDARD, "Good,Good,Good,Good"),
		 "line 3: an earlier row has the same council"},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		char file[4096], expected[256];
		struct list list;

		snprintf(file, sizeof file, "%s%s\r\n%s%s", HEADER ST_HELENS, table[i].row,
			 ROW("E08000011", "Knowsley", "Current", "01/11/2021", "17/12/2021", STANDARD, "Good,Good,Good,Good\r\n"), "");
		snprintf(expected, sizeof expected, "FILE: %s", table[i].sentence);
		list_read(&list, file);
		cr_expect_eq(list.error, ERROR_NONE, "%zu: %s", i, list.problem.sentence);
		cr_expect_eq(list.batch.head.count, 2, "%zu", i);
		cr_expect_eq(list.report.left_out, 1, "%zu", i);
		cr_expect(strncmp(list.notes.data, expected, strlen(expected)) == 0, "%zu: '%s' is not '%s'", i, list.notes.data, expected);
		cr_expect_not_null(strstr(list.notes.data, "; the row was left out\n"));
		list_end(&list);
	}
}

Test(inspection_reading, a_row_that_stands_there_twice_is_one_event)
{
	struct list list;

	list_read(&list, HEADER ST_HELENS ST_HELENS);
	cr_assert_eq(list.error, ERROR_NONE, "%s", list.problem.sentence);
	cr_expect_eq(list.batch.head.count, 1);
	cr_expect_eq(list.report.repeated, 1);
	cr_expect_eq(list.notes.size, 0);
	list_end(&list);
}

Test(inspection_reading, labels_are_compared_and_decide_nothing)
{
	struct list list;

	list_read(&list, HEADER ROW("E08000013", "Liverpool", "No longer exists", "10/07/2023", "", STANDARD, "Good\r\n")
				 ROW("E10000006", "Cumbria", "Current", "20/09/2022", "", STANDARD, "Good\r\n"));
	cr_assert_eq(list.error, ERROR_NONE, "%s", list.problem.sentence);
	cr_expect_eq(list.batch.head.count, 2);
	cr_expect_not_null(strstr(list.notes.data, "FILE: line 2: the name is not that of council 342, which is St. Helens\n"));
	cr_expect_not_null(strstr(list.notes.data, "FILE: line 2: the status is not that of council 342, which is a council that exists\n"));
	cr_expect_not_null(
		strstr(list.notes.data, "FILE: line 3: the status is not that of council 909, which is a council that no longer exists\n"));
	list_end(&list);
}

Test(inspection_reading, events_ascend_whatever_the_file_s_order)
{
	struct list list;
	struct slice bytes;

	list_read(&list, HEADER ROW("E08000013", "St Helens", "Current", "10/07/2023", "04/09/2023", STANDARD, "Good\r\n")
				 ROW("E08000013", "St Helens", "Current", "16/09/2019", "04/11/2019", STANDARD, "Inadequate\r\n")
					 ROW("E08000012", "Liverpool", "Current", "13/03/2023", "16/05/2023", STANDARD, "Inadequate\r\n"));
	cr_assert_eq(list.error, ERROR_NONE, "%s", list.problem.sentence);
	cr_expect_eq(list.batch.head.edition.days, day(2023, 9, 4).days);
	cr_assert_eq(event_batch_pack(&list.batch, &list.arena, &bytes), ERROR_NONE);
	cr_expect_eq(list.batch.events[0].key.council, 341);
	cr_expect_eq(list.batch.events[1].key.date.days, day(2019, 9, 16).days);
	list_end(&list);
}

Test(inspection_reading, what_is_no_such_list_is_refused)
{
	static const struct {
		const char *text, *sentence;
	} table[] = {
		{"", "FILE: it is empty"},
		{"a,b\n1,2\n", "FILE: this is not Ofsted's list of inspections: it has no column Local authority area code"},
		{HEADER, "FILE: it has no inspections, only a header"},
		{HEADER "\r\n,,,\r\n", "FILE: it has no inspections, only a header"},
		{HEADER "Page,E09\r\n", "FILE: none of its rows could be taken, for the reasons above"},
		{HEADER ST_HELENS "\"Page,E08000012", "FILE: line 3: a quotation mark is never closed"},
		{"# nothing but words\n", "FILE: it is empty"},
		{"council,date,published\n342,2023-07-10,\n", "FILE: this is not a table of inspections: it has no column kind"},
		{"Overall effectiveness," HEADER ST_HELENS, "FILE: this column is there twice; take one of them out: Overall effectiveness"},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct list list;

		list_read(&list, table[i].text);
		cr_expect_eq(list.error, ERROR_MALFORMED, "%zu", i);
		cr_expect(strncmp(list.problem.sentence, table[i].sentence, strlen(table[i].sentence)) == 0, "%zu: %s", i, list.problem.sentence);
		list_end(&list);
	}
}

#define OWN_HEADER "council,date,kind,published,overall,leaders,help_and_protection,in_care,care_leavers\n"

/* The words of `event list --json`: what it shows can be taken in again. */
Test(inspection_reading, a_table_of_our_own_is_taken)
{
	struct list own, ofsted;

	list_read(&ofsted, HEADER ST_HELENS);
	list_read(&own, "# Ofsted, Crown copyright, OGL v3.0\n#\n" OWN_HEADER
			"342,2023-07-10,inspection_standard,2023-09-04,good,good,good,outstanding,inadequate\n"
			"909,2022-09-20,inspection_short,,requires_improvement,,,,\n");
	cr_assert_eq(own.error, ERROR_NONE, "%s", own.problem.sentence);
	cr_assert_eq(own.batch.head.count, 2);
	cr_expect(event_says_same(&own.batch.events[0], &ofsted.batch.events[0]));
	cr_expect_eq(event_key_compare(&own.batch.events[0].key, &ofsted.batch.events[0].key), 0);
	cr_expect(slice_equal(own.batch.events[0].source, inspection_source()));
	cr_expect_eq(own.batch.events[1].key.kind, EVENT_INSPECTION_SHORT);
	cr_expect_eq(own.batch.events[1].key.council, 909);
	cr_expect_eq(own.batch.events[1].published.days, EVENT_DAY_UNKNOWN);
	cr_expect_eq(own.batch.events[1].judgements[JUDGED_OVERALL], JUDGEMENT_REQUIRES_IMPROVEMENT);
	cr_expect_eq(own.notes.size, 0, "%s", own.notes.data);
	list_end(&own);
	list_end(&ofsted);
}

/* By the columns' names in this form; what Ofsted does not publish is none of its inspections. */
Test(inspection_reading, faults_of_a_table_of_our_own_are_told)
{
	static const struct {
		const char *row, *sentence;
	} table[] = {
		{"999,2023-07-10,inspection_short,,good", "FILE: line 3, column council: no council"},
		{"E08000013,2023-07-10,inspection_short,,good", "FILE: line 3, column council: no council"},
		{"342,2023-07-32,inspection_short,,good", "FILE: line 3, column date: not a date"},
		{"909,2023-04-01,inspection_short,,good", "FILE: line 3, column date: the council did not exist"},
		{"342,2023-07-11,improvement_notice,,", "FILE: line 3, column kind: not a kind"},
		{"342,2023-07-11,inspection_short,2023-07-10,good", "FILE: line 3, column published: it lies before"},
		{"342,2023-07-11,inspection_short,,good,splendid", "FILE: line 3, column leaders: not one of"},
		{"342,2023-07-11", "FILE: line 3, column published: the row ends before it"},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		char file[1024];
		struct list list;

		snprintf(file, sizeof file, "%s342,2023-07-10,inspection_standard,,good\n%s\n", OWN_HEADER, table[i].row);
		list_read(&list, file);
		cr_expect_eq(list.error, ERROR_NONE, "%zu: %s", i, list.problem.sentence);
		cr_expect_eq(list.batch.head.count, 1, "%zu", i);
		cr_expect(strncmp(list.notes.data, table[i].sentence, strlen(table[i].sentence)) == 0, "%zu: %s", i, list.notes.data);
		list_end(&list);
	}
}

/* The table that the demonstration imports says what Ofsted's list says of the North West. */
Test(inspection_reading, the_demonstration_s_inspections_are_ofsted_s)
{
	enum { NORTH_WEST_INSPECTIONS = 41 };
	struct arena arena;
	struct list own, ofsted;
	struct slice file;
	unsigned same = 0;

	arena_init(&arena, 2 * INSPECTION_FILE_BYTES_MAX);
	file = file_whole(&arena, BELLWETHER_SOURCE_DIR "/deploy/demo_data/north_west_inspections.csv");
	list_read_bytes(&own, file);
	cr_assert_eq(own.error, ERROR_NONE, "%s", own.problem.sentence);
	cr_expect_eq(own.report.left_out, 0);
	cr_expect_eq(own.batch.head.count, NORTH_WEST_INSPECTIONS);
	file = published_file(&arena, "ofsted_2025_ilacs_inspection_history.csv");
	if (file.size == 0) {
		fprintf(stderr, "skipped: Ofsted's list of inspections is not beside the repository (../shared/data)\n");
		return;
	}
	list_read_bytes(&ofsted, file);
	for (uint32_t i = 0; i < own.batch.head.count; i++)
		for (uint32_t j = 0; j < ofsted.batch.head.count; j++)
			same += event_key_compare(&own.batch.events[i].key, &ofsted.batch.events[j].key) == 0 &&
				event_says_same(&own.batch.events[i], &ofsted.batch.events[j]);
	cr_expect_eq(same, NORTH_WEST_INSPECTIONS);
	list_end(&own);
	list_end(&ofsted);
	arena_fini(&arena);
}

/* The published list of the year to 31 March 2025, counted independently: 271 inspections of 156 councils, three of them of councils that are no more. */
Test(inspection_reading, ofsted_s_list_is_read_whole)
{
	static const unsigned expected[] = {
		[JUDGEMENT_OUTSTANDING] = 55, [JUDGEMENT_GOOD] = 107, [JUDGEMENT_REQUIRES_IMPROVEMENT] = 74, [JUDGEMENT_INADEQUATE] = 35};
	unsigned overall[JUDGEMENT_INADEQUATE + 1] = {0}, standard = 0, leavers = 0, councils = 0;
	struct arena file_arena;
	struct list list;
	struct slice file;

	arena_init(&file_arena, INSPECTION_FILE_BYTES_MAX);
	file = published_file(&file_arena, "ofsted_2025_ilacs_inspection_history.csv");
	if (file.size == 0) {
		fprintf(stderr, "skipped: Ofsted's list of inspections is not beside the repository (../shared/data)\n");
		return;
	}
	list_read_bytes(&list, file);
	cr_assert_eq(list.error, ERROR_NONE, "%s", list.problem.sentence);
	cr_expect_eq(list.notes.size, 0, "%s", list.notes.data);
	cr_expect_eq(list.report.rows, 271);
	cr_assert_eq(list.batch.head.count, 271);
	for (unsigned i = 0; i < 271; i++) {
		const struct event *event = &list.batch.events[i];

		overall[event->judgements[JUDGED_OVERALL]]++;
		standard += event->key.kind == EVENT_INSPECTION_STANDARD;
		leavers += event->judgements[JUDGED_CARE_LEAVERS] != JUDGEMENT_NONE;
		councils += i == 0 || event->key.council != event[-1].key.council;
	}
	for (unsigned i = JUDGEMENT_OUTSTANDING; i <= JUDGEMENT_INADEQUATE; i++)
		cr_expect_eq(overall[i], expected[i], "%s: %u", judgement_id(i), overall[i]);
	cr_expect_eq(standard, 171);
	cr_expect_eq(leavers, 103);
	cr_expect_eq(councils, 156);
	cr_expect_eq(list.batch.head.edition.days, day(2025, 5, 14).days, "%d", list.batch.head.edition.days);
	list_end(&list);
	arena_fini(&file_arena);
}
