#include "collector/core/query.h"

#include <string.h>

#include "collector/core/query_parameters.h"
#include "proto/catalogue.h"

enum { NAME_SIZE = 16, LIST_SIZE = 256 };

/* The parameter as a sentence names it. */
static void put_name(struct text *text, const struct query_form *form, const struct query_parameter *parameter)
{
	const char *name = parameter->name;

	if (form->place == QUERY_IN_ADDRESS) {
		text_put(text, name);
		return;
	}
	text_put(text, form->word && strcmp(form->word, name) == 0 ? "the " : "--");
	for (; *name; name++)
		text_put_char(text, *name == '_' ? '-' : *name);
}

/* "The parameter month" or "--month", and the rest of the sentence: `after`, `allowed` and a full stop. */
static enum error refuse(struct query_fault *fault, enum api_problem_kind kind, const struct query_form *form,
			 const struct query_parameter *parameter, const char *after, const char *allowed)
{
	char name[NAME_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof name);
	put_name(&text, form, parameter);
	fault->kind = kind;
	fault->parameter = parameter->name;
	return problem_set(&fault->problem, ERROR_INVALID, form->place == QUERY_IN_ADDRESS ? "The parameter " : "", name, after, allowed,
			   form->place == QUERY_IN_ADDRESS ? "." : "");
}

/* As above, with what the parameter may be. */
static enum error refuse_value(struct query_fault *fault, enum api_problem_kind kind, const struct query_form *form,
			       const struct query_parameter *parameter, const char *after)
{
	char buffer[PROBLEM_SENTENCE_SIZE];
	struct text allowed;

	text_init_fixed(&allowed, buffer, sizeof buffer);
	parameter->put_allowed(&allowed);
	return refuse(fault, kind, form, parameter, after, buffer);
}

/* With what is wrong with it, else with what is allowed. */
static enum error refuse_wrong(struct query_fault *fault, const struct query_form *form, const struct query_parameter *parameter, struct slice value)
{
	char buffer[PROBLEM_SENTENCE_SIZE] = "";
	struct text wrong;

	text_init_fixed(&wrong, buffer, sizeof buffer);
	fault->names_nothing = parameter->put_fault != NULL;
	if (parameter->put_fault)
		parameter->put_fault(&wrong, value);
	if (!*buffer)
		return refuse_value(fault, API_PROBLEM_PARAMETER_VALUE, form, parameter, " must be ");
	return refuse(fault, API_PROBLEM_PARAMETER_VALUE, form, parameter, buffer, "");
}

static bool takes(const struct query_form *form, const struct query_parameter *parameter)
{
	return form->allowed & (unsigned)parameter->takes_it;
}

/* The names of those that the form takes: "indicator, month and area". */
static unsigned put_taken(struct text *text, const struct query_form *form)
{
	unsigned count = 0, left = 0;

	for (unsigned index = 0; index < QUERY_PARAMETER_COUNT; index++)
		count += takes(form, &query_parameters[index]);
	left = count;
	for (unsigned index = 0; index < QUERY_PARAMETER_COUNT; index++) {
		if (!takes(form, &query_parameters[index]))
			continue;
		put_name(text, form, &query_parameters[index]);
		left--;
		if (left)
			text_put(text, left > 1 ? ", " : " and ");
	}
	return count;
}

static enum error refuse_unknown(struct query_fault *fault, const struct query_form *form)
{
	char buffer[LIST_SIZE];
	struct text taken;

