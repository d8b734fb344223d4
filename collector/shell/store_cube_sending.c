/* How councils report, and what they have corrected. Notes of refusals have no history: they are shown only where the moment is now. */
#include <string.h>

#include "collector/shell/store_cube_kept.h"
#include "collector/shell/store_tables.h"

/* One question on its way. */
struct gathering {
	struct store_cube *cube;
	struct month month;
	const struct kept_month *records, *before; /* NULL: the month has none */
	struct key_record *keys;                   /* by council, then by age */
	unsigned key_count;
	struct refusal_note *refusals; /* by council */
	unsigned refusal_count;
};

static const struct cube_record *record_find(const struct kept_month *kept, uint16_t council)
{
	for (unsigned i = 0; kept && i < kept->count && kept->records[i].council <= council; i++)
		if (kept->records[i].council == council)
			return &kept->records[i];
	return NULL;
}

/* The month's records of returns; NULL without any. */
static enum error month_read(struct store_cube *cube, struct month month, const struct kept_month **out)
{
	struct kept_month *kept = store_cube_month(store_cube_source(cube, SOURCE_RETURNS), month);
	enum error error = kept ? store_cube_records(cube, SOURCE_RETURNS, month, &kept) : ERROR_NONE;

	if (!error)
		*out = kept;
	return error;
}

static bool measure_equal(const struct return_measure *a, const struct return_measure *b)
{
	return a->number == b->number && a->symbol == b->symbol && a->value == b->value;
}

/* A return without any number repeats nothing: there is nothing in it that could have moved. */
static bool record_repeats(const struct cube_record *record, const struct cube_record *before)
{
	bool has_number = false;

	if (!before || before->measure_count != record->measure_count)
		return false;
	for (unsigned i = 0; i < record->measure_count; i++) {
		if (!measure_equal(&record->measures[i], &before->measures[i]))
			return false;
		has_number |= record->measures[i].symbol == SYMBOL_NONE;
	}
	return has_number;
}

static enum error recorded_at(struct store_view *view, const struct cube_record *record, uint32_t number, struct store_revision *revision,
			      int64_t *out)
{
	struct store_place place = {.sequence = 0};
	enum error error = store_revision_find(view, record->council, record->month, number, revision);

	if (!error)
		error = store_place_at(view, revision->position, &place);
	if (!error)
		*out = place.recorded_at_s;
	return error;
}

/* Who approved the newest revision, and why it replaced another. */
static enum error approval_read(struct gathering *gathering, const struct cube_record *record, const struct store_revision *revision,
				struct sending *out)
{
	struct arena *arena = &gathering->cube->asked;
	struct store_return found;
	char *role;
	enum error error = store_return_read(gathering->cube->store, record->council, record->month, revision, arena, &found);

	if (error)
		return error;
	role = arena_take(arena, found.envelope.approver_role.size + 1, 1);
	if (!role)
		return ERROR_NO_MEMORY;
	if (found.envelope.approver_role.size)
		memcpy(role, found.envelope.approver_role.data, found.envelope.approver_role.size);
	out->approver_role = role;
	out->reason = found.envelope.reason;
	return ERROR_NONE;
}

static enum error return_read(struct gathering *gathering, const struct cube_record *record, struct sending *out)
{
	struct store_view *view = gathering->cube->store;
	struct store_revision revision;
	enum error error = recorded_at(view, record, 1, &revision, &out->first_recorded_at_s);

	if (!error)
		error = recorded_at(view, record, record->revision, &revision, &out->recorded_at_s);
	if (!error)
		error = approval_read(gathering, record, &revision, out);
	out->has_return = !error;
	out->revision = record->revision;
	out->repeats = record_repeats(record, record_find(gathering->before, record->council));
	return error;
}

/* The nearest month in the direction, 1 or -1, in which the council has a return. */
static enum error near_find(struct gathering *gathering, uint16_t council, int direction, bool *has, struct month *out)
{
	for (int i = 1; i <= SENDING_MONTHS_NEAR && !*has; i++) {
		struct month month = {gathering->month.index + direction * i};
		const struct kept_month *kept;
		enum error error = month_read(gathering->cube, month, &kept);

		if (error)
			return error;
		*has = record_find(kept, council) != NULL;
		*out = month;
	}
	return ERROR_NONE;
}

/* What the council's keys were at the moment. */
static void keys_look(const struct gathering *gathering, struct sending *out)
{
	int64_t moment_s = gathering->cube->at->kept->recorded_at_s;

	for (unsigned i = 0; i < gathering->key_count; i++) {
		const struct key_record *key = &gathering->keys[i];

		if (key->council != out->council || key->registered_at_s > moment_s)
			continue;
		if (!out->is_registered)
			out->registered_at_s = key->registered_at_s;
		out->is_registered = true;
		out->has_key |= !key->is_revoked || key->revoked_at_s > moment_s;
	}
}

static void refusal_look(const struct gathering *gathering, struct sending *out)
{
	for (unsigned i = 0; i < gathering->refusal_count && !out->is_refused; i++)
		if (gathering->refusals[i].council == out->council) {
			out->is_refused = true;
			out->refusal = gathering->refusals[i];
		}
}

static enum error council_read(struct gathering *gathering, uint16_t council, struct sending *out)
{
	const struct cube_record *record = record_find(gathering->records, council);
	enum error error;

	*out = (struct sending){.council = council, .approver_role = ""};
	keys_look(gathering, out);
	refusal_look(gathering, out);
	if (record)
		return return_read(gathering, record, out);
	if (!out->is_registered)
		return ERROR_NONE;
	error = near_find(gathering, council, -1, &out->has_before, &out->before);
	return error ? error : near_find(gathering, council, 1, &out->has_after, &out->after);
}

static enum error gathering_begin(struct gathering *gathering)
{
	struct store_cube *cube = gathering->cube;
	struct store_moment moment = store_cube_moment(cube, SOURCE_RETURNS);
	enum error error = month_read(cube, gathering->month, &gathering->records);

	if (!error)
		error = month_read(cube, (struct month){gathering->month.index - 1}, &gathering->before);
	if (!error)
		error = store_keys(cube->store, 0, &cube->asked, &gathering->keys, &gathering->key_count);
	if (!error && store_moment_is_now(cube->store, SOURCE_RETURNS, &moment))
		error = store_refusals(cube->store, gathering->month, &cube->asked, &gathering->refusals, &gathering->refusal_count);
	return error;
}

enum error store_cube_sendings(void *context, struct month month, const struct sending **sendings, unsigned *count)
{
	struct gathering gathering = {.cube = context, .month = month};
	struct sending *list = arena_take(&gathering.cube->asked, council_count(), sizeof(*list));
	enum error error = list ? gathering_begin(&gathering) : ERROR_NO_MEMORY;
	unsigned found = 0;

	for (unsigned i = 0; i < council_count() && !error; i++) {
		error = council_read(&gathering, council_at(i)->code, &list[found]);
		if (!error)
			found += list[found].is_registered || list[found].has_return || list[found].is_refused;
	}
	if (error)
		return error;
	*sendings = list;
	*count = found;
	return ERROR_NONE;
}

enum error store_cube_corrections(void *context, int64_t since_s, const struct correction **corrections, unsigned *count)
{
	struct store_cube *cube = context;
	struct correction *found;
	enum error error =
		store_corrections(cube->store, store_position_at(cube->store, since_s), cube->at->moment.position, &cube->asked, &found, count);

	if (!error)
		*corrections = found;
	return error;
}
