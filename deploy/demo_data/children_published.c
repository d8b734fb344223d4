#include "deploy/demo_data/children_published.h"

#include "common/decimal.h"
#include "deploy/demo_data/published_lines.h"

static const char *const measure_ids[CHILDREN_MEASURES] = {
#define CHILDREN_PUBLISHED(NAME, id) id,
#include "deploy/demo_data/children_published.def"
#undef CHILDREN_PUBLISHED
};

const char *children_measure_id(enum children_measure measure)
{
	return measure_ids[measure];
}

struct date children_census_date(unsigned index)
{
	return month_last_day(month_from(CHILDREN_YEAR_FIRST + (int)index, 3));
}

/* CHILDREN_YEARS when the date is no 31 March of the years. */
static unsigned year_of(struct date date)
{
	unsigned year = 0;

	while (year < CHILDREN_YEARS && children_census_date(year).days != date.days)
		year++;
	return year;
}

static bool parse_measure(struct slice cell, enum children_measure *out)
{
	for (unsigned measure = 0; measure < CHILDREN_MEASURES; measure++) {
		if (slice_equal(cell, slice_from_text(measure_ids[measure]))) {
			*out = (enum children_measure)measure;
			return true;
		}
	}
	return false;
}

static bool parse_value(struct slice cell, int32_t *out)
{
	int64_t value;

	if (slice_equal(cell, SLICE_LITERAL("c")) || slice_equal(cell, SLICE_LITERAL("-"))) {
		*out = CHILDREN_UNKNOWN;
		return true;
	}
	if (decimal_parse(cell, 0, &value) || value < 0 || value > INT32_MAX)
		return false;
	*out = (int32_t)value;
	return true;
}

static bool has_figures(const struct children_council *council)
{
	for (unsigned cell = 0; cell < CHILDREN_YEARS * CHILDREN_MEASURES; cell++) {
		if (council->values[cell / CHILDREN_MEASURES][cell % CHILDREN_MEASURES] != CHILDREN_UNKNOWN)
			return true;
	}
	return false;
}

static unsigned place_of(const struct children_published *table, uint16_t code)
{
	unsigned place = 0;

	while (place < table->council_count && table->councils[place].code != code)
		place++;
	return place;
}

const struct children_council *children_published_find(const struct children_published *table, uint16_t code)
{
	unsigned place = place_of(table, code);

	return place < table->council_count ? &table->councils[place] : NULL;
}

/* The council's place in the table, taken anew if it has none; NULL when the table is full. */
static struct children_council *council_place(struct children_published *table, uint16_t code)
{
	unsigned place = place_of(table, code);

	if (place < table->council_count)
		return &table->councils[place];
	if (place == CHILDREN_COUNCILS_MAX)
		return NULL;
	struct children_council *council = &table->councils[table->council_count++];

	*council = (struct children_council){.code = code};
	for (unsigned cell = 0; cell < CHILDREN_YEARS * CHILDREN_MEASURES; cell++)
		council->values[cell / CHILDREN_MEASURES][cell % CHILDREN_MEASURES] = CHILDREN_UNKNOWN;
	return council;
}

static const char *take_checkpoint(struct children_council *council, struct date date, enum children_measure measure, int32_t value)
{
	if (measure != CHILDREN_CLA && measure != CHILDREN_CIN && measure != CHILDREN_CPP)
		return "has a date that is not 31 March of 2016 to 2025, which only stocks may have";
	if (council->checkpoint_count == CHILDREN_CHECKPOINTS_MAX)
		return "is of one date too many: there is room for four figures at other dates";
	council->checkpoints[council->checkpoint_count++] = (struct children_checkpoint){date, measure, value};
	return NULL;
}

/* Takes one line; NULL, or what is wrong with it. */
static const char *take_line(void *context, const struct published_line *line)
{
	struct children_published *table = context;
	unsigned year = year_of(line->date);
	enum children_measure measure;
	int32_t value;

	if (!parse_measure(line->measure, &measure))
		return "names no measure that the demo carries";
	if (!parse_value(line->value, &value))
		return "has a value that is neither c, - nor a whole number";

	struct children_council *council = council_place(table, line->council);

	if (council == NULL)
		return "is of one council too many: there is room for 32";
	if (year == CHILDREN_YEARS)
		return take_checkpoint(council, line->date, measure, value);
	if (council->values[year][measure] != CHILDREN_UNKNOWN)
		return "says again what an earlier line has said";
	council->values[year][measure] = value;
	return NULL;
}

enum error children_published_parse(struct slice text, struct children_published *out, struct problem *problem)
{
	out->council_count = 0;
	enum error error = published_lines_read(text, take_line, out, problem);

	for (unsigned i = 0; i < out->council_count && !error; i++) {
		if (!has_figures(&out->councils[i]))
			error = problem_set(problem, ERROR_MALFORMED, "the published table has a council without a single figure");
	}
	return error;
}
