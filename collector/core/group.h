/*
 * Groups of councils that are compared by a name of their own: the ones that everybody knows (proto/groups.def), and saved ones, as the ledger keeps them.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/slice.h"
#include "proto/councils.h"

enum { GROUP_ID_BYTES_MAX = 40, GROUP_NAME_BYTES_MAX = 80, GROUPS_SAVED_MAX = 256 };

struct group {
	const char *id;           /* small letters, digits and '-': "liverpool-city-region" */
	const char *name;         /* "Liverpool City Region"; "" when it is removed */
	unsigned council_count;   /* 0: it is removed */
	const uint16_t *councils; /* ascending, each once */
	bool is_saved;            /* by whoever runs the collector; else it is one that everybody knows */
};

/* Begins with a letter, so that it is no council's code, and ends with a letter or digit. */
bool group_id_is_sound(struct slice id);
/* One line of 1 to GROUP_NAME_BYTES_MAX bytes of printable UTF-8, without blanks around it. */
bool group_name_is_sound(struct slice name);

/* The groups that everybody knows, ascending by id; static storage. */
unsigned group_known_count(void);
const struct group *group_known_at(unsigned index);
/* NULL when there is none of this id (any case). `groups` ascend by id. */
const struct group *group_find(const struct group *groups, unsigned count, struct slice id);

/* The canonical bytes of a group, or of its removal, in the arena: an entry's body. ERROR_INVALID: it is not sound; ERROR_NO_MEMORY. */
enum error group_pack(const struct group *group, struct arena *arena, struct slice *out) MUST_CHECK;
/* *out is in the arena, and saved. ERROR_CORRUPT: these are not the canonical bytes of a group; ERROR_NO_MEMORY. */
enum error group_unpack(struct slice bytes, struct arena *arena, struct group *out) MUST_CHECK;
/* Whether group_unpack would take them. */
bool group_bytes_are_sound(struct slice bytes);

/* From the entries to the groups that there are: of an id the last one stands. */
struct group_fold {
	struct arena *arena;
	struct group saved[GROUPS_SAVED_MAX]; /* ascending by id; removed ones among them */
	unsigned count;
};

void group_fold_init(struct group_fold *fold, struct arena *arena);
/* Bodies come in the order of the chain. ERROR_CORRUPT, ERROR_LIMIT: more than GROUPS_SAVED_MAX ids, ever; ERROR_NO_MEMORY. */
enum error group_fold_take(struct group_fold *fold, struct slice body) MUST_CHECK;
/* Known and saved groups, ascending by id, in the arena; a saved one takes the place of a known one of its id. ERROR_NO_MEMORY. */
enum error group_fold_all(const struct group_fold *fold, struct group **list, unsigned *count) MUST_CHECK;
