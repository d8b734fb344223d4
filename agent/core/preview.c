#include "agent/core/coverage.h"
#include "agent/core/prepare.h"
#include "agent/core/preview_measures.h"
#include "agent/core/validation.h"
#include "agent/core/wrapping.h"
#include "proto/councils.h"

enum { SEVERITY_COLUMNS = 9, NOTE_COLUMN = 6 };

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

static void put_note(struct text *text, const struct row_note *note)
{
	char buffer[320];
	struct text line;

	text_init_fixed(&line, buffer, sizeof(buffer));
	text_put(&line, "line ");
	text_put_u64(&line, note->line);
	if (note->column_name[0]) {
		text_put(&line, ", column ");
		text_put(&line, note->column_name);
	}
	if (note->column) {
		text_put(&line, " (");
		text_put_u64(&line, note->column);
		text_put(&line, ")");
	}
	text_put(&line, note->is_refused ? ": refused: " : ": noted: ");
	text_put(&line, rule_sentence(note->rule));
	text_put(text, "      ");
	text_put_wrapped(text, text_slice(&line), NOTE_COLUMN);
}

static void put_file(struct text *text, const struct file_report *file, size_t name_columns)
{
	file_put(text, file, name_columns);
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
		put_file(text, reading_file_at(reading, i), file_names_width(reading));
}

static void put_finding(struct text *text, enum rule rule, uint64_t count)
{
	char buffer[320];
	struct text line;

	text_init_fixed(&line, buffer, sizeof(buffer));
	text_put_count(&line, count, "time ", "times ");
	text_put(&line, rule_id(rule));
	text_put(&line, ": ");
	text_put(&line, rule_sentence(rule));
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(severity_name(rule_severity(rule))), SEVERITY_COLUMNS, false);
	text_put_wrapped(text, text_slice(&line), SEVERITY_COLUMNS + 2);
}

/* How often each rule was met that a person should know of before approving: errors first, then warnings. `validate` has the cells. */
static void put_findings(struct text *text, const struct reading *reading)
{
	const struct council_register *reg = reading_register_view(reading);
	bool has_heading = false;

	for (unsigned severity = SEVERITY_ERROR; reg && severity <= SEVERITY_WARNING; severity++) {
		for (unsigned rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
			uint64_t count = findings_count(reg->findings, (enum rule)rule);

			if (!count || rule_severity((enum rule)rule) != (enum severity)severity)
				continue;
			text_put(text, has_heading ? "" : "\nTo check before approval (`bellwether-agent validate` lists the cells)\n");
			has_heading = true;
			put_finding(text, (enum rule)rule, count);
		}
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
	preview_write_measures(prepared->content.measures, prepared->content.measure_count, text);
	preview_write_files(reading, text);
	if (reading_register_view(reading))
		coverage_write_text(reading_register_view(reading), text);
	put_findings(text, reading);
	put_next_step(text, prepared);
}
