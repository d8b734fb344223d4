#include "collector/core/inspection_reading.h"

#include <string.h>

#include "collector/core/inspection_layout.h"
#include "collector/core/release_reporter.h"

struct reading {
	const char *name;
	struct date today;
	struct csv_rows rows;
	struct inspection_layout layout;
	struct event *events; /* ascending by key, EVENT_BATCH_EVENTS_MAX of them at most */
	uint32_t event_count;
	struct date newest; /* day of publication, or of an inspection where it has none */
	struct inspection_report *report;
	struct problem *problem;
};

struct slice inspection_source(void)
{
	return SLICE_LITERAL("Ofsted: ILACS inspections");
}

static struct slice cell(const struct reading *reading, enum inspection_column column)
{
	return inspection_cell(&reading->layout, &reading->rows, column);
}

/* The row is left out; always false, so that a check can end with it. */
static bool leave_out(struct reading *reading, const char *column, const char *what)
{
	struct inspection_report *report = reading->report;

	report->left_out++;
	if (report->fault_count < INSPECTION_FAULTS_MAX)
		report->faults[report->fault_count++] = (struct inspection_fault){reading->rows.row_line, column, what};
	return false;
}

static bool leave_out_for(struct reading *reading, enum inspection_column column, const char *what)
{
	return leave_out(reading, inspection_column_name(&reading->layout, column), what);
}

/* A row may end early behind the overall judgement only: later columns came with later editions. */
static bool cells_check(struct reading *reading)
{
	unsigned count = reading->rows.cell_count;

	if (count > reading->layout.cell_count)
		return leave_out(reading, NULL, "the row has more cells than the header; is a comma missing its quotation marks?");
	for (unsigned column = 0; column <= INSPECTION_JUDGED + JUDGED_OVERALL; column++)
		if (reading->layout.places[column] != INSPECTION_NOWHERE && reading->layout.places[column] >= count)
			return leave_out_for(reading, column, "the row ends before it; is the file whole?");
	return true;
}

/* Names and states are labels, in Ofsted's list: they are compared, and decide nothing. */
static void labels_compare(struct reading *reading, const struct council *council)
{
	struct reporter reporter = {.council = council};
	struct slice status = cell(reading, INSPECTION_STATUS);
	bool exists = council_exists_on(council, reading->today);

	if (reading->layout.is_own)
		return;
	if (!reporter_has_names(&reporter, cell(reading, INSPECTION_COUNCIL)))
		release_report_add(&reading->report->labels, reading->rows.row_line, "the name is not that of", council, council->name);
	if (status.size && exists != slice_equal_ignoring_case(status, SLICE_LITERAL("Current")))
		release_report_add(&reading->report->labels, reading->rows.row_line, "the status is not that of", council,
				   exists ? "a council that exists" : "a council that no longer exists");
}

static bool day_take(struct reading *reading, enum inspection_column column, struct date *out)
{
	struct date date;

	if (date_parse(cell(reading, column), &date) || !event_day_is_sound(date))
		return leave_out_for(reading, column, "not a date such as 10/07/2023; correct it, or ask Ofsted");
	if (date.days > reading->today.days)
		return leave_out_for(reading, column,
				     "it lies in the future; are day and month the right way round, and is this machine's clock right?");
	*out = date;
	return true;
}

/* NULL: the row's code is no council's. */
static const struct council *council_of(const struct reading *reading)
{
	struct slice code = cell(reading, INSPECTION_CODE);
	const struct council *council;
	struct reporter reporter;

	if (reading->layout.is_own)
		return council_parse(code, &council) ? NULL : council;
	return reporter_find_by_ons(code, &reporter) ? reporter.council : NULL;
}