	fault->kind = API_PROBLEM_PARAMETER_UNKNOWN;
	fault->parameter = "";
	text_init_fixed(&taken, buffer, sizeof buffer);
	switch (put_taken(&taken, form)) {
	case 0:
		return problem_set(&fault->problem, ERROR_INVALID, "This address takes no parameters.");
	case 1:
		return problem_set(&fault->problem, ERROR_INVALID, "The query has a parameter that is not known: only ", buffer, " is allowed.");
	default:
		return problem_set(&fault->problem, ERROR_INVALID, "The query has a parameter that is not known: only ", buffer, " are allowed.");
	}
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

/* NULL when the form has no such parameter. */
static const struct query_parameter *parameter_find(struct slice name, const struct query_form *form)
{
	for (unsigned index = 0; index < QUERY_PARAMETER_COUNT; index++) {
		const struct query_parameter *parameter = &query_parameters[index];

		if (takes(form, parameter) && slice_equal(name, slice_from_text(parameter->name)))
			return parameter;
	}
	return NULL;
}

bool query_name_figure(struct query *query, struct slice id)
{
	for (size_t index = 0; index < id.size; index++) {
		uint8_t byte = id.data[index];

		if (!((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-'))
			return false;
	}
	return id.size > 0 && slice_copy_text(id, query->figure, sizeof query->figure);
}

struct query query_begin(void)
{
	return (struct query){.question = {.source = SOURCE_RETURNS}};
}

enum error query_set(struct query *query, const struct query_form *form, struct slice name, struct slice value, struct query_fault *fault)
{
	const struct query_parameter *parameter = parameter_find(name, form);

	if (!parameter)
		return refuse_unknown(fault, form);
	if (parameter->is_set(query) && !(form->skips_empty && parameter->is_list))
		return refuse(fault, API_PROBLEM_PARAMETER_REPEATED, form, parameter, " is given more than once: give it once", "");
	if (!parameter->set(query, value))
		return refuse_wrong(fault, form, parameter, value);
	return ERROR_NONE;
}

/* By its name in an address. */
static enum error refuse_pair(struct query_fault *fault, const struct query_form *form, const char *name, const char *sentence)
{
	return refuse(fault, API_PROBLEM_PARAMETER_VALUE, form, parameter_find(slice_from_text(name), form), sentence, "");
}

enum error query_end(const struct query *query, const struct query_form *form, struct query_fault *fault)
{
	const struct question *question = &query->question;

	for (unsigned index = 0; index < QUERY_PARAMETER_COUNT; index++) {
		const struct query_parameter *parameter = &query_parameters[index];

		if (form->required & (unsigned)parameter->takes_it && !parameter->is_set(query))
			return refuse_value(fault, API_PROBLEM_PARAMETER_MISSING, form, parameter, " is missing: it must be ");
	}
	if (question->has_first && question->has_last && month_compare(question->first, question->last) > 0)
		return refuse_pair(fault, form, "to", " must not be a month before the first one");
	if (question->has_since && question->has_month && month_compare(question->since, question->month) >= 0)
		return refuse_pair(fault, form, "since", " must be a month before the one that is asked for");
	/* A page's form keeps the vintage beside the source that was chosen anew: page_complete drops it. */
	if (question->moment.has_vintage && form->allowed & ASK_SOURCE && question->source != SOURCE_OFFICIAL &&
	    !(form->skips_empty && query->has_source))
		return refuse_pair(fault, form, "vintage", " goes with published releases (source official) only");
	return ERROR_NONE;
}

/* `parameter` is NULL when the form has none of its name. */
static enum error refuse_encoding(struct query_fault *fault, const struct query_form *form, const struct query_parameter *parameter)
{
	static const char sentence[] = " is not encoded rightly: a percent sign needs two hexadecimal digits behind it";

	return parameter ? refuse(fault, API_PROBLEM_PARAMETER_VALUE, form, parameter, sentence, "") : refuse_unknown(fault, form);
}

/* One "name=value". */
static enum error parse_pair(struct slice pair, const struct query_form *form, struct query *query, struct query_fault *fault)
{
	uint8_t buffer[QUERY_BYTES_MAX];
	struct slice name = slice_split(&pair, '='), value;

	if (!decode(pair, buffer, sizeof buffer, &value))
		return refuse_encoding(fault, form, parameter_find(name, form));
	if (form->skips_empty && value.size == 0 && parameter_find(name, form))
		return ERROR_NONE;
	return query_set(query, form, name, value, fault);
}

enum error query_parse(struct slice text, const struct query_form *form, struct query *out, struct query_fault *fault)
{
	struct query query = query_begin();
	enum error error;

	if (text.size > QUERY_BYTES_MAX) {
		fault->kind = API_PROBLEM_ADDRESS_TOO_LONG;
		fault->parameter = "";
		return problem_set(&fault->problem, ERROR_LIMIT, "The query is longer than 1,024 bytes.");
	}
	for (bool has_more = text.size > 0; has_more;) {
		has_more = memchr(text.data, '&', text.size) != NULL;
		error = parse_pair(slice_split(&text, '&'), form, &query, fault);
		if (error)
			return error;
	}
	error = query_end(&query, form, fault);
	if (!error)
		*out = query;
	return error;
}

enum error query_question(const struct query *query, const struct background *background, struct arena *arena, struct question *out,
			  struct problem *problem)
{
	struct question question = query->question;
	enum error error = ERROR_NONE;

	if (query->has_area)
		error = area_text_make(&query->area, background->groups, background->group_count, arena, &question.area);
	if (error == ERROR_NOT_FOUND)
		return problem_set(problem, error, "There is no group of councils with the id ", query->area.group, ".");
	if (!error)
		*out = question;
	return error;
}

struct query query_of(const struct question *question)
{
	struct query query = {.question = *question, .has_source = true};

	if (question->area)
		query.has_area = area_text_parse(slice_from_text(question->area->code), &query.area);
	query.question.area = NULL;
	return query;
}

void query_put(struct text *text, const struct query *query)
{
	const char *mark = "";

	for (unsigned index = 0; index < QUERY_PARAMETER_COUNT; index++) {
		const struct query_parameter *parameter = &query_parameters[index];

		if (!parameter->is_set(query) || (parameter->takes_it == ASK_SOURCE && query->question.source == SOURCE_RETURNS))
			continue;
		text_put(text, mark);
		text_put(text, parameter->name);
		text_put(text, "=");
		parameter->put(text, query);
		mark = "&";
	}
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
