#include "deploy/demo_data/published.h"

#include "common/decimal.h"
#include "common/text.h"
#include "deploy/demo_data/published_lines.h"

static const char *const measure_ids[PUBLISHED_COUNT] = {
#define PUBLISHED(NAME, id) id,
#include "deploy/demo_data/published.def"
#undef PUBLISHED
};

const char *published_measure_id(enum published_measure measure)
{
	return measure_ids[measure];
}

struct date census_date(unsigned index)
{
	return month_last_day(month_from(CENSUS_YEAR_FIRST + (int)index, 9));
}

static bool find_census(struct date date, unsigned *out)
{
	for (unsigned census = CENSUS_PUBLISHED_FIRST; census < CENSUS_COUNT; census++) {
		if (census_date(census).days == date.days) {
			*out = census;
			return true;
		}
	}
	return false;
}

static bool parse_measure(struct slice cell, enum published_measure *out)
{
	for (unsigned measure = 0; measure < PUBLISHED_COUNT; measure++) {
		if (slice_equal(cell, slice_from_text(measure_ids[measure]))) {
			*out = (enum published_measure)measure;
			return true;
		}
	}
	return false;
}

/* The symbols that stand where a figure was not published. */
static const struct {
	const char *text;
	enum value_kind kind;
} symbols[] = {
	{"u", VALUE_UNRELIABLE},
	{"x", VALUE_NOT_AVAILABLE},
	{"z", VALUE_NOT_APPLICABLE},
};

static bool parse_value(struct slice cell, struct published_value *out)
{
	int64_t tenths = 0;

	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
		if (slice_equal(cell, slice_from_text(symbols[i].text))) {
			*out = (struct published_value){.kind = symbols[i].kind};
			return true;
		}
	}
	if (decimal_parse(cell, 1, &tenths) || tenths < 0)
		return false;
	*out = (struct published_value){.kind = VALUE_NUMBER, .tenths = tenths};
	return true;
}

/* The council's place in the table, taken anew if it has none; NULL when the table is full. */
static struct published_council *council_place(struct published_table *table, uint16_t code)
{
	for (unsigned i = 0; i < table->council_count; i++) {
		if (table->councils[i].code == code)
			return &table->councils[i];
	}
	if (table->council_count == PUBLISHED_COUNCILS_MAX)
		return NULL;
	struct published_council *council = &table->councils[table->council_count++];

	*council = (struct published_council){.code = code, .first = CENSUS_COUNT};
	return council;
}

/* Takes one line; NULL, or what is wrong with it. */
static const char *take_line(void *context, const struct published_line *line)
{
	struct published_table *table = context;
	unsigned census;
	enum published_measure measure;
	struct published_value value;

	if (!find_census(line->date, &census))
		return "has a date that is not a 30 September from 2017 to 2025";
	if (!parse_measure(line->measure, &measure))
		return "names no measure that the demo carries";
	if (!parse_value(line->value, &value))
		return "has a value that is neither u, x, z nor a number with at most one decimal";

	struct published_council *council = council_place(table, line->council);

	if (council == NULL)
		return "is of one council too many: there is room for 32";
	if (council->values[census][measure].kind != VALUE_MISSING)
		return "says again what an earlier line has said";
	council->values[census][measure] = value;
	council->first = census < council->first ? census : council->first;
	council->last = census > council->last ? census : council->last;
	return NULL;
}

static enum error check_council(const struct published_council *council, struct problem *problem)
{
	for (unsigned cell = council->first * PUBLISHED_COUNT; cell < (council->last + 1) * PUBLISHED_COUNT; cell++) {
		unsigned census = cell / PUBLISHED_COUNT, measure = cell % PUBLISHED_COUNT;
		char place[64];
		struct text text;

		if (council->values[census][measure].kind != VALUE_MISSING)
			continue;
		text_init_fixed(&text, place, sizeof(place));
		text_put_u64(&text, council->code);
		text_put(&text, " on ");
		text_put_date(&text, census_date(census));
		return problem_set(problem, ERROR_MALFORMED, "the published table has no ", measure_ids[measure], " for council ", place);
	}
	return ERROR_NONE;
}

enum error published_parse(struct slice text, struct published_table *table, struct problem *problem)
{
	table->council_count = 0;
	enum error error = published_lines_read(text, take_line, table, problem);

	for (unsigned i = 0; i < table->council_count && !error; i++)
		error = check_council(&table->councils[i], problem);
	return error;
}
