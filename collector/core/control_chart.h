/*
 * A control chart: the XmR chart of one indicator of a council, or of an area as a whole, month by month as its source comes: returns each month, releases
 * each year. Pure.
 */
#pragma once

#include "collector/core/question.h"
#include "collector/core/reporter.h"
#include "collector/core/xmr.h"
#include "common/arena.h"
#include "common/text.h"

enum {
	CONTROL_CHART_BASELINE = 24, /* the limits are those of so many first known readings, or of all while there are fewer */
	CONTROL_CHART_PHASES_MAX = 2,
};

struct control_chart {
	const struct indicator *indicator;
	const struct council *council; /* NULL: of the area as a whole */
	const struct area *area;       /* NULL: of a council */
	enum cube_source source;
	const char *notice;
	struct moment moment;             /* as known when */
	unsigned count;                   /* readings, the first one known; 0: there is none */
	const struct month *months;       /* of each reading, a step apart: a month, of releases a year */
	const struct reporter *reporters; /* of a council: who reports for it in each reading's month; NULL: of an area */
	const struct reporter *newest;    /* of the newest figure among them; NULL: of none */
	const struct xmr_reading *values; /* what the chart is made of: of a council the figures of the same councils as the newest one is of */
	struct xmr_mark *marks;
	/*
	 * Each reading shares eleven of its twelve months with the one before (returns of a sum over twelve months): they rise and fall together, so that no
	 * limit holds and nothing is judged.
	 */
	bool overlaps;
	bool has_correlation; /* of neighbouring months, as chart_grid.h has it, up to the chart's last month */
	double correlation;
	unsigned phase_count; /* 0 when nothing is judged */
	struct xmr_phase phases[CONTROL_CHART_PHASES_MAX];
};

/*
 * Of the question's indicator and source, of its council (figures of its own alone, not those that another council's record has) or, without one, its
 * area, from its first to its last month; a second phase with new limits begins with its `since` month. In the arena. ERROR_INVALID, with a sentence:
 * neither a council nor an area, or months that end before they begin; ERROR_LIMIT: more readings than a chart takes; ERROR_NO_MEMORY, and the cube's
 * errors.
 */
enum error control_chart_make(const struct background *background, const struct question *question, struct arena *arena, struct control_chart *out,
			      struct problem *problem) MUST_CHECK;
/* The patterns that the last reading completes or continues (xmr_mark.completes); 0 when it is missing, or nothing is judged. */
unsigned control_chart_signals(const struct control_chart *chart);
/* "outside_high", "run_low", ... of one bit of an xmr_mark; static storage. */
const char *control_chart_rule_id(unsigned bit);
/* Whether the pattern is one of high, or rising, readings. */
bool control_chart_rule_is_high(unsigned bit);
enum { CONTROL_CHART_RULES = 8 };
/* Why a figure that is there is no reading; NULL where it is one, or there is none. Static storage. */
const char *control_chart_left_out(const struct control_chart *chart, unsigned index);
/* Whether neighbouring months have so much in common that early warnings read no chart: its marks are met often without anything having happened. */
bool control_chart_is_slow(const struct control_chart *chart);
/* The phase whose limits and marks may be shown: the first one, where it is judged and the chart is not slow; NULL: there is none. */
const struct xmr_phase *control_chart_judged(const struct control_chart *chart);
/* Why the whole chart is not judged, or how little its marks say; NULL where there is nothing to say. Static storage. */
const char *control_chart_sentence(const struct control_chart *chart);
/* Why the phase is not judged, or has no limits; NULL where all is judged. Static storage. */
const char *control_chart_phase_sentence(const struct xmr_phase *phase);

/* Makes and writes it: an answer of answers.c. ERROR_INVALID as well: of a council and of an area. */
enum error control_chart_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				struct problem *problem) MUST_CHECK;
void control_chart_write_json(const struct control_chart *chart, struct text *text);
