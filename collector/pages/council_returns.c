/* What a council sent for the last twelve months, revision by revision: when, approved by whom, why it was corrected, and what that changed. */
#include "collector/core/reporter.h"
#include "collector/core/reporting.h"
#include "collector/core/revisions.h"
#include "collector/core/words.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/headline.h"
#include "proto/revision_reason.h"

enum { COLUMNS = 6, MONTHS = 12, REVISIONS_MAX = 10 };

/* The returns while they are looked at. */
struct returns {
	const struct council_making *making;
	unsigned months, corrected;    /* of those that are shown: with a return, with a corrected one */
	const struct council *partner; /* whose return has its workforce figures as well; NULL: nobody's */
};

static void add_columns(struct figure *figure)
{
	figure_add_column(figure, "month", "month", "Month");
	figure_add_column(figure, "revision", "number", "Revision");
	figure_add_column(figure, "recorded", "date", "Recorded");
	figure_add_column(figure, "approver_role", "text", "Approved by");
	figure_add_column(figure, "reason", "text", "Why it was corrected");
	figure_add_column(figure, "changes", "text", "What changed in the headline figures");
}

static void put_value(struct text *text, const struct indicator *indicator, const struct indicator_value *value)
{
	if (value->symbol)
		text_put(text, symbol_text(value->symbol));
	else
		words_put_short(text, indicator, value->value);
}

/* "Vacancy rate 18.0% to 19.6%"; nothing when the two say the same. */
static void put_change(struct text *text, struct headline headline, const struct cell *before, const struct cell *after)
{
	bool is_shown = before->value.symbol != after->value.symbol || (!after->value.symbol && before->value.value != after->value.value);

	if (cell_figures_equal(before, after))
		return;
	text_put(text, text->size ? "; " : "");
	text_put(text, headline.label);
	if (!is_shown) {
		text_put(text, ": the same value of other parts");
		return;
	}
	text_put_char(text, ' ');
	put_value(text, headline.indicator, &before->value);
	text_put(text, " to ");
	put_value(text, headline.indicator, &after->value);
}

/* What the version, which is not the first, changed in the one before it. */
static enum error changes_find(const struct council_making *making, struct month month, unsigned version, const char **out)
{
	const struct council *council = council_question(making)->council;
	struct text *text = composer_begin(making->composer);

	for (unsigned index = 0; index < headline_count(); index++) {
		const struct cell_version *versions;
		unsigned count;
		enum error error = cube_history(making->request->background->cube, SOURCE_RETURNS, headline_at(index).indicator, council->code, month,
						&versions, &count);

		if (error)
			return error;
		if (version < count)
			put_change(text, headline_at(index), &versions[version - 1].cell, &versions[version].cell);
	}
	if (text->size == 0)
		text_put(text, "none of them");
	*out = composer_end(making->composer);
	return ERROR_NONE;
}

static enum error add_version(const struct council_making *making, struct month month, const struct cell_version *version, unsigned index)
{
	struct composer *composer = making->composer;
	struct figure *figure = &making->view->returns;
	const char *reason = revision_reason_sentence(version->reason);
	const char *changes = "", *key;
	enum error error = index ? changes_find(making, month, index, &changes) : ERROR_NONE;

	if (error)
		return error;
	text_put_month(composer_begin(composer), month);
	key = composer_end(composer);
	figure_add_row(figure, "month", key, council_month(composer, month));
	figure_add_number(figure, version->cell.revision, 0, 0);
	figure_add_words(figure, council_day(composer, date_of_time(version->recorded_at_s)));
	figure_add_words(figure, composer_join(composer, version->approver_role));
	figure_add_words(figure, reason ? reason : index ? "not said" : "");
	figure_add_words(figure, index ? changes : "first return");
	return ERROR_NONE;
}

