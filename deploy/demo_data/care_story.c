#include "deploy/demo_data/care_story.h"

#include "deploy/demo_data/care_places.h"
#include "deploy/demo_data/days.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum {
	TOPIC_STORY = 1,
	LEGAL_STEPS_MAX = 6,
	PLACE_STEPS_MAX = 48,
	STEP_MIN_DAYS = 10,      /* between two changes, and before the end */
	ADOPTION_MIN_DAYS = 300, /* from coming into care to the adoption order */
	ADOPTION_MAX_DAYS = 1500,
};

/* A change of legal status or place, and since when. */
struct legal_step {
	struct date since;
	const char *status;
};

struct place_step {
	struct date since;
	struct care_place place;
};

struct steps {
	unsigned legal_count, place_count;
	struct legal_step legal[LEGAL_STEPS_MAX];
	struct place_step places[PLACE_STEPS_MAX];
};

/* The child while its story is told. */
struct telling {
	const struct care_teller *teller;
	struct care_story *story;
	struct chance *chance;
};

static struct date last_day(const struct telling *telling, const struct care_period *period)
{
	return period->end.days == DAYS_NEVER ? telling->teller->horizon : period->end;
}

static enum care_exit choose_exit(struct chance *chance, const struct care_period *period, bool is_last)
{
	static const enum care_exit usual[] = {EXIT_HOME,     EXIT_HOME,         EXIT_HOME,         EXIT_HOME,         EXIT_HOME,
					       EXIT_HOME,     EXIT_GUARDIANSHIP, EXIT_GUARDIANSHIP, EXIT_GUARDIANSHIP, EXIT_ADOPTION,
					       EXIT_ADOPTION, EXIT_ADOPTION,     EXIT_ARRANGEMENT,  EXIT_ADULT,        EXIT_ADULT,
					       EXIT_ADULT,    EXIT_ADULT,        EXIT_ADULT,        EXIT_OTHER,        EXIT_OTHER};
	int32_t days = period->end.days == DAYS_NEVER ? 0 : period->end.days - period->start.days;
	enum care_exit exit = usual[chance_below(chance, COUNT_OF(usual))];

	if (period->end.days == DAYS_NEVER)
		return EXIT_NONE;
	if (!is_last)
		return EXIT_HOME;
	if (period->is_unaccompanied)
		return chance_below(chance, 10) == 0 ? EXIT_OTHER : EXIT_ADULT;
	if (exit == EXIT_ADOPTION && (days < ADOPTION_MIN_DAYS || days > ADOPTION_MAX_DAYS))
		return EXIT_HOME;
	return exit == EXIT_GUARDIANSHIP && days < ADOPTION_MIN_DAYS / 2 ? EXIT_HOME : exit;
}

/* How old the child is when it first comes; no older than lets it be a child on `last`. */
static int32_t age_at_start(struct telling *telling, int32_t age_max)
{
	static const uint16_t bands[][2] = {{0, 364},     {0, 364},     {0, 364},     {0, 364},     {365, 1820},  {365, 1820},  {365, 1820},
					    {1826, 3640}, {1826, 3640}, {1826, 3640}, {1826, 3640}, {3652, 5800}, {3652, 5800}, {3652, 5800},
					    {3652, 5800}, {3652, 5800}, {3652, 5800}, {5844, 6450}, {5844, 6450}, {5844, 6450}};
	const struct care_story *story = telling->story;
	enum care_exit exit = story->exits[story->period_count - 1];
	int32_t age = age_max;

	if (exit == EXIT_ADULT)
		return age_max;
	if (story->periods[0].is_unaccompanied)
		return (int32_t)chance_between(telling->chance, age_max > 5500 ? 5400 : age_max * 9 / 10, age_max);
	if (exit == EXIT_ADOPTION)
		return (int32_t)chance_between(telling->chance, 0, 900);
	for (unsigned i = 0; i < 4; i++) {
		const uint16_t *band = bands[chance_below(telling->chance, COUNT_OF(bands))];

		age = (int32_t)chance_between(telling->chance, band[0], band[1]);
		if (age <= age_max)
			return age;
	}
	return (int32_t)chance_between(telling->chance, 0, age_max);
}

static void tell_child(struct telling *telling)
{
	struct care_story *story = telling->story;
	const struct care_period *first = &story->periods[0], *last = &story->periods[story->period_count - 1];
	int32_t low = last_day(telling, last).days - CHILDHOOD_DAYS;
	int32_t born = first->start.days - age_at_start(telling, first->start.days - low);
	int32_t high = born + 24;

	if (high > first->start.days) {
		high = first->start.days;
		born = high - 24;
	}
	story->child = (struct child){.kind = CHILD_IN_CARE, .number = first->child};
	story->child.born = day_of_birth(telling->chance, born, high);
	child_describe(telling->chance, first->is_unaccompanied, &story->child);
}

