#include "collector/pages/headline.h"

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/topic.h"

Test(headline, all_are_of_the_catalogue_of_three_topics_and_none_twice)
{
	unsigned topics[TOPIC_COUNT] = {0};

	for (unsigned index = 0; index < headline_count(); index++) {
		struct headline headline = headline_at(index);

		topics[topic_of(headline.indicator)]++;
		cr_expect_str_eq(headline_label(headline.indicator), headline.label);
		for (unsigned other = 0; other < index; other++) {
			cr_expect_neq(headline_at(other).indicator, headline.indicator, "%s", headline.label);
			cr_expect(strcmp(headline_at(other).label, headline.label) != 0, "%s", headline.label);
		}
	}
	cr_expect_geq(topics[TOPIC_WORKFORCE], 3);
	cr_expect_geq(topics[TOPIC_LOOKED_AFTER], 2);
	cr_expect_geq(topics[TOPIC_CHILDREN_IN_NEED], 2);
}

Test(headline, others_go_by_the_catalogues_label)
{
	const struct indicator *indicator = catalogue_indicator_find(SLICE_LITERAL("spending_per_child"));

	cr_assert_not_null(indicator);
	cr_expect_str_eq(headline_label(indicator), indicator->label);
}
