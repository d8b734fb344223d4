#include "collector/core/query_parameters.h"

#include <string.h>

#include "collector/core/query_faults.h"
#include "proto/catalogue.h"

enum { ISO_DATE_SIZE = 10, ISO_DASH = 4 };

static bool indicator_is_set(const struct query *query)
{
	return query->question.indicator != NULL;
}

static bool indicator_set(struct query *query, struct slice value)
{
	query->question.indicator = catalogue_indicator_find(value);
	return query->question.indicator != NULL;
}

static void indicator_put(struct text *text, const struct query *query)
{
	text_put(text, query->question.indicator->id);
}

static void indicator_put_allowed(struct text *text)
{
	text_put(text, "the id of an indicator, such as vacancy_rate_fte, turnover_rate_fte or caseload_fte; the definitions have them all");
}

static bool council_is_set(const struct query *query)
{
	return query->question.council != NULL;
}

static bool council_set(struct query *query, struct slice value)
{
	return council_parse(value, &query->question.council) == ERROR_NONE;
}

static void council_put(struct text *text, const struct query *query)
{
	text_put_u64(text, query->question.council->code);
}

static void council_put_allowed(struct text *text)
{
	text_put(text, "the three-digit code of a council, such as 342");
}

static bool read_month(struct slice value, bool *has_month, struct month *out)
{
	*has_month = month_parse(value, out) == ERROR_NONE;
	return *has_month;
}

static void month_put_allowed(struct text *text)
{
	text_put(text, "a year and a month, such as 2021-09");
}

/* The functions of a parameter that is a month, and its members of a question. */
#define MONTH_PARAMETER(name, has_member, member)                                               \
	static bool name##_is_set(const struct query *query)                                    \
	{                                                                                       \
		return query->question.has_member;                                              \
	}                                                                                       \
	static bool name##_set(struct query *query, struct slice value)                         \
	{                                                                                       \
		return read_month(value, &query->question.has_member, &query->question.member); \
	}                                                                                       \
	static void name##_put(struct text *text, const struct query *query)                    \
	{                                                                                       \
		text_put_month(text, query->question.member);                                   \
	}

MONTH_PARAMETER(month, has_month, month)
MONTH_PARAMETER(since, has_since, since)
MONTH_PARAMETER(from, has_first, first)
MONTH_PARAMETER(to, has_last, last)
MONTH_PARAMETER(vintage, moment.has_vintage, moment.vintage)

static bool area_is_set(const struct query *query)
{
	return query->has_area;
}

/* Councils that are named one by one add up. */
static bool area_set(struct query *query, struct slice value)
{
	struct area_text area;

	if (!area_text_parse(value, &area))
		return false;
	if (query->has_area)
		return area_text_add(&query->area, &area);
	query->area = area;
	query->has_area = true;
	return true;
}

static void area_put(struct text *text, const struct query *query)
{
	area_text_put(text, &query->area);
}

static bool source_is_set(const struct query *query)
{
	return query->has_source;
}

static bool source_set(struct query *query, struct slice value)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (size_t index = 0; index < sizeof sources / sizeof sources[0]; index++) {
		if (!slice_equal(value, slice_from_text(cube_source_name(sources[index]))))
			continue;
		query->question.source = sources[index];
		query->has_source = true;
	}
	return query->has_source;
}

static void source_put(struct text *text, const struct query *query)
{
	text_put(text, cube_source_name(query->question.source));
}

static void source_put_allowed(struct text *text)
{
	text_put(text, "returns (the councils' own) or official (published releases)");
}

static bool as_of_is_set(const struct query *query)
{
	return query->question.moment.has_date || query->question.moment.has_position;
}

/* Digits only; false when it is none, or more than a position can be. */
static bool position_parse(struct slice text, uint64_t *out)
{
	uint64_t value = 0;

	for (size_t index = 0; index < text.size; index++) {
		if (text.data[index] < '0' || text.data[index] > '9' || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, (uint64_t)(text.data[index] - '0'), &value))
			return false;
	}
	*out = value;
	return text.size > 0;
}

static bool as_of_set(struct query *query, struct slice value)
{
	const struct slice mark = SLICE_LITERAL("position:");
	struct moment *moment = &query->question.moment;

	if (slice_starts_with(value, mark)) {
		moment->has_position = position_parse(slice_from(value.data + mark.size, value.size - mark.size), &moment->position);
		return moment->has_position;
	}
	moment->has_date = value.size == ISO_DATE_SIZE && value.data[ISO_DASH] == '-' && date_parse(value, &moment->date) == ERROR_NONE;
	return moment->has_date;
}

