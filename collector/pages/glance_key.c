#include "collector/pages/glance_key.h"

/* How many columns have the quarters of England's councils, and how many those of the area's. */
struct bases {
	unsigned england, own;
};

static struct bases bases_of(const struct matrix *matrix)
{
	struct bases bases = {0};

	for (unsigned index = 0; index < matrix->row_count; index++) {
		const struct field *field = &matrix->rows[index].field;

		if (matrix->rows[index].indicator->polarity == POLARITY_NONE || !field->band_area)
			continue;
		bases.england += field->has_england_bands;
		bases.own += !field->has_england_bands;
	}
	return bases;
}

bool glance_key_is_mixed(const struct matrix *matrix)
{
	struct bases bases = bases_of(matrix);

	return bases.england > 0 && bases.own > 0;
}

const char *glance_key_bands(const struct matrix *matrix)
{
	struct bases bases = bases_of(matrix);

	if (!bases.england && !bases.own)
		return "Too few councils have figures for bands.";
	if (!bases.own)
		return "Bands are quarters of England’s councils, as published.";
	return bases.england ? "Bands are quarters of England’s councils where the column says so, else of the councils shown."
			     : "Bands are quarters of the councils shown.";
}

static const char *quarters_of(struct composer *composer, const struct matrix *matrix)
{
	struct bases bases = bases_of(matrix);
	struct text *text;

	if (!bases.own)
		return "of England’s councils, as published";
	text = composer_begin(composer);
	text_put(text, "of these ");
	text_put_u64(text, matrix->council_count);
	text_put(text, matrix->council_count == 1 ? " council" : " councils");
	if (bases.england)
		text_put(text, ", or of England’s where the column says so");
	return composer_end(composer);
}

static bool has_arrows(const struct figure *figure)
{
	for (unsigned row = 0; row < figure->rows_count; row++)
		for (unsigned cell = 0; cell < figure->rows[row].cells_count; cell++)
			if (figure->rows[row].cells[cell].arrow)
				return true;
	return false;
}

void glance_key_make(struct glance_key *key, struct composer *composer, const struct glance *glance, const struct figure *figure)
{
	struct bases bases = bases_of(&glance->matrix);

	*key = (struct glance_key){.has_bands = !figure->empty && (bases.england || bases.own), .has_arrows = has_arrows(figure)};
	if (!key->has_bands)
		return;
	key->quarters = quarters_of(composer, &glance->matrix);
	key->without = "neither high nor low is good, or too few councils have figures";
	if (glance->matrix.source == SOURCE_RETURNS && bases.england > 0)
		key->caution = "England’s figures of this very month are published, so that letters are quarters of England’s councils. In other "
			       "months they are of "
			       "these: a letter can differ from the month before though the figure hardly moved.";
}
