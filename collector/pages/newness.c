#include "collector/pages/newness.h"

#include "collector/core/query.h"

enum { YEAR_MONTHS = 12 };

static bool is_shown(const struct question *question, uint16_t code)
{
	const struct council *council = council_find(code);

	return council && (council == question->council || (question->area && area_has(question->area, council)));
}

static void take(struct newness *newness, int64_t recorded_at_s)
{
	struct date day = date_of_time(recorded_at_s);

	if (!newness->is_of_month || day.days > newness->day.days)
		newness->day = day;
	newness->is_of_month = true;
}

static enum error look_at_returns(const struct page_request *request, struct newness *newness)
{
	const struct sending *sendings;
	unsigned count;
	enum error error = cube_sendings(request->background->cube, request->question->month, &sendings, &count);

	for (unsigned index = 0; !error && index < count; index++)
		if (sendings[index].has_return && is_shown(request->question, sendings[index].council))
			take(newness, sendings[index].recorded_at_s);
	return error;
}

/* A release has all councils: one of those that are shown tells when it came. */
static const struct cell *cell_shown(const struct column *column, const struct question *question)
{
	for (unsigned index = 0; index < column->count; index++)
		if (column->cells[index].is_reported && is_shown(question, column->cells[index].council))
			return &column->cells[index];
	return NULL;
}

/* Figures of releases are yearly: those of the month, or the newest within a year before it. */
static enum error look_at_release(const struct page_request *request, struct newness *newness)
{
	const struct cube_view *cube = request->background->cube;
	const struct question *question = request->question;
	const struct indicator *indicator = question->indicator ? question->indicator : query_default_indicator();
	const struct cell_version *versions;
	const struct column *column;
	const struct cell *cell = NULL;
	enum error error = ERROR_NONE;
	unsigned count = 0;

	for (int age = 0; age < YEAR_MONTHS && !cell && !error; age++) {
		error = cube_column(cube, SOURCE_OFFICIAL, indicator, month_add(question->month, -age), &column);
		cell = error ? NULL : cell_shown(column, question);
	}
	if (error || !cell)
		return error;
	error = cube_history(cube, SOURCE_OFFICIAL, indicator, cell->council, column->month, &versions, &count);
	for (unsigned index = 0; !error && index < count; index++)
		take(newness, versions[index].recorded_at_s);
	return error;
}

enum error newness_find(const struct page_request *request, struct newness *out)
{
	const struct question *question = request->question;
	struct newness newness = {.day = date_of_time(request->background->recorded_at_s)};
	enum error error = ERROR_NONE;

	if (question->has_month && (question->area || question->council) && request->background->cube)
		error = question->source == SOURCE_OFFICIAL ? look_at_release(request, &newness) : look_at_returns(request, &newness);
	if (!error)
		*out = newness;
	return error;
}