static void add_legal(struct steps *steps, const struct care_period *period, int32_t days, const char *status)
{
	int32_t since = steps->legal_count ? steps->legal[steps->legal_count - 1].since.days + STEP_MIN_DAYS : period->start.days;

	bool is_too_late = period->end.days != DAYS_NEVER && (days > since ? days : since) > period->end.days - STEP_MIN_DAYS;

	if (steps->legal_count == LEGAL_STEPS_MAX || (steps->legal_count > 0 && is_too_late))
		return;
	steps->legal[steps->legal_count++] = (struct legal_step){{days > since ? days : since}, status};
}

/* From agreement or protection to a care order, as most go who stay; the placement order comes with adoption. */
static void tell_legal(struct telling *telling, const struct care_period *period, enum care_exit exit, int32_t order_day, struct steps *steps)
{
	struct chance *chance = telling->chance;
	uint64_t first = chance_below(chance, 20);
	int32_t day = period->start.days;
	bool is_agreed = period->is_unaccompanied || (exit != EXIT_ADOPTION && first < 10);

	if (is_agreed)
		add_legal(steps, period, day, "V2");
	else if (first < 12)
		add_legal(steps, period, day, first == 11 ? "L1" : "L2");
	if (is_agreed && (period->is_unaccompanied || chance_below(chance, 3) == 0))
		return;
	if (steps->legal_count > 0)
		day += (int32_t)chance_between(chance, is_agreed ? 40 : STEP_MIN_DAYS, is_agreed ? 250 : 20);
	if (exit == EXIT_ADOPTION && day > order_day - 2 * STEP_MIN_DAYS)
		day = order_day - 2 * STEP_MIN_DAYS;
	add_legal(steps, period, day, "C1");
	day += (int32_t)chance_between(chance, 120, 270);
	if (exit == EXIT_ADOPTION)
		add_legal(steps, period, order_day, "E1");
	else if (chance_below(chance, 10) > 0)
		add_legal(steps, period, day, "C2");
}

static bool has_care_order(const struct steps *steps, int32_t day)
{
	const char *status = "";

	for (unsigned i = 0; i < steps->legal_count && steps->legal[i].since.days <= day; i++)
		status = steps->legal[i].status;
	return status[0] == 'C';
}

static void add_place(struct steps *steps, int32_t day, struct care_place place)
{
	if (steps->place_count < PLACE_STEPS_MAX)
		steps->places[steps->place_count++] = (struct place_step){{day}, place};
}

static void tell_places(struct telling *telling, const struct care_period *period, int32_t adoption_day, struct steps *steps)
{
	struct care_situation situation = {
		.is_unaccompanied = period->is_unaccompanied,
		.over_20_miles_percent = telling->teller->over_20_miles_percent,
	};
	int32_t end = adoption_day != DAYS_NEVER ? adoption_day : last_day(telling, period).days;
	int32_t day = period->start.days;

	do {
		situation.age_days = day - telling->story->child.born.days;
		situation.has_care_order = has_care_order(steps, day);
		add_place(steps, day, care_place_choose(telling->chance, &situation));
		day = day_of_work(telling->chance, day + care_place_days(telling->chance), day + STEP_MIN_DAYS).days;
	} while (day <= end - STEP_MIN_DAYS && steps->place_count < PLACE_STEPS_MAX - 1);
	if (adoption_day != DAYS_NEVER)
		add_place(steps, adoption_day, care_place_adoptive(telling->chance, situation.over_20_miles_percent));
}

static const char *ceased_code(struct chance *chance, enum care_exit exit)
{
	static const char *const codes[][5] = {
		[EXIT_NONE] = {NULL, NULL, NULL, NULL, NULL},
		[EXIT_HOME] = {"E4A", "E4A", "E4A", "E4B", "E4B"},
		[EXIT_ADOPTION] = {"E11", "E11", "E12", "E12", "E12"},
		[EXIT_GUARDIANSHIP] = {"E45", "E46", "E47", "E47", "E48"},
		[EXIT_ARRANGEMENT] = {"E41", "E41", "E41", "E41", "E41"},
		[EXIT_ADULT] = {"E5", "E6", "E7", "E17", "E17"},
		[EXIT_OTHER] = {"E8", "E8", "E8", "E13", "E3"},
	};

	return codes[exit][chance_below(chance, 5)];
}

