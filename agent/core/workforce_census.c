#include "agent/core/post_list.h"
#include "agent/core/workforce_state.h"
#include "common/decimal.h"

static struct census *census_find(struct workforce *workforce, uint8_t file)
{
	for (unsigned i = 0; i < workforce->census_count; i++)
		if (workforce->censuses[i].file == file)
			return &workforce->censuses[i];
	return NULL;
}

const struct census *workforce_census(struct workforce *workforce, uint8_t file)
{
	return census_find(workforce, file);
}

void workforce_open_census(struct workforce *workforce, uint8_t file)
{
	INVARIANT(!workforce->is_closed && !census_find(workforce, file));
	workforce->censuses[workforce->census_count++] = (struct census){.file = file};
}

void workforce_census_count_refused(struct workforce *workforce, uint8_t file)
{
	struct census *census = census_find(workforce, file);

	INVARIANT(census);
	census->refused_rows++;
}

void workforce_census_is_of_another(struct workforce *workforce, uint8_t file)
{
	workforce->files[file].is_of_another = true;
}

void workforce_census_set_day(struct workforce *workforce, uint8_t file, struct date day)
{
	struct census *census = census_find(workforce, file);

	INVARIANT(census);
	census->has_day = true;
	census->day = day;
}

enum error workforce_add_census_post(struct workforce *workforce, const struct post *post)
{
	void *rows = workforce->census_posts;
	enum error error;

	INVARIANT(!workforce->is_closed);
	error = workforce_grow(workforce, &rows, workforce->census_post_count, &workforce->census_post_room, sizeof(*workforce->census_posts));
	workforce->census_posts = rows;
	if (!error)
		error = workforce_own_post(workforce, post, &workforce->census_posts[workforce->census_post_count]);
	if (!error)
		workforce->census_post_count++;
	return error;
}

/* What could not be read in one worker makes the sum wrong, whatever the others have. */
static void figure_add(struct census *census, enum month_figure figure, enum figure_state state, int64_t value)
{
	INVARIANT(value >= 0);
	if (census->states[figure] == FIGURE_REFUSED || state == FIGURE_EMPTY)
		return;
	if (state == FIGURE_REFUSED || decimal_add(census->values[figure], value, &census->values[figure]))
		census->states[figure] = FIGURE_REFUSED;
	else
		census->states[figure] = FIGURE_GIVEN;
}

void workforce_census_add(struct workforce *workforce, uint8_t file, enum month_figure figure, enum figure_state state, int64_t value)
{
	struct census *census = census_find(workforce, file);

	INVARIANT(census);
	figure_add(census, figure, state, value);
}

void workforce_forget_census(struct workforce *workforce, uint8_t file)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < workforce->census_post_count; i++)
		if (workforce->census_posts[i].file != file)
			workforce->census_posts[kept++] = workforce->census_posts[i];
	workforce->census_post_count = kept;
	kept = 0;
	for (unsigned i = 0; i < workforce->census_count; i++)
		if (workforce->censuses[i].file != file)
			workforce->censuses[kept++] = workforce->censuses[i];
	workforce->census_count = kept;
}

/* The posts of a file came one behind the other. */
static void posts_assign(struct workforce *workforce, struct census *census)
{
	unsigned i = 0;

	while (i < workforce->census_post_count && workforce->census_posts[i].file != census->file)
		i++;
	census->first_post = i;
	while (i < workforce->census_post_count && workforce->census_posts[i].file == census->file)
		i++;
	census->post_count = i - census->first_post;
	census->columns = workforce->files[census->file].columns;
}

struct post *workforce_census_posts(const struct workforce *workforce, const struct census *census)
{
	return census->post_count ? workforce->census_posts + census->first_post : NULL;
}

