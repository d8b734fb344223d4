#include "agent/core/children_in_need_store.h"
#include "agent/core/chunk_sort.h"
#include "common/working_days.h"

/*
 * Closing: the files are ranked, each list is sorted, what a newer census says in an older one's place is kept alone, and what records mean to each
 * other is found out and said.
 */

enum { ASSESSMENT_DAYS_MAX = 45, CONFERENCE_DAYS_MAX = 15, MONTHS_PER_YEAR = 12, TOLERANCE_COUNT = 5, TOLERANCE_PERCENT = 1 };

/* What is said of a kind of records. RULE_NONE: nothing. */
static const struct kind_rules {
	const char *start_name;
	enum rule repeated, both_open, overlap, vanishes, unreconciled;
} kinds[NEED_KIND_COUNT] = {
	[NEED_EPISODE] = {"CINreferralDate", RULE_CIN_REFERRAL_REPEATED, RULE_CIN_CASES_BOTH_OPEN, RULE_NONE, RULE_CIN_CASE_VANISHES,
			  RULE_CIN_CASES_UNRECONCILED},
	[NEED_PLAN] = {"CPPstartDate", RULE_CIN_PLAN_REPEATED, RULE_CIN_PLANS_BOTH_OPEN, RULE_CIN_PLANS_OVERLAP, RULE_CIN_PLAN_VANISHES,
		       RULE_CIN_PLANS_UNRECONCILED},
	[NEED_ASSESSMENT] = {.start_name = "AssessmentActualStartDate"},
	[NEED_ENQUIRY] = {.start_name = "S47ActualStartDate"},
};

struct closing {
	struct children_in_need *part;
	struct findings *findings;
	enum need_kind kind;
};

static int compare_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int need_key_compare(const struct need_record *a, const struct need_record *b)
{
	int order = compare_i64(a->child, b->child);

	if (!order)
		order = compare_i64(a->start.days, b->start.days);
	if (!order && a->start.days == NEED_DAY_UNKNOWN)
		order = compare_i64(a->end.days, b->end.days);
	return order;
}

/* The newest file's records first, each file's in its own order. */
static int record_compare(const void *left, const void *right, const void *context)
{
	const struct children_in_need *part = context;
	const struct need_record *a = left, *b = right;
	int order = need_key_compare(a, b);

	if (!order)
		order = compare_i64(part->files[b->file].newness, part->files[a->file].newness);
	return order ? order : compare_i64(a->line, b->line);
}

static void say(const struct closing *closing, enum rule rule, const struct need_record *record)
{
	if (rule != RULE_NONE)
		findings_add(closing->findings, rule,
			     (struct place){.file = record->file, .line = record->line, .column_name = kinds[closing->kind].start_name});
}

static struct need_record *record_at(const struct closing *closing, uint32_t index)
{
	return children_in_need_at(closing->part, closing->kind, index);
}

/* Of the records that are one, those of the newest file stay; several of one file are all kept, and said. */
static void list_merge(const struct closing *closing)
{
	struct chunk_list *list = &closing->part->lists[closing->kind];
	uint32_t kept = 0;

	chunk_list_sort(list, record_compare, closing->part);
	need_corrections_mark(closing->part, closing->kind);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct need_record *record = record_at(closing, i);
		const struct need_record *before = kept ? record_at(closing, kept - 1) : NULL;

		if (before && need_key_compare(before, record) == 0) {
			if (before->file != record->file)
				continue;
			say(closing, kinds[closing->kind].repeated, record);
		}
		*record_at(closing, kept++) = *record;
	}
	chunk_list_cut(list, kept);
}

/* Says which records a newer census has with another start, and drops them. */
static void replaced_drop(const struct closing *closing)
{
	struct chunk_list *list = &closing->part->lists[closing->kind];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct need_record *record = record_at(closing, i);

		if (record->flags & NEED_REPLACED)
			say(closing, RULE_CIN_START_CORRECTED, record);
		else
			*record_at(closing, kept++) = *record;
	}
	chunk_list_cut(list, kept);
}

static bool is_in_time(const struct need_record *record, unsigned days_max)
{
	return record->start.days != NEED_DAY_UNKNOWN && record->end.days != NEED_DAY_OPEN && record->start.days <= record->end.days &&
	       record->end.days <= working_days_after(record->start, days_max).days;
}

static void on_time_mark(const struct closing *closing, unsigned days_max)
{
	for (uint32_t i = 0; i < closing->part->lists[closing->kind].count; i++) {
		struct need_record *record = record_at(closing, i);

		if (is_in_time(record, days_max))
			record->flags |= NEED_ON_TIME;
	}
}

/* A referral is repeated when the child's last referral on an earlier day is no more than twelve months back. */
static void repeats_mark(const struct closing *closing)
{
	const struct need_record *group = NULL; /* the first one of the same child and day */
	const struct need_record *earlier = NULL;

	for (uint32_t i = 0; i < closing->part->lists[closing->kind].count; i++) {
		struct need_record *record = record_at(closing, i);

		if (!group || group->child != record->child)
			earlier = NULL;
		else if (group->start.days != record->start.days)
			earlier = group;
		group = record;
		record->flags &= (uint8_t)~NEED_REPEAT;
		if (earlier && earlier->start.days >= need_months_before(record->start, MONTHS_PER_YEAR).days)
			record->flags |= NEED_REPEAT;
	}
}

