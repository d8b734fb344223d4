/* The commands `group save`, `group remove` and `group list`. They work beside a running collector. */
#include <stdio.h>
#include <string.h>

#include "collector/core/terminal.h"
#include "collector/shell/commands.h"
#include "collector/shell/note_session.h"
#include "common/json.h"

enum { LIST_BYTES_MAX = 4 << 20, COUNCIL_NAMES_SIZE = 8192 };

static enum error id_word(struct command_call *call, const char **out)
{
	if (call->word_count == 0)
		return problem_set(&call->problem, ERROR_INVALID, "the group's id is expected, such as my-group");
	if (!group_id_is_sound(slice_from_text(call->words[0])))
		return problem_set(&call->problem, ERROR_INVALID,
				   "a group's id is of at most 40 small letters, digits and hyphens, and begins with a letter: my-group");
	*out = call->words[0];
	return ERROR_NONE;
}

/* Only councils that exist: a former one comes with its successors, and alone would never have figures again. */
static enum error member_take(struct command_call *call, const char *word, uint16_t *out)
{
	struct date today = date_of_time(clock_now_s(&call->clock));
	const struct council *council;
	char code[8];
	struct text text;

	if (council_parse(slice_from_text(word), &council))
		return problem_set(&call->problem, ERROR_NOT_FOUND, word, ": no English council has this code; codes are the DfE's three digits");
	if (council_exists_on(council, today)) {
		*out = council->code;
		return ERROR_NONE;
	}
	text_init_fixed(&text, code, sizeof code);
	text_put_u64(&text, council->successors[0]);
	return problem_set(&call->problem, ERROR_INVALID, word, " (", council->name, ") does not exist today; name ",
			   council->successors[0] ? "its successors, such as " : "another council", council->successors[0] ? code : "",
			   council->successors[0] ? ", and its history comes with them" : "");
}

/* The councils behind the id, ascending. */
static enum error members_take(struct command_call *call, uint16_t members[static COMMAND_WORDS_MAX], unsigned *count)
{
	enum error error = ERROR_NONE;

	*count = 0;
	for (unsigned i = 1; i < call->word_count && !error; i++) {
		unsigned place = *count;
		uint16_t code = 0;

		error = member_take(call, call->words[i], &code);
		if (error)
			return error;
		while (place > 0 && members[place - 1] > code)
			place--;
		if (place > 0 && members[place - 1] == code)
			return problem_set(&call->problem, ERROR_INVALID, call->words[i], " is there twice");
		memmove(&members[place + 1], &members[place], (*count - place) * sizeof(*members));
		members[place] = code;
		++*count;
	}
	return *count ? ERROR_NONE
		      : problem_set(&call->problem, ERROR_INVALID, "at least one council is expected behind the id: group save ID 340 341");
}

/* A group, or the removal of one, on its way into the ledger. */
struct saving {
	struct command_call *call;
	struct group group;
	bool is_known; /* one that everybody knows has this id */
	bool replaces; /* a saved one had this id */
};

static bool says_same(const struct group *a, const struct group *b)
{
	return a->is_saved == b->is_saved && strcmp(a->name, b->name) == 0 && a->council_count == b->council_count &&
	       memcmp(a->councils, b->councils, a->council_count * sizeof(*a->councils)) == 0;
}

/* ERROR_EXISTS: it is saved already, as it is. */
static enum error group_append(void *context, struct store_batch *batch)
{
	struct saving *saving = context;
	struct slice id = slice_from_text(saving->group.id), body;
	const struct group *before;
	struct group *groups;
	unsigned count;
	uint64_t sequence;
	enum error error = store_groups(&batch->view, UINT64_MAX, batch->arena, &groups, &count);

	if (error)
		return error;
	before = group_find(groups, count, id);
	if (saving->group.council_count == 0 && (!before || !before->is_saved))
		return problem_set(&saving->call->problem, ERROR_NOT_FOUND,
				   "no group of this id is saved; group list shows which are, and those that everybody knows stay");
	if (before && says_same(before, &saving->group))
		return ERROR_EXISTS;
	saving->replaces = before && before->is_saved;
	for (unsigned i = 0; i < group_known_count(); i++)
		saving->is_known |= strcmp(group_known_at(i)->id, saving->group.id) == 0;
	error = group_pack(&saving->group, batch->arena, &body);
	if (!error)
		error = store_append_note(batch, ENTRY_GROUP, body, clock_now_s(&saving->call->clock), &sequence);
	/* Asked again, so that a chain that could not be read any more is not committed. */
	return error ? error : store_groups(&batch->view, UINT64_MAX, batch->arena, &groups, &count);
}

static enum error group_write(struct saving *saving, const char *what)
{
	struct note_session session;
	enum error error = note_session_begin(&session, saving->call, false);

	if (!error)
		error = note_session_write(&session, group_append, saving, what);
	note_session_end(&session);
	return error;
}

