#include "agent/core/reading.h"

struct kind_row {
	const char *name;
	enum register_part part;
};

static const struct kind_row kinds[TABLE_KIND_COUNT] = {
	[TABLE_NOT_RECOGNISED] = {"not recognised", PART_NONE},
#define KIND(NAME, name, part) [TABLE_##NAME] = {name, PART_##part},
#include "agent/core/table_kinds.def"
#undef KIND
};

const char *table_kind_name(enum table_kind kind)
{
	INVARIANT((unsigned)kind < TABLE_KIND_COUNT);
	return kinds[kind].name;
}

enum register_part table_kind_part(enum table_kind kind)
{
	INVARIANT((unsigned)kind < TABLE_KIND_COUNT);
	return kinds[kind].part;
}