/* Whose inspection, when, of which kind. */
static bool key_take(struct reading *reading, struct event_key *key)
{
	const struct council *council = council_of(reading);

	if (!council)
		return leave_out_for(reading, INSPECTION_CODE, "no council with children's services has or had this code; correct it");
	if (!day_take(reading, INSPECTION_DATE, &key->date))
		return false;
	key->council = council->code;
	if (!council_exists_on(council, key->date))
		return leave_out_for(reading, INSPECTION_DATE, "the council did not exist on this day; check its code and the date");
	key->kind = inspection_type_find(cell(reading, INSPECTION_TYPE));
	if (key->kind == EVENT_NONE)
		return leave_out_for(reading, INSPECTION_TYPE, "not a kind of inspection that is known; enter it with: event add");
	labels_compare(reading, council);
	return true;
}

static bool judgements_take(struct reading *reading, struct event *event)
{
	for (unsigned area = 0; area < JUDGED_AREA_COUNT; area++) {
		enum judgement judgement;

		if (!inspection_judgement_find(cell(reading, INSPECTION_JUDGED + area), &judgement))
			return leave_out_for(reading, INSPECTION_JUDGED + area, "not one of Ofsted's four judgements; correct it");
		if (judgement != JUDGEMENT_NONE && !event_kind_is_inspection(event->key.kind))
			return leave_out_for(reading, INSPECTION_JUDGED + area, "a visit has no judgements; check the inspection type");
		if (judgement != JUDGEMENT_NONE && area > 0 && event->judgements[0] == JUDGEMENT_NONE)
			return leave_out_for(reading, INSPECTION_JUDGED, "empty beside other judgements; check whether the row's cells have moved");
		event->judgements[area] = (uint8_t)judgement;
	}
	return true;
}

/* Publication may be unknown. */
static bool published_take(struct reading *reading, struct event *event)
{
	if (cell(reading, INSPECTION_PUBLISHED).size == 0)
		return true;
	if (!day_take(reading, INSPECTION_PUBLISHED, &event->published))
		return false;
	if (event->published.days < event->key.date.days)
		return leave_out_for(reading, INSPECTION_PUBLISHED, "it lies before the inspection; check both dates");
	return true;
}

