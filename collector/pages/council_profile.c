/* The headline indicators of a council, and all of them topic by topic: its value, its place, what it is set beside, and what changed. */
#include "collector/core/extent.h"
#include "collector/core/words.h"
#include "collector/pages/council_profile_table.h"
#include "collector/pages/headline.h"

struct topic_words {
	const char *id, *word;
};

static const struct topic_words topics[TOPIC_COUNT] = {
	[TOPIC_WORKFORCE] = {"profile-workforce", "workforce"},    [TOPIC_LOOKED_AFTER] = {"profile-looked-after", "looked-after"},
	[TOPIC_CHILDREN_IN_NEED] = {"profile-in-need", "in-need"}, [TOPIC_COUNCIL] = {"profile-own", "own"},
	[TOPIC_REFERENCE] = {"profile-reference", "reference"},
};

/* "3 of 13 workforce indicators lie in the worst quarter" */
static const char *title_of(const struct profile_table *making)
{
	const char *word = making->is_headlines ? "headline" : topics[making->topic].word;
	struct text *text = composer_begin(making->council->composer);

	if (making->banded == 0) {
		text_put_u64(text, making->shown);
		text_put_char(text, ' ');
		text_put(text, word);
		text_put(text, making->shown == 1 ? " indicator has a figure" : " indicators have a figure");
		return composer_end(making->council->composer);
	}
	if (making->worst == 0)
		text_put(text, "None");
	else
		text_put_u64(text, making->worst);
	text_put(text, " of ");
	text_put_u64(text, making->banded);
	text_put_char(text, ' ');
	text_put(text, word);
	text_put(text, making->worst == 1 || making->worst == 0 ? " indicators lies in the worst quarter" : " indicators lie in the worst quarter");
	return composer_end(making->council->composer);
}

/* " 8 of these 13 have a good direction, and so a band."; "" where all have one, or none has. */
static const char *banded_words(const struct profile_table *making)
{
	struct composer *composer = making->council->composer;

	if (making->banded == 0 || making->banded == making->shown)
		return "";
	return composer_join(composer, " Of these ", composer_count(composer, making->shown), " figures ", composer_count(composer, making->banded),
			     making->banded == 1 ? " has" : " have", " a band: where high or low is good, and enough councils have one.");
}

static const char *lead_of(const struct profile_table *making)
{
	const struct profile *profile = making->council->profile;
	struct composer *composer = making->council->composer;
	const char *month = council_month(composer, profile->month);
	const char *source = profile->source == SOURCE_OFFICIAL ? ", published releases." : ", councils’ own returns.";
	const char *what = composer_join(composer, "indicators of the topic “", measure_topic_name(making->topic), "”, ");
	const char *charts = making->is_headlines && !making->has_judged ? " No control chart is judged here; why stands with each chart." : "";

	return composer_join(composer, profile->council->name, ", ", making->is_headlines ? "headline indicators, " : what, month, source,
			     banded_words(making), charts);
}

static enum error topic_make(struct profile_table *making)
{
	const struct profile *profile = making->council->profile;
	enum error error = ERROR_NONE;

	figure_begin(making->figure, making->council->composer, FIGURE_TABLE, topics[making->topic].id, PROFILE_COLUMNS_MAX, profile->row_count);
	making->figure->is_part = making->figure->is_sortable = true;
	profile_table_add_columns(making);
	for (unsigned index = 0; index < profile->row_count && !error && !making->council->composer->error; index++)
		if (topic_of(profile->rows[index].indicator) == making->topic)
			error = profile_table_add_row(making, &profile->rows[index]);
	making->figure->title = title_of(making);
	return error;
}

/* NULL: the source has no such indicator then. */
static const struct profile_row *row_of(const struct profile *profile, const struct indicator *indicator)
{
	for (unsigned index = 0; index < profile->row_count; index++)
		if (profile->rows[index].indicator == indicator)
			return &profile->rows[index];
	return NULL;
}

/* The headlines that have a row, in their own order. */
static enum error headlines_make(struct profile_table *making)
{
	enum error error = ERROR_NONE;

	figure_begin(making->figure, making->council->composer, FIGURE_TABLE, "profile", PROFILE_COLUMNS_MAX, headline_count());
	making->figure->is_sortable = true;
	profile_table_add_columns(making);
	for (unsigned index = 0; index < headline_count() && !error && !making->council->composer->error; index++) {
		const struct profile_row *row = row_of(making->council->profile, headline_at(index).indicator);

		if (row)
			error = profile_table_add_row(making, row);
	}
	making->figure->title = title_of(making);
	return error;
}

