#include "collector/core/release_reporter.h"

#include "common/text.h"

enum { NAME_BYTES_MAX = 80 };

/* "a / b" to its two sides; false when there is no second one, or a third. */
static bool sides_split(struct slice text, struct slice sides[static 2])
{
	struct slice rest = text;

	sides[0] = slice_trim(slice_split(&rest, '/'));
	sides[1] = slice_trim(slice_split(&rest, '/'));
	return sides[0].size > 0 && sides[1].size > 0 && rest.size == 0;
}

bool reporter_find(struct slice codes, struct reporter *out)
{
	struct reporter reporter = {NULL, NULL};
	struct slice sides[2];

	if (council_parse(codes, &reporter.council) != ERROR_NONE) {
		if (!sides_split(codes, sides) || council_parse(sides[0], &reporter.council) || council_parse(sides[1], &reporter.joint) ||
		    reporter.council == reporter.joint)
			return false;
	}
	*out = reporter;
	return true;
}

static bool has_ons_code(const struct council *council, struct slice code)
{
	if (slice_equal_ignoring_case(code, slice_from_text(council->ons_code)))
		return true;
	for (unsigned i = 0; i < FORMER_ONS_COUNT_MAX; i++)
		if (council->ons_codes_before[i] && slice_equal_ignoring_case(code, slice_from_text(council->ons_codes_before[i])))
			return true;
	return false;
}

bool reporter_find_by_ons(struct slice ons_code, struct reporter *out)
{
	for (unsigned i = 0; i < council_count(); i++)
		if (has_ons_code(council_at(i), ons_code)) {
			*out = (struct reporter){council_at(i), NULL};
			return true;
		}
	return false;
}

/* A name as it is compared: small letters and digits only, without what stands in brackets, and "and" for an ampersand. */
static void name_reduce(struct slice name, struct text *out)
{
	bool in_brackets = false;

	for (size_t i = 0; i < name.size; i++) {
		uint8_t byte = name.data[i];

		if (byte == '(' || byte == ')')
			in_brackets = byte == '(';
		if (in_brackets)
			continue;
		if (byte >= 'A' && byte <= 'Z')
			byte = (uint8_t)(byte - 'A' + 'a');
		if (byte == '&')
			text_put(out, "and");
		else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
			text_put_char(out, (char)byte);
	}
}

/* "bristolcityof" to "bristol". */
static struct slice without_kind(struct slice name)
{
	static const char *const kinds[] = {"cityof", "countyof", "ua"};

	for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct slice kind = slice_from_text(kinds[i]);

		if (name.size > kind.size && slice_equal(slice_from(name.data + name.size - kind.size, kind.size), kind))
			return slice_from(name.data, name.size - kind.size);
	}
	return name;
}

static bool names_equal(struct slice a, struct slice b)
{
	char a_buffer[NAME_BYTES_MAX], b_buffer[NAME_BYTES_MAX];
	struct text a_text, b_text;

	text_init_fixed(&a_text, a_buffer, sizeof a_buffer);
	text_init_fixed(&b_text, b_buffer, sizeof b_buffer);
	name_reduce(a, &a_text);
	name_reduce(b, &b_text);
	return !a_text.error && !b_text.error && slice_equal(without_kind(text_slice(&a_text)), without_kind(text_slice(&b_text)));
}

/* Names by which series call a council otherwise than the DfE's lookups do. */
static const struct {
	uint16_t code;
	const char *name;
} other_names[] = {{822, "Bedford Borough"}, {840, "Durham"}};

static bool has_name(const struct council *council, struct slice name)
{
	if (names_equal(name, slice_from_text(council->name)))
		return true;
	for (unsigned i = 0; i < sizeof other_names / sizeof other_names[0]; i++)
		if (other_names[i].code == council->code && names_equal(name, slice_from_text(other_names[i].name)))
			return true;
	return false;
}

/* Each council's own side of the text. */
static bool sides_have(const struct reporter *reporter, struct slice text, bool (*has)(const struct council *council, struct slice text))
{
	struct slice sides[2];

	if (!reporter->joint)
		return has(reporter->council, text);
	return sides_split(text, sides) && has(reporter->council, sides[0]) && has(reporter->joint, sides[1]);
}

bool reporter_has_ons_codes(const struct reporter *reporter, struct slice ons_codes)
{
	return sides_have(reporter, ons_codes, has_ons_code);
}

bool reporter_has_names(const struct reporter *reporter, struct slice names)
{
	return sides_have(reporter, names, has_name);
}
