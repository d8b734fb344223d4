#include "collector/core/corrections.h"

#include "collector/core/revisions.h"
#include "collector/core/words.h"

enum { DAY_S = 24 * 60 * 60 };

/* The correction's version of the figure, and the one that it replaced; false when it did not change it. */
static bool figure_find(const struct cell_version *versions, unsigned count, const struct correction *correction, struct corrected_figure *out)
{
	for (unsigned i = 1; i < count; i++) {
		const struct cell_version *before = &versions[i - 1], *after = &versions[i];
		const struct council_revisions pair = {.version_count = 2, .versions = before};

		if (after->cell.revision != correction->revision)
			continue;
		if (cell_figures_equal(&before->cell, &after->cell))
			return false;
		out->before = before->cell;
		out->after = after->cell;
		out->has_change = version_change(&pair, 1, &out->change);
		out->revision = after->cell.revision;
		out->recorded_at_s = after->recorded_at_s;
		out->position = after->position;
		out->approver_role = after->approver_role;
		out->reason = after->reason;
		return true;
	}
	return false;
}

/* The figures that the correction has changed, as far as there is room for them. */
static enum error return_add(const struct background *background, const struct correction *correction, struct corrections *corrections)
{
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < catalogue_indicator_count() && !error; i++) {
		struct corrected_figure figure = {
			.council = council_find(correction->council), .indicator = catalogue_indicator_at(i), .month = correction->month};
		const struct cell_version *versions;
		unsigned count = 0;

		error = cube_history(background->cube, SOURCE_RETURNS, figure.indicator, correction->council, correction->month, &versions, &count);
		if (error || !figure_find(versions, count, correction, &figure))
			continue;
		if (corrections->figure_count < CORRECTIONS_FIGURES_MAX)
			corrections->figures[corrections->figure_count++] = figure;
		else
			corrections->is_cut = true;
	}
	return error;
}

static bool is_asked(const struct correction *correction, const struct area *area, struct month last)
{
	const struct council *council = council_find(correction->council);

	return council && area_has(area, council) && month_compare(correction->month, last) <= 0;
}

enum error corrections_make(const struct background *background, const struct area *area, struct month last, struct date since, struct arena *arena,
			    struct corrections *out)
{
	struct corrections corrections = {.since = since, .figures = arena_take(arena, CORRECTIONS_FIGURES_MAX, sizeof(*corrections.figures))};
	const struct correction *found;
	unsigned count = 0;
	enum error error = cube_corrections(background->cube, ((int64_t)since.days + 1) * DAY_S - 1, &found, &count);

	if (!corrections.figures)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count && !error; i++) {
		if (!is_asked(&found[i], area, last))
			continue;
		corrections.return_count++;
		if (corrections.return_count > CORRECTIONS_RETURNS_MAX || corrections.is_cut)
			corrections.is_cut = true;
		else
			error = return_add(background, &found[i], &corrections);
	}
	if (!error)
		*out = corrections;
	return error;
}

void corrections_put_summary(struct text *text, const struct corrections *corrections)
{
	if (corrections->return_count == 0)
		text_put(text, "No return was");
	else
		text_put_u64(text, corrections->return_count);
	if (corrections->return_count)
		text_put(text, corrections->return_count == 1 ? " return was" : " returns were");
	text_put(text, " corrected since ");
	words_put_day(text, corrections->since);
	text_put(text, ".");
	if (corrections->return_count == 0)
		return;
	text_put(text, corrections->is_cut ? " The newest " : " ");
	text_put_u64(text, corrections->figure_count);
	text_put(text, corrections->figure_count == 1 ? " figure" : " figures");
	text_put(text, corrections->is_cut ? " are listed." : corrections->figure_count == 1 ? " has changed." : " have changed.");
}
