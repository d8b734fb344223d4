/*
 * How the tests read a council's files about children back: in the most direct way, and of each thing what the latest file says. Nothing of the
 * programs' reading or arithmetic is shared.
 */
#pragma once

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/deploy/children_table.h"

enum { FACTS_MAX = 20000, ID_SIZE = 40, STILL_OPEN = 99999999, COLUMNS_MAX = 24, CELL_MAX = 40 };

struct child_fact {
	char id[ID_SIZE];
	int born;
	bool is_unaccompanied;
	int until; /* no longer unaccompanied */
};

struct episode_fact {
	char id[ID_SIZE];
	int start, end;
	char reason_new;
	char ceased[8];
};

struct case_fact {
	char id[ID_SIZE];
	int born, referral, closure;
	bool is_refused;
};

struct plan_fact {
	char id[ID_SIZE];
	int start, end, previous, referral, closure;
};

struct child_facts {
	unsigned child_count, episode_count, case_count, plan_count, post_count;
	int latest_of_care;
	struct child_fact children[FACTS_MAX];
	struct episode_fact episodes[FACTS_MAX];
	struct case_fact cases[FACTS_MAX];
	struct plan_fact plans[FACTS_MAX];
	char posts[FACTS_MAX][12];
};

/* dd/mm/yyyy or yyyy-mm-dd as a number; nothing is STILL_OPEN. */
static inline int date_read(const char *text)
{
	int a, b, c;

	if (sscanf(text, "%d/%d/%d", &a, &b, &c) == 3)
		return c * 10000 + b * 100 + a;
	if (sscanf(text, "%d-%d-%d", &a, &b, &c) == 3)
		return a * 10000 + b * 100 + c;
	return STILL_OPEN;
}

static inline const char *cell_read(const char *at, char cell[static CELL_MAX])
{
	size_t size = 0;
	bool quoted = *at == '"';

	at += quoted;
	while (*at != '\0' && (quoted ? *at != '"' : *at != ',' && *at != '\r' && *at != '\n')) {
		cr_assert(size + 1 < CELL_MAX);
		cell[size++] = *at++;
	}
	at += quoted;
	while (size > 0 && cell[size - 1] == ' ')
		size--;
	cell[size] = '\0';
	if (strcmp(cell, "NULL") == 0)
		cell[0] = '\0';
	return at;
}

struct csv_read {
	const char *at;
	unsigned columns;
	char names[COLUMNS_MAX][CELL_MAX], cells[COLUMNS_MAX][CELL_MAX];
};

/* The next row of the table into `cells`; false at its end. */
static inline bool csv_row(struct csv_read *csv, char cells[static COLUMNS_MAX][CELL_MAX])
{
	unsigned count = 0;

	if (*csv->at == '\0')
		return false;
	for (;;) {
		cr_assert(count < COLUMNS_MAX);
		csv->at = cell_read(csv->at, cells[count++]);
		if (*csv->at != ',')
			break;
		csv->at++;
	}
	csv->at += strspn(csv->at, "\r\n");
	csv->columns = csv->columns ? csv->columns : count;
	return true;
}

