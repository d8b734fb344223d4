#include "collector/core/listing.h"

#include "collector/core/group.h"
#include "collector/core/json_parts.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/topic.h"
#include "proto/councils.h"

enum { DATE_TEXT_SIZE = 16, GROUP_CODE_SIZE = GROUP_ID_BYTES_MAX + 8 };

static const char *area_kind_name(enum area_kind kind)
{
	switch (kind) {
	case AREA_ENGLAND:
		return "country";
	case AREA_REGION:
		return "region";
	case AREA_INNER_LONDON:
	case AREA_OUTER_LONDON:
		return "part of London";
	case AREA_NEIGHBOURS:
		return "neighbours";
	case AREA_GROUP:
		return "group";
	case AREA_LIST:
		return "list";
	}
	return "unknown";
}

/* `code` ends with its NUL. */
static void put_area(struct json *json, const char *code, const char *name, enum area_kind kind)
{
	json_key(json, "code");
	json_text(json, code);
	json_key(json, "name");
	json_text(json, name);
	json_key(json, "kind");
	json_text(json, area_kind_name(kind));
	json_key(json, "councils");
}

static void put_standing_area(struct json *json, const struct area *area)
{
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(area, councils);

	json_object_begin(json);
	put_area(json, area->code, area->name, area->kind);
	json_array_begin(json);
	for (unsigned i = 0; i < count; i++)
		json_council_code(json, councils[i]);
	json_array_end(json);
	json_object_end(json);
}

static void put_group(struct json *json, const struct group *group)
{
	char code[GROUP_CODE_SIZE];
	struct text text;

	text_init_fixed(&text, code, sizeof(code));
	text_put(&text, "group:");
	text_put(&text, group->id);
	json_object_begin(json);
	put_area(json, code, group->name, AREA_GROUP);
	json_array_begin(json);
	for (unsigned i = 0; i < group->council_count; i++)
		json_council_code(json, council_find(group->councils[i]));
	json_array_end(json);
	json_object_end(json);
}

enum error areas_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			struct problem *problem)
{
	struct json json;

	(void)question, (void)arena, (void)problem;
	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "attribution");
	json_text(&json, RANKING_ATTRIBUTION);
	json_key(&json, "areas");
	json_array_begin(&json);
	for (unsigned i = 0; i < area_count(); i++)
		put_standing_area(&json, area_at(i));
	for (unsigned i = 0; i < background->group_count; i++)
		put_group(&json, &background->groups[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}

static void put_topic(struct json *json, enum measure_topic topic, const struct indicator *const *indicators)
{
	json_object_begin(json);
	json_key(json, "topic");
	json_text(json, measure_topic_name(topic));
	json_key(json, "indicators");
	json_array_begin(json);
	for (unsigned i = 0; i < catalogue_indicator_count(); i++)
		if (topic_of(indicators[i]) == topic)
			json_indicator(json, indicators[i]);
	json_array_end(json);
	json_object_end(json);
}

enum error indicators_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			     struct problem *problem)
{
	const struct indicator **indicators = arena_take(arena, catalogue_indicator_count(), sizeof(const struct indicator *));
	struct json json;

	(void)background, (void)question, (void)problem;
	if (!indicators)
		return ERROR_NO_MEMORY;
	topic_indicators(indicators);
	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "topics");
	json_array_begin(&json);
	for (unsigned i = 0; i < catalogue_indicator_count(); i++)
		if (i == 0 || topic_of(indicators[i]) != topic_of(indicators[i - 1]))
			put_topic(&json, topic_of(indicators[i]), indicators);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}

/* null: always, or still. */
static void put_date(struct json *json, const char *key, struct date date)
{
	char bytes[DATE_TEXT_SIZE];
	struct text text;

	json_key(json, key);
	if (date.days == INT32_MIN || date.days == INT32_MAX) {
		json_none(json);
		return;
	}
	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put_date(&text, date);
	json_slice(json, text_slice(&text));
}

/* Up to the first 0. */
static void put_codes(struct json *json, const char *key, const uint16_t *codes, unsigned count)
{
	json_key(json, key);
	json_array_begin(json);
	for (unsigned i = 0; i < count && codes[i]; i++)
		json_council_code(json, council_find(codes[i]));
	json_array_end(json);
}

static void put_predecessors(struct json *json, const struct council *council)
{
	const struct council *predecessors[PREDECESSOR_COUNT_MAX];
	unsigned count = council_predecessors(council, predecessors);

	json_key(json, "predecessors");
	json_array_begin(json);
	for (unsigned i = 0; i < count; i++)
		json_council_code(json, predecessors[i]);
	json_array_end(json);
}

static void put_ons_codes(struct json *json, const struct council *council)
{
	json_key(json, "ons_code");
	json_text(json, council->ons_code);
	json_key(json, "ons_codes_before");
	json_array_begin(json);
	for (unsigned i = 0; i < FORMER_ONS_COUNT_MAX && council->ons_codes_before[i]; i++)
		json_text(json, council->ons_codes_before[i]);
	json_array_end(json);
}

static void put_council(struct json *json, const struct council *council)
{
	json_object_begin(json);
	json_council(json, council);
	json_key(json, "type");
	json_text(json, council->type);
	json_key(json, "region");
	json_area(json, council_region(council));
	put_ons_codes(json, council);
	put_date(json, "valid_from", council->valid_from);
	put_date(json, "valid_to", council->valid_to);
	put_codes(json, "successors", council->successors, SUCCESSOR_COUNT_MAX);
	put_predecessors(json, council);
	json_key(json, "joint_with");
	if (council->joint_with)
		json_council_code(json, council_find(council->joint_with));
	else
		json_none(json);
	put_codes(json, "neighbours", council->neighbours, NEIGHBOUR_COUNT);
	json_object_end(json);
}

enum error councils_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			   struct problem *problem)
{
	struct json json;

	(void)background, (void)arena, (void)problem;
	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "attribution");
	json_text(&json, RANKING_ATTRIBUTION);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < council_count(); i++)
		if (!question->area || area_has(question->area, council_at(i)))
			put_council(&json, council_at(i));
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}
