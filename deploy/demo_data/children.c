#include "deploy/demo_data/children.h"

#include "deploy/demo_data/care_build.h"
#include "deploy/demo_data/care_set.h"
#include "deploy/demo_data/children_check.h"
#include "deploy/demo_data/days.h"
#include "deploy/demo_data/need_build.h"
#include "deploy/demo_data/need_census.h"

enum { FAR_USUAL_PERCENT = 17, NAME_SIZE = 64, FLOW_MONTHS = 12 };

/* One council's children while their files are written. */
struct children {
	const struct children_order *order;
	const struct sink *sink;
	struct care care;
	struct need need;
	struct care_teller care_teller;
	struct need_teller need_teller;
	struct date first_eve; /* the day before anything is known */
};

/* The last share that was published. */
static int32_t far_percent(const struct children_council *council)
{
	for (unsigned year = CHILDREN_YEARS; year > 0; year--) {
		if (council->values[year - 1][CHILDREN_CLA_OVER_20_MILES] != CHILDREN_UNKNOWN)
			return council->values[year - 1][CHILDREN_CLA_OVER_20_MILES];
	}
	return FAR_USUAL_PERCENT;
}

static enum error council_problem(struct problem *problem, enum error error, uint16_t code, const char *what)
{
	char number[8];
	struct text text;

	text_init_fixed(&text, number, sizeof(number));
	text_put_u64(&text, code);
	return problem_set(problem, error, "the children of council ", number, " ", what);
}

/* The periods of a council's children. */
static enum error build_periods(const struct children_council *council, const struct care_heritage *heritage, uint64_t seed, struct arena *arena,
				struct care_course *course, struct care *care)
{
	enum error error = care_course_build(council, course);

	if (!error)
		error = care_init(care, arena);
	return error ? error : care_build(council, course, heritage, seed, care);
}

static enum error build_care(struct children *children, struct arena *arena)
{
	const struct children_order *order = children->order;
	struct care_course course;
	struct care before;
	struct care_heritage heritage = {.care = &before, .turn = order->turn};
	enum error error = ERROR_NONE;

	if (order->predecessor)
		error = build_periods(order->predecessor, NULL, order->seed, arena, &course, &before);
	if (!error)
		error = build_periods(order->council, order->predecessor ? &heritage : NULL, order->seed, arena, &course, &children->care);
	if (error)
		return error;
	children->first_eve = course.years[0].eve;
	children->care_teller = (struct care_teller){
		.care = &children->care,
		.seed = children->order->seed,
		.council = children->order->council->code,
		.over_20_miles_percent = far_percent(children->order->council),
		.horizon = course.years[course.count - 1].last,
	};
	return ERROR_NONE;
}

static enum error build_need(struct children *children, struct arena *arena)
{
	struct need_course course;
	enum error error = need_course_build(children->order->council, &course);

	if (!error)
		error = need_init(&children->need, arena);
	if (!error)
		error = need_build(children->order->council, &course, children->order->seed, arena, &children->need);
	if (error)
		return error;
	return need_teller_init(&children->need_teller, &children->need, children->order->seed, children->order->council->code,
				course.years[course.count - 1].last, arena);
}

static enum error hand_over(const struct children *children, int year, const char *prefix, const char *table, const char *suffix, struct text *text,
			    struct problem *problem)
{
	char name[NAME_SIZE];
	struct text text_of_name;

	if (text->error)
		return council_problem(problem, text->error, children->order->council->code, "fill a file that is larger than the demo has room for");
	text_init_fixed(&text_of_name, name, sizeof(name));
	text_put(&text_of_name, prefix);
	text_put_i64(&text_of_name, year);
	text_put(&text_of_name, table[0] ? "_" : "");
	text_put(&text_of_name, table);
	text_put(&text_of_name, suffix);
	return children->sink->take(children->sink->context, name, text_slice(text), problem);
}

static void fill_set(const struct children *children, struct care_set *set)
{
	struct care_story story;
	int32_t looked_after = (int32_t)care_at(&children->care, children->first_eve, false);

	for (unsigned i = 0; i < children->care.count;) {
		i = care_story_tell(&children->care_teller, i, &story);
		care_set_add(set, &story);
	}
	for (unsigned number = 1; care_set_add_earlier(set, number, looked_after, children->first_eve); number++)
		;
	care_set_finish(set);
}

static enum error write_set(const struct children *children, int year, struct date last, struct problem *problem)
{
	struct text texts[CARE_TABLES];
	struct care_set set;
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < CARE_TABLES; i++)
		text_init_growing(&texts[i], CHILDREN_FILE_BYTES);
	care_set_init(&set, &children->care_teller, year, last, grid_dress_of(children->order->index), texts);
	fill_set(children, &set);
	for (unsigned i = 0; i < CARE_TABLES; i++) {
		if (!error && year >= care_table_since((enum care_table)i))
			error = hand_over(children, year, "ssda903_", care_table_name((enum care_table)i), ".csv", &texts[i], problem);
		text_fini(&texts[i]);
	}
	return error;
}

static enum error write_census(const struct children *children, int year, struct date last, struct problem *problem)
{
	struct text text;
	enum error error;

	text_init_growing(&text, CHILDREN_FILE_BYTES);
	need_census_write(&children->need_teller, year, last, grid_dress_of(children->order->index), &text);
	error = hand_over(children, year, "cin_", "", ".xml", &text, problem);
	text_fini(&text);
	return error;
}

/* All collection years from the one in which the twelve months before `from` begin, or the council does. */
static enum error write_years(const struct children *children, struct problem *problem)
{
	struct date end = month_last_day(children->order->period.to);
	struct date begin = month_first_day(month_add(children->order->period.from, 1 - FLOW_MONTHS));
	int first = collection_year(begin), last = collection_year(end);

	if (first <= collection_year(children->first_eve))
		first = collection_year(children->first_eve) + 1;
	for (int year = first; year <= last; year++) {
		struct date known = year == last ? end : collection_eve(year + 1);
		enum error error = write_set(children, year, known, problem);

		if (!error)
			error = write_census(children, year, known, problem);
		if (error)
			return error;
	}
	return ERROR_NONE;
}

enum error children_write(const struct children_order *order, struct arena *arena, const struct sink *sink, struct text *unmet,
			  struct problem *problem)
{
	struct children children = {.order = order, .sink = sink};
	struct date first = month_first_day(order->period.from), last = month_last_day(order->period.to);
	enum error error;

	arena_reset(arena);
	error = build_care(&children, arena);
	if (!error)
		error = build_need(&children, arena);
	if (error)
		return council_problem(problem, error, order->council->code,
				       "cannot be as was published; check the council's lines in the published table");
	if (last.days > children.care_teller.horizon.days)
		return council_problem(problem, ERROR_NOT_FOUND, order->council->code, "are not known so long; end the period earlier");
	error = write_years(&children, problem);
	if (!error)
		children_check(order->council, &children.care, &children.need, first, last, unmet);
	return error;
}
