#include "deploy/demo_data/care_build.h"

#include "deploy/demo_data/days.h"

enum {
	STREAM_OF_CARE = 20000, /* added to the council's code, so that its workers' chance is another one */
	STAY_MAX_DAYS = 6 * DAYS_A_YEAR,
	UNACCOMPANIED_STAY_MAX_DAYS = 2 * DAYS_A_YEAR,
	EDGE_DAYS = 2, /* nothing happens next to a 31 March */
	STAY_MIN_DAYS = 7,
	ROLL_MAX = 4096,
	STEP = 7919, /* a prime above ROLL_MAX */
};

/* Who is looked after: the indexes of the periods that have not ended. */
struct roll {
	struct care *care;
	struct chance *chance;
	unsigned count;
	unsigned periods[ROLL_MAX];
};

static struct care_period *roll_period(const struct roll *roll, unsigned place)
{
	return &roll->care->periods[roll->periods[place]];
}

static void roll_add(struct roll *roll, const struct care_period *period)
{
	if (roll->count == ROLL_MAX) {
		roll->care->error = ERROR_LIMIT;
		return;
	}
	roll->periods[roll->count++] = care_add(roll->care, period);
}

static struct care_period new_period(const struct roll *roll, struct date start, bool is_unaccompanied)
{
	return (struct care_period){.child = ++roll->care->child_count, .start = start, .end = {DAYS_NEVER}, .is_unaccompanied = is_unaccompanied};
}

/* A start before the course begins: more of them came lately than long ago. */
static struct date earlier_start(struct chance *chance, struct date eve, bool is_unaccompanied)
{
	int32_t stay_max = is_unaccompanied ? UNACCOMPANIED_STAY_MAX_DAYS : STAY_MAX_DAYS;
	int32_t stay = (int32_t)chance_between(chance, EDGE_DAYS, stay_max), other = (int32_t)chance_between(chance, EDGE_DAYS, stay_max);
	int32_t start = eve.days - (stay < other ? stay : other);

	return day_of_work(chance, start - 6, start);
}

/* The children who can be taken over, and which of them is next. */
struct inheritance {
	unsigned count, taken;
	struct date starts[ROLL_MAX];
};

/* As good as shuffled, and the same for both heirs, who take from either end: a step through the list that meets each once. */
static void inherit(const struct care_heritage *heritage, struct date eve, bool is_unaccompanied, struct inheritance *out)
{
	unsigned eligible = 0;

	out->count = 0;
	out->taken = 0;
	for (unsigned i = 0; heritage && i < heritage->care->count; i++) {
		const struct care_period *period = &heritage->care->periods[i];

		eligible += care_period_holds(period, eve) && period->is_unaccompanied == is_unaccompanied;
	}
	INVARIANT(eligible <= ROLL_MAX); /* a roll had room for them, and the step meets each of so many once */
	for (unsigned i = 0, place = 0; eligible > 0 && i < heritage->care->count; i++) {
		const struct care_period *period = &heritage->care->periods[i];

		if (!care_period_holds(period, eve) || period->is_unaccompanied != is_unaccompanied)
			continue;
		place = (place + STEP) % eligible;
		out->starts[place] = period->start;
		out->count++;
	}
	if (heritage && heritage->turn == 1) {
		for (unsigned i = 0; i < out->count / 2; i++) {
			struct date start = out->starts[i];

			out->starts[i] = out->starts[out->count - 1 - i];
			out->starts[out->count - 1 - i] = start;
		}
	}
}

static void open_with(struct roll *roll, const struct care_heritage *heritage, struct date eve, int32_t children, bool is_unaccompanied)
{
	struct inheritance inheritance;

	inherit(heritage, eve, is_unaccompanied, &inheritance);
	for (int32_t i = 0; i < children; i++) {
		struct date start = inheritance.taken < inheritance.count ? inheritance.starts[inheritance.taken++]
									  : earlier_start(roll->chance, eve, is_unaccompanied);
		struct care_period period = new_period(roll, start, is_unaccompanied);

		roll_add(roll, &period);
	}
}

/* Anybody of those who were there on `eve`: the unaccompanied come grown up, so that the one who came first goes first. ROLL_MAX: nobody. */
static unsigned pick(const struct roll *roll, struct date eve, bool is_unaccompanied)
{
	unsigned first = roll->count ? (unsigned)chance_below(roll->chance, roll->count) : 0, chosen = ROLL_MAX;

	for (unsigned i = 0; i < roll->count; i++) {
		unsigned place = (first + i) % roll->count;
		const struct care_period *period = roll_period(roll, place);

		if (period->is_unaccompanied != is_unaccompanied || period->start.days > eve.days)
			continue;
		if (!is_unaccompanied)
			return place;
		if (chosen == ROLL_MAX || period->start.days < roll_period(roll, chosen)->start.days)
			chosen = place;
	}
	return chosen;
}

/* Takes one off the roll; the period's index. */
static unsigned strike(struct roll *roll, unsigned place)
{
	unsigned index = roll->periods[place];

	roll->periods[place] = roll->periods[--roll->count];
	return index;
}

