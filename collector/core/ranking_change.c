#include "collector/core/ranking_change.h"

#include "collector/core/absence.h"
#include "collector/core/ranking_parts.h"

/* One of the two months has a figure of two councils together, the other has not. */
static void put_partner(struct text *text, const struct ranking_row *row, const struct council *partner, struct month month)
{
	text_put(text, "The figure for ");
	text_put_month_name(text, month);
	if (partner) {
		text_put(text, " is of ");
		text_put(text, row->council->name);
		text_put(text, " and ");
		text_put(text, partner->name);
		text_put(text, " together.");
	} else {
		text_put(text, " is of ");
		text_put(text, row->council->name);
		text_put(text, " alone.");
	}
}

static void put_definition(struct text *text, const struct ranking *ranking, const struct ranking_row *row, const struct cell *cell,
			   struct month month)
{
	enum definition_match match = definition_match(ranking->indicator, row->cell->catalogue, cell->catalogue);

	if (match == DEFINITION_SAME)
		return;
	text_put(text, "The figure for ");
	text_put_month_name(text, month);
	text_put(text, " was ");
	text_put(text, definition_words(match));
	text_put(text, ".");
}

void ranking_put_change_note(struct text *text, const struct ranking *ranking, const struct ranking_row *row, const struct column *before)
{
	struct reporter now = {row->council, row->joint, row->cell};
	struct reporter then;

	if (!before || before->count == 0 || row->value.symbol)
		return;
	if (!council_exists_on(row->council, month_last_day(before->month))) {
		text_put(text, row->council->name);
		text_put(text, " ");
		absence_put_existence(text, row->council, before->month);
		text_put(text, ".");
		return;
	}
	then = reporter_of(before, row->council);
	if (!then.cell || then.cell->value.symbol) {
		text_put(text, "There is no figure for ");
		text_put_month_name(text, before->month);
		text_put(text, ".");
	} else if (!reporter_is_same(&now, &then)) {
		put_partner(text, row, reporter_other(&then, row->council), before->month);
	} else {
		put_definition(text, ranking, row, then.cell, before->month);
	}
}

void ranking_put_newcomers(struct text *text, const struct ranking *ranking)
{
	bool has_one = false;

	for (unsigned i = 0; ranking->has_since && ranking->since_column->count && i < ranking->row_count; i++) {
		const struct ranking_row *row = &ranking->rows[i];

		if (row->value.symbol || council_exists_on(row->council, month_last_day(ranking->since)) ||
		    (ranking->chosen && ranking_row_is_of(row, ranking->chosen)))
			continue;
		text_put(text, has_one ? " " : "");
		ranking_put_change_note(text, ranking, row, ranking->since_column);
		has_one = true;
	}
}