static bool is_held(const struct need_record *record)
{
	return !(record->flags & NEED_NO_ACTION);
}

struct date need_census_end(const struct children_in_need *part, const struct need_record *record)
{
	return month_last_day(part->files[record->file].last_month);
}

bool need_is_open_at_end(const struct children_in_need *part, const struct need_record *record)
{
	struct date end = need_census_end(part, record);

	return is_held(record) && record->start.days <= end.days && record->end.days > end.days;
}

static bool vanishes(const struct closing *closing, const struct need_record *record)
{
	return closing->part->files[record->file].has_successor && need_is_open_at_end(closing->part, record);
}

/* What the record is to the one of the same child that is open longest of those before it. */
static void overlap_say(const struct closing *closing, const struct need_record *before, const struct need_record *record)
{
	if (before->end.days <= record->start.days)
		return;
	say(closing,
	    record->end.days == NEED_DAY_OPEN && before->end.days == NEED_DAY_OPEN ? kinds[closing->kind].both_open : kinds[closing->kind].overlap,
	    record);
}

static void overlaps_find(const struct closing *closing)
{
	const struct need_record *longest = NULL;

	for (uint32_t i = 0; i < closing->part->lists[closing->kind].count; i++) {
		const struct need_record *record = record_at(closing, i);

		if (!is_held(record) || vanishes(closing, record) || record->flags & NEED_REPLACED)
			continue;
		if (longest && longest->child == record->child)
			overlap_say(closing, longest, record);
		if (!longest || longest->child != record->child || record->end.days > longest->end.days)
			longest = record;
	}
}

static void deaths_find(const struct closing *closing)
{
	for (uint32_t i = 0; i < closing->part->lists[closing->kind].count; i++) {
		const struct need_record *record = record_at(closing, i);
		const struct date *death = chunk_list_at(&closing->part->deaths, record->child);

		if (record->start.days > death->days)
			say(closing, RULE_CIN_AFTER_DEATH, record);
	}
}

/* The cases or plans that were open when a census ended, and those of them that the next one does not know. */
struct balance {
	uint32_t open, vanished;
};

static void balance_say(const struct closing *closing, uint8_t file, struct balance balance)
{
	if (balance.vanished > TOLERANCE_COUNT && (uint64_t)balance.vanished * 100 > (uint64_t)balance.open * TOLERANCE_PERCENT)
		findings_add(closing->findings, kinds[closing->kind].unreconciled, (struct place){.file = file, .column_name = ""});
}

/*
 * What a newer census replaced is gone already, so that an open record of an older one that has a successor is unknown to that: it vanished. As all
 * flows come from the same records as the stocks, nothing else can make stocks differ from flows. What was replaced does not: its place is taken.
 */
static void vanished_find(const struct closing *closing)
{
	struct balance balances[FINDINGS_FILES_MAX] = {{0, 0}};

	for (uint32_t i = 0; i < closing->part->lists[closing->kind].count; i++) {
		const struct need_record *record = record_at(closing, i);

		if (!vanishes(closing, record))
			continue;
		balances[record->file].vanished += !(record->flags & NEED_REPLACED);
		say(closing, kinds[closing->kind].vanishes, record);
	}
	for (unsigned file = 0; file < closing->part->file_count; file++) {
		const struct need_file *seen = &closing->part->files[file];

		if (balances[file].vanished == 0)
			continue;
		balances[file].open = need_open_count(closing->part, closing->kind, seen->last_month);
		balance_say(closing, (uint8_t)file, balances[file]);
	}
}

static void successors_find(struct children_in_need *part)
{
	for (unsigned i = 0; i < part->file_count; i++) {
		struct need_file *file = &part->files[i];

		if (!file->is_census || !file->census.is_dated)
			continue;
		file->has_successor =
			need_file_of_month(part, file->last_month) == file && need_file_of_month(part, month_add(file->last_month, 1)) != NULL;
	}
}

/* Censuses of which nobody knows up to when they tell. */
static void undated_find(const struct children_in_need *part, struct findings *findings)
{
	for (unsigned i = 0; i < part->file_count; i++)
		if (part->files[i].is_census && !part->files[i].census.is_dated)
			findings_add(findings, RULE_CIN_UNDATED, (struct place){.file = (uint8_t)i, .column_name = "ReferenceDate"});
}

enum error children_in_need_close(struct children_in_need *part, struct findings *findings)
{
	struct closing closing = {.part = part, .findings = findings};

	if (part->is_closed)
		return ERROR_NONE;
	need_files_rank(part);
	successors_find(part);
	undated_find(part, findings);
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++) {
		closing.kind = (enum need_kind)kind;
		list_merge(&closing);
		deaths_find(&closing);
	}
	for (unsigned kind = NEED_EPISODE; kind <= NEED_PLAN; kind++) {
		closing.kind = (enum need_kind)kind;
		overlaps_find(&closing);
		vanished_find(&closing);
	}
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++) {
		closing.kind = (enum need_kind)kind;
		replaced_drop(&closing);
	}
	closing.kind = NEED_EPISODE;
	repeats_mark(&closing);
	closing.kind = NEED_ASSESSMENT;
	on_time_mark(&closing, ASSESSMENT_DAYS_MAX);
	closing.kind = NEED_ENQUIRY;
	on_time_mark(&closing, CONFERENCE_DAYS_MAX);
	part->is_closed = true;
	return ERROR_NONE;
}
