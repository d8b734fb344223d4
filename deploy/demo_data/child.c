#include "deploy/demo_data/child.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* About the shares of England's looked-after children; in twentieths. */
static const char *const ethnicities[] = {"WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI",
					  "WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "MOTH", "APKN", "AOTH", "BAFR", "NOBT"};
static const char *const arrivals[] = {"OOTH", "BAFR", "AOTH", "OOTH", "BAFR", "WOTH"};

void child_id(uint16_t council, const struct child *child, char out[static CHILD_ID_SIZE])
{
	struct text text;

	text_init_fixed(&text, out, CHILD_ID_SIZE);
	text_put(&text, "SYNTH");
	text_put_char(&text, (char)child->kind);
	text_put_u64(&text, council);
	for (uint32_t power = 100000; power > 0; power /= 10)
		text_put_char(&text, (char)('0' + child->number / power % 10));
}

void child_describe(struct chance *chance, bool is_unaccompanied, struct child *child)
{
	child->is_female = chance_below(chance, 100) < (is_unaccompanied ? 5 : 45);
	child->ethnicity =
		is_unaccompanied ? arrivals[chance_below(chance, COUNT_OF(arrivals))] : ethnicities[chance_below(chance, COUNT_OF(ethnicities))];
}

void child_chance(struct chance *chance, uint64_t seed, uint16_t council, enum child_kind kind, uint32_t number, unsigned topic)
{
	chance_init(chance, seed, ((uint64_t)council << 48) | ((uint64_t)kind << 40) | ((uint64_t)topic << 32) | number);
}