static const char *change_code(struct chance *chance)
{
	static const char *const codes[] = {"CARPL", "CARPL", "CARPL", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE", "OTHER"};

	return codes[chance_below(chance, COUNT_OF(codes))];
}

/* The episodes of a period: one from each change, of either kind, to the next. */
static void tell_episodes(struct telling *telling, const struct care_period *period, enum care_exit exit, const struct steps *steps)
{
	struct care_story *story = telling->story;
	struct care_episode *episode = NULL;
	unsigned legal = 0, place = 0;

	while ((legal < steps->legal_count || place < steps->place_count) && story->episode_count < STORY_EPISODES_MAX) {
		int32_t next_legal = legal < steps->legal_count ? steps->legal[legal].since.days : DAYS_NEVER;
		int32_t next_place = place < steps->place_count ? steps->places[place].since.days : DAYS_NEVER;
		struct date day = {next_legal < next_place ? next_legal : next_place};
		bool new_place = next_place == day.days, new_legal = next_legal == day.days;

		if (episode != NULL) {
			episode->end = day;
			episode->reason_ceased = "X1";
			episode->reason_change = new_place ? change_code(telling->chance) : NULL;
		}
		legal += new_legal;
		place += new_place;
		char reason = new_place && new_legal ? 'B' : new_place ? 'P' : 'L';

		story->episodes[story->episode_count] = (struct care_episode){
			.start = day,
			.end = period->end,
			.reason_new = episode == NULL ? 'S' : reason,
			.legal_status = steps->legal[legal ? legal - 1 : 0].status,
			.place = steps->places[place ? place - 1 : 0].place,
		};
		episode = &story->episodes[story->episode_count++];
	}
	if (episode != NULL)
		episode->reason_ceased = ceased_code(telling->chance, exit);
}

/* The first within 20 working days, the second within three months, then every six; about one in sixteen late. */
static void tell_reviews(struct telling *telling, const struct care_period *period)
{
	struct care_story *story = telling->story;
	struct chance *chance = telling->chance;
	int32_t day = period->start.days + (int32_t)chance_between(chance, 16, 24), end = last_day(telling, period).days;

	for (unsigned i = 0; day < end && story->review_count < STORY_REVIEWS_MAX; i++) {
		story->reviews[story->review_count++] = day_of_work(chance, day, day + 2);
		day += i == 0 ? (int32_t)chance_between(chance, 70, 84) : (int32_t)chance_between(chance, 150, 176);
		if (chance_below(chance, 16) == 0)
			day += 30;
	}
}

static void tell_period(struct telling *telling, unsigned index)
{
	const struct care_period *period = &telling->story->periods[index];
	enum care_exit exit = telling->story->exits[index];
	struct steps steps = {0};
	int32_t adoption_day = DAYS_NEVER, order_day = DAYS_NEVER;

	if (exit == EXIT_ADOPTION) {
		adoption_day = period->end.days - (int32_t)chance_between(telling->chance, 130, 190);
		order_day = adoption_day - (int32_t)chance_between(telling->chance, 30, 60);
	}
	tell_legal(telling, period, exit, order_day, &steps);
	tell_places(telling, period, adoption_day, &steps);
	tell_episodes(telling, period, exit, &steps);
	tell_reviews(telling, period);
}

unsigned care_story_tell(const struct care_teller *teller, unsigned first, struct care_story *out)
{
	const struct care *care = teller->care;
	struct chance chance;
	struct telling telling = {.teller = teller, .story = out, .chance = &chance};
	unsigned next = first + 1;

	while (next < care->count && care->periods[next].child == care->periods[first].child)
		next++;
	INVARIANT(next - first <= STORY_PERIODS_MAX);
	out->periods = &care->periods[first];
	out->period_count = next - first;
	out->episode_count = 0;
	out->review_count = 0;
	child_chance(&chance, teller->seed, teller->council, CHILD_IN_CARE, care->periods[first].child, TOPIC_STORY);
	for (unsigned i = 0; i < out->period_count; i++)
		out->exits[i] = choose_exit(&chance, &out->periods[i], i + 1 == out->period_count);
	tell_child(&telling);
	out->need = "11111111112344455568"[chance_below(&chance, 20)];
	for (unsigned i = 0; i < out->period_count; i++)
		tell_period(&telling, i);
	return next;
}

struct date care_story_placed_for_adoption(const struct care_story *story)
{
	for (unsigned i = 0; i < story->episode_count; i++) {
		if (care_place_is_adoptive(&story->episodes[i].place))
			return story->episodes[i].start;
	}
	return (struct date){DAYS_NEVER};
}
