/*
 * Early warnings for a terminal: what was tested and how much of it is chance, then what stands out, the councils whose indicators worsened together, and
 * the joined signals with their record.
 */
#include "collector/core/alerts.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking.h"
#include "collector/core/terminal.h"
#include "collector/core/words.h"

enum {
	ROWS_MAX = 30,
	COUNCIL_ROWS_MAX = 10,
	WIDE = 80,
	COUNCIL_SHARE = 4, /* a quarter of the width for a council's name */
	LINE_BYTES_MAX = 1024,
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A line or a cell on its way. */
struct words {
	char bytes[LINE_BYTES_MAX];
	struct text text;
};

static struct text *words_begin(struct words *words)
{
	text_init_fixed(&words->text, words->bytes, sizeof(words->bytes));
	return &words->text;
}

static void put_counted(struct text *text, unsigned count, const char *one, const char *many)
{
	text_put_u64(text, count);
	text_put(text, count == 1 ? one : many);
}

static void put_title(struct text *text, const struct alerts *alerts, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	text_put(line, "Early warnings, ");
	text_put(line, alerts->area->name);
	text_put(line, ", ");
	text_put_month_name(line, alerts->month);
	text_put(line, alerts->source == SOURCE_OFFICIAL ? ", published figures" : ", councils' own figures");
	terminal_put_wrapped(text, text_slice(line), width);
	moment_write_terminal(&alerts->moment, width, text);
	if (alerts_caution(alerts)) {
		terminal_put_wrapped(text, slice_from_text(alerts->notice), width);
		terminal_put_wrapped(text, slice_from_text(alerts_caution(alerts)), width);
	}
}

static void put_without_figures(struct text *text, const struct alerts *alerts, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	text_put(line, "There are no figures of this month");
	if (alerts->has_newest) {
		text_put(line, alerts->source == SOURCE_OFFICIAL ? "; the newest published before it are of " : "; the newest before it are of ");
		text_put_month_name(line, alerts->newest);
	}
	text_put_char(line, '.');
	terminal_put_wrapped(text, text_slice(line), width);
}

static void put_tests(struct text *text, const struct alerts *alerts, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	if (alerts->possible == 0) {
		put_without_figures(text, alerts, width);
		return;
	}
	put_counted(line, alerts->made, " test was made of ", " tests were made of ");
	text_put_u64(line, alerts->possible);
	text_put(line, " possible ones (");
	put_counted(line, alerts->indicator_count, " indicator", " indicators");
	text_put(line, "): ");
	text_put_u64(line, alerts->by_chart);
	text_put(line, " by the council's own months, ");
	text_put_u64(line, alerts->made - alerts->by_chart);
	text_put(line, " by the change over the year against all councils' changes, where months are too few or hang together. ");
	text_put_u64(line, alerts->without_figure);
	text_put(line, " had no figure, ");
	text_put_u64(line, alerts->without_before);
	text_put(line, " none of the year before, ");
	text_put_u64(line, alerts->too_few);
	text_put(line, " too little to judge.");
	terminal_put_wrapped(text, text_slice(line), width);
}

static void put_control(struct text *text, const struct alerts *alerts, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	put_counted(line, alerts->flagged, " is flagged", " are flagged");
	text_put(line, "; were nothing the matter anywhere, chance alone would flag about ");
	text_put_decimal(line, llround(alerts->false_alarms * 10), 1, 1);
	text_put(line, ". ");
	put_counted(line, alerts->confirmed, " is confirmed (*)", " are confirmed (*)");
	text_put(line, " among all ");
	text_put_u64(line, alerts->england_made);
	text_put(line, " of England: of such, one in ten or fewer is chance, on average. A warning is a reason to ask, not a finding.");
	terminal_put_wrapped(text, text_slice(line), width);
}

static void put_council(struct text *text, const struct council *council, const struct council *joint)
{
	text_put(text, council->name);
	if (joint) {
		text_put(text, " / ");
		text_put(text, joint->name);
	}
}

static void cell_council(struct terminal_table *table, const struct council *council, const struct council *joint)
{
	struct words words;

	put_council(words_begin(&words), council, joint);
	terminal_table_put(table, text_slice(&words.text));
}

/* A long name gives way, so that indicators have room. */
static void cell_council_clipped(struct terminal_table *table, const struct alert *alert, unsigned width)
{
	struct words name, words;
	struct text *cell = words_begin(&words);

	put_council(words_begin(&name), alert->council, alert->joint);
	if (terminal_columns(text_slice(&name.text)) > width)
		terminal_put_clipped(cell, text_slice(&name.text), width);
	else
		text_put_slice(cell, text_slice(&name.text));
	terminal_table_put(table, text_slice(cell));
}

static void cell_value(struct terminal_table *table, const struct indicator *indicator, int64_t value)
{
	struct words words;

	words_put_short(words_begin(&words), indicator, value);
	terminal_table_put(table, text_slice(&words.text));
}

static void cell_odds(struct terminal_table *table, double p)
{
	struct words words;

	alert_put_odds(words_begin(&words), p);
	terminal_table_put(table, text_slice(&words.text));
}

static void cell_rank(struct terminal_table *table, unsigned rank, bool is_confirmed)
{
	struct words words;
	struct text *cell = words_begin(&words);

	text_put_u64(cell, rank);
	text_put_char(cell, is_confirmed ? '*' : ' ');
	terminal_table_put(table, text_slice(cell));
}

static void put_rest(struct text *text, unsigned count)
{
	if (count == 0)
		return;
	text_put(text, "and ");
	text_put_u64(text, count);
	text_put(text, " more; --json has all\n");
}

/* A narrow terminal has no room for the figure before and for how it was found. */
static void put_alert(struct terminal_table *table, const struct alert *alert, unsigned rank, unsigned width)
{
	cell_rank(table, rank, alert->is_confirmed);
	cell_council_clipped(table, alert, width / COUNCIL_SHARE);
	terminal_table_put_text(table, alert->indicator->label);
	cell_value(table, alert->indicator, alert->value);
	if (width >= WIDE)
		cell_value(table, alert->indicator, alert->before);
	terminal_table_put_text(table, alert_meaning_name(alert->meaning));
	if (width >= WIDE)
		terminal_table_put_text(table, alert_rule_name(alert));
	cell_odds(table, alert->p);
}

static enum error put_alerts(struct text *text, const struct alerts *alerts, unsigned width, struct arena *arena)
{
	static const struct terminal_column wide[] = {{"", true, false},      {"Council", false, false}, {"Indicator", false, true},
						      {"Value", true, false}, {"Before", true, false},   {"Means", false, false},
						      {"By", false, false},   {"By chance", true, false}};
	static const struct terminal_column narrow[] = {{"", true, false},      {"Council", false, false}, {"Indicator", false, true},
							{"Value", true, false}, {"Means", false, false},   {"By chance", true, false}};
	unsigned shown = alerts->flagged < ROWS_MAX ? alerts->flagged : ROWS_MAX;
	struct terminal_table table;

