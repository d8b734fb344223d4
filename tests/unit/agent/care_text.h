/* SSDA903 tables written as text in a test, read by the reading that the agent uses; figures asked for by their ids. */
#pragma once

#include "agent/core/looked_after.h"
#include "agent/core/sheet.h"
#include "proto/catalogue.h"
#include "tests/unit/agent/extract_text.h"

#define EPISODES_HEADER       "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define CHILDREN_HEADER       "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define REVIEWS_HEADER        "CHILD,DOB,REVIEW,REVIEW_CODE\n"
#define UASC_HEADER           "CHILD,SEX,DOB,DUC\n"
#define LEAVERS_HEADER        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"
#define PLACED_HEADER         "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
#define MISSING_HEADER        "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
#define SOCIAL_WORKERS_HEADER "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"

enum { CARE_TEXT_MAX = 16384, CARE_MEASURES_ROOM = 1024 };

/* A table of the header and the rows. */
static inline void care_read(struct reading *reading, const char *header, const char *rows)
{
	char text[CARE_TEXT_MAX];

	cr_assert_lt(snprintf(text, sizeof(text), "%s%s", header, rows), CARE_TEXT_MAX);
	extract_read(reading, "table.csv", text);
}

static inline struct reading *care_reading(const char *episodes)
{
	struct reading *reading = extract_reading_new();

	care_read(reading, EPISODES_HEADER, episodes);
	return reading;
}

static inline struct return_measure care_measure(struct reading *reading, struct month month, const char *id)
{
	static struct return_measure measures[CARE_MEASURES_ROOM];
	const struct measure *measure = catalogue_measure_find(slice_from_text(id));
	struct sheet sheet;

	cr_assert_not_null(measure, "%s", id);
	sheet_init(&sheet, measures, CARE_MEASURES_ROOM);
	looked_after_measure(reading_register(reading)->looked_after, month, &sheet);
	return *sheet_at(&sheet, (enum measure_number)measure->number);
}

static inline void care_expect(struct reading *reading, struct month month, const char *id, int64_t value, const char *what)
{
	struct return_measure measure = care_measure(reading, month, id);

	cr_assert_eq(measure.symbol, SYMBOL_NONE, "%s: %s is not there, for reason %u", what, id, measure.reason);
	cr_assert_eq(measure.value, value, "%s: %s is %lld, not %lld", what, id, (long long)measure.value, (long long)value);
}

static inline void care_expect_x(struct reading *reading, struct month month, const char *id, enum reason reason)
{
	struct return_measure measure = care_measure(reading, month, id);

	cr_assert_eq(measure.symbol, SYMBOL_X, "%s", id);
	cr_assert_eq(measure.reason, reason, "%s: %u", id, measure.reason);
}

static inline uint64_t care_findings(struct reading *reading, enum rule rule)
{
	return findings_count(reading_register(reading)->findings, rule);
}
