#include "agent/core/care_check.h"

#include "agent/core/care_merge.h"
#include "agent/core/care_spells.h"
#include "agent/core/ssda903.h"

struct check {
	const struct care_store *store;
	const struct care_years *years;
	struct findings *findings;
	uint16_t first_day;          /* of the first year with episodes: what came before need not be in the files */
	bool starts[UINT16_MAX + 1]; /* whether an episode of the child in hand begins on the day */
};

static void say(const struct check *check, const struct care_record *record, enum rule rule, unsigned column, const char *column_name)
{
	findings_add(check->findings, rule, care_place(check->store, record->file, record->line, column, column_name));
}

/* Codes that exist, but not in the collection year of the file. Unknown ones were found when the row was read. */
static void codes_check(const struct check *check, const struct care_record *episode)
{
	const struct {
		enum care_code_set set;
		uint8_t code;
		unsigned column;
		const char *column_name;
	} cells[] = {
		{CODES_LEGAL_STATUS, episode->episode.legal_status, EPISODES_LS, "LS"},
		{CODES_PLACE, episode->episode.place, EPISODES_PLACE, "PLACE"},
		{CODES_CEASED, episode->episode.ceased, EPISODES_REC, "REC"},
	};

	if (!episode->year)
		return;
	for (unsigned i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		if (cells[i].code != CODE_UNKNOWN && !care_code_is_of_year(cells[i].set, cells[i].code, CARE_YEAR_BASE + episode->year))
			say(check, episode, RULE_CARE_CODE_NOT_OF_YEAR, cells[i].column, cells[i].column_name);
}

/* What the child's episodes so far, in order of their start, say about the next one. */
struct so_far {
	uint16_t end;  /* the latest end */
	uint16_t died; /* CARE_DAY_NONE: alive */
	unsigned open_count;
	const struct care_record *continued; /* ended with X1; no episode has begun on that day yet */
};

static void order_check(const struct check *check, const struct care_record *episode, struct so_far *so_far)
{
	bool is_open = episode->end == CARE_DAY_OPEN;

	if (so_far->died != CARE_DAY_NONE && episode->start >= so_far->died)
		say(check, episode, RULE_CARE_EPISODE_AFTER_DEATH, EPISODES_DECOM, "DECOM");
	if (is_open && ++so_far->open_count == 2)
		say(check, episode, RULE_CARE_TWO_OPEN_EPISODES, EPISODES_DEC, "DEC");
	else if (episode->start < so_far->end && episode->end > episode->start)
		say(check, episode, RULE_CARE_EPISODES_OVERLAP, EPISODES_DECOM, "DECOM");
	if (episode->end > so_far->end)
		so_far->end = episode->end;
	if (care_code_group(CODES_CEASED, episode->episode.ceased) == GROUP_DIED && !is_open)
		so_far->died = episode->end;
}

/* The days on which a child's episodes begin: however many there are, each is looked up at once. */
static void starts_mark(struct check *check, const struct care_record *episode, bool is_marked)
{
	for (; episode; episode = care_next_of(check->store, episode))
		check->starts[episode->start] = is_marked;
}

static bool is_continued(const struct check *check, const struct care_record *episode)
{
	const struct care_record *next = care_next_of(check->store, episode);

	if (episode->end == episode->start)
		return next && next->start == episode->end;
	return check->starts[episode->end];
}

/* The child's periods of care, in step with the episodes. */
struct periods {
	struct care_walk walk;
	struct care_spell spell;
	bool has_spell;
};

/* Whether another episode is open on the day on which this one ends: then it is no end of care. */
static bool is_within_care(struct periods *periods, const struct care_record *episode)
{
	while (periods->has_spell && periods->spell.end < episode->start)
		periods->has_spell = care_spell_next(&periods->walk, &periods->spell);
	return periods->has_spell && care_is_open_on(periods->spell.start, periods->spell.end, episode->end);
}

static void continuation_check(const struct check *check, const struct care_record *episode, struct periods *periods)
{
	if (episode->end == CARE_DAY_OPEN || episode->episode.is_closed_by_year || is_within_care(periods, episode))
		return;
	if (care_code_group(CODES_CEASED, episode->episode.ceased) == GROUP_CONTINUES && !is_continued(check, episode))
		say(check, episode, RULE_CARE_CONTINUED_BY_NONE, EPISODES_REC, "REC");
}

static void episodes_check(struct check *check, const struct care_child *child)
{
	const struct care_record *first = care_first_of(check->store, child, CARE_EPISODE);
	struct so_far so_far = {.end = CARE_DAY_NONE};
	struct periods periods = {.walk = care_walk_begin(check->store, child)};

	periods.has_spell = care_spell_next(&periods.walk, &periods.spell);
	starts_mark(check, first, true);
	for (const struct care_record *episode = first; episode; episode = care_next_of(check->store, episode)) {
		codes_check(check, episode);
		order_check(check, episode, &so_far);
		continuation_check(check, episode, &periods);
	}
	starts_mark(check, first, false);
}

/* RNE only validates a start. Before the first year of the files a period may have begun with an episode that is not in them. */
static void starts_check(const struct check *check, const struct care_child *child)
{
	struct care_walk walk = care_walk_begin(check->store, child);
	const struct care_record *episode;
	uint16_t end = CARE_DAY_NONE;

	while (care_walk_next(&walk, &episode)) {
		bool is_start = episode->start > end, says_start = care_code_group(CODES_NEW_EPISODE, episode->episode.new_episode) == GROUP_STARTS;

		if (is_start && !says_start && episode->start > check->first_day)
			say(check, episode, RULE_CARE_START_WITHOUT_S, EPISODES_RNE, "RNE");
		if (!is_start && says_start)
			say(check, episode, RULE_CARE_S_WITHIN_CARE, EPISODES_RNE, "RNE");
		end = episode->end > end ? episode->end : end;
	}
}

/* The year of a table of children is known when it has a column for it, or is part of a whole set. */
static void sex_check(const struct check *check, const struct care_child *child)
{
	const struct care_file *file = care_store_file_view(check->store, child->header_file);
	uint8_t year = child->header_year ? child->header_year : file->is_set ? file->year : 0;

	if (year && child->sex != CODE_UNKNOWN && !care_code_is_of_year(CODES_SEX, child->sex, CARE_YEAR_BASE + year))
		findings_add(check->findings, RULE_CARE_CODE_NOT_OF_YEAR,
			     care_place(check->store, child->header_file, child->header_line, CHILDREN_SEX, "SEX"));
}

/* The children's table has them, or the episodes do; care leavers need none. */
static void child_check(const struct check *check, const struct care_child *child)
{
	const struct care_record *episode = care_first_of(check->store, child, CARE_EPISODE);

	if (child->has_header && !episode && !care_first_of(check->store, child, CARE_LEAVER))
		findings_add(check->findings, RULE_CARE_CHILD_WITHOUT_EPISODE,
			     care_place(check->store, child->header_file, child->header_line, CHILDREN_CHILD, "CHILD"));
	if (child->has_header)
		sex_check(check, child);
	if (episode && child->birth == CARE_DAY_NONE && child->has_header)
		findings_add(check->findings, RULE_CARE_BIRTH_DATE_UNKNOWN,
			     care_place(check->store, child->header_file, child->header_line, CHILDREN_DOB, "DOB"));
	else if (episode && child->birth == CARE_DAY_NONE)
		say(check, episode, RULE_CARE_BIRTH_DATE_UNKNOWN, CARE_COLUMNS_MAX, "DOB");
}

void care_check(const struct care_store *store, const struct care_years *years, struct findings *findings)
{
	struct check check = {.store = store, .years = years, .findings = findings};

	check.first_day = years->first_day[years->first_year];
	for (uint32_t i = 0; i < care_store_child_count(store); i++) {
		const struct care_child *child = care_store_child_at(store, i);

		if (!child->head && !child->has_header)
			continue;
		episodes_check(&check, child);
		starts_check(&check, child);
		child_check(&check, child);
	}
}