	if (!shown)
		return ERROR_NONE;
	if (width >= WIDE)
		terminal_table_begin(&table, wide, COUNT_OF(wide), arena);
	else
		terminal_table_begin(&table, narrow, COUNT_OF(narrow), arena);
	for (unsigned i = 0; i < shown; i++)
		put_alert(&table, &alerts->list[i], i + 1, width);
	text_put_char(text, '\n');
	return terminal_table_write(&table, width, text);
}

static enum error put_councils(struct text *text, const struct alerts *alerts, unsigned width, struct arena *arena)
{
	static const struct terminal_column columns[] = {
		{"", true, false}, {"Council", false, true}, {"Tests", true, false}, {"Flagged as worse", true, false}, {"By chance", true, false}};
	unsigned shown = alerts->council_count < COUNCIL_ROWS_MAX ? alerts->council_count : COUNCIL_ROWS_MAX;
	struct terminal_table table;

	if (!shown)
		return ERROR_NONE;
	terminal_table_begin(&table, columns, COUNT_OF(columns), arena);
	for (unsigned i = 0; i < shown; i++) {
		const struct alert_council *council = &alerts->councils[i];
		struct words words;

		cell_rank(&table, i + 1, council->is_confirmed);
		cell_council(&table, council->council, council->joint);
		text_put_u64(words_begin(&words), council->made);
		terminal_table_put(&table, text_slice(&words.text));
		text_put_u64(words_begin(&words), council->worse);
		terminal_table_put(&table, text_slice(&words.text));
		cell_odds(&table, council->p);
	}
	text_put_char(text, '\n');
	terminal_put_wrapped(text, SLICE_LITERAL("Councils by all of their indicators together, most for the worse first:"), width);
	return terminal_table_write(&table, width, text);
}

/* "Vacancy rate (FTE) 13.6% to 19.6% in September 2021" */
static void put_step(struct text *line, const char *id, const struct alert_step *step)
{
	const struct indicator *indicator = catalogue_indicator_find(slice_from_text(id));

	text_put(line, indicator->label);
	text_put_char(line, ' ');
	words_put_short(line, indicator, step->before);
	text_put(line, " to ");
	words_put_short(line, indicator, step->value);
	text_put(line, " in ");
	text_put_month_name(line, step->month);
}

static void put_joined(struct text *text, const struct sequence *sequence, const struct alert_joined *joined, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	put_council(line, joined->council, joined->joint);
	for (unsigned i = 0; i < SEQUENCE_STEPS; i++) {
		text_put(line, i ? "; " : ": ");
		put_step(line, sequence->indicators[i], &joined->steps[i]);
	}
	terminal_put_wrapped(text, text_slice(line), width);
}

/* "3 of 10 (30.0%, 10.8 to 60.3)" */
static void put_trouble(struct text *line, const struct trouble_count *count)
{
	struct interval interval = interval_wilson(count->in_trouble, count->looked_at, CERTAINTY_CONFIDENCE);
	int64_t low, high;

	text_put_u64(line, count->in_trouble);
	text_put(line, " of ");
	text_put_u64(line, count->looked_at);
	if (!count->looked_at || !interval_scaled(&interval, 1000, &low, &high))
		return;
	text_put(line, " (");
	text_put_decimal(line, llround(1000. * count->in_trouble / count->looked_at), 1, 1);
	text_put(line, "%, ");
	text_put_decimal(line, low, 1, 1);
	text_put(line, " to ");
	text_put_decimal(line, high, 1, 1);
	text_put_char(line, ')');
}

static void put_rates(struct text *line, const char *what, const struct trouble_rates *rates)
{
	text_put(line, what);
	put_trouble(line, &rates->with);
	text_put(line, " with it, ");
	put_trouble(line, &rates->without);
	text_put(line, " without.");
}

static void put_record(struct text *text, const struct sequence_record *record, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	if (record->year_count == 0) {
		text_put(line, "No history of two years and more says what followed it.");
	} else {
		put_counted(line, record->year_count, " past year was looked at. ", " past years were looked at. ");
		put_rates(line, "Within two years newly in England's worst quarter of an indicator of delay or return: ", &record->figures);
		if (record->has_inspections)
			put_rates(line, " Inspected within two years and judged inadequate, or worse than before: ", &record->inspections);
	}
	terminal_put_wrapped(text, text_slice(line), width);
}

static void put_sequence(struct text *text, const struct alert_sequence *sequence, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);
	unsigned shown = sequence->count < COUNCIL_ROWS_MAX ? sequence->count : COUNCIL_ROWS_MAX;

