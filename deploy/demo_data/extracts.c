#include "deploy/demo_data/extracts.h"

#include "deploy/demo_data/census_file.h"
#include "deploy/demo_data/people.h"
#include "deploy/demo_data/writer.h"

/* A council's whole history, before any file is written. */
struct story {
	const struct extracts_order *order;
	struct span span;
	struct history history;
	struct workforce workforce;
	struct census_staff staff[CENSUS_COUNT];
	struct post_month months[POST_MONTHS_MAX];
	unsigned month_count;
};

static enum error no_memory(struct problem *problem)
{
	return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for a council's people and files");
}

static bool is_in_span(const struct story *story, unsigned census)
{
	int32_t day = census_date(census).days;

	return history_is_published(&story->history, census) && day > month_last_day(month_add(story->order->period.from, -1)).days &&
	       day <= story->span.last.days;
}

/* The cases come before the months, because they say which of the possible figures the case holders' is. */
static enum error story_build(struct story *story, struct arena *arena, struct text *unmet, struct problem *problem)
{
	const struct extracts_order *order = story->order;
	struct history *history = &story->history;
	enum error error = history_build(order->published, order->council, history, unmet, problem);

	if (error)
		return error;
	if (workforce_init(&story->workforce, arena))
		return no_memory(problem);
	error = people_build(history, order->seed, &story->workforce, problem);
	if (error)
		return error;
	for (unsigned census = order->published->first; census <= order->published->last; census++) {
		if (caseload_build(&story->workforce, history, census, order->seed, arena, &story->staff[census], unmet))
			return no_memory(problem);
	}
	story->month_count = months_build(history, &story->workforce, order->seed, story->months);
	return ERROR_NONE;
}

static enum error hand_over(const struct sink *sink, const char *name, const struct text *text, struct problem *problem)
{
	return text->error ? no_memory(problem) : sink->take(sink->context, name, text_slice(text), problem);
}

static void text_empty(struct text *text)
{
	text_fini(text);
	text_init_growing(text, EXTRACTS_FILE_BYTES);
}

static enum error tables_write(const struct story *story, struct text *text, const struct sink *sink, struct problem *problem)
{
	const struct extracts_order *order = story->order;
	enum error error;

	text_empty(text);
	workers_write(&story->workforce, &story->span, order->published->code, order->dialect, text);
	error = hand_over(sink, "workers.csv", text, problem);
	if (error)
		return error;
	text_empty(text);
	posts_write(story->months, story->month_count, &story->span, order->dialect, text);
	return hand_over(sink, "posts.csv", text, problem);
}

static enum error census_write(const struct story *story, unsigned census, struct text *text, const struct sink *sink, struct problem *problem)
{
	unsigned month = (census - story->history.first) * 12 - 1;
	struct census_file file = {
		.history = &story->history,
		.census = census,
		.workforce = &story->workforce,
		.staff = &story->staff[census],
		.month = &story->months[month],
	};
	char name[32];
	struct text name_text;

	text_init_fixed(&name_text, name, sizeof(name));
	text_put(&name_text, "csww_");
	text_put_u64(&name_text, CENSUS_YEAR_FIRST + census);
	text_put(&name_text, ".xml");
	text_empty(text);
	census_file_write(&file, story->order->dialect, text);
	return hand_over(sink, name, text, problem);
}

static enum error files_write(const struct story *story, const struct sink *sink, struct problem *problem)
{
	const char *note = story->order->dialect->note;
	struct text text;
	enum error error;

	text_init_growing(&text, EXTRACTS_FILE_BYTES);
	error = tables_write(story, &text, sink, problem);
	for (unsigned census = story->history.first; census <= story->history.last && !error; census++) {
		if (is_in_span(story, census))
			error = census_write(story, census, &text, sink, problem);
	}
	if (!error && note)
		error = sink->take(sink->context, "notes.txt", slice_from_text(note), problem);
	text_fini(&text);
	return error;
}

enum error extracts_write(const struct extracts_order *order, struct arena *arena, const struct sink *sink, struct text *unmet,
			  struct problem *problem)
{
	struct story *story;
	enum error error;

	arena_reset(arena);
	story = arena_take(arena, 1, sizeof(*story));
	if (!story)
		return no_memory(problem);
	story->order = order;
	/* The flows over twelve months of the first month begin after the month a year earlier. */
	story->span.before = month_last_day(month_add(order->period.from, -12));
	story->span.last = month_last_day(order->period.to);
	error = story_build(story, arena, unmet, problem);
	return error ? error : files_write(story, sink, problem);
}
