#include "deploy/demo_data/extracts.h"

#include "deploy/demo_data/people.h"
#include "deploy/demo_data/writer.h"

static enum error search_all(const struct published_council *council, struct components censuses[static CENSUS_COUNT], struct problem *problem)
{
	for (unsigned census = 0; census < CENSUS_COUNT; census++) {
		char place[64];
		struct text text;

		if (components_search(council, census, &censuses[census]) == ERROR_NONE)
			continue;
		text_init_fixed(&text, place, sizeof(place));
		text_put_u64(&text, council->code);
		text_put(&text, " at ");
		text_put_date(&text, census_date(census));
		return problem_set(problem, ERROR_NOT_FOUND, "no two-decimal figures give everything that was published for council ", place,
				   "; check its lines in the published table");
	}
	return ERROR_NONE;
}

enum error extracts_build(const struct published_council *council, const struct dialect *dialect, uint64_t seed, struct arena *arena,
			  struct text *workers, struct text *posts, struct problem *problem)
{
	struct components censuses[CENSUS_COUNT];
	struct post_month months[POST_MONTHS];
	struct workforce workforce;
	enum error error = search_all(council, censuses, problem);

	if (error)
		return error;
	arena_reset(arena);
	if (workforce_init(&workforce, arena))
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for a council's people");
	error = people_build(council, censuses, seed, &workforce, problem);
	if (error)
		return error;
	months_build(council, censuses, &workforce, seed, months);
	workers_write(&workforce, council->code, dialect, workers);
	posts_write(months, dialect, posts);
	if (workers->error || posts->error)
		return problem_set(problem, workers->error ? workers->error : posts->error, "there is not enough memory for a council's files");
	return ERROR_NONE;
}