/* The place of the key among the events, or where it would stand. */
static uint32_t place_of(const struct reading *reading, const struct event_key *key)
{
	uint32_t low = 0, high = reading->event_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (event_key_compare(&reading->events[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum error event_add(struct reading *reading, const struct event *event)
{
	uint32_t place = place_of(reading, &event->key);
	struct event *at = &reading->events[place];
	struct date latest = event->published.days == EVENT_DAY_UNKNOWN ? event->key.date : event->published;

	if (place < reading->event_count && event_key_compare(&at->key, &event->key) == 0) {
		if (event_says_same(at, event))
			reading->report->repeated++;
		else
			leave_out(reading, NULL, "an earlier row has the same council, day and type, and says otherwise; take one of them out");
		return ERROR_NONE;
	}
	if (reading->event_count == EVENT_BATCH_EVENTS_MAX)
		return problem_set(reading->problem, ERROR_LIMIT, reading->name, ": it has more than 4,096 inspections; import it in parts");
	memmove(at + 1, at, (reading->event_count - place) * sizeof(*at));
	*at = *event;
	reading->event_count++;
	reading->report->taken++;
	if (latest.days > reading->newest.days)
		reading->newest = latest;
	return ERROR_NONE;
}

static enum error row_take(struct reading *reading)
{
	struct event event = {.source = inspection_source()};

	if (csv_is_blank(&reading->rows))
		return ERROR_NONE;
	reading->report->rows++;
	if (!cells_check(reading) || !key_take(reading, &event.key) || !published_take(reading, &event) || !judgements_take(reading, &event))
		return ERROR_NONE;
	return event_add(reading, &event);
}

static enum error refuse(const struct reading *reading, const char *what, const char *more)
{
	return problem_set(reading->problem, ERROR_MALFORMED, reading->name, ": ", what, more);
}

/* The next row; *has_row is false at the end of the file. */
static enum error row_next(struct reading *reading, bool *has_row)
{
	char line[24];
	struct text text;

	if (!csv_next(&reading->rows, has_row))
		return ERROR_NONE;
	text_init_fixed(&text, line, sizeof line);
	text_put_u64(&text, reading->rows.row_line);
	return problem_set(reading->problem, ERROR_MALFORMED, reading->name, ": line ", line, ": ", reading->rows.why);
}

/* What a table of our own says of itself, such as whose figures it has, stands before its header. */
static bool is_comment(const struct csv_rows *rows)
{
	return slice_starts_with(csv_cell(rows, 0), SLICE_LITERAL("#"));
}

static enum error header_take(struct reading *reading)
{
	const char *missing;
	bool has_row;
	enum error error;

	do
		error = row_next(reading, &has_row);
	while (!error && has_row && is_comment(&reading->rows));
	if (error)
		return error;
	if (!has_row)
		return refuse(reading, "it is empty", "");
	if (!inspection_layout_find(&reading->rows, &reading->layout, &missing))
		return refuse(reading,
			      reading->layout.is_own ? "this is not a table of inspections: it has no column "
						     : "this is not Ofsted's list of inspections: it has no column ",
			      missing);
	if (reading->layout.twice)
		return refuse(reading, "this column is there twice; take one of them out: ", reading->layout.twice);
	return ERROR_NONE;
}

static enum error rows_take(struct reading *reading)
{
	bool has_row = false;
	enum error error = header_take(reading);

	if (!error)
		error = row_next(reading, &has_row);
	while (!error && has_row) {
		error = row_take(reading);
		if (!error)
			error = row_next(reading, &has_row);
	}
	return error;
}

static enum error batch_make(const struct reading *reading, struct slice file, struct event_batch *out)
{
	if (reading->event_count == 0)
		return reading->report->rows ? refuse(reading, "none of its rows could be taken, for the reasons above", "")
					     : refuse(reading, "it has no inspections, only a header", "");
	*out = (struct event_batch){
		.head = {.edition = reading->newest, .file_hash = digest_sha256(file), .source = inspection_source(), .count = reading->event_count},
		.events = reading->events,
	};
	return ERROR_NONE;
}

enum error inspection_read(struct slice file, const char *name, struct date today, struct arena *arena, struct event_batch *out,
			   struct inspection_report *report, struct problem *problem)
{
	struct reading *reading = arena_take(arena, 1, sizeof(*reading));
	struct event *events = arena_take(arena, EVENT_BATCH_EVENTS_MAX, sizeof(*events));
	enum error error;

	*report = (struct inspection_report){.rows = 0};
	if (!reading || !events)
		return problem_set(problem, ERROR_NO_MEMORY, name, ": there is not enough memory to read it");
	if (file.size > INSPECTION_FILE_BYTES_MAX)
		return problem_set(problem, ERROR_LIMIT, name, ": it is larger than 8 MiB, which no list of inspections is");
	*reading = (struct reading){.name = name, .today = today, .events = events, .report = report, .problem = problem};
	csv_init(&reading->rows, file);
	error = rows_take(reading);
	return error ? error : batch_make(reading, file, out);
}

void inspection_report_write(const struct inspection_report *report, const char *name, struct text *text)
{
	for (unsigned i = 0; i < report->fault_count; i++) {
		const struct inspection_fault *fault = &report->faults[i];

		text_put(text, name);
		text_put(text, ": line ");
		text_put_u64(text, fault->line);
		if (fault->column) {
			text_put(text, ", column ");
			text_put(text, fault->column);
		}
		text_put(text, ": ");
		text_put(text, fault->what);
		text_put(text, "; the row was left out\n");
	}
	if (report->left_out > report->fault_count) {
		text_put(text, name);
		text_put(text, ": and ");
		text_put_u64(text, report->left_out - report->fault_count);
		text_put(text, " more rows were left out\n");
	}
	release_report_write(&report->labels, name, text);
}
