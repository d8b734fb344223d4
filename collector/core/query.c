#include "collector/core/query.h"

#include <string.h>

struct parameter {
	const char *name;
	bool (*is_given)(const struct query *query);
	/* False: the value is not allowed. */
	bool (*set)(struct query *query, struct slice value);
	/* The sentence's end: "one of vacancy_rate_fte, ...". */
	void (*put_allowed)(struct text *text);
	bool is_required;
};

static bool indicator_is_given(const struct query *query)
{
	return query->indicator != NULL;
}

static bool indicator_set(struct query *query, struct slice value)
{
	query->indicator = catalogue_indicator_find(value);
	return query->indicator != NULL;
}

static void indicator_put_allowed(struct text *text)
{
	text_put(text, "one of ");
	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		text_put(text, index ? ", " : "");
		text_put(text, catalogue_indicator_at(index)->id);
	}
}

static bool month_is_given(const struct query *query)
{
	return query->has_month;
}

static bool month_set(struct query *query, struct slice value)
{
	query->has_month = month_parse(value, &query->month) == ERROR_NONE;
	return query->has_month;
}

static void month_put_allowed(struct text *text)
{
	text_put(text, "a year and a month, such as 2021-09");
}

static bool area_is_given(const struct query *query)
{
	return query->area != NULL;
}

static bool area_set(struct query *query, struct slice value)
{
	query->area = area_find(value);
	return query->area != NULL;
}

static void area_put_allowed(struct text *text)
{
	text_put(text, "the name or the E-code of one of these: ");
	area_list(text);
}

static bool source_is_given(const struct query *query)
{
	return query->has_source;
}

bool query_source(struct slice text, enum cube_source *out)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (size_t index = 0; index < sizeof sources / sizeof sources[0]; index++) {
		if (slice_equal(text, slice_from_text(cube_source_name(sources[index])))) {
			*out = sources[index];
			return true;
		}
	}
	return false;
}

static bool source_set(struct query *query, struct slice value)
{
	query->has_source = query_source(value, &query->source);
	return query->has_source;
}

static void source_put_allowed(struct text *text)
{
	text_put(text, "returns (the councils' own) or official (published releases)");
}

static const struct parameter parameters[] = {
	{"indicator", indicator_is_given, indicator_set, indicator_put_allowed, true},
	{"month", month_is_given, month_set, month_put_allowed, true},
	{"area", area_is_given, area_set, area_put_allowed, true},
	{"source", source_is_given, source_set, source_put_allowed, false},
};

enum { PARAMETER_COUNT = sizeof parameters / sizeof parameters[0] };

/* `before`, the parameter's name and `after`; then what is allowed, when `allowed` is not NULL. */
static enum error refuse(struct query_fault *fault, enum error error, const char *parameter, const char *before, const char *after,
			 void (*put_allowed)(struct text *text))
{
	char allowed_buffer[PROBLEM_SENTENCE_SIZE] = "";
	struct text allowed;

	text_init_fixed(&allowed, allowed_buffer, sizeof allowed_buffer);
	if (put_allowed)
		put_allowed(&allowed);
	fault->parameter = parameter;
	return problem_set(&fault->problem, error, before, parameter, after, allowed_buffer, ".");
}

static int hexadecimal(uint8_t byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* The byte of "%41" at `index`, which is moved to its last digit; false when it is not such a thing. */
static bool decode_escape(struct slice text, size_t *index, uint8_t *out)
{
	int high, low;

	if (text.size - *index < 3)
		return false;
	high = hexadecimal(text.data[*index + 1]);
	low = hexadecimal(text.data[*index + 2]);
	if (high < 0 || low < 0)
		return false;
	*index += 2;
	*out = (uint8_t)(high << 4 | low);
	return true;
}

/* Percent-decodes `text` into `room` bytes at `buffer`; false when it is not an encoding, or does not fit. What the bytes mean is the setter's question. */
static bool decode(struct slice text, uint8_t *buffer, size_t room, struct slice *out)
{
	size_t size = 0;

	for (size_t index = 0; index < text.size; index++) {
		uint8_t byte = text.data[index];

		if (byte == '+')
			byte = ' ';
		else if (byte == '%' && !decode_escape(text, &index, &byte))
			return false;
		if (size == room)
			return false;
		buffer[size++] = byte;
	}
	*out = slice_from(buffer, size);
	return true;
}

static const struct parameter *parameter_find(struct slice name)
{
	for (size_t index = 0; index < PARAMETER_COUNT; index++) {
		if (slice_equal(name, slice_from_text(parameters[index].name)))
			return &parameters[index];
	}
	return NULL;
}

/* One "name=value". */
static enum error parse_pair(struct slice pair, struct query *query, struct query_fault *fault)
{
	uint8_t buffer[QUERY_VALUE_BYTES_MAX];
	const struct parameter *parameter = parameter_find(slice_split(&pair, '='));
	struct slice value;

	if (!parameter)
		return refuse(fault, ERROR_INVALID, "",
			      "The query has a parameter that is not known: only indicator, month, area and source are allowed", "", NULL);
	if (parameter->is_given(query))
		return refuse(fault, ERROR_INVALID, parameter->name, "The parameter ", " is given more than once: give it once", NULL);
	if (!decode(pair, buffer, sizeof buffer, &value) || !parameter->set(query, value))
		return refuse(fault, ERROR_INVALID, parameter->name, "The parameter ", " must be ", parameter->put_allowed);
	return ERROR_NONE;
}

enum error query_parse(struct slice text, struct query *out, struct query_fault *fault)
{
	struct query query = {.source = SOURCE_RETURNS};

	if (text.size > QUERY_BYTES_MAX)
		return refuse(fault, ERROR_LIMIT, "", "The query is longer than 512 bytes", "", NULL);
	for (bool has_more = text.size > 0; has_more;) {
		enum error error;

		has_more = memchr(text.data, '&', text.size) != NULL;
		error = parse_pair(slice_split(&text, '&'), &query, fault);
		if (error)
			return error;
	}
	*out = query;
	return ERROR_NONE;
}

enum error query_require_all(const struct query *query, struct query_fault *fault)
{
	for (size_t index = 0; index < PARAMETER_COUNT; index++) {
		const struct parameter *parameter = &parameters[index];

		if (parameter->is_required && !parameter->is_given(query))
			return refuse(fault, ERROR_INVALID, parameter->name, "The parameter ", " is missing: it must be ", parameter->put_allowed);
	}
	return ERROR_NONE;
}

const struct area *query_default_area(const struct cube_record *records, unsigned count)
{
	const char *region = NULL;

	for (unsigned index = 0; index < count; index++) {
		const struct council *council = council_find(records[index].council);

		if (!council)
			continue;
		if (region && strcmp(region, council->region_code) != 0)
			return area_find(SLICE_LITERAL("England"));
		region = council->region_code;
	}
	return area_find(region ? slice_from_text(region) : SLICE_LITERAL("England"));
}

const struct indicator *query_default_indicator(void)
{
	return catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));
}

void query_put(struct text *text, const struct indicator *indicator, struct month month, const struct area *area, enum cube_source source)
{
	text_put(text, "indicator=");
	text_put(text, indicator->id);
	text_put(text, "&month=");
	text_put_month(text, month);
	text_put(text, "&area=");
	text_put(text, area->code);
	if (source != SOURCE_RETURNS) {
		text_put(text, "&source=");
		text_put(text, cube_source_name(source));
	}
}
