#include "collector/core/extent.h"

bool extent_is_england(const struct column_summary *england)
{
	return england->reported * 2 >= england->expected;
}

void extent_see(struct extent *extent, unsigned counted, unsigned expected)
{
	if (!extent->is_known)
		*extent = (struct extent){true, extent->has_gaps, counted, counted, expected, expected};
	if (counted < extent->counted_least)
		extent->counted_least = counted;
	if (counted > extent->counted_most)
		extent->counted_most = counted;
	if (expected < extent->expected_least)
		extent->expected_least = expected;
	if (expected > extent->expected_most)
		extent->expected_most = expected;
}

void extent_see_sum(struct extent *extent, const struct column_summary *summary)
{
	if (!summary->pooled.value.symbol)
		extent_see(extent, summary->pooled.included, summary->expected);
}

void extent_see_england(struct extent *extent, const struct column_summary *england)
{
	if (extent_is_england(england))
		extent_see_sum(extent, england);
	else
		extent->has_gaps = true;
}

static void put_range(struct text *text, unsigned least, unsigned most)
{
	text_put_u64(text, least);
	if (most == least)
		return;
	text_put(text, " to ");
	text_put_u64(text, most);
}

void extent_put(struct text *text, const struct extent *extent)
{
	if (!extent->is_known) {
		text_put(text, "none");
		return;
	}
	put_range(text, extent->counted_least, extent->counted_most);
	text_put(text, " of ");
	put_range(text, extent->expected_least, extent->expected_most);
}

void extent_put_sums(struct text *text, const struct extent *extent)
{
	text_put(text, extent->is_known ? "the sums of " : "");
	extent_put(text, extent);
	text_put(text, extent->is_known ? " councils" : "");
}

void extent_put_england(struct text *text, const struct extent *extent)
{
	extent_put_sums(text, extent);
	text_put(text, extent->has_gaps ? ", a dash where fewer than half of its councils have reported" : "");
}
