#include "collector/core/refusal_note.h"

#include "common/cursor.h"

bool refusal_note_of(const struct decision *decision, int64_t now_s, struct refusal_note *out)
{
	if (decision->verdict != VERDICT_REFUSE || !decision->is_attributed || refusal_is_temporary(decision->refusal))
		return false;
	*out = (struct refusal_note){.council = decision->content.council,
				     .month = decision->content.month,
				     .revision = decision->content.revision,
				     .code = decision->refusal,
				     .refused_at_s = now_s};
	/* A field's name is the program's own, and is left out rather than cut. */
	if (!slice_copy_text(slice_from_text(decision->field), out->field, sizeof(out->field)))
		out->field[0] = '\0';
	return true;
}

struct slice refusal_note_pack(const struct refusal_note *note, uint8_t buffer[static REFUSAL_NOTE_BYTES_MAX])
{
	struct writer writer;

	writer_init(&writer, buffer, REFUSAL_NOTE_BYTES_MAX);
	writer_u32(&writer, note->revision);
	writer_u32(&writer, note->code);
	writer_i64(&writer, note->refused_at_s);
	writer_sized(&writer, slice_from_text(note->field));
	INVARIANT(!writer.error);
	return writer_done(&writer);
}

enum error refusal_note_unpack(struct slice bytes, struct refusal_note *out)
{
	struct refusal_note note = {.council = 0};
	struct reader reader;
	struct slice field;
	uint32_t code;

	reader_init(&reader, bytes);
	note.revision = reader_u32(&reader);
	code = reader_u32(&reader);
	note.refused_at_s = reader_i64(&reader);
	field = reader_sized(&reader);
	if (reader_finish(&reader) || note.revision == 0 || !refusal_is_known(code) || !slice_is_printable(field) ||
	    !slice_copy_text(field, note.field, sizeof(note.field)))
		return ERROR_CORRUPT;
	note.code = (enum refusal_code)code;
	*out = note;
	return ERROR_NONE;
}