/* By day, and then as they came; those without a day first. There are few, and their order is nearly right as they come. */
static void censuses_sort(struct workforce *workforce)
{
	for (unsigned i = 1; i < workforce->census_count; i++) {
		struct census census = workforce->censuses[i];
		unsigned place = i;

		for (; place > 0; place--) {
			const struct census *before = &workforce->censuses[place - 1];

			if (before->day.days < census.day.days || (before->day.days == census.day.days && before->file < census.file))
				break;
			workforce->censuses[place] = *before;
		}
		workforce->censuses[place] = census;
	}
}

/* What the person had in the latest census before number `index` that knows it; 0: none does. */
static int64_t earlier_fte(const struct workforce *workforce, unsigned index, struct slice person)
{
	while (index-- > 0) {
		const struct census *census = &workforce->censuses[index];
		int64_t fte = post_list_fte_of(workforce_census_posts(workforce, census), census->post_count, person);

		if (fte > 0)
			return fte;
	}
	return 0;
}

static void leavers_complete(struct workforce *workforce, unsigned index)
{
	const struct census *census = &workforce->censuses[index];
	struct post *posts = workforce_census_posts(workforce, census);
	uint64_t used = 0, unknown = 0;

	for (unsigned i = 0; i < census->post_count; i++) {
		if (posts[i].is_agency || posts[i].fte > 0 || posts[i].end.days == INT32_MAX)
			continue;
		posts[i].fte = earlier_fte(workforce, index, posts[i].person);
		used += posts[i].fte > 0;
	}
	workforce->findings.last_known_fte_posts += used;
	post_list_use_last_known_fte(posts, census->post_count, &used, &unknown);
	workforce->findings.last_known_fte_posts += used;
	workforce->findings.unknown_fte_posts += unknown;
}

/* Days lost are those of the council's own workers. */
static void workers_sum_up(const struct workforce *workforce, struct census *census)
{
	const struct post *posts = workforce_census_posts(workforce, census);

	for (unsigned i = 0; i < census->post_count; i++) {
		const struct post *post = &posts[i];

		figure_add(census, FIGURE_CASES, (enum figure_state)post->cases_state, post->cases);
		figure_add(census, FIGURE_CASE_HOLDERS_FTE, (enum figure_state)post->cases_state, post->holds_cases ? post->fte : 0);
		if (!post->is_agency)
			figure_add(census, FIGURE_WORKING_DAYS_LOST_FTE, (enum figure_state)post->lost_state, post->days_lost);
	}
}

void workforce_close_censuses(struct workforce *workforce, struct findings *findings)
{
	censuses_sort(workforce);
	for (unsigned i = 0; i < workforce->census_count; i++) {
		struct census *census = &workforce->censuses[i];
		struct place place = {.file = census->file, .line = 1, .column_name = ""};

		posts_assign(workforce, census);
		post_list_sort(workforce_census_posts(workforce, census), census->post_count);
		post_list_drop_doubled_in_census(workforce_census_posts(workforce, census), &census->post_count, findings);
		workers_sum_up(workforce, census);
		leavers_complete(workforce, i);
		census->is_repeated = i > 0 && census->has_day && workforce->censuses[i - 1].has_day &&
				      month_compare(date_month(workforce->censuses[i - 1].day), date_month(census->day)) == 0;
		if (!census->has_day)
			findings_add(findings, RULE_CENSUS_UNDATED, place);
		else if (census->is_repeated)
			findings_add(findings, RULE_CENSUS_REPEATED, place);
	}
}

const struct census *workforce_census_of(const struct workforce *workforce, struct month month)
{
	for (unsigned i = 0; i < workforce->census_count; i++) {
		const struct census *census = &workforce->censuses[i];

		if (census->has_day && !census->is_repeated && month_compare(date_month(census->day), month) == 0)
			return census;
	}
	return NULL;
}

const struct post *workforce_census_post_at(const struct workforce *workforce, unsigned index)
{
	INVARIANT(workforce->is_closed && index < workforce->census_post_count);
	return &workforce->census_posts[index];
}
