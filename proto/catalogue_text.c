#include "proto/catalogue_text.h"

#include <sodium.h>
#include <stddef.h>

/* Names of their own, not the ones that people read: a better word on a page must not change the hash. */
static const char *topic_key(enum measure_topic topic)
{
	static const char *const keys[TOPIC_COUNT] = {
		[TOPIC_WORKFORCE] = "workforce", [TOPIC_LOOKED_AFTER] = "looked_after", [TOPIC_CHILDREN_IN_NEED] = "children_in_need",
		[TOPIC_COUNCIL] = "council",     [TOPIC_REFERENCE] = "reference",
	};

	return keys[topic];
}

static const char *unit_key(enum measure_unit unit)
{
	static const char *const keys[UNIT_COUNT] = {
		[UNIT_FTE] = "fte",
		[UNIT_PEOPLE] = "people",
		[UNIT_CASES] = "cases",
		[UNIT_DAYS_FTE] = "days_fte",
		[UNIT_CHILDREN] = "children",
		[UNIT_YOUNG_PEOPLE] = "young_people",
		[UNIT_EPISODES] = "episodes",
		[UNIT_PLANS] = "plans",
		[UNIT_REFERRALS] = "referrals",
		[UNIT_ASSESSMENTS] = "assessments",
		[UNIT_ENQUIRIES] = "enquiries",
		[UNIT_CONFERENCES] = "conferences",
		[UNIT_DAYS] = "days",
		[UNIT_ITEMS] = "items",
		[UNIT_POUNDS] = "pounds",
	};

	return keys[unit];
}

static const char *protection_key(enum measure_protection protection)
{
	switch (protection) {
	case PROTECTION_OPEN:
		return "open";
	case PROTECTION_COUNTS:
		return "counts";
	case PROTECTION_WITH_TOTAL:
		return "with_total";
	}
	return "";
}

static const char *window_key(enum measure_window window)
{
	switch (window) {
	case WINDOW_STOCK:
		return "stock";
	case WINDOW_MONTH:
		return "month";
	case WINDOW_12M:
		return "12m";
	}
	return "";
}

static const char *polarity_key(enum polarity polarity)
{
	switch (polarity) {
	case POLARITY_LOW_IS_GOOD:
		return "low";
	case POLARITY_HIGH_IS_GOOD:
		return "high";
	case POLARITY_NONE:
		return "none";
	}
	return "";
}

static void put_column(struct text *text, const char *value)
{
	text_put_char(text, '\t');
	text_put(text, value);
}

static void put_number(struct text *text, uint64_t value)
{
	text_put_char(text, '\t');
	text_put_u64(text, value);
}

void measure_canonical(const struct measure *measure, struct text *text)
{
	text_put(text, "measure");
	put_number(text, measure->number);
	put_column(text, measure->id);
	put_column(text, topic_key(measure->topic));
	put_column(text, unit_key(measure->unit));
	put_column(text, window_key(measure->window));
	put_column(text, protection_key(measure->protection));
	put_number(text, measure->total);
	put_column(text, measure->breakdown);
	put_column(text, measure->label);
	put_column(text, measure->definition);
	put_column(text, measure->source);
	text_put_char(text, '\n');
}

void indicator_canonical(const struct indicator *indicator, struct text *text)
{
	text_put(text, "indicator");
	put_column(text, indicator->id);
	put_number(text, indicator->numerator);
	put_number(text, indicator->denominator[0]);
	put_number(text, indicator->denominator[1]);
	put_column(text, indicator->per == PER_ONE ? "one" : "working_days");
	put_number(text, indicator->multiplier);
	put_number(text, indicator->decimals);
	put_column(text, indicator->unit);
	put_column(text, polarity_key(indicator->polarity));
	put_column(text, indicator->label);
	put_column(text, indicator->definition);
	put_column(text, indicator->source);
	text_put_char(text, '\n');
}

/* The measure with the least number above `number`; NULL after the last. */
static const struct measure *measure_after(const struct measure *measures, unsigned count, uint32_t number)
{
	const struct measure *next = NULL;
	for (unsigned i = 0; i < count; i++) {
		if (measures[i].number > number && (next == NULL || measures[i].number < next->number))
			next = &measures[i];
	}
	return next;
}

/* The indicator with the least id above that of `indicator` (NULL: the first); NULL after the last. */
static const struct indicator *indicator_after(const struct indicator *indicators, unsigned count, const struct indicator *indicator)
{
	const struct indicator *next = NULL;
	for (unsigned i = 0; i < count; i++) {
		struct slice id = slice_from_text(indicators[i].id);
		if (indicator != NULL && slice_compare(id, slice_from_text(indicator->id)) <= 0)
			continue;
		if (next == NULL || slice_compare(id, slice_from_text(next->id)) < 0)
			next = &indicators[i];
	}
	return next;
}

static void hash_row(crypto_hash_sha256_state *state, const struct text *row)
{
	INVARIANT(row->error == ERROR_NONE);
	struct slice bytes = text_slice(row);
	crypto_hash_sha256_update(state, bytes.data, bytes.size);
}

struct digest catalogue_hash_of(const struct measure *measures, unsigned measure_count, const struct indicator *indicators, unsigned indicator_count)
{
	char buffer[CATALOGUE_ROW_BYTES_MAX];
	struct text row;
	crypto_hash_sha256_state state;
	crypto_hash_sha256_init(&state);

	const struct measure *measure = measure_after(measures, measure_count, 0);
	for (; measure != NULL; measure = measure_after(measures, measure_count, measure->number)) {
		text_init_fixed(&row, buffer, sizeof buffer);
		measure_canonical(measure, &row);
		hash_row(&state, &row);
	}
	const struct indicator *indicator = indicator_after(indicators, indicator_count, NULL);
	for (; indicator != NULL; indicator = indicator_after(indicators, indicator_count, indicator)) {
		text_init_fixed(&row, buffer, sizeof buffer);
		indicator_canonical(indicator, &row);
		hash_row(&state, &row);
	}

	struct digest digest;
	crypto_hash_sha256_final(&state, digest.bytes);
	return digest;
}