static void as_of_put(struct text *text, const struct query *query)
{
	if (query->question.moment.has_position) {
		text_put(text, "position:");
		text_put_u64(text, query->question.moment.position);
	} else {
		text_put_date(text, query->question.moment.date);
	}
}

static void as_of_put_allowed(struct text *text)
{
	text_put(text, "a date, such as 2021-09-30, or a position of the ledger, such as position:575");
}

static bool figure_is_set(const struct query *query)
{
	return query->figure[0] != '\0';
}

static bool figure_set(struct query *query, struct slice value)
{
	return query_name_figure(query, value);
}

static void figure_put(struct text *text, const struct query *query)
{
	text_put(text, query->figure);
}

static void figure_put_allowed(struct text *text)
{
	text_put(text, "the id of one of the page's figures, as the page's own links have it");
}

static bool find_is_set(const struct query *query)
{
	return query->question.find[0] != '\0';
}

static bool find_set(struct query *query, struct slice value)
{
	return value.size > 0 && slice_copy_text(value, query->question.find, sizeof query->question.find);
}

/* Percent-encoded, all but what never needs it (RFC 3986, 2.3), and a plus for a blank. */
static void find_put(struct text *text, const struct query *query)
{
	static const char plain[] = "-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (const char *letter = query->question.find; *letter; letter++) {
		if (strchr(plain, *letter)) {
			text_put_char(text, *letter);
		} else if (*letter == ' ') {
			text_put_char(text, '+');
		} else {
			text_put_char(text, '%');
			text_put_hex(text, slice_from(letter, 1));
		}
	}
}

static void find_put_allowed(struct text *text)
{
	text_put(text, "a council's name, or a part of it, or one of its codes, of at most 100 bytes");
}

static bool indicators_are_set(const struct query *query)
{
	return query->question.indicator_count > 0;
}

/* Adds what is not there yet; all that are in the list must be known, and there must be room for them. */
static bool indicators_set(struct query *query, struct slice value)
{
	struct question *question = &query->question;
	bool has_more = true;

	while (has_more) {
		const struct indicator *indicator;
		bool is_there = false;

		has_more = value.size > 0 && memchr(value.data, ',', value.size) != NULL;
		indicator = catalogue_indicator_find(slice_split(&value, ','));
		for (unsigned index = 0; index < question->indicator_count; index++)
			is_there |= question->indicators[index] == indicator;
		if (!indicator || (!is_there && question->indicator_count == QUESTION_INDICATORS_MAX))
			return false;
		if (!is_there)
			question->indicators[question->indicator_count++] = indicator;
	}
	return true;
}

static void indicators_put(struct text *text, const struct query *query)
{
	for (unsigned index = 0; index < query->question.indicator_count; index++) {
		text_put(text, index > 0 ? "," : "");
		text_put(text, query->question.indicators[index]->id);
	}
}

static void indicators_put_allowed(struct text *text)
{
	text_put(text, "ids of at most 8 indicators with commas between them, such as vacancy_rate_fte,caseload_fte");
}

const struct query_parameter query_parameters[QUERY_PARAMETER_COUNT] = {
	{"indicator", ASK_INDICATOR, indicator_is_set, indicator_set, indicator_put, indicator_put_allowed, indicator_put_fault, false},
	{"indicators", ASK_INDICATORS, indicators_are_set, indicators_set, indicators_put, indicators_put_allowed, NULL, true},
	{"council", ASK_COUNCIL, council_is_set, council_set, council_put, council_put_allowed, council_put_fault, false},
	{"month", ASK_MONTH, month_is_set, month_set, month_put, month_put_allowed, NULL, false},
	{"since", ASK_SINCE, since_is_set, since_set, since_put, month_put_allowed, NULL, false},
	{"from", ASK_SPAN, from_is_set, from_set, from_put, month_put_allowed, NULL, false},
	{"to", ASK_SPAN, to_is_set, to_set, to_put, month_put_allowed, NULL, false},
	{"area", ASK_AREA, area_is_set, area_set, area_put, area_text_put_allowed, area_put_fault, true},
	{"source", ASK_SOURCE, source_is_set, source_set, source_put, source_put_allowed, NULL, false},
	{"as_of", ASK_AS_OF, as_of_is_set, as_of_set, as_of_put, as_of_put_allowed, NULL, false},
	{"vintage", ASK_VINTAGE, vintage_is_set, vintage_set, vintage_put, month_put_allowed, NULL, false},
	{"q", ASK_FIND, find_is_set, find_set, find_put, find_put_allowed, NULL, false},
	{"figure", ASK_FIGURE, figure_is_set, figure_set, figure_put, figure_put_allowed, NULL, false},
};
