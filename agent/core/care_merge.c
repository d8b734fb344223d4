#include "agent/core/care_merge.h"

#include "agent/core/ssda903.h"

enum { SORT_RUNS_MAX = 33, TOLERANCE_COUNT = 5, TOLERANCE_PERCENT = 1 };

static int compare_u32(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* The latest day that a row's file knows of: of two extracts of one year, the later one knows better. */
static uint16_t knowledge(const struct care_store *store, const struct care_record *record)
{
	return care_store_file_view(store, record->file)->latest;
}

/* Of rows with the same start, and for social workers of the same worker, the latest year's comes first, and of it the latest file's. */
static int record_compare(const struct care_store *store, const struct care_record *a, const struct care_record *b)
{
	int order = compare_u32(a->kind, b->kind);

	if (!order)
		order = compare_u32(a->start, b->start);
	if (!order && a->kind == CARE_SOCIAL_WORKER)
		order = compare_u32(a->worker, b->worker);
	if (!order)
		order = compare_u32(b->year, a->year);
	if (!order)
		order = compare_u32(knowledge(store, b), knowledge(store, a));
	if (!order)
		order = compare_u32(a->end, b->end);
	if (!order)
		order = compare_u32(a->file, b->file);
	return order ? order : compare_u32(a->line, b->line);
}

/* Two ordered lists as one. Links are as in the store. */
static uint32_t lists_merge(const struct care_store *store, uint32_t a, uint32_t b)
{
	uint32_t head = 0, *tail = &head;

	while (a && b) {
		struct care_record *first = care_store_linked(store, a), *second = care_store_linked(store, b);

		if (record_compare(store, first, second) <= 0) {
			*tail = a;
			tail = &first->next;
			a = first->next;
		} else {
			*tail = b;
			tail = &second->next;
			b = second->next;
		}
	}
	*tail = a ? a : b;
	return head;
}

/* Merge sort from below, without recursion or memory: run i is empty or holds 2^i records, as the digits of a binary counter. */
static uint32_t chain_sort(const struct care_store *store, uint32_t head)
{
	uint32_t runs[SORT_RUNS_MAX] = {0}, sorted = 0;

	while (head) {
		struct care_record *record = care_store_linked(store, head);
		uint32_t carried = head;
		unsigned i = 0;

		head = record->next;
		record->next = 0;
		for (; runs[i]; i++) {
			carried = lists_merge(store, runs[i], carried);
			runs[i] = 0;
		}
		runs[i] = carried;
	}
	for (unsigned i = 0; i < SORT_RUNS_MAX; i++)
		sorted = lists_merge(store, runs[i], sorted);
	return sorted;
}

static bool is_same_thing(const struct care_record *a, const struct care_record *b)
{
	return a->kind == b->kind && a->start == b->start && (a->kind != CARE_SOCIAL_WORKER || a->worker == b->worker);
}

/* Neither has been closed by a later year yet. */
static bool has_same_codes(const struct care_record *a, const struct care_record *b)
{
	return a->episode.new_episode == b->episode.new_episode && a->episode.legal_status == b->episode.legal_status &&
	       a->episode.need == b->episode.need && a->episode.place == b->episode.place && a->episode.provider == b->episode.provider &&
	       a->episode.ceased == b->episode.ceased;
}

static bool is_alike(const struct care_record *a, const struct care_record *b)
{
	return a->end == b->end && a->distance == b->distance && has_same_codes(a, b) && a->episode.urn == b->episode.urn &&
	       a->episode.postcode == b->episode.postcode;
}

/*
 * Whether a row stands beside the first of its group. Only episodes do, of the same file or of parts of one table: one may end on the day on which it
 * began, and the next begin. Of all else the first row has said it. Days on which somebody ceased to be unaccompanied are all kept, for the latest.
 */
static bool is_beside(const struct care_store *store, const struct care_record *first, const struct care_record *next)
{
	if (first->kind == CARE_UNACCOMPANIED)
		return true;
	return first->kind == CARE_EPISODE && next->year == first->year && knowledge(store, next) == knowledge(store, first);
}

/* What a group of rows about one thing says of the years whose files have it. */
struct years_seen {
	uint8_t first, last;
};

/* Unlinks what the group's first row makes needless: rows of earlier years and files, and rows alike. Returns the group's last row. */
static struct care_record *group_prune(const struct care_store *store, struct care_record *first, struct years_seen *seen)
{
	struct care_record *last = first, *next;

	*seen = (struct years_seen){first->year, first->year};
	while ((next = care_store_linked(store, last->next)) && is_same_thing(first, next)) {
		if (next->year < seen->first)
			seen->first = next->year;
		if (!is_beside(store, first, next) || is_alike(last, next))
			last->next = next->next;
		else
			last = next;
	}
	return last;
}

/* An open episode that a later year's file should have and has not. `next` is the row behind it. */
static void absence_close(struct care_record *episode, const struct care_record *next, const struct care_years *years)
{
	uint16_t end;

	if (episode->end != CARE_DAY_OPEN || !episode->year || !years->next[episode->year])
		return;
	end = years->first_day[episode->year + 1];
	if (next && next->kind == CARE_EPISODE) {
		enum care_group group = care_code_group(CODES_NEW_EPISODE, next->episode.new_episode);

		if (next->start < end || group == GROUP_NEW_PLACEMENT || group == GROUP_SAME_CARERS)
			end = next->start;
	}
	episode->end = end > episode->start ? end : episode->start;
	episode->episode.is_closed_by_year = true;
}

/* An episode that a year's file should have, as it began before that year ended, while only a later file has it. */
static bool is_missed_by_year(const struct care_record *episode, struct years_seen seen, const struct care_years *years)
{
	uint8_t previous = seen.first ? years->previous[seen.first] : 0;

	return previous && episode->start < years->first_day[previous + 1];
}

/* Of the episodes open between a year and the next one with files: in how many both agree, and one that only one of them has. */
struct balance {
	uint32_t agreed, disagreed;
	uint8_t file;
};

struct merge {
	const struct care_store *store;
	const struct care_years *years;
	struct findings *findings;
	struct balance balances[CARE_YEARS_COUNT]; /* by the earlier year */
};

/* By kind: the cells with the days of a row, for findings. Other kinds have no days, or days that may lie ahead. */
static const struct {
	const char *start, *end;
} day_names[CARE_KINDS_COUNT] = {
	[CARE_EPISODE] = {"DECOM", "DEC"},
	[CARE_REVIEW] = {"REVIEW", "REVIEW"},
	[CARE_MISSING] = {"MIS_START", "MIS_END"},
	[CARE_PLACED] = {"DATE_PLACED", "DATE_PLACED_CEASED"},
	[CARE_SOCIAL_WORKER] = {"SW_DECOM", "SW_DEC"},
};

static void late_say(const struct merge *merge, const struct care_record *record, bool is_end)
{
	bool is_episode = record->kind == CARE_EPISODE;
	unsigned column = !is_episode ? (unsigned)CARE_COLUMNS_MAX : is_end ? (unsigned)EPISODES_DEC : (unsigned)EPISODES_DECOM;
	const char *name = is_end ? day_names[record->kind].end : day_names[record->kind].start;

	findings_add(merge->findings, RULE_CARE_DATE_AFTER_YEAR, care_place(merge->store, record->file, record->line, column, name));
}

/* Extracts taken after a year's end know something of the next one, though not all: what began in it is left out, and what ended in it is open. */
static void late_cut(const struct merge *merge, uint32_t *link)
{
	struct care_record *record;

	while ((record = care_store_linked(merge->store, *link))) {
		uint16_t next_year = record->year && day_names[record->kind].start ? merge->years->first_day[record->year + 1] : CARE_DAY_OPEN;

		if (record->start >= next_year) {
			late_say(merge, record, false);
			*link = record->next;
			continue;
		}
		if (record->end != CARE_DAY_OPEN && record->end >= next_year) {
			late_say(merge, record, true);
			record->end = CARE_DAY_OPEN;
		}
		link = &record->next;
	}
}

static void disagree(struct merge *merge, const struct care_record *episode, uint8_t year, enum rule rule, unsigned column, const char *column_name)
{
	merge->balances[year].disagreed++;
	merge->balances[year].file = episode->file;
	findings_add(merge->findings, rule, care_place(merge->store, episode->file, episode->line, column, column_name));
}

/* The rows of one episode, from `first` to `last`. */
static void episode_settle(struct merge *merge, struct care_record *first, struct care_record *last, struct years_seen seen)
{
	const struct care_record *next = care_store_linked(merge->store, last->next);

	for (uint8_t year = seen.first; year && year < seen.last; year = merge->years->next[year])
		merge->balances[year].agreed++;
	if (is_missed_by_year(first, seen, merge->years))
		disagree(merge, first, merge->years->previous[seen.first], RULE_CARE_EPISODE_NOT_IN_EARLIER_YEAR, EPISODES_DECOM, "DECOM");
	for (struct care_record *episode = first; episode != next; episode = care_store_linked(merge->store, episode->next)) {
		absence_close(episode, next, merge->years);
		if (episode->episode.is_closed_by_year)
			disagree(merge, episode, episode->year, RULE_CARE_EPISODE_NOT_CONTINUED, EPISODES_DEC, "DEC");
	}
}

static void chain_merge(struct merge *merge, uint32_t head)
{
	struct care_record *record = care_store_linked(merge->store, head);

	while (record) {
		struct years_seen seen;
		struct care_record *last = group_prune(merge->store, record, &seen);

		if (record->kind == CARE_EPISODE)
			episode_settle(merge, record, last, seen);
		record = care_store_linked(merge->store, last->next);
	}
}

/* A few children are a few corrections; a share of them is a file that belongs to another set, or is not whole. */
static void balances_check(const struct merge *merge)
{
	for (unsigned year = 1; year < CARE_YEARS_COUNT; year++) {
		const struct balance *balance = &merge->balances[year];
		uint64_t disagreed = balance->disagreed, all = disagreed + balance->agreed;

		if (disagreed > TOLERANCE_COUNT && disagreed * 100 > all * TOLERANCE_PERCENT)
			findings_add(merge->findings, RULE_CARE_STOCKS_UNRECONCILED, (struct place){.file = balance->file, .column_name = ""});
	}
}

void care_merge(struct care_store *store, const struct care_years *years, struct findings *findings)
{
	struct merge merge = {.store = store, .years = years, .findings = findings};

	for (uint32_t i = 0; i < care_store_child_count(store); i++) {
		struct care_child *child = care_store_child_at(store, i);

		late_cut(&merge, &child->head);
		child->head = chain_sort(store, child->head);
		chain_merge(&merge, child->head);
	}
	balances_check(&merge);
}

struct place care_place(const struct care_store *store, uint8_t file, uint32_t line, unsigned column, const char *column_name)
{
	uint16_t place = column < CARE_COLUMNS_MAX ? care_store_file_view(store, file)->columns[column] : 0;

	return (struct place){.file = file, .line = line, .column = place, .column_name = column_name};
}
