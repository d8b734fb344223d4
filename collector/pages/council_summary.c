/* The first sentences of a council's page: what is there, where it comes first or last, what its early warnings are, and whose place it took. */
#include "collector/core/absence.h"
#include "collector/core/alerts.h"
#include "collector/core/words.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/headline.h"
#include "collector/pages/page_path.h"

static bool has_value(const struct profile_row *row)
{
	return row->cell && row->cell->is_reported && !row->cell->value.symbol;
}

/* Which end of the area's councils the row is at, of those where one end is good: 1 the good one, -1 the other, 0 neither. */
static int end_of(const struct profile_row *row)
{
	bool is_first = row->standing.rank == 1;
	bool is_last = row->indicator->polarity == POLARITY_LOW_IS_GOOD ? row->standing.from_highest == 1 : row->standing.rank == row->area.counted;

	if (!has_value(row) || row->indicator->polarity == POLARITY_NONE || row->area.counted < QUARTER_COUNCILS_MIN || is_first == is_last)
		return 0;
	return is_first ? 1 : -1;
}

static const struct profile_row *row_of(const struct profile *profile, const struct indicator *indicator)
{
	for (unsigned index = 0; index < profile->row_count; index++)
		if (profile->rows[index].indicator == indicator)
			return &profile->rows[index];
	return NULL;
}

/* "turnover rate, re-referrals": the headline indicators at one end; how many. */
static unsigned put_at_end(struct text *text, const struct profile *profile, int end)
{
	unsigned count = 0;

	for (unsigned index = 0; index < headline_count(); index++) {
		struct headline headline = headline_at(index);
		const struct profile_row *row = row_of(profile, headline.indicator);

		if (!row || end_of(row) != end)
			continue;
		text_put(text, count++ ? ", " : "");
		text_put_char(text, (char)(headline.label[0] | 0x20));
		text_put(text, headline.label + 1);
	}
	return count;
}

/* " Of the headline indicators it comes last for turnover rate, and first for sickness absence among the councils of the North West." */
static void put_ends(struct text *text, const struct profile *profile, const char *last, const char *first)
{
	if (!last[0] && !first[0])
		return;
	text_put(text, " Of the headline indicators it comes ");
	if (last[0]) {
		text_put(text, "last for ");
		text_put(text, last);
	}
	if (first[0]) {
		text_put(text, last[0] ? ", and first for " : "first for ");
		text_put(text, first);
	}
	text_put(text, " among the councils of ");
	words_put_area(text, profile->area);
	text_put_char(text, '.');
}

/* Of how many indicators it has a figure. */
static unsigned figures_count(const struct profile *profile)
{
	unsigned count = 0;

	for (unsigned index = 0; index < profile->row_count; index++)
		count += has_value(&profile->rows[index]);
	return count;
}

static void put_figures(struct text *text, const struct profile *profile)
{
	unsigned count = figures_count(profile);

	text_put(text, profile->council->name);
	if (count == 0) {
		text_put(text, " has no figure for ");
		text_put_month_name(text, profile->month);
		text_put(text, profile->source == SOURCE_OFFICIAL ? " in a release." : ": no return of it with a figure has come in.");
		return;
	}
	text_put(text, " has a figure for ");
	text_put_u64(text, count);
	text_put(text, " of ");
	text_put_u64(text, catalogue_indicator_count());
	text_put(text, " indicators in ");
	text_put_month_name(text, profile->month);
	text_put_char(text, '.');
}

static void put_warnings(struct text *text, unsigned count, bool has_figures)
{
	if (count == 0) {
		text_put(text, has_figures ? " No early warning is raised for it." : " So nothing of it was looked at for early warnings.");
		return;
	}
	text_put_char(text, ' ');
	text_put_u64(text, count);
	text_put(text, count == 1 ? " early warning is raised for it." : " early warnings are raised for it.");
}

static const char *at_end(const struct council_making *making, int end)
{
	put_at_end(composer_begin(making->composer), making->profile, end);
	return composer_end(making->composer);
}

/* What is flagged of this council, and the joined signals that it is in. */
static enum error list_warnings(const struct council_making *making)
{
	const struct page_request *request = making->request;
	const struct council *council = council_question(making)->council;
	struct council_view *view = making->view;
	struct alerts alerts;
	enum error error = alerts_make(request->background, council_question(making), request->arena, &alerts);

