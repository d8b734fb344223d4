#include "collector/pages/figure_about.h"

#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"

void figure_put_source(struct text *text, const struct indicator *indicator, enum cube_source source)
{
	words_put_unit(text, indicator);
	text_put(text, source == SOURCE_OFFICIAL ? ", by published releases" : ", by councils’ own returns");
}

const char *figure_about(struct composer *composer, const struct ranking *ranking, const char *remark, const struct page_frame *frame)
{
	struct text *text = composer_begin(composer);

	ranking_put_title(text, ranking);
	text_put(text, ", ");
	figure_put_source(text, ranking->indicator, ranking->source);
	text_put(text, ". ");
	ranking_put_coverage(text, ranking);
	if (remark) {
		text_put_char(text, ' ');
		text_put(text, remark);
	}
	if (frame->as_of_short[0]) {
		text_put_char(text, ' ');
		text_put(text, frame->as_of_short);
	}
	return composer_end(composer);
}
