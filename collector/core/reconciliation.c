#include "collector/core/reconciliation.h"

#include "collector/core/published_definition.h"
#include <stdlib.h>

#include "collector/core/reporter.h"
#include "collector/core/revisions.h"
#include "common/decimal.h"

struct agreement_words {
	const char *id, *title, *sentence;
	bool is_difference;
};

static const struct agreement_words words[AGREEMENT_COUNT] = {
	[AGREES] = {"agrees", "agrees", "Both have the same figure.", false},
	[AGREES_ROUNDED] = {"agrees_rounded", "agrees, rounded", "Both have the same value; the release gives its parts with fewer decimals.", false},
	[DIFFERS_ROUNDING] = {"rounding", "rounding", "The release's parts are rounded, and their rounding allows this difference.", false},
	[DIFFERS_SYMBOL] = {"symbol", "no value", "One of the two has a symbol where the other has a value, or another symbol.", true},
	[DIFFERS_JOINT] = {"joint", "joint figures", "One of the two is for two councils together, the other for one.", true},
	[DIFFERS_REVISED_RETURN] = {"revised_return", "return revised",
				    "An earlier revision of the return agrees: the council has corrected it since.", true},
	[DIFFERS_REVISED_RELEASE] = {"revised_release", "release revised", "An older release agrees: the published figure has been revised since.",
				     true},
	[DIFFERS_DEFINITION] = {"definition", "definition", "The two count by different definitions.", true},
	[DIFFERS_UNEXPLAINED] = {"unexplained", "not explained",
				 "Neither rounding, a revision nor a known difference of definitions explains it. The usual cause is timing: records "
				 "that were entered or changed between the two.",
				 true},
};

const char *agreement_id(enum agreement agreement)
{
	return words[agreement].id;
}

const char *agreement_title(enum agreement agreement)
{
	return words[agreement].title;
}

const char *agreement_sentence(enum agreement agreement)
{
	return words[agreement].sentence;
}

bool agreement_is_difference(enum agreement agreement)
{
	return words[agreement].is_difference;
}

/* Half of a release's last decimal of a measure: FTE is published with one, counts whole. In the measure's stored units. */
static int64_t half_decimal(uint16_t number)
{
	return measure_digits(catalogue_measure(number)) == FTE_DIGITS ? decimal_power(FTE_DIGITS - 1) / 2 : 0;
}

static bool is_within(int64_t a, int64_t b, int64_t tolerance)
{
	return a > b ? a - b <= tolerance : b - a <= tolerance;
}

/* Whether the two sides are the same but for the decimals of the release. The denominator of two measures may be off by both halves. */
static bool parts_agree_rounded(const struct indicator *indicator, const struct indicator_value *own, const struct indicator_value *published)
{
	int64_t above = half_decimal(indicator->numerator);
	int64_t below = half_decimal(indicator->denominator[0]);

	if (indicator->denominator[1] != MEASURE_NONE)
		below += half_decimal(indicator->denominator[1]);
	return is_within(own->numerator, published->numerator, above) && is_within(own->denominator, published->denominator, below);
}

static bool cells_agree(const struct indicator *indicator, const struct cell *own, const struct cell *published)
{
	if (cell_figures_equal(own, published))
		return true;
	return own->value.has_parts && published->value.has_parts && parts_agree_rounded(indicator, &own->value, &published->value);
}

/* Whether any version of the other side but the newest agrees with this cell. */
static enum error earlier_agrees(const struct background *background, enum cube_source source, const struct reconciled *row, struct month month,
				 bool *out)
{
	const struct cell *fixed = source == SOURCE_RETURNS ? &row->published : &row->own;
	uint16_t council = source == SOURCE_RETURNS ? row->own.council : row->published.council;
	const struct cell_version *versions;
	unsigned count;
	enum error error = cube_history(background->cube, source, row->indicator, council, month, &versions, &count);

	if (error)
		return error;
	*out = false;
	for (unsigned i = 0; i + 1 < count; i++)
		*out |= cells_agree(row->indicator, &versions[i].cell, fixed);
	return ERROR_NONE;
}

/* What the two newest figures show by themselves; DIFFERS_UNEXPLAINED when they show nothing. */
static enum agreement agreement_of(const struct reconciled *row)
{
	const struct indicator_value *own = &row->own.value, *published = &row->published.value;

	if (row->own_joint != row->published_joint)
		return DIFFERS_JOINT;
	if (cell_figures_equal(&row->own, &row->published))
		return AGREES;
	if (own->symbol || published->symbol)
		return own->symbol == published->symbol ? AGREES : DIFFERS_SYMBOL;
	if (parts_agree_rounded(row->indicator, own, published))
		return own->value == published->value ? AGREES_ROUNDED : DIFFERS_ROUNDING;
	return DIFFERS_UNEXPLAINED;
}

static enum error explain(const struct background *background, struct reconciled *row, struct month month)
{
	bool agrees = false;
	enum error error;

	row->agreement = agreement_of(row);
	row->has_difference = !row->own.value.symbol && !row->published.value.symbol &&
			      !__builtin_sub_overflow(row->own.value.value, row->published.value.value, &row->difference);
	if (row->agreement != DIFFERS_UNEXPLAINED && row->agreement != DIFFERS_SYMBOL)
		return ERROR_NONE;
	error = earlier_agrees(background, SOURCE_RETURNS, row, month, &agrees);
	if (!error && agrees)
		row->agreement = DIFFERS_REVISED_RETURN;
	if (error || agrees)
		return error;
	error = earlier_agrees(background, SOURCE_OFFICIAL, row, month, &agrees);
	if (!error && agrees)
		row->agreement = DIFFERS_REVISED_RELEASE;
	if (error || agrees || row->agreement == DIFFERS_SYMBOL)
		return error;
	row->definition = published_difference(row->indicator);
	if (row->definition)
		row->agreement = DIFFERS_DEFINITION;
	return ERROR_NONE;
}

static enum error indicator_reconcile(const struct background *background, const struct indicator *indicator, struct reconciliation *out)
{
	struct reconciled *row = &out->indicators[out->count];
	const struct column *own, *published;
	struct reporter returned, released;
	enum error error = cube_column(background->cube, SOURCE_RETURNS, indicator, out->month, &own);

	if (!error)
		error = cube_column(background->cube, SOURCE_OFFICIAL, indicator, out->month, &published);
	if (error)
		return error;
	returned = reporter_of(own, out->council);
	released = reporter_of(published, out->council);
	out->is_returned |= returned.cell != NULL;
	out->is_published |= released.cell && released.cell->is_reported;
	if (!returned.cell || !released.cell || !released.cell->is_reported)
		return ERROR_NONE;
	*row = (struct reconciled){.indicator = indicator,
				   .own = *returned.cell,
				   .published = *released.cell,
				   .own_joint = reporter_other(&returned, out->council),
				   .published_joint = reporter_other(&released, out->council)};
	error = explain(background, row, out->month);
	out->differing += agreement_is_difference(row->agreement);
	out->count++;
	return error;
}

enum error reconciliation_make(const struct background *background, const struct question *question, struct arena *arena, struct reconciliation *out)
{
	struct reconciliation made = {
		.council = question->council, .month = question->month, .notice = background->notice, .moment = question->moment};
	enum error error = ERROR_NONE;

	made.indicators = arena_take(arena, catalogue_indicator_count(), sizeof(*made.indicators));
	if (!made.indicators)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < catalogue_indicator_count() && !error; i++)
		error = indicator_reconcile(background, catalogue_indicator_at(i), &made);
	if (!error)
		*out = made;
	return error;
}