enum error command_group_save(struct command_call *call, enum exit_code *code)
{
	struct saving saving = {.call = call, .group = {.name = options_text(&call->options, "name"), .is_saved = true}};
	uint16_t members[COMMAND_WORDS_MAX];
	enum error error = id_word(call, &saving.group.id);

	(void)code;
	if (!error && !group_name_is_sound(slice_from_text(saving.group.name)))
		error = problem_set(&call->problem, ERROR_INVALID, "--name must be one line of at most 80 bytes, without blanks around it");
	if (!error && area_find(slice_from_text(saving.group.name)))
		error = problem_set(&call->problem, ERROR_INVALID, "--name must not be an area's: ", saving.group.name, " is one already");
	if (!error)
		error = members_take(call, members, &saving.group.council_count);
	saving.group.councils = members;
	if (!error)
		error = group_write(&saving, "the group was not saved");
	if (error == ERROR_EXISTS) {
		printf("The group %s is saved like this already; nothing has changed.\n", saving.group.id);
		return ERROR_NONE;
	}
	if (error)
		return error;
	printf("Saved the group %s, %s, of %u %s; ask for it as --area group:%s.\n", saving.group.id, saving.group.name, saving.group.council_count,
	       saving.group.council_count == 1 ? "council" : "councils", saving.group.id);
	if (saving.replaces)
		printf("It replaces the group that was saved by this id.\n");
	if (saving.is_known)
		printf("It stands in place of the group that everybody knows by this id; group remove brings that one back.\n");
	return ERROR_NONE;
}

enum error command_group_remove(struct command_call *call, enum exit_code *code)
{
	struct saving saving = {.call = call, .group = {.name = ""}};
	enum error error = id_word(call, &saving.group.id);

	(void)code;
	if (!error && call->word_count > 1)
		error = problem_set(&call->problem, ERROR_INVALID, "only the group's id is expected, and not: ", call->words[1]);
	if (!error)
		error = group_write(&saving, "the group was not removed");
	if (!error)
		printf("Removed the group %s%s.\n", saving.group.id, saving.is_known ? "; the one that everybody knows by this id is back" : "");
	return error;
}

static void json_group(struct json *json, const struct group *group)
{
	json_object_begin(json);
	json_key(json, "id");
	json_text(json, group->id);
	json_key(json, "name");
	json_text(json, group->name);
	json_key(json, "saved");
	json_bool(json, group->is_saved);
	json_key(json, "councils");
	json_array_begin(json);
	for (unsigned i = 0; i < group->council_count; i++) {
		char code[8];
		struct text text;

		text_init_fixed(&text, code, sizeof code);
		text_put_u64(&text, group->councils[i]);
		json_text(json, code);
	}
	json_array_end(json);
	json_object_end(json);
}

static void put_json(struct text *text, const struct group *groups, unsigned count)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "groups");
	json_array_begin(&json);
	for (unsigned i = 0; i < count; i++)
		json_group(&json, &groups[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	text_put_char(text, '\n');
}

/* "liverpool-city-region: Liverpool City Region. Knowsley (340), ..." */
static void put_group(struct text *text, const struct group *group, unsigned width)
{
	char buffer[COUNCIL_NAMES_SIZE];
	struct text sentence;

	text_init_fixed(&sentence, buffer, sizeof buffer);
	text_put(&sentence, group->id);
	text_put(&sentence, ": ");
	text_put(&sentence, group->name);
	text_put(&sentence, group->is_saved ? " (saved). " : ". ");
	for (unsigned i = 0; i < group->council_count; i++) {
		text_put(&sentence, i ? ", " : "");
		text_put(&sentence, council_find(group->councils[i])->name);
		text_put(&sentence, " (");
		text_put_u64(&sentence, group->councils[i]);
		text_put(&sentence, ")");
	}
	terminal_put_wrapped(text, text_slice(&sentence), width);
}

struct listing {
	struct note_session *session;
	struct group *groups;
	unsigned count;
};

static enum error groups_read(void *context, struct store_view *view)
{
	struct listing *listing = context;

	return store_groups(view, UINT64_MAX, &listing->session->arena, &listing->groups, &listing->count);
}

static enum error groups_print(struct listing *listing)
{
	struct text text;

	text_init_growing(&text, LIST_BYTES_MAX);
	if (options_flag(&listing->session->call->options, "json"))
		put_json(&text, listing->groups, listing->count);
	for (unsigned i = 0; i < listing->count && !options_flag(&listing->session->call->options, "json"); i++)
		put_group(&text, &listing->groups[i], terminal_width());
	return note_session_print(listing->session, &text);
}

enum error command_group_list(struct command_call *call, enum exit_code *code)
{
	struct note_session session;
	struct listing listing = {.session = &session};
	enum error error = note_session_begin(&session, call, true);

	(void)code;
	if (!error)
		error = note_session_read(&session, groups_read, &listing, "the groups cannot be read");
	if (!error)
		error = groups_print(&listing);
	note_session_end(&session);
	return error;
}
