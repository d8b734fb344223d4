#include "deploy/demo_data/need_census.h"

#include "deploy/demo_data/child.h"
#include "deploy/demo_data/days.h"
#include "deploy/demo_data/need_case.h"

enum { TOPIC_CHILD = 7, YEAR_OF_SEX = 2025, STRAY_TEXT_CHILD = 40, LINE_DEPTH = 2 /* Message, Children, Child */ };

enum error need_teller_init(struct need_teller *teller, const struct need *need, uint64_t seed, uint16_t council, struct date horizon,
			    struct arena *arena)
{
	uint32_t *begins = arena_take(arena, need->child_count + 2, sizeof(*begins));
	uint32_t *by_child = arena_take(arena, need->case_count + 1, sizeof(*by_child));

	if (begins == NULL || by_child == NULL)
		return ERROR_NO_MEMORY;
	/* Counting sort; the cases of one child were added in the order of their referrals. */
	for (uint32_t i = 0; i < need->case_count; i++)
		begins[need->cases[i].child + 1]++;
	for (uint32_t child = 1; child <= need->child_count; child++)
		begins[child + 1] += begins[child];
	for (uint32_t i = 0; i < need->case_count; i++)
		by_child[begins[need->cases[i].child]++] = i;
	*teller = (struct need_teller){.need = need, .seed = seed, .council = council, .horizon = horizon, .by_child = by_child};
	return ERROR_NONE;
}

/* The child of `count` cases from place `first` in the order: not yet eighteen when the last of them ends. */
static struct child tell_child(const struct need_teller *teller, uint32_t first, uint32_t count)
{
	const struct need_case *earliest = &teller->need->cases[teller->by_child[first]];
	const struct need_case *latest = &teller->need->cases[teller->by_child[first + count - 1]];
	struct child child = {.kind = CHILD_IN_NEED, .number = earliest->child};
	int32_t last = latest->closure.days == DAYS_NEVER ? teller->horizon.days : latest->closure.days;
	int32_t age_max = CHILDHOOD_DAYS - 25 - (last - earliest->referral.days);
	struct chance chance;

	child_chance(&chance, teller->seed, teller->council, CHILD_IN_NEED, child.number, TOPIC_CHILD);
	int32_t age = (int32_t)chance_between(&chance, 0, age_max > 0 ? age_max : 0);

	child.born = day_of_birth(&chance, earliest->referral.days - age - 24, earliest->referral.days - age);
	child_describe(&chance, false, &child);
	return child;
}

static void put_child(struct need_page *page, const struct child *child)
{
	struct element_writer *writer = &page->writer;
	char id[CHILD_ID_SIZE];

	child_id(page->teller->council, child, id);
	element_open(writer, "ChildIdentifiers");
	element_value(writer, "LAchildID", id);
	element_date(writer, "PersonBirthDate", child->born);
	if (page->year >= YEAR_OF_SEX)
		element_value(writer, "Sex", child->is_female ? "F" : "M");
	else
		element_value(writer, "GenderCurrent", child->is_female ? "2" : "1");
	element_close(writer, "ChildIdentifiers");
	if (!page->writer.is_indented)
		return; /* the compact documents are to be small */
	element_open(writer, "ChildCharacteristics");
	element_value(writer, "Ethnicity", child->ethnicity);
	element_close(writer, "ChildCharacteristics");
}

static bool is_in_census(const struct need_page *page, const struct need_case *one)
{
	return one->referral.days <= page->last.days && one->closure.days > page->eve.days;
}

/* The child's cases that were open in the year; nothing when there were none. */
static void child_write(struct need_page *page, uint32_t first, uint32_t count)
{
	const struct need_teller *teller = page->teller;
	unsigned written = 0;

	for (uint32_t i = first; i < first + count; i++) {
		const struct need_case *one = &teller->need->cases[teller->by_child[i]];

		if (!is_in_census(page, one))
			continue;
		if (written++ == 0) {
			struct child child = tell_child(teller, first, count);

			element_open(&page->writer, "Child");
			put_child(page, &child);
		}
		need_case_write(page, teller->by_child[i]);
	}
	if (written == 0)
		return;
	element_close(&page->writer, "Child");
	if (page->dress->has_quirks && ++page->child_count == STRAY_TEXT_CHILD)
		text_put(page->writer.text, "end of page 1\n");
}

static void header_write(struct need_page *page)
{
	struct element_writer *writer = &page->writer;

	element_open(writer, "Header");
	element_open(writer, "CollectionDetails");
	element_value(writer, "Collection", "CIN");
	element_number(writer, "Year", page->year);
	element_date(writer, "ReferenceDate", page->last);
	element_close(writer, "CollectionDetails");
	element_open(writer, "Source");
	element_value(writer, "SourceLevel", "L");
	element_number(writer, "LEA", page->teller->council);
	element_value(writer, "SoftwareCode", "Synthetic");
	element_close(writer, "Source");
	element_close(writer, "Header");
}

void need_census_write(const struct need_teller *teller, int year, struct date last, const struct grid_dress *dress, struct text *text)
{
	const struct need *need = teller->need;
	struct need_page page = {
		.teller = teller,
		.dress = dress,
		.year = year,
		.eve = collection_eve(year),
		.last = last,
		.writer = {.text = text, .is_indented = dress->has_quirks, .has_crlf = dress->sheet.has_crlf, .line_depth = LINE_DEPTH},
	};

	element_declare(&page.writer, dress->has_mark_on_one);
	element_open(&page.writer, "Message");
	header_write(&page);
	element_open(&page.writer, "Children");
	for (uint32_t first = 0, count; first < need->case_count; first += count) {
		uint32_t child = need->cases[teller->by_child[first]].child;

		count = 1;
		while (first + count < need->case_count && need->cases[teller->by_child[first + count]].child == child)
			count++;
		child_write(&page, first, count);
	}
	element_close(&page.writer, "Children");
	element_close(&page.writer, "Message");
}