static inline void csv_begin(struct csv_read *csv, const char *text)
{
	memset(csv, 0, sizeof(*csv));
	csv->at = text + (strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
	cr_assert(csv_row(csv, csv->names));
}

/* The next row that is neither blank nor the header again. */
static inline bool csv_next(struct csv_read *csv)
{
	while (csv_row(csv, csv->cells)) {
		unsigned filled = 0, same = 0;

		for (unsigned i = 0; i < csv->columns; i++) {
			filled += csv->cells[i][0] != '\0';
			same += strcasecmp(csv->cells[i], csv->names[i]) == 0;
		}
		if (filled > 0 && same < csv->columns)
			return true;
	}
	return false;
}

static inline const char *csv_cell(const struct csv_read *csv, const char *name)
{
	for (unsigned i = 0; i < csv->columns; i++) {
		if (strcasecmp(csv->names[i], name) == 0)
			return csv->cells[i];
	}
	cr_assert_fail("there is no column %s", name);
	abort(); /* not reached: the assertion ends the test */
}

static inline struct child_fact *child_of(struct child_facts *facts, const char *id)
{
	for (unsigned i = 0; i < facts->child_count; i++) {
		if (strcmp(facts->children[i].id, id) == 0)
			return &facts->children[i];
	}
	cr_assert(facts->child_count < FACTS_MAX);
	strcpy(facts->children[facts->child_count].id, id);
	return &facts->children[facts->child_count++];
}

static inline int facts_born(struct child_facts *facts, const char *id)
{
	return child_of(facts, id)->born;
}

static inline void episodes_read(struct child_facts *facts, const char *text)
{
	struct csv_read csv;

	csv_begin(&csv, text);
	while (csv_next(&csv)) {
		struct episode_fact one = {.start = date_read(csv_cell(&csv, "DECOM")), .end = date_read(csv_cell(&csv, "DEC"))};
		unsigned i = 0;

		strcpy(one.id, csv_cell(&csv, "CHILD"));
		one.reason_new = csv_cell(&csv, "RNE")[0];
		strcpy(one.ceased, csv_cell(&csv, "REC"));
		while (i < facts->episode_count && (facts->episodes[i].start != one.start || strcmp(facts->episodes[i].id, one.id) != 0))
			i++;
		cr_assert(i < FACTS_MAX && facts->post_count < FACTS_MAX);
		facts->episode_count += i == facts->episode_count;
		facts->episodes[i] = one;
		strcpy(facts->posts[facts->post_count++], csv_cell(&csv, "PL_POST"));
	}
}

static inline void header_read(struct child_facts *facts, const char *text)
{
	struct csv_read csv;

	csv_begin(&csv, text);
	while (csv_next(&csv))
		child_of(facts, csv_cell(&csv, "CHILD"))->born = date_read(csv_cell(&csv, "DOB"));
}

static inline void unaccompanied_read(struct child_facts *facts, const char *text)
{
	struct csv_read csv;

	csv_begin(&csv, text);
	while (csv_next(&csv)) {
		struct child_fact *child = child_of(facts, csv_cell(&csv, "CHILD"));

		child->is_unaccompanied = true;
		child->until = date_read(csv_cell(&csv, "DUC"));
	}
}

static inline void reviews_read(struct child_facts *facts, const char *text)
{
	struct csv_read csv;

	csv_begin(&csv, text);
	while (csv_next(&csv)) {
		int date = date_read(csv_cell(&csv, "REVIEW"));

		facts->latest_of_care = date > facts->latest_of_care ? date : facts->latest_of_care;
	}
}

/* The first `needle` from `at` on and before `end`; NULL when there is none. */
static inline const char *find_between(const char *at, const char *end, const char *needle)
{
	return at < end ? memmem(at, (size_t)(end - at), needle, strlen(needle)) : NULL;
}

/* The text of the element between `at` and `end`, empty when there is none. */
static inline const char *element_read(const char *at, const char *end, const char *name, char out[static CELL_MAX])
{
	char tag[CELL_MAX];
	const char *found;
	size_t size = 0;

	out[0] = '\0';
	snprintf(tag, sizeof(tag), "<%s>", name);
	found = find_between(at, end, tag);
	if (found == NULL)
		return out;
	for (found += strlen(tag); found < end && *found != '<'; found++) {
		cr_assert(size + 1 < CELL_MAX);
		out[size++] = *found;
	}
	out[size] = '\0';
	return out;
}

static inline void plans_read(struct child_facts *facts, const struct case_fact *one, const char *at, const char *end)
{
	while ((at = find_between(at, end, "<ChildProtectionPlans>")) != NULL) {
		const char *stop = find_between(at, end, "</ChildProtectionPlans>");
		struct plan_fact plan = {.referral = one->referral, .closure = one->closure};
		char text[CELL_MAX];
		unsigned i = 0;

		strcpy(plan.id, one->id);
		plan.start = date_read(element_read(at, stop, "CPPstartDate", text));
		plan.end = date_read(element_read(at, stop, "CPPendDate", text));
		plan.previous = atoi(element_read(at, stop, "NumberOfPreviousCPP", text));
		while (i < facts->plan_count && (facts->plans[i].start != plan.start || strcmp(facts->plans[i].id, plan.id) != 0))
			i++;
		cr_assert(i < FACTS_MAX);
		facts->plan_count += i == facts->plan_count;
		facts->plans[i] = plan;
		at = stop;
	}
}

static inline void case_read(struct child_facts *facts, struct case_fact one, const char *at, const char *end)
{
	char cell[CELL_MAX];
	unsigned i = 0;

	one.referral = date_read(element_read(at, end, "CINreferralDate", cell));
	one.closure = date_read(element_read(at, end, "CINclosureDate", cell));
	element_read(at, end, "ReferralNFA", cell);
	one.is_refused = strcmp(cell, "1") == 0 || strcmp(cell, "true") == 0;
	while (i < facts->case_count && (facts->cases[i].referral != one.referral || strcmp(facts->cases[i].id, one.id) != 0))
		i++;
	cr_assert(i < FACTS_MAX);
	facts->case_count += i == facts->case_count;
	facts->cases[i] = one;
	plans_read(facts, &one, at, end);
}

static inline void census_read(struct child_facts *facts, const char *text)
{
	const char *end_of_file = text + strlen(text), *child = text;

	while ((child = find_between(child, end_of_file, "<Child>")) != NULL) {
		const char *end = find_between(child, end_of_file, "</Child>"), *at = child;
		struct case_fact one = {.born = 0};
		char cell[CELL_MAX];

		element_read(child, end, "LAchildID", one.id);
		one.born = date_read(element_read(child, end, "PersonBirthDate", cell));
		while ((at = find_between(at, end, "<CINdetails>")) != NULL) {
			const char *stop = find_between(at, end, "</CINdetails>");

			case_read(facts, one, at, stop);
			at = stop;
		}
		child = end;
	}
}

static inline void facts_read(struct child_facts *facts, const struct child_files *files)
{
	memset(facts, 0, sizeof(*facts));
	for (int year = 2016; year <= 2026; year++) {
		static const struct {
			const char *name;
			void (*read)(struct child_facts *facts, const char *text);
		} tables[] = {{"ssda903_%d_header.csv", header_read},
			      {"ssda903_%d_episodes.csv", episodes_read},
			      {"ssda903_%d_uasc.csv", unaccompanied_read},
			      {"ssda903_%d_reviews.csv", reviews_read},
			      {"cin_%d.xml", census_read}};

		for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
			char number[16], name[48];
			const char *percent = strchr(tables[i].name, '%');

			snprintf(number, sizeof(number), "%d", year);
			snprintf(name, sizeof(name), "%.*s%s%s", (int)(percent - tables[i].name), tables[i].name, number, percent + 2);
			if (child_files_text(files, name))
				tables[i].read(facts, child_files_text(files, name));
		}
	}
}