/* Its newest revisions first. */
static enum error add_month(struct returns *returns, struct month month)
{
	const struct council_making *making = returns->making;
	const struct cell_version *versions;
	unsigned count;
	enum error error = cube_history(making->request->background->cube, SOURCE_RETURNS, headline_at(0).indicator,
					council_question(making)->council->code, month, &versions, &count);

	if (error)
		return error;
	returns->months += count > 0;
	returns->corrected += count > 1;
	for (unsigned shown = 0; shown < count && shown < REVISIONS_MAX && !error; shown++)
		error = add_version(making, month, &versions[count - 1 - shown], count - 1 - shown);
	return error;
}

/* Of two councils with one workforce the other one, where its return has the figures of the month. */
static enum error partner_find(struct returns *returns)
{
	const struct question *question = council_question(returns->making);
	const struct column *column;
	struct reporter reporter;
	enum error error =
		cube_column(returns->making->request->background->cube, SOURCE_RETURNS, headline_at(0).indicator, question->month, &column);

	if (error)
		return error;
	reporter = reporter_of(column, question->council);
	returns->partner = reporter.cell && reporter.council != question->council ? reporter.council : NULL;
	return ERROR_NONE;
}

static const char *title_of(const struct returns *returns)
{
	struct composer *composer = returns->making->composer;
	const char *months = composer_count(composer, returns->months), *corrected;

	if (returns->months == 0 && returns->partner)
		return composer_join(composer, "Its workforce figures come with ", returns->partner->name);
	if (returns->months == 0)
		return "It has sent no return for these months";
	if (returns->corrected == 0)
		return composer_join(composer, "It has corrected none of its last ", months, " returns");
	corrected = composer_count(composer, returns->corrected);
	return composer_join(composer, "It has corrected ", corrected, " of its last ", months, " returns");
}

static bool is_of(const struct reporting_row *row, const struct council *council)
{
	return row->council == council || row->joint == council;
}

/* How the return of the shown month stands, and what is to be done. */
static enum error say_state(const struct council_making *making)
{
	const struct question *question = council_question(making);
	struct reporting reporting;
	struct text *text;
	enum error error = reporting_make(making->request->background, question, making->request->arena, &reporting);

	for (unsigned index = 0; !error && index < reporting.expected; index++) {
		const struct reporting_row *row = &reporting.rows[index];

		if (!is_of(row, question->council))
			continue;
		text = composer_begin(making->composer);
		text_put(text, "The return of ");
		text_put_month_name(text, question->month);
		text_put(text, ": ");
		text_put_char(text, (char)(reporting_state_label(row->state)[0] | 0x20));
		text_put(text, reporting_state_label(row->state) + 1);
		text_put(text, ". ");
		reporting_put_what(text, &reporting, row);
		text_put_char(text, ' ');
		reporting_put_next(text, row);
		making->view->returns_note = composer_end(making->composer);
	}
	return error;
}

enum error council_returns_make(const struct council_making *making)
{
	struct returns returns = {.making = making};
	struct figure *figure = &making->view->returns;
	struct month last = council_question(making)->month;
	const char *first_words, *last_words, *lead;
	enum error error = ERROR_NONE;

	figure_begin(figure, making->composer, FIGURE_TABLE, "returns", COLUMNS, MONTHS * REVISIONS_MAX);
	add_columns(figure);
	for (int back = 0; back < MONTHS && !error && !making->composer->error; back++)
		error = add_month(&returns, month_add(last, -back));
	if (!error)
		error = partner_find(&returns);
	first_words = council_month(making->composer, month_add(last, 1 - MONTHS));
	last_words = council_month(making->composer, last);
	lead = composer_join(making->composer, "Returns of ", council_question(making)->council->name, " for ", first_words, " to ", last_words,
			     ". A figure that a later revision withholds stays withheld in the earlier ones.");
	figure->title = title_of(&returns);
	council_figure_finish(making, figure, lead,
			      returns.partner ? "No return of its own for these twelve months has come in."
					      : "No return of these twelve months has come in.");
	return error ? error : say_state(making);
}