/* Three days of a year, in order and well apart: for those who go to and fro. */
static void three_days(struct chance *chance, const struct care_year *year, struct date days[static 3])
{
	int32_t eve = year->eve.days;

	days[0] = day_of_work(chance, eve + EDGE_DAYS, eve + 110);
	days[1] = day_of_work(chance, eve + 130, eve + 220);
	days[2] = day_of_work(chance, eve + 240, year->last.days - EDGE_DAYS);
}

static void leave(struct roll *roll, const struct care_year *year, bool is_unaccompanied, bool returns)
{
	unsigned place = pick(roll, year->eve, is_unaccompanied);
	struct date days[3];

	if (place == ROLL_MAX)
		return;
	struct care_period *period = &roll->care->periods[strike(roll, place)];

	if (!returns) {
		period->end = day_of_work(roll->chance, year->eve.days + EDGE_DAYS, year->last.days - EDGE_DAYS);
		return;
	}
	three_days(roll->chance, year, days);
	period->end = days[0];
	period->is_settled = true;
	struct care_period again = *period;

	again.start = days[1];
	again.end = days[2];
	(void)care_add(roll->care, &again);
}

/* Started, ceased, and back at the end of the year. */
static void come_again(struct roll *roll, const struct care_year *year)
{
	struct date days[3];

	three_days(roll->chance, year, days);
	struct care_period period = new_period(roll, days[0], false);

	period.end = days[1];
	period.is_settled = true;
	(void)care_add(roll->care, &period);
	period.start = days[2];
	period.end = (struct date){DAYS_NEVER};
	period.is_settled = false; /* of later years it is like any other */
	roll_add(roll, &period);
}

static void pass_through(struct roll *roll, const struct care_year *year)
{
	struct date start = day_of_work(roll->chance, year->eve.days + EDGE_DAYS, year->last.days - 60);
	struct care_period period = new_period(roll, start, false);

	period.end = day_of_work(roll->chance, start.days + STAY_MIN_DAYS, year->last.days - EDGE_DAYS);
	(void)care_add(roll->care, &period);
}

static void begin(struct roll *roll, const struct care_year *year, bool is_unaccompanied)
{
	struct date start = day_of_work(roll->chance, year->eve.days + EDGE_DAYS, year->last.days - EDGE_DAYS);
	struct care_period period = new_period(roll, start, is_unaccompanied);

	roll_add(roll, &period);
}

static void live_through(struct roll *roll, const struct care_year *year)
{
	for (int32_t i = 0; i < year->gone; i++)
		leave(roll, year, i < year->unaccompanied_gone, false);
	for (int32_t i = 0; i < year->again_out; i++)
		leave(roll, year, false, true);
	for (int32_t i = 0; i < year->passing; i++)
		pass_through(roll, year);
	for (int32_t i = 0; i < year->again_in; i++)
		come_again(roll, year);
	for (int32_t i = 0; i < year->new; i++)
		begin(roll, year, i < year->unaccompanied_new);
}

/* Moves the ends of those who leave in the year over the date, either way, until as many are looked after on it as were reported. */
static void meet(struct roll *roll, const struct care_year *year, const struct children_checkpoint *checkpoint)
{
	struct care *care = roll->care;
	int32_t date = checkpoint->date.days;
	int32_t excess = (int32_t)care_at(care, checkpoint->date, false) - checkpoint->value;

	for (unsigned i = 0; i < care->count && excess != 0; i++) {
		struct care_period *period = &care->periods[i];
		bool is_late = period->end.days > date;

		if (period->is_settled || period->start.days > year->eve.days || period->end.days <= year->eve.days ||
		    period->end.days > year->last.days)
			continue;
		if (is_late && excess > 0) {
			period->end = day_of_work(roll->chance, year->eve.days + EDGE_DAYS, date - EDGE_DAYS);
			excess--;
		} else if (!is_late && excess < 0) {
			period->end = day_of_work(roll->chance, date + EDGE_DAYS, year->last.days - EDGE_DAYS);
			excess++;
		}
	}
}

enum error care_build(const struct children_council *council, const struct care_course *course, const struct care_heritage *heritage, uint64_t seed,
		      struct care *care)
{
	struct chance chance;
	struct roll roll = {.care = care, .chance = &chance};

	chance_init(&chance, seed, (uint64_t)council->code + STREAM_OF_CARE);
	open_with(&roll, heritage, course->years[0].eve, course->opening_unaccompanied, true);
	open_with(&roll, heritage, course->years[0].eve, course->opening - course->opening_unaccompanied, false);
	for (unsigned y = 0; y < course->count; y++) {
		const struct care_year *year = &course->years[y];

		live_through(&roll, year);
		for (unsigned i = 0; i < council->checkpoint_count; i++) {
			const struct children_checkpoint *checkpoint = &council->checkpoints[i];

			if (checkpoint->measure == CHILDREN_CLA && checkpoint->date.days > year->eve.days && checkpoint->date.days < year->last.days)
				meet(&roll, year, checkpoint);
		}
	}
	care_sort(care);
	return care->error;
}
