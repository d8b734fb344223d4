#include "collector/core/encodings.h"

enum { WEIGHT_MAX = 1000, WEIGHT_DECIMALS = 3, NOT_NAMED = -1 };

void encodings_init(struct encodings *encodings)
{
	*encodings = (struct encodings){NOT_NAMED, NOT_NAMED, NOT_NAMED};
}

/* RFC 9110, 12.4.2: "0", "1", "0.5", "1.000"; 0 for anything else. */
static int qvalue_of(struct slice text)
{
	int value, unit = WEIGHT_MAX / 10;

	if (text.size == 0 || text.size > 2 + WEIGHT_DECIMALS || (text.data[0] != '0' && text.data[0] != '1'))
		return 0;
	value = (text.data[0] - '0') * WEIGHT_MAX;
	if (text.size > 1 && text.data[1] != '.')
		return 0;
	for (size_t index = 2; index < text.size; index++, unit /= 10) {
		if (text.data[index] < '0' || text.data[index] > '9')
			return 0;
		value += (text.data[index] - '0') * unit;
	}
	return value <= WEIGHT_MAX ? value : 0;
}

/* What stands behind a coding's semicolon: "q=0.5". */
static int weight_of(struct slice parameter)
{
	struct slice name = slice_split(&parameter, '=');

	return slice_equal_ignoring_case(name, SLICE_LITERAL("q")) ? qvalue_of(parameter) : 0;
}

void encodings_read(struct encodings *encodings, struct slice line)
{
	while (line.size > 0) {
		struct slice parameter = slice_split(&line, ',');
		struct slice coding = slice_split(&parameter, ';');
		int weight = parameter.data == coding.data + coding.size ? WEIGHT_MAX : weight_of(slice_trim(parameter));

		coding = slice_trim(coding);
		if (slice_equal_ignoring_case(coding, SLICE_LITERAL("gzip")) || slice_equal_ignoring_case(coding, SLICE_LITERAL("x-gzip")))
			encodings->gzip = weight;
		else if (slice_equal_ignoring_case(coding, SLICE_LITERAL("identity")))
			encodings->identity = weight;
		else if (slice_equal(coding, SLICE_LITERAL("*")))
			encodings->any = weight;
	}
}

bool encodings_take_gzip(const struct encodings *encodings)
{
	int gzip = encodings->gzip != NOT_NAMED ? encodings->gzip : encodings->any;

	return gzip > 0 && gzip >= encodings->identity;
}
