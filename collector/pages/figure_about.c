#include "collector/pages/figure_about.h"

#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"

static const char *source_words(enum cube_source source)
{
	return source == SOURCE_OFFICIAL ? "by published releases" : "by councils’ own returns";
}

void figure_put_source(struct text *text, const struct indicator *indicator, enum cube_source source)
{
	words_put_unit(text, indicator);
	text_put(text, ", ");
	text_put(text, source_words(source));
}

/* "November 2019 to October 2021" of what is shown, "October 2021: " of how many councils it is known. */
static void put_months_and_coverage(struct text *text, const struct ranking *ranking, struct month first)
{
	text_put(text, ranking->indicator->label);
	text_put(text, ", ");
	text_put(text, ranking->area->name);
	text_put(text, ", ");
	text_put_month_name(text, first);
	text_put(text, " to ");
	text_put_month_name(text, ranking->month);
	text_put(text, ", ");
	figure_put_source(text, ranking->indicator, ranking->source);
	text_put(text, ". ");
	text_put_month_name(text, ranking->month);
	text_put(text, ": ");
	ranking_put_coverage(text, ranking);
}

static const char *about_end(struct composer *composer, const char *remark, const struct page_frame *frame)
{
	struct text *text = &composer->text;

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

const char *figure_about(struct composer *composer, const struct ranking *ranking, const char *remark, const struct page_frame *frame)
{
	struct text *text = composer_begin(composer);

	ranking_put_title(text, ranking);
	text_put(text, ", ");
	figure_put_source(text, ranking->indicator, ranking->source);
	text_put(text, ". ");
	ranking_put_coverage(text, ranking);
	return about_end(composer, remark, frame);
}

const char *figure_about_months(struct composer *composer, const struct ranking *ranking, struct month first, const char *remark,
				const struct page_frame *frame)
{
	put_months_and_coverage(composer_begin(composer), ranking, first);
	return about_end(composer, remark, frame);
}

static void put_sentence(struct text *text, const char *sentence)
{
	if (!sentence || !sentence[0])
		return;
	text_put_char(text, ' ');
	text_put(text, sentence);
}

const char *figure_area_about(struct composer *composer, const struct question *question, const struct area_about *about, const char *as_of)
{
	struct text *text = composer_begin(composer);

	text_put(text, about->what);
	text_put(text, ", ");
	text_put(text, question->area->name);
	text_put(text, ", ");
	text_put_month_name(text, question->month);
	text_put(text, ", ");
	text_put(text, source_words(question->source));
	text_put_char(text, '.');
	put_sentence(text, about->coverage);
	put_sentence(text, about->remark);
	put_sentence(text, as_of);
	return composer_end(composer);
}

const char *figure_coverage(struct composer *composer, unsigned count, unsigned expected)
{
	struct text *text = composer_begin(composer);

	text_put_u64(text, count);
	text_put(text, " of ");
	text_put_u64(text, expected);
	text_put(text, expected == 1 ? " council" : " councils");
	text_put(text, count == 1 ? " has figures." : " have figures.");
	return composer_end(composer);
}
