#include "agent/core/prepare.h"

#include "proto/catalogue.h"
#include "proto/councils.h"
#include "proto/status.h"

enum { LABEL_COLUMNS = 54, VALUE_COLUMNS = 12, FILE_COLUMNS = 28 };

static void put_count(struct text *text, uint64_t count, const char *one, const char *many)
{
	text_put_u64(text, count);
	text_put_char(text, ' ');
	text_put(text, count == 1 ? one : many);
}

static void put_hex(struct text *text, const struct digest *digest)
{
	text_put_hex(text, digest_slice(digest));
}

static void put_heading(struct text *text, const struct council_return *content)
{
	const struct council *council = council_find(content->council);

	text_put(text, "Return of ");
	text_put(text, council ? council->name : "council");
	text_put(text, " (");
	text_put_u64(text, content->council);
	text_put(text, ") for ");
	text_put_month_name(text, content->month);
	text_put(text, ", revision ");
	text_put_u64(text, content->revision);
	text_put(text, "\n");
	if (!digest_is_zero(&content->previous)) {
		text_put(text, "It replaces revision ");
		text_put_u64(text, content->revision - 1);
		text_put(text, ", SHA-256 ");
		put_hex(text, &content->previous);
		text_put(text, "\n");
	}
	text_put(text, "Disclosure policy ");
	text_put_slice(text, content->policy);
	text_put(text, ", agent version ");
	text_put_slice(text, content->agent_version);
	text_put(text, "\n");
}

static void put_coverage(struct text *text, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);
	struct month first, last;

	if (!reg || !workforce_months(reg->workforce, &first, &last))
		return;
	text_put(text, "The posts table covers ");
	text_put_month_name(text, first);
	text_put(text, " to ");
	text_put_month_name(text, last);
	text_put(text, "\n");
}

static void put_measure(struct text *text, const struct return_measure *sent)
{
	const struct measure *measure = catalogue_measure(sent->number);
	char buffer[32];
	struct text value;

	INVARIANT(measure);
	text_init_fixed(&value, buffer, sizeof(buffer));
	if (sent->symbol == SYMBOL_NONE)
		text_put_decimal(&value, sent->value, measure_digits(measure), measure_decimals_min(measure));
	else
		text_put(&value, symbol_text((enum symbol)sent->symbol));
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(measure->label), LABEL_COLUMNS, false);
	text_put_padded(text, text_slice(&value), VALUE_COLUMNS, true);
	text_put(text, " ");
	if (sent->symbol == SYMBOL_NONE) {
		text_put(text, measure_unit_name(measure->unit));
	} else {
		text_put(text, symbol_meaning((enum symbol)sent->symbol));
		text_put(text, ": ");
		text_put(text, reason_sentence(sent->reason));
	}
	text_put(text, "\n");
}

static void put_note(struct text *text, const struct row_note *note)
{
	text_put(text, "      line ");
	text_put_u64(text, note->line);
	if (note->column_name[0]) {
		text_put(text, ", column ");
		text_put(text, note->column_name);
	}
	if (note->column) {
		text_put(text, " (");
		text_put_u64(text, note->column);
		text_put(text, ")");
	}
	text_put(text, note->is_refused ? ": refused: " : ": noted: ");
	text_put(text, rule_sentence(note->rule));
	text_put(text, "\n");
}

static void put_file(struct text *text, const struct file_report *file)
{
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(file->name), FILE_COLUMNS, false);
	text_put(text, " ");
	text_put(text, table_kind_name(file->kind));
	if (file->why) {
		text_put(text, file->kind == TABLE_NOT_RECOGNISED ? ": " : ", not used: ");
		text_put(text, file->why);
	} else {
		text_put(text, ": ");
		put_count(text, file->rows, "row", "rows");
		text_put(text, ", ");
		text_put_u64(text, file->rows_refused);
		text_put(text, " refused");
	}
	text_put(text, "\n");
	for (unsigned i = 0; i < file->note_count; i++)
		put_note(text, &file->notes[i]);
	if (file->notes_dropped) {
		text_put(text, "      and ");
		text_put_u64(text, file->notes_dropped);
		text_put(text, " more that are not listed\n");
	}
}

void preview_write_files(const struct reading *reading, struct text *text)
{
	text_put(text, "\nFiles read\n");
	if (reading_file_count(reading) == 0)
		text_put(text, "  none\n");
	for (unsigned i = 0; i < reading_file_count(reading); i++)
		put_file(text, reading_file_at(reading, i));
}

/* What was noticed about all rows together, in words for one and for many. */
struct finding {
	uint64_t count;
	const char *one, *many;
};

static void put_findings(struct text *text, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);
	struct workforce_findings findings = reg ? workforce_findings(reg->workforce) : (struct workforce_findings){.refused_worker_rows = 0};
	const struct finding table[] = {
		{findings.refused_worker_rows, "worker row was refused and is in no figure", "worker rows were refused and are in no figure"},
		{findings.undated_agency_rows, "agency row has no start date and is not counted",
		 "agency rows have no start date and are not counted"},
		{findings.last_known_fte_posts, "post ended with FTE 0; the person's last known FTE is used",
		 "posts ended with FTE 0; the persons' last known FTE is used"},
		{findings.unknown_fte_posts, "post ended with FTE 0 and no FTE is known before; it counts as 0",
		 "posts ended with FTE 0 and no FTE is known before; they count as 0"},
		{findings.repeated_posts, "row stands in another file as well and is counted once",
		 "rows stand in another file as well and are counted once"},
		{findings.conflicting_posts, "post is described differently by two files; keep only the newest workers file",
		 "posts are described differently by two files; keep only the newest workers file"},
	};
	bool has_heading = false;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].count == 0)
			continue;
		text_put(text, has_heading ? "  " : "\nTo check before approval\n  ");
		has_heading = true;
		put_count(text, table[i].count, table[i].one, table[i].many);
		text_put(text, "\n");
	}
}

static void put_next_step(struct text *text, const struct prepared_return *prepared)
{
	text_put(text, "\nSHA-256 of the exact bytes\n  ");
	put_hex(text, &prepared->hash);
	text_put(text,
		 "\n\nThe preview sends nothing. When the figures are right, approve exactly these bytes:\n  bellwether-agent approve --month ");
	text_put_month(text, prepared->content.month);
	text_put(text, " --sha256 ");
	put_hex(text, &prepared->hash);
	text_put(text, " \\\n      --role \"YOUR ROLE\" --extracts DIR --state DIR\nWhen they are not, correct the extracts and preview again.\n");
}

void preview_write_text(const struct prepared_return *prepared, const struct reading *reading, struct text *text)
{
	put_heading(text, &prepared->content);
	put_coverage(text, reading);
	text_put(text, "\nMeasures that would leave\n");
	for (unsigned i = 0; i < prepared->content.measure_count; i++)
		put_measure(text, &prepared->content.measures[i]);
	preview_write_files(reading, text);
	put_findings(text, reading);
	put_next_step(text, prepared);
}
