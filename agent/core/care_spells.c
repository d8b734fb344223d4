#include "agent/core/care_spells.h"

static bool is_care(const struct care_record *record)
{
	return care_code_group(CODES_LEGAL_STATUS, record->episode.legal_status) != GROUP_SHORT_BREAK;
}

static bool is_temporary(const struct care_record *episode)
{
	return care_code_group(CODES_PLACE, episode->episode.place) == GROUP_TEMPORARY;
}

/* The first episode of care from `record` on. */
static const struct care_record *care_from(const struct care_store *store, const struct care_record *record)
{
	while (record && (record->kind != CARE_EPISODE || !is_care(record)))
		record = record->kind == CARE_EPISODE ? care_store_linked(store, record->next) : NULL;
	return record;
}

struct care_walk care_walk_begin(const struct care_store *store, const struct care_child *child)
{
	return (struct care_walk){.store = store, .next = care_from(store, care_store_linked(store, child->head))};
}

bool care_walk_next(struct care_walk *walk, const struct care_record **episode)
{
	if (!walk->next)
		return false;
	*episode = walk->next;
	walk->next = care_from(walk->store, care_store_linked(walk->store, walk->next->next));
	return true;
}

bool care_spell_next(struct care_walk *walk, struct care_spell *spell)
{
	const struct care_record *episode;

	if (!care_walk_next(walk, &episode))
		return false;
	*spell = (struct care_spell){.start = episode->start, .end = episode->end, .first = episode, .last = episode};
	while (walk->next && walk->next->start <= spell->end) {
		care_walk_next(walk, &episode);
		if (episode->end >= spell->end) {
			spell->end = episode->end;
			spell->last = episode;
		}
	}
	return true;
}

const struct care_record *care_first_of(const struct care_store *store, const struct care_child *child, enum care_kind kind)
{
	const struct care_record *record = care_store_linked(store, child->head);

	while (record && record->kind < kind)
		record = care_store_linked(store, record->next);
	return record && record->kind == kind ? record : NULL;
}

const struct care_record *care_next_of(const struct care_store *store, const struct care_record *record)
{
	const struct care_record *next = care_store_linked(store, record->next);

	return next && next->kind == record->kind ? next : NULL;
}

bool care_is_open_on(uint16_t start, uint16_t end, uint16_t day)
{
	return start <= day && end > day;
}

/* The next episode of the period. */
static const struct care_record *moves_episode(struct care_moves *moves)
{
	const struct care_record *episode;

	if (!moves->walk.next || moves->walk.next->start > moves->spell.end || !care_walk_next(&moves->walk, &episode))
		return NULL;
	return episode;
}

struct care_moves care_moves_begin(const struct care_store *store, const struct care_spell *spell)
{
	struct care_moves moves = {.walk = {.store = store, .next = spell->first}, .spell = *spell};

	do
		moves.pending = moves_episode(&moves);
	while (moves.pending && is_temporary(moves.pending));
	return moves;
}

static bool is_same_if_known(uint16_t a, uint16_t b)
{
	return !a || !b || a == b;
}

/* Code of the place and of its provider tell carers apart less well than the home's number and the postcode, where both episodes have one. */
static bool is_same_place(const struct care_record *a, const struct care_record *b)
{
	return a->episode.place == b->episode.place && a->episode.provider == b->episode.provider &&
	       is_same_if_known(a->episode.urn, b->episode.urn) && is_same_if_known(a->episode.postcode, b->episode.postcode);
}

/* Whether an episode begins another placement than that of `before`, the one before it that was not temporary. */
static bool is_move(const struct care_record *before, const struct care_record *episode, bool is_return)
{
	enum care_group group;

	if (is_return && is_same_place(before, episode))
		return false;
	group = care_code_group(CODES_NEW_EPISODE, episode->episode.new_episode);
	if (group == GROUP_STARTS || group == GROUP_NEW_PLACEMENT)
		return true;
	return (is_return || group != GROUP_SAME_CARERS) && !is_same_place(before, episode);
}

bool care_moves_next(struct care_moves *moves, struct care_placement *placement)
{
	const struct care_record *before = moves->pending, *episode;
	bool is_return = false;

	if (!before)
		return false;
	*placement = (struct care_placement){.start = before->start, .end = moves->spell.end, .first = before};
	moves->pending = NULL;
	while ((episode = moves_episode(moves))) {
		if (is_temporary(episode)) {
			is_return = true;
			continue;
		}
		if (is_move(before, episode, is_return)) {
			placement->end = episode->start;
			moves->pending = episode;
			break;
		}
		is_return = false;
		before = episode;
	}
	return true;
}
