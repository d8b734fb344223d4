#include "agent/core/looked_after.h"
#include "agent/core/ssda903.h"
#include "common/decimal.h"
#include "common/digest.h"

enum { FAR_MILES = 20 };

static uint8_t distance_read(struct care_row *care)
{
	struct slice text = care_row_text(care, EPISODES_DISTANCE);
	int64_t billionths;

	if (text.size == 0)
		return DISTANCE_UNKNOWN;
	if (decimal_parse(text, DECIMAL_DIGITS_MAX, &billionths) || billionths < 0) {
		row_remark(care->row, EPISODES_DISTANCE, RULE_CARE_DISTANCE_MALFORMED);
		return DISTANCE_UNKNOWN;
	}
	return billionths > FAR_MILES * decimal_power(DECIMAL_DIGITS_MAX) ? DISTANCE_OVER_20_MILES : DISTANCE_WITHIN_20_MILES;
}

/*
 * Letters and digits, whatever their case and the blanks between. 0: there are none, or it is the guide's XXXXXXX, which stands for no registration. Two
 * of a child's are only ever compared, so that a quick hash does (FNV-1a of Fowler, Noll and Vo, folded); it is computed for every row.
 */
static uint16_t place_digest(struct care_row *care, unsigned column)
{
	struct slice text = care_row_text(care, column);
	uint32_t hash = 2166136261u;
	bool is_registered = false;
	uint16_t digest;

	for (size_t i = 0; i < text.size; i++) {
		uint8_t letter = (uint8_t)(text.data[i] >= 'a' && text.data[i] <= 'z' ? text.data[i] - 'a' + 'A' : text.data[i]);

		if (letter <= ' ')
			continue;
		is_registered |= letter != 'X';
		hash = (hash ^ letter) * 16777619u;
	}
	if (!is_registered)
		return 0;
	digest = (uint16_t)(hash >> 16 ^ hash);
	return digest ? digest : 1;
}

static void days_read(struct care_row *care)
{
	struct care_record *record = &care->record;

	record->start = care_row_day(care, EPISODES_DECOM);
	record->end = care_row_day(care, EPISODES_DEC);
	if (care->row->is_refused)
		return;
	if (record->start == CARE_DAY_NONE)
		row_refuse(care->row, EPISODES_DECOM, RULE_CARE_DATE_EMPTY);
	else if (record->end != CARE_DAY_NONE && record->end < record->start)
		row_refuse(care->row, EPISODES_DEC, RULE_CARE_ENDS_BEFORE_START);
}

static void codes_read(struct care_row *care)
{
	struct care_record *record = &care->record;

	record->episode.new_episode = care_row_code(care, EPISODES_RNE, CODES_NEW_EPISODE);
	record->episode.legal_status = care_row_code(care, EPISODES_LS, CODES_LEGAL_STATUS);
	record->episode.need = care_row_code(care, EPISODES_CIN, CODES_NEED);
	record->episode.place = care_row_code(care, EPISODES_PLACE, CODES_PLACE);
	record->episode.provider = care_row_code(care, EPISODES_PROVIDER, CODES_PROVIDER);
	record->episode.ceased = care_row_code(care, EPISODES_REC, CODES_CEASED);
	record->episode.urn = place_digest(care, EPISODES_URN);
	record->episode.postcode = place_digest(care, EPISODES_POSTCODE);
	record->distance = distance_read(care);
	if (record->end == CARE_DAY_NONE && record->episode.ceased != CODE_BLANK)
		row_remark(care->row, EPISODES_REC, RULE_CARE_REC_ON_OPEN_EPISODE);
	if (record->end != CARE_DAY_NONE && record->episode.ceased == CODE_BLANK)
		row_remark(care->row, EPISODES_REC, RULE_CARE_REC_EMPTY);
}

/*
 * One council's agent counts one council's children. A regional form holds several councils' rows: those of others are left out, unseen. What names no
 * council that is known is held against the other rows.
 */
static bool is_left_out(struct row *row, struct council_register *reg)
{
	struct care_store *store = looked_after_store(reg->looked_after);
	struct slice label = {NULL, 0};
	uint16_t council;

	if (row->is_refused || !row_has_column(row, EPISODES_LA) || row_cell(row, EPISODES_LA, &label) || label.size == 0)
		return false;
	council = care_store_council(store, label, reg->council);
	if (reg->council && council && council != reg->council) {
		row_refuse(row, EPISODES_LA, RULE_CARE_ROW_OF_ANOTHER);
		care_store_file(store, row->file)->has_left_out = true;
		return true;
	}
	if (!care_store_is_council(store, council ? council : (uint32_t)digest_checksum(label), row->file)) {
		row_remark(row, EPISODES_LA, RULE_CARE_COUNCILS_DIFFER);
		care_store_file(store, row->file)->has_other_council = true;
	}
	return false;
}

static enum error episode_add(struct care_row *care)
{
	struct care_file *file = care_store_file(care->store, care->record.file);

	codes_read(care);
	file->has_distance |= row_has_column(care->row, EPISODES_DISTANCE);
	care_row_saw_day(care, EPISODES_DECOM, care->record.start);
	care_row_saw_day(care, EPISODES_DEC, care->record.end);
	return care_row_finish(care);
}

static enum error episode_read(struct row *row, struct council_register *reg)
{
	struct care_row care;
	enum error error;

	if (!care_row_begin(&care, row, reg, EPISODES_CHILD, EPISODES_YEAR, &error))
		return error;
	care.record.kind = CARE_EPISODE;
	days_read(&care);
	return row->is_refused ? ERROR_NONE : episode_add(&care);
}

static enum error episodes_row_read(struct row *row, struct council_register *reg)
{
	if (is_left_out(row, reg))
		return ERROR_NONE;
	return care_row_counted(row, reg, CARE_EPISODE, episode_read(row, reg));
}

static void episodes_seen(struct council_register *reg, uint8_t file)
{
	care_store_file(looked_after_store(reg->looked_after), file)->has[CARE_EPISODE] = true;
}

/* The home's postcode and the reason of a change of placement bear on no figure and are not read. */
const struct layout episodes_layout = {
	.kind = TABLE_EPISODES,
	.required_count = EPISODES_REQUIRED,
	.column_count = EPISODES_COLUMNS,
	.columns =
		{
			[EPISODES_CHILD] = "CHILD",
			[EPISODES_DECOM] = "DECOM",
			[EPISODES_RNE] = "RNE",
			[EPISODES_LS] = "LS",
			[EPISODES_CIN] = "CIN",
			[EPISODES_PLACE] = "PLACE",
			[EPISODES_PROVIDER] = "PLACE_PROVIDER",
			[EPISODES_DEC] = "DEC",
			[EPISODES_REC] = "REC",
			[EPISODES_YEAR] = "YEAR",
			[EPISODES_LA] = "LA",
			[EPISODES_DISTANCE] = "PL_DISTANCE",
			[EPISODES_URN] = "URN",
			[EPISODES_POSTCODE] = "PL_POST",
		},
	.seen = episodes_seen,
	.read = episodes_row_read,
};