/* The child's episode before this one; NULL when it is the first. */
static inline const struct episode_fact *facts_before(const struct child_facts *facts, const struct episode_fact *one)
{
	const struct episode_fact *before = NULL;

	for (unsigned i = 0; i < facts->episode_count; i++) {
		const struct episode_fact *other = &facts->episodes[i];

		if (other->start < one->start && strcmp(other->id, one->id) == 0 && (before == NULL || other->start > before->start))
			before = other;
	}
	return before;
}

static inline bool is_open(int start, int end, int date)
{
	return start <= date && end > date;
}

static inline bool is_within(int day, int date)
{
	return day > date - 10000 && day <= date;
}

/* Whether care goes on on the day that is the start, or the end, of the episode: another one of the child's ends, or starts, there. */
static inline bool is_joined(const struct child_facts *facts, const struct episode_fact *one, bool at_end)
{
	for (unsigned i = 0; i < facts->episode_count; i++) {
		const struct episode_fact *other = &facts->episodes[i];

		if ((at_end ? other->start == one->end : other->end == one->start) && strcmp(other->id, one->id) == 0)
			return true;
	}
	return false;
}

/* Children with an episode that says yes, each once. */
static inline int children_in(struct child_facts *facts, enum children_measure measure, int date)
{
	static char counted[FACTS_MAX];
	int count = 0;

	memset(counted, 0, sizeof(counted));
	for (unsigned i = 0; i < facts->episode_count; i++) {
		const struct episode_fact *one = &facts->episodes[i];
		const struct child_fact *child = child_of(facts, one->id);
		bool counts = is_open(one->start, one->end, date);

		if (measure == CHILDREN_CLA_STARTED)
			counts = is_within(one->start, date) && !is_joined(facts, one, false);
		else if (measure == CHILDREN_CLA_CEASED)
			counts = is_within(one->end, date) && !is_joined(facts, one, true);
		else if (measure == CHILDREN_CLA_UNACCOMPANIED)
			counts = counts && child->is_unaccompanied && child->until > date;
		if (!counts || counted[child - facts->children])
			continue;
		counted[child - facts->children] = 1;
		count++;
	}
	return count;
}

/* Of a 31 March: up to 3 months, to 6, under 12, under 24, more. */
static inline unsigned duration_of(int start, int date)
{
	int year = date / 10000;

	if (start >= (year - 1) * 10000 + 1231)
		return 0;
	if (start >= (year - 1) * 10000 + 930)
		return 1;
	return start > date - 10000 ? 2 : start > date - 20000 ? 3 : 4;
}

static inline int plans_in(const struct child_facts *facts, enum children_measure measure, int date)
{
	int count = 0;

	for (unsigned i = 0; i < facts->plan_count; i++) {
		const struct plan_fact *plan = &facts->plans[i];
		bool is_started = is_within(plan->start, date), is_now = is_open(plan->start, plan->end, date);

		if (measure == CHILDREN_CPP)
			count += is_now;
		else if (measure == CHILDREN_CPP_STARTED)
			count += is_started;
		else if (measure == CHILDREN_CPP_REPEAT)
			count += is_started && plan->previous > 0;
		else
			count += is_now && duration_of(plan->start, date) == (unsigned)(measure - CHILDREN_CPP_UP_TO_3_MONTHS);
	}
	return count;
}

static inline int facts_count(struct child_facts *facts, enum children_measure measure, int date)
{
	int count = 0;

	if (measure <= CHILDREN_CLA_UNACCOMPANIED)
		return children_in(facts, measure, date);
	if (measure != CHILDREN_CIN)
		return plans_in(facts, measure, date);
	for (unsigned i = 0; i < facts->case_count; i++)
		count += !facts->cases[i].is_refused && is_open(facts->cases[i].referral, facts->cases[i].closure, date);
	return count;
}
