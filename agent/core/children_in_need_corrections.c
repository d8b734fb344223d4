#include "agent/core/children_in_need_store.h"

/*
 * Corrections: a start that was put right between two censuses makes one case look like two. A record is replaced when a newer census has not it, but
 * another of the child's that its own census has not, although that began by then; and the two are alike: both end on the same day, or the older one
 * is a case or plan that was open when its census ended, and the other was open together with it.
 */

enum { REACH = 64 }; /* records of a child, to either side, among which a correction is looked for */

static const struct need_record *record_at(const struct children_in_need *part, enum need_kind kind, uint32_t index)
{
	return children_in_need_at(part, kind, index);
}

static uint16_t newness_of(const struct children_in_need *part, const struct need_record *record)
{
	return part->files[record->file].newness;
}

/* Whether the records that begin here, the same in several censuses, are in none up to that one. */
static bool is_later_than(const struct children_in_need *part, enum need_kind kind, uint32_t index, uint16_t newness)
{
	const struct need_record *first = record_at(part, kind, index);

	for (; index < part->lists[kind].count && need_key_compare(first, record_at(part, kind, index)) == 0; index++)
		if (newness_of(part, record_at(part, kind, index)) <= newness)
			return false;
	return true;
}

static bool is_held(const struct need_record *record)
{
	return !(record->flags & NEED_NO_ACTION);
}

static bool is_alike(const struct children_in_need *part, enum need_kind kind, const struct need_record *record, const struct need_record *other)
{
	bool is_stock = kind == NEED_EPISODE || kind == NEED_PLAN;

	if (is_held(record) != is_held(other) || other->start.days > need_census_end(part, record).days)
		return false;
	if (record->end.days != NEED_DAY_OPEN && record->end.days == other->end.days)
		return true;
	return is_stock && need_is_open_at_end(part, record) && other->end.days > record->start.days;
}

static bool is_first(const struct children_in_need *part, enum need_kind kind, uint32_t index)
{
	return index == 0 || need_key_compare(record_at(part, kind, index - 1), record_at(part, kind, index)) != 0;
}

static bool is_replaced_by(const struct children_in_need *part, enum need_kind kind, const struct need_record *record, uint32_t index)
{
	return is_first(part, kind, index) && is_alike(part, kind, record, record_at(part, kind, index)) &&
	       is_later_than(part, kind, index, newness_of(part, record));
}

static bool is_replaced(const struct children_in_need *part, enum need_kind kind, uint32_t index)
{
	const struct need_record *record = record_at(part, kind, index);
	uint32_t count = part->lists[kind].count;

	for (uint32_t i = 1; i <= REACH && i <= index && record_at(part, kind, index - i)->child == record->child; i++)
		if (is_replaced_by(part, kind, record, index - i))
			return true;
	for (uint32_t i = 1; i <= REACH && i < count - index && record_at(part, kind, index + i)->child == record->child; i++)
		if (is_replaced_by(part, kind, record, index + i))
			return true;
	return false;
}

void need_corrections_mark(struct children_in_need *part, enum need_kind kind)
{
	uint32_t first = 0;

	for (uint32_t i = 0; i < part->lists[kind].count; i++) {
		struct need_record *record = children_in_need_at(part, kind, i);

		if (is_first(part, kind, i))
			first = i;
		if (record_at(part, kind, first)->file == record->file && is_replaced(part, kind, i))
			record->flags |= NEED_REPLACED;
	}
}
