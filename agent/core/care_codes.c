#include "agent/core/care_codes.h"

#include <string.h>

#include "common/error.h"

enum { YEAR_FIRST = 0, YEAR_LAST = 9999, CODE_TEXT_SIZE = 4 };

/* One code: the collection years in which it is valid, by the year of their 31 March. */
struct code {
	char text[CODE_TEXT_SIZE]; /* with zeros behind it */
	enum care_group group;
	int first_year, last_year;
};

#define ALWAYS(text, group)                          \
	{                                            \
		text, (group), YEAR_FIRST, YEAR_LAST \
	}
#define SINCE(text, group, first)                 \
	{                                         \
		text, (group), (first), YEAR_LAST \
	}
#define UNTIL(text, group, last)                  \
	{                                         \
		text, (group), YEAR_FIRST, (last) \
	}

static const struct code new_episode_codes[] = {
	ALWAYS("S", GROUP_STARTS),      ALWAYS("L", GROUP_SAME_CARERS),   ALWAYS("P", GROUP_NEW_PLACEMENT),
	ALWAYS("T", GROUP_SAME_CARERS), ALWAYS("B", GROUP_NEW_PLACEMENT), ALWAYS("U", GROUP_SAME_CARERS),
};

static const struct code legal_status_codes[] = {
	ALWAYS("C1", GROUP_CARE_ORDER), ALWAYS("C2", GROUP_CARE_ORDER),  ALWAYS("D1", GROUP_PLACEMENT_ORDER), ALWAYS("E1", GROUP_PLACEMENT_ORDER),
	ALWAYS("V2", GROUP_SECTION_20), ALWAYS("V3", GROUP_SHORT_BREAK), ALWAYS("V4", GROUP_SHORT_BREAK),     ALWAYS("L1", GROUP_OTHER),
	ALWAYS("L2", GROUP_OTHER),      ALWAYS("L3", GROUP_OTHER),       ALWAYS("J1", GROUP_OTHER),           ALWAYS("J2", GROUP_OTHER),
	ALWAYS("J3", GROUP_OTHER),
};

static const struct code need_codes[] = {
	ALWAYS("N1", GROUP_ABUSE),  ALWAYS("N2", GROUP_OTHER), ALWAYS("N3", GROUP_OTHER), ALWAYS("N4", GROUP_FAMILY),
	ALWAYS("N5", GROUP_FAMILY), ALWAYS("N6", GROUP_OTHER), ALWAYS("N7", GROUP_OTHER), ALWAYS("N8", GROUP_ABSENT_PARENTING),
};

/* K3 (supported accommodation) took the place of H5 and P2 in the collection that ended in March 2025; Z11 to Z14 divide Z1 from 2026 on. */
static const struct code place_codes[] = {
	ALWAYS("A3", GROUP_FOR_ADOPTION),   ALWAYS("A4", GROUP_FOR_ADOPTION),   ALWAYS("A5", GROUP_FOR_ADOPTION), ALWAYS("A6", GROUP_FOR_ADOPTION),
	UNTIL("H5", GROUP_SUPPORTED, 2024), ALWAYS("K1", GROUP_RESIDENTIAL),    ALWAYS("K2", GROUP_RESIDENTIAL),  SINCE("K3", GROUP_SUPPORTED, 2025),
	ALWAYS("P1", GROUP_WITH_PARENTS),   UNTIL("P2", GROUP_SUPPORTED, 2024), ALWAYS("P3", GROUP_OTHER),        ALWAYS("R1", GROUP_RESIDENTIAL),
	ALWAYS("R2", GROUP_RESIDENTIAL),    ALWAYS("R3", GROUP_RESIDENTIAL),    ALWAYS("R5", GROUP_RESIDENTIAL),  ALWAYS("S1", GROUP_RESIDENTIAL),
	ALWAYS("T0", GROUP_TEMPORARY),      ALWAYS("T1", GROUP_TEMPORARY),      ALWAYS("T2", GROUP_TEMPORARY),    ALWAYS("T3", GROUP_TEMPORARY),
	ALWAYS("T4", GROUP_TEMPORARY),      ALWAYS("U1", GROUP_KINSHIP),        ALWAYS("U2", GROUP_KINSHIP),      ALWAYS("U3", GROUP_KINSHIP),
	ALWAYS("U4", GROUP_FOSTER),         ALWAYS("U5", GROUP_FOSTER),         ALWAYS("U6", GROUP_FOSTER),       ALWAYS("Z1", GROUP_OTHER),
	SINCE("Z11", GROUP_OTHER, 2026),    SINCE("Z12", GROUP_OTHER, 2026),    SINCE("Z13", GROUP_OTHER, 2026),  SINCE("Z14", GROUP_OTHER, 2026),
};

