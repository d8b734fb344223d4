#include "collector/core/topic.h"

#include "common/error.h"

enum measure_topic topic_of(const struct indicator *indicator)
{
	return catalogue_measure(indicator->numerator)->topic;
}

void topic_indicators(const struct indicator **out)
{
	unsigned place = 0;

	for (unsigned topic = 0; topic < TOPIC_COUNT; topic++)
		for (unsigned i = 0; i < catalogue_indicator_count(); i++)
			if (topic_of(catalogue_indicator_at(i)) == (enum measure_topic)topic)
				out[place++] = catalogue_indicator_at(i);
	INVARIANT(place == catalogue_indicator_count());
}
