#include "agent/core/children_in_need_codes.h"

#include <stddef.h>

struct code {
	struct slice text;
	uint8_t group;
};

#define CODE(text, group)                                            \
	{                                                            \
		{(const uint8_t *)(text), sizeof(text) - 1}, (group) \
	}

static const struct code referral_sources[] = {
	CODE("1A", SOURCE_INDIVIDUAL), CODE("1B", SOURCE_INDIVIDUAL), CODE("1C", SOURCE_INDIVIDUAL), CODE("1D", SOURCE_INDIVIDUAL),
	CODE("2A", SOURCE_SCHOOLS),    CODE("2B", SOURCE_SCHOOLS),    CODE("3A", SOURCE_HEALTH),     CODE("3B", SOURCE_HEALTH),
	CODE("3C", SOURCE_HEALTH),     CODE("3D", SOURCE_HEALTH),     CODE("3E", SOURCE_HEALTH),     CODE("3F", SOURCE_HEALTH),
	CODE("4", SOURCE_OTHER),       CODE("5A", SOURCE_COUNCIL),    CODE("5B", SOURCE_COUNCIL),    CODE("5C", SOURCE_COUNCIL),
	CODE("5D", SOURCE_COUNCIL),    CODE("6", SOURCE_POLICE),      CODE("7", SOURCE_OTHER),       CODE("8", SOURCE_OTHER),
	CODE("9", SOURCE_OTHER),       CODE("10", SOURCE_OTHER),
};

static const struct code primary_needs[] = {
	CODE("N0", NEED_OTHER), CODE("N1", NEED_ABUSE), CODE("N2", NEED_DISABILITY), CODE("N3", NEED_OTHER), CODE("N4", NEED_OTHER),
	CODE("N5", NEED_OTHER), CODE("N6", NEED_OTHER), CODE("N7", NEED_OTHER),      CODE("N8", NEED_OTHER), CODE("N9", NEED_OTHER),
};

static const struct code abuse_categories[] = {
	CODE("NEG", CATEGORY_NEGLECT),   CODE("PHY", CATEGORY_PHYSICAL), CODE("SAB", CATEGORY_SEXUAL),
	CODE("EMO", CATEGORY_EMOTIONAL), CODE("MUL", CATEGORY_MULTIPLE),
};

static const struct code closure_reasons[] = {
	CODE("RC1", 0), CODE("RC2", 0), CODE("RC3", 0), CODE("RC4", 0), CODE("RC5", 0),
	CODE("RC6", 0), CODE("RC7", 0), CODE("RC8", 0), CODE("RC9", 0),
};

/* The code in a table; NULL when it is none. */
static const struct code *code_find(const struct code *codes, size_t count, struct slice text)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal_ignoring_case(codes[i].text, text))
			return &codes[i];
	return NULL;
}

#define CODE_FIND(codes, text) code_find((codes), sizeof(codes) / sizeof((codes)[0]), (text))

static bool group_of(const struct code *code, uint8_t unknown, uint8_t *group)
{
	*group = code ? code->group : unknown;
	return code != NULL;
}

bool referral_source_of(struct slice code, uint8_t *group)
{
	return group_of(CODE_FIND(referral_sources, code), SOURCE_OTHER, group);
}

bool primary_need_of(struct slice code, uint8_t *group)
{
	return group_of(CODE_FIND(primary_needs, code), NEED_OTHER, group);
}

bool abuse_category_of(struct slice code, uint8_t *group)
{
	return group_of(CODE_FIND(abuse_categories, code), CATEGORY_UNKNOWN, group);
}

bool is_closure_reason(struct slice code)
{
	return CODE_FIND(closure_reasons, code) != NULL;
}

bool is_denied_by(struct slice code)
{
	return slice_equal_ignoring_case(code, SLICE_LITERAL("RC8"));
}