static const struct code provider_codes[] = {
	ALWAYS("PR0", GROUP_OTHER), ALWAYS("PR1", GROUP_OWN),     ALWAYS("PR2", GROUP_OTHER_COUNCIL),
	ALWAYS("PR3", GROUP_OTHER), ALWAYS("PR4", GROUP_PRIVATE), ALWAYS("PR5", GROUP_VOLUNTARY),
};

/* E43 and E44 (special guardianship) were divided into E45 to E48. */
static const struct code ceased_codes[] = {
	ALWAYS("X1", GROUP_CONTINUES),
	ALWAYS("E2", GROUP_DIED),
	ALWAYS("E3", GROUP_OTHER),
	ALWAYS("E4A", GROUP_HOME),
	ALWAYS("E4B", GROUP_HOME),
	ALWAYS("E5", GROUP_OTHER),
	ALWAYS("E6", GROUP_OTHER),
	ALWAYS("E7", GROUP_OTHER),
	ALWAYS("E8", GROUP_OTHER),
	ALWAYS("E9", GROUP_OTHER),
	ALWAYS("E11", GROUP_ADOPTED),
	ALWAYS("E12", GROUP_ADOPTED),
	ALWAYS("E13", GROUP_HOME),
	ALWAYS("E14", GROUP_OTHER),
	ALWAYS("E15", GROUP_OTHER),
	ALWAYS("E16", GROUP_OTHER),
	ALWAYS("E17", GROUP_OTHER),
	ALWAYS("E41", GROUP_OTHER),
	UNTIL("E43", GROUP_SPECIAL_GUARDIANSHIP, 2018),
	UNTIL("E44", GROUP_SPECIAL_GUARDIANSHIP, 2018),
	ALWAYS("E45", GROUP_SPECIAL_GUARDIANSHIP),
	ALWAYS("E46", GROUP_SPECIAL_GUARDIANSHIP),
	ALWAYS("E47", GROUP_SPECIAL_GUARDIANSHIP),
	ALWAYS("E48", GROUP_SPECIAL_GUARDIANSHIP),
};

static const struct code sex_codes[] = {
	UNTIL("1", GROUP_OTHER, 2024), UNTIL("2", GROUP_OTHER, 2024), SINCE("M", GROUP_OTHER, 2025),
	SINCE("F", GROUP_OTHER, 2025), SINCE("U", GROUP_OTHER, 2025),
};

#define SET(codes)                                          \
	{                                                   \
		(codes), sizeof(codes) / sizeof((codes)[0]) \
	}

static const struct {
	const struct code *codes;
	uint8_t count;
} sets[CODE_SETS_COUNT] = {
	[CODES_NEW_EPISODE] = SET(new_episode_codes),
	[CODES_LEGAL_STATUS] = SET(legal_status_codes),
	[CODES_NEED] = SET(need_codes),
	[CODES_PLACE] = SET(place_codes),
	[CODES_PROVIDER] = SET(provider_codes),
	[CODES_CEASED] = SET(ceased_codes),
	[CODES_SEX] = SET(sex_codes),
};

/* A text as the tables have it; false: it is too long for a code. */
static bool code_copy(struct slice text, char out[static CODE_TEXT_SIZE])
{
	memset(out, 0, CODE_TEXT_SIZE);
	if (text.size >= CODE_TEXT_SIZE)
		return false;
	for (size_t i = 0; i < text.size; i++)
		out[i] = (char)(text.data[i] >= 'a' && text.data[i] <= 'z' ? text.data[i] - 'a' + 'A' : text.data[i]);
	return true;
}

uint8_t care_code_find(enum care_code_set set, struct slice text)
{
	char wanted[CODE_TEXT_SIZE];

	if (text.size == 0)
		return CODE_BLANK;
	if (!code_copy(text, wanted))
		return CODE_UNKNOWN;
	for (uint8_t i = 0; i < sets[set].count; i++)
		if (memcmp(sets[set].codes[i].text, wanted, CODE_TEXT_SIZE) == 0)
			return (uint8_t)(i + 1);
	return CODE_UNKNOWN;
}

static const struct code *code_at(enum care_code_set set, uint8_t code)
{
	if (code == CODE_BLANK || code == CODE_UNKNOWN)
		return NULL;
	INVARIANT(code <= sets[set].count);
	return &sets[set].codes[code - 1];
}

enum care_group care_code_group(enum care_code_set set, uint8_t code)
{
	const struct code *found = code_at(set, code);

	return found ? found->group : GROUP_OTHER;
}

bool care_code_is_of_year(enum care_code_set set, uint8_t code, int year)
{
	const struct code *found = code_at(set, code);

	return found ? year >= found->first_year && year <= found->last_year : code == CODE_BLANK;
}

const char *care_code_text(enum care_code_set set, uint8_t code)
{
	const struct code *found = code_at(set, code);

	return found ? found->text : "";
}