static bool topic_is_shown(const struct profile *profile, enum measure_topic topic)
{
	bool is_shown = false;

	for (unsigned index = 0; index < profile->row_count; index++)
		is_shown |= topic_of(profile->rows[index].indicator) == topic && profile_row_has_value(&profile->rows[index]);
	return is_shown;
}

/* A column of its own: not when the area is England. */
static bool has_england(const struct profile *profile)
{
	bool has = false;

	for (unsigned index = 0; index < profile->row_count && profile->area->kind != AREA_ENGLAND; index++)
		has |= extent_is_england(&profile->rows[index].england) && !profile->rows[index].england.pooled.value.symbol;
	return has;
}

/* Whether a chart says anything of any figure. */
static bool has_judged(const struct profile *profile)
{
	bool has = false;

	for (unsigned index = 0; index < profile->row_count; index++)
		has |= profile->rows[index].is_judged && profile_row_has_value(&profile->rows[index]);
	return has;
}

/* Which topics are left out, and how the tables are to be read. */
static void say_note(const struct council_making *making, const char *missing)
{
	const struct profile *profile = making->profile;
	struct text *text = composer_begin(making->composer);

	text_put(text, "Rank 1 is the best, or the highest where neither high nor low is good. The rate of ");
	words_put_area(text, profile->area);
	text_put(text, has_england(profile) ? ", and that of England, is" : " is");
	text_put(text, " of all its councils with a figure together");
	if (!has_england(profile) && profile->area->kind != AREA_ENGLAND)
		text_put(text, "; too few of England’s councils have one for a rate of England");
	text_put(text, has_judged(profile) ? ". A chart is judged against the council’s own months; why it is not stands with it."
					   : ". No control chart is judged here; why stands with each chart.");
	if (missing[0]) {
		text_put(text, " There are no figures of ");
		text_put(text, missing);
		text_put_char(text, '.');
	}
	making->view->profile_note = composer_end(making->composer);
}

/* Whose quarters the bands are. */
static void say_bands(const struct council_making *making)
{
	const struct profile *profile = making->profile;
	bool has_bands = false, has_england_bands = false;

	for (unsigned index = 0; index < profile->row_count; index++) {
		has_bands |= profile->rows[index].standing.band != 0;
		has_england_bands |= profile->rows[index].standing.band != 0 && profile->rows[index].has_england_bands;
	}
	if (has_england_bands)
		making->view->bands_over = "England’s councils in the release of that month, or the area’s where there is none";
	else if (has_bands)
		making->view->bands_over = "the area’s councils with a figure";
}

static struct profile_table topic_begin(const struct council_making *making)
{
	return (struct profile_table){
		.council = making,
		.has_england = has_england(making->profile),
		.has_month_change = making->profile->source == SOURCE_RETURNS,
		.has_judged = has_judged(making->profile),
	};
}

static enum error make_headlines(const struct council_making *making)
{
	struct profile_table part = topic_begin(making);
	enum error error;

	part.is_headlines = true;
	part.figure = &making->view->headlines;
	error = headlines_make(&part);
	council_figure_finish(making, part.figure, lead_of(&part), "None of the headline indicators has a figure.");
	return error;
}

enum error council_profile_make(const struct council_making *making)
{
	struct council_view *view = making->view;
	const struct profile *profile = making->profile;
	const char *missing = "";
	enum error error = make_headlines(making);

	view->profiles = composer_take(making->composer, TOPIC_COUNT, sizeof *view->profiles);
	for (unsigned topic = 0; topic < TOPIC_COUNT && !error && !making->composer->error; topic++) {
		struct profile_table part = topic_begin(making);

		part.topic = (enum measure_topic)topic;
		if (topic == TOPIC_REFERENCE)
			continue;
		if (!topic_is_shown(profile, part.topic)) {
			missing = composer_join(making->composer, missing, missing[0] ? ", or of " : "", "the topic “",
						measure_topic_name(part.topic), "”");
			continue;
		}
		part.figure = &view->profiles[view->profiles_count++];
		error = topic_make(&part);
		council_figure_finish(making, part.figure, lead_of(&part), NULL);
	}
	say_bands(making);
	say_note(making, missing);
	return error;
}