	text_put(line, sequence->sequence->title);
	text_put(line, ": ");
	put_counted(line, sequence->count, " council here; in England ", " councils here; in England ");
	text_put_u64(line, sequence->england_there);
	text_put(line, " of the ");
	put_counted(line, sequence->england_judged, " council that can be judged, of ", " councils that can be judged, of ");
	text_put_u64(line, sequence->england_councils);
	text_put(line, " in all.");
	text_put_char(text, '\n');
	terminal_put_wrapped(text, text_slice(line), width);
	for (unsigned i = 0; i < shown; i++)
		put_joined(text, sequence->sequence, &sequence->list[i], width);
	put_rest(text, sequence->count - shown);
	put_record(text, &sequence->record, width);
}

/* Those that some council can be looked at for. */
static void put_sequences(struct text *text, const struct alerts *alerts, unsigned width)
{
	bool is_any = false;

	for (unsigned i = 0; i < sequence_count(); i++) {
		is_any |= alerts->sequences[i].england_judged > 0;
		if (alerts->sequences[i].england_judged > 0)
			put_sequence(text, &alerts->sequences[i], width);
	}
	if (!is_any && alerts->possible > 0)
		terminal_put_wrapped(text, SLICE_LITERAL("No joined signal can be looked for: the figures of the years before are missing."), width);
}

static void put_attribution(struct text *text, const struct alerts *alerts, unsigned width)
{
	struct words words;
	struct text *line = words_begin(&words);

	if (!alerts_attribution(alerts))
		return;
	text_put(line, "Source of what was published: ");
	text_put(line, alerts_attribution(alerts));
	text_put_char(line, '.');
	text_put_char(text, '\n');
	terminal_put_wrapped(text, text_slice(line), width);
}

enum error alerts_write_terminal(const struct alerts *alerts, unsigned width, struct arena *arena, struct text *text)
{
	enum error error;

	put_title(text, alerts, width);
	put_tests(text, alerts, width);
	if (alerts->made)
		put_control(text, alerts, width);
	error = put_alerts(text, alerts, width, arena);
	put_rest(text, alerts->flagged > ROWS_MAX ? alerts->flagged - ROWS_MAX : 0);
	if (!error)
		error = put_councils(text, alerts, width, arena);
	put_sequences(text, alerts, width);
	put_attribution(text, alerts, width);
	return error ? error : text->error;
}
