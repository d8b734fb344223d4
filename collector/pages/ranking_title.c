#include "collector/pages/ranking_title.h"

#include "collector/core/words.h"
#include "collector/pages/figure_title.h"

/* How much a title says. */
enum fullness { FULL, SHORT, SHORTEST, TITLES };

static const struct ranking_row *chosen_row(const struct ranking *ranking)
{
	for (unsigned index = 0; ranking->chosen && index < ranking->row_count; index++)
		if (ranking_row_is_of(&ranking->rows[index], ranking->chosen))
			return &ranking->rows[index];
	return NULL;
}

static unsigned count_at(const struct ranking *ranking, int64_t value)
{
	unsigned count = 0;

	for (unsigned index = 0; index < ranking->counted; index++)
		count += ranking->rows[index].value.value == value;
	return count;
}

static unsigned count_below(const struct ranking *ranking, int64_t value)
{
	unsigned count = 0;

	for (unsigned index = 0; index < ranking->counted; index++)
		count += ranking->rows[index].value.value < value;
	return count;
}

/* "8th highest", "joint 2nd lowest", "highest": from the end that is nearer. */
static void put_place(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	unsigned from_lowest = 1 + count_below(ranking, row->value.value);
	bool is_lower = from_lowest < row->from_highest;
	unsigned place = is_lower ? from_lowest : row->from_highest;

	if (count_at(ranking, row->value.value) > 1)
		text_put(text, "joint ");
	if (place > 1) {
		words_put_ordinal(text, place);
		text_put_char(text, ' ');
	}
	text_put(text, is_lower ? "lowest" : "highest");
}

static const char *title_of_row(struct composer *composer, const struct ranking *ranking, const struct ranking_row *row, enum fullness fullness)
{
	struct text *text = composer_begin(composer);

	ranking_put_reporter(text, row);
	if (!row->rank) {
		text_put(text, " has no figure to rank");
		return composer_end(composer);
	}
	text_put(text, " is ");
	put_place(text, ranking, row);
	if (fullness == FULL) {
		text_put(text, " of ");
		text_put_u64(text, ranking->counted);
	}
	if (fullness != SHORTEST) {
		text_put(text, " at ");
		words_put_short(text, ranking->indicator, row->value.value);
	}
	return composer_end(composer);
}

/* Those that share the value: "Bury", "Bury and 2 others". */
static void put_sharing(struct text *text, const struct ranking_row *row, unsigned count)
{
	ranking_put_reporter(text, row);
	if (count > 1) {
		text_put(text, " and ");
		text_put_u64(text, count - 1);
		text_put(text, count == 2 ? " other" : " others");
	}
}

/* Of the end that is worse where there is a worse one, else of the highest. */
static const char *title_of_end(struct composer *composer, const struct ranking *ranking, enum fullness fullness)
{
	bool is_lowest = ranking->indicator->polarity == POLARITY_HIGH_IS_GOOD;
	int64_t value = is_lowest ? ranking->minimum : ranking->maximum;
	unsigned count = count_at(ranking, value), index = 0;
	struct text *text = composer_begin(composer);

	while (index + 1 < ranking->counted && ranking->rows[index].value.value != value)
		index++;
	if (fullness == SHORTEST) {
		text_put(text, is_lowest ? "The lowest figure is " : "The highest figure is ");
	} else {
		put_sharing(text, &ranking->rows[index], count);
		text_put(text, count > 1 ? " are " : " is ");
		text_put(text, is_lowest ? "lowest at " : "highest at ");
	}
	words_put_short(text, ranking->indicator, value);
	if (fullness == FULL && !ranking->pooled.value.symbol) {
		text_put(text, ", against ");
		words_put_short(text, ranking->indicator, ranking->pooled.value.value);
		text_put(text, " overall");
	}
	return composer_end(composer);
}

const char *ranking_title(struct composer *composer, const struct ranking *ranking)
{
	const struct ranking_row *row = chosen_row(ranking);
	const char *titles[TITLES];

	if (ranking->counted == 0)
		return "No council has a figure for this month";
	for (enum fullness fullness = FULL; fullness < TITLES; fullness++)
		titles[fullness] = row ? title_of_row(composer, ranking, row, fullness) : title_of_end(composer, ranking, fullness);
	return figure_title_choose(titles, TITLES);
}