	if (error)
		return error;
	view->warnings = composer_take(making->composer, alerts.flagged + sequence_count() + 1, sizeof *view->warnings);
	for (unsigned index = 0; index < alerts.flagged && !error && !making->composer->error; index++)
		if (alerts.list[index].council == council || alerts.list[index].joint == council)
			error = warning_of_alert(request, making->composer, &alerts.list[index], &view->warnings[view->warnings_count++]);
	for (unsigned index = 0; index < sequence_count(); index++) {
		const struct alert_sequence *sequence = &alerts.sequences[index];

		for (unsigned i = 0; i < sequence->count && !error && !making->composer->error; i++)
			if (sequence->list[i].council == council || sequence->list[i].joint == council)
				error = warning_of_joined(request, making->composer, sequence, &sequence->list[i],
							  &view->warnings[view->warnings_count++]);
	}
	return error;
}

static void add_relatives(const struct council_making *making, const struct council *const *councils, unsigned count)
{
	struct council_view *view = making->view;

	view->relatives = composer_take(making->composer, count, sizeof *view->relatives);
	for (unsigned index = 0; index < count && !making->composer->error; index++) {
		const char *path = council_beside_path(making, councils[index]);
		const char *label = composer_join(making->composer, "The page of ", councils[index]->name);

		view->relatives[view->relatives_count++] = (struct council_link){path, label};
	}
}

static unsigned successors_of(const struct council *council, const struct council *out[static PREDECESSOR_COUNT_MAX])
{
	_Static_assert((int)SUCCESSOR_COUNT_MAX <= (int)PREDECESSOR_COUNT_MAX, "there is room for relatives of either kind");
	unsigned count = 0;

	for (unsigned index = 0; index < SUCCESSOR_COUNT_MAX; index++)
		if (council->successors[index] && council_find(council->successors[index]))
			out[count++] = council_find(council->successors[index]);
	return count;
}

/* "Cumbria" or "Bournemouth, Dorset and Poole" */
static void put_names(struct text *text, const struct council *const *councils, unsigned count)
{
	for (unsigned index = 0; index < count; index++) {
		text_put(text, index == 0 ? "" : index + 1 < count ? ", " : " and ");
		text_put(text, councils[index]->name);
	}
}

/* What a reader of a reorganised council has to know. */
static void say_existence(const struct council_making *making)
{
	const struct council *council = council_question(making)->council;
	struct month month = council_question(making)->month;
	const struct council *relatives[PREDECESSOR_COUNT_MAX];
	bool has_ended = council->valid_to.days < month_last_day(month).days;
	unsigned count = has_ended ? successors_of(council, relatives) : council_predecessors(council, relatives);
	struct text *text;

	if (making->profile->exists && count == 0)
		return;
	text = composer_begin(making->composer);
	text_put(text, council->name);
	text_put_char(text, ' ');
	if (making->profile->exists) {
		text_put(text, "took the place of ");
		put_names(text, relatives, count);
		text_put(text, " on ");
		words_put_day(text, council->valid_from);
		text_put(text, ". Earlier figures stand there, and are never joined to its own.");
	} else {
		absence_put_existence(text, council, month);
		text_put(text, has_ended ? ". The figures that it had are in the charts below." : ".");
	}
	making->view->existence = composer_end(making->composer);
	add_relatives(making, relatives, count);
}

static void say_joint(const struct council_making *making)
{
	const struct council *council = council_question(making)->council;
	const struct council *other = council->joint_with ? council_find(council->joint_with) : NULL;

	if (other && council_exists_on(other, month_last_day(council_question(making)->month)))
		making->view->joint = composer_join(making->composer, council->name, " and ", other->name,
						    " have one workforce: its figures are of both together, whichever of the two sends them.");
}

enum error council_summary_make(const struct council_making *making)
{
	const char *last = at_end(making, -1), *first = at_end(making, 1);
	struct question question = *council_question(making);
	enum error error = making->profile->exists ? list_warnings(making) : ERROR_NONE;
	struct text *text;

	if (error)
		return error;
	question.council = NULL;
	making->view->warnings_path = page_path(making->composer, "warnings", &question);
	say_existence(making);
	say_joint(making);
	if (!making->profile->exists)
		return ERROR_NONE;
	text = composer_begin(making->composer);
	put_figures(text, making->profile);
	put_ends(text, making->profile, last, first);
	put_warnings(text, making->view->warnings_count, figures_count(making->profile) > 0);
	making->view->summary = composer_end(making->composer);
	return ERROR_NONE;
}
