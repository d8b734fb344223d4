#include "collector/core/group.h"

#include <string.h>

#include "common/cursor.h"

enum { GROUP_FORMAT = 1, GROUP_HEAD_BYTES = 1 + 4 + 4 + 2, COUNCIL_BYTES = 2 };

#define LIST(...)  ((const uint16_t[]){__VA_ARGS__})
#define COUNT(...) (sizeof LIST(__VA_ARGS__) / sizeof(uint16_t))

static const struct group known[] = {
#define GROUP(id, name, ons_code, ...) {(id), (name), COUNT(__VA_ARGS__), LIST(__VA_ARGS__), false},
#include "proto/groups.def"
#undef GROUP
};

enum { KNOWN_COUNT = sizeof known / sizeof known[0] };

static bool is_id_byte(uint8_t byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
}

bool group_id_is_sound(struct slice id)
{
	if (id.size == 0 || id.size > GROUP_ID_BYTES_MAX || id.data[0] < 'a' || id.data[0] > 'z' || id.data[id.size - 1] == '-')
		return false;
	for (size_t i = 0; i < id.size; i++)
		if (!is_id_byte(id.data[i]))
			return false;
	return true;
}

bool group_name_is_sound(struct slice name)
{
	return name.size > 0 && name.size <= GROUP_NAME_BYTES_MAX && slice_is_printable(name) && slice_trim(name).size == name.size;
}

unsigned group_known_count(void)
{
	return KNOWN_COUNT;
}

const struct group *group_known_at(unsigned index)
{
	INVARIANT(index < KNOWN_COUNT);
	return &known[index];
}

const struct group *group_find(const struct group *groups, unsigned count, struct slice id)
{
	for (unsigned i = 0; i < count; i++)
		if (slice_equal_ignoring_case(slice_from_text(groups[i].id), id))
			return &groups[i];
	return NULL;
}

static bool councils_are_sound(const struct group *group)
{
	for (unsigned i = 0; i < group->council_count; i++)
		if (!council_find(group->councils[i]) || (i > 0 && group->councils[i - 1] >= group->councils[i]))
			return false;
	return group->council_count <= COUNCIL_COUNT_MAX;
}

static bool group_is_sound(const struct group *group)
{
	struct slice name = slice_from_text(group->name);
	bool is_removed = group->council_count == 0;

	return group_id_is_sound(slice_from_text(group->id)) && (is_removed ? name.size == 0 : group_name_is_sound(name)) &&
	       councils_are_sound(group);
}

enum error group_pack(const struct group *group, struct arena *arena, struct slice *out)
{
	struct writer writer;
	size_t room;
	uint8_t *bytes;

	if (!group_is_sound(group))
		return ERROR_INVALID;
	room = GROUP_HEAD_BYTES + strlen(group->id) + strlen(group->name) + (size_t)group->council_count * COUNCIL_BYTES;
	bytes = arena_take(arena, room, 1);
	if (!bytes)
		return ERROR_NO_MEMORY;
	writer_init(&writer, bytes, room);
	writer_u8(&writer, GROUP_FORMAT);
	writer_sized(&writer, slice_from_text(group->id));
	writer_sized(&writer, slice_from_text(group->name));
	writer_u16(&writer, (uint16_t)group->council_count);
	for (unsigned i = 0; i < group->council_count; i++)
		writer_u16(&writer, group->councils[i]);
	INVARIANT(!writer.error && writer.size == room);
	*out = writer_done(&writer);
	return ERROR_NONE;
}

/* A group as it lies in its bytes, without memory from elsewhere. */
struct group_parts {
	char id[GROUP_ID_BYTES_MAX + 1], name[GROUP_NAME_BYTES_MAX + 1];
	uint16_t councils[COUNCIL_COUNT_MAX];
	unsigned council_count;
};

static enum error parts_read(struct slice bytes, struct group_parts *out)
{
	struct group group = {.id = out->id, .name = out->name, .councils = out->councils};
	struct reader reader;
	struct slice id, name;
	unsigned format;

	reader_init(&reader, bytes);
	format = reader_u8(&reader);
	id = reader_sized(&reader);
	name = reader_sized(&reader);
	out->council_count = group.council_count = reader_u16(&reader);
	if (reader.error || format != GROUP_FORMAT || group.council_count > COUNCIL_COUNT_MAX || !slice_copy_text(id, out->id, sizeof out->id) ||
	    !slice_copy_text(name, out->name, sizeof out->name))
		return ERROR_CORRUPT;
	for (unsigned i = 0; i < group.council_count; i++)
		out->councils[i] = reader_u16(&reader);
	return reader_finish(&reader) || !group_is_sound(&group) ? ERROR_CORRUPT : ERROR_NONE;
}

bool group_bytes_are_sound(struct slice bytes)
{
	struct group_parts parts;

	return parts_read(bytes, &parts) == ERROR_NONE;
}

enum error group_unpack(struct slice bytes, struct arena *arena, struct group *out)
{
	struct group_parts *parts = arena_take(arena, 1, sizeof(*parts));
	enum error error = parts ? parts_read(bytes, parts) : ERROR_NO_MEMORY;

	if (error)
		return error;
	*out = (struct group){
		.id = parts->id, .name = parts->name, .council_count = parts->council_count, .councils = parts->councils, .is_saved = true};
	return ERROR_NONE;
}

void group_fold_init(struct group_fold *fold, struct arena *arena)
{
	*fold = (struct group_fold){.arena = arena};
}

enum error group_fold_take(struct group_fold *fold, struct slice body)
{
	struct group group;
	unsigned place = 0;
	enum error error = group_unpack(body, fold->arena, &group);

	if (error)
		return error;
	while (place < fold->count && strcmp(fold->saved[place].id, group.id) < 0)
		place++;
	if (place == fold->count || strcmp(fold->saved[place].id, group.id) != 0) {
		if (fold->count == GROUPS_SAVED_MAX)
			return ERROR_LIMIT;
		memmove(&fold->saved[place + 1], &fold->saved[place], (fold->count - place) * sizeof(group));
		fold->count++;
	}
	fold->saved[place] = group;
	return ERROR_NONE;
}

enum error group_fold_all(const struct group_fold *fold, struct group **list, unsigned *count)
{
	struct group *all = arena_take(fold->arena, KNOWN_COUNT + (size_t)fold->count, sizeof(*all));
	unsigned known_at = 0, saved_at = 0, taken = 0;

	if (!all)
		return ERROR_NO_MEMORY;
	while (known_at < KNOWN_COUNT || saved_at < fold->count) {
		int order = known_at == KNOWN_COUNT ? 1 : saved_at == fold->count ? -1 : strcmp(known[known_at].id, fold->saved[saved_at].id);
		bool is_standing = order >= 0 && fold->saved[saved_at].council_count > 0;

		if (is_standing)
			all[taken++] = fold->saved[saved_at];
		else if (order <= 0)
			all[taken++] = known[known_at];
		known_at += order <= 0;
		saved_at += order >= 0;
	}
	*list = all;
	*count = taken;
	return ERROR_NONE;
}
