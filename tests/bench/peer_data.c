#include "tests/bench/peer_data.h"

#include <string.h>

#include "common/decimal.h"
#include "common/error.h"

enum {
	MISSING_ONE_IN = 50,
	SIZE_LEAST = 60, /* of a council, in posts or tens of children */
	SIZE_SPREAD = 400,
	WOBBLE_PERCENT = 30,
	FIRST_YEAR = 2023, /* after the last reorganisation: the same councils in all months */
	FIRST_MONTH = 4,
};

struct month data_month(unsigned index)
{
	return month_add(month_from(FIRST_YEAR, FIRST_MONTH), (int)index);
}

bool data_has(unsigned council, unsigned month)
{
	return council < DATA_LONG_COUNCILS || month >= DATA_MONTHS - DATA_SHORT_MONTHS;
}

unsigned data_count(const struct data *data)
{
	unsigned later = data->council_count > DATA_LONG_COUNCILS ? data->council_count - DATA_LONG_COUNCILS : 0;

	return (data->council_count - later) * DATA_MONTHS + later * DATA_SHORT_MONTHS;
}

/* The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
static uint64_t mix(uint64_t value)
{
	value += 0x9e3779b97f4a7c15U;
	value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
	value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
	return value ^ (value >> 31);
}

int64_t data_value(const struct data *data, unsigned council, unsigned month, unsigned measure)
{
	uint64_t code = data->councils[council].code;
	uint64_t size = SIZE_LEAST + mix(data->seed ^ code) % SIZE_SPREAD;
	uint64_t scale = 1 + mix(data->seed ^ ((uint64_t)data->measures[measure] << 32)) % 20; /* some measures are parts of others */
	uint64_t dice = mix(data->seed ^ (code << 40) ^ ((uint64_t)month << 20) ^ measure);
	int64_t hundredths = (int64_t)(size * (100 - WOBBLE_PERCENT + (dice >> 8) % (2 * WOBBLE_PERCENT)) * scale / 20) + 1;

	if (dice % MISSING_ONE_IN == 0 && !data->councils[council].is_joint)
		return DATA_MISSING;
	return measure_digits(catalogue_measure(data->measures[measure])) ? hundredths * 10000 : hundredths;
}

unsigned data_measure_index(const struct data *data, uint16_t number)
{
	unsigned index = 0;

	while (index < data->measure_count && data->measures[index] != number)
		index++;
	INVARIANT(index < data->measure_count);
	return index;
}

int64_t data_multiplier(const struct indicator *indicator)
{
	unsigned above = measure_digits(catalogue_measure(indicator->numerator));
	unsigned below = measure_digits(catalogue_measure(indicator->denominator[0]));

	INVARIANT(below >= above);
	return indicator->multiplier * decimal_power(below - above) * decimal_power(indicator->decimals);
}

static bool has_measure(const struct data *data, uint16_t number)
{
	for (unsigned i = 0; i < data->measure_count; i++)
		if (data->measures[i] == number)
			return true;
	return number == MEASURE_NONE;
}

static void measure_insert(struct data *data, uint16_t number)
{
	unsigned place = data->measure_count++;

	for (; place > 0 && data->measures[place - 1] > number; place--)
		data->measures[place] = data->measures[place - 1];
	data->measures[place] = number;
}

/* Takes the indicator with its measures, if they find room and one multiplication and one division make it. */
static void indicator_take(struct data *data, const struct indicator *indicator)
{
	const uint16_t numbers[3] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};
	unsigned missing = 0;

	for (unsigned i = 0; i < 3; i++) {
		const struct measure *measure = catalogue_measure(numbers[i]);

		if (measure && (measure->topic == TOPIC_REFERENCE || indicator->per != PER_ONE))
			return;
		missing += !has_measure(data, numbers[i]);
	}
	if (data->measure_count + missing > DATA_MEASURES ||
	    measure_digits(catalogue_measure(numbers[0])) > measure_digits(catalogue_measure(numbers[1])))
		return;
	for (unsigned i = 0; i < 3; i++)
		if (!has_measure(data, numbers[i]))
			measure_insert(data, numbers[i]);
	if (indicator->polarity == POLARITY_LOW_IS_GOOD && data->ranked_count < DATA_RANKED_MAX)
		data->ranked[data->ranked_count++] = data->indicator_count;
	data->indicators[data->indicator_count++] = indicator;
}

static uint8_t region_of(const struct council *council)
{
	return (uint8_t)(council->region_code[strlen(council->region_code) - 1] - '0');
}

void data_init(struct data *data, uint64_t seed)
{
	memset(data, 0, sizeof *data);
	data->seed = seed;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);

		if (!council_exists_on(council, month_first_day(data_month(0))) ||
		    !council_exists_on(council, month_last_day(data_month(DATA_MONTHS - 1))))
			continue;
		INVARIANT(data->council_count < DATA_COUNCILS_MAX);
		data->councils[data->council_count++] =
			(struct data_council){.code = council->code, .is_joint = council->joint_with != 0, .region = region_of(council)};
	}
	for (unsigned i = 0; i < catalogue_indicator_count() && data->indicator_count < DATA_INDICATORS_MAX; i++)
		indicator_take(data, catalogue_indicator_at(i));
	for (unsigned i = 0; i < catalogue_measure_count() && data->measure_count < DATA_MEASURES; i++)
		if (!has_measure(data, catalogue_measure_at(i)->number))
			measure_insert(data, catalogue_measure_at(i)->number);
}
