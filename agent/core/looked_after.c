#include "agent/core/looked_after.h"

#include "agent/core/care_check.h"
#include "agent/core/care_merge.h"
#include "agent/core/care_store.h"
#include "agent/core/care_tally.h"
#include "agent/core/care_years.h"
#include "agent/core/workforce.h"
#include "common/memory.h"
#include "proto/catalogue.h"

enum { MONTHS_PER_YEAR = 12, LONG_TERM_MONTHS = 30, PERCENT = 100 };

struct looked_after {
	struct care_store *store; /* owned */
	struct care_years years;
	bool is_closed;
};

struct looked_after *looked_after_new(size_t budget_bytes)
{
	struct looked_after *part = memory_new(1, sizeof(*part));

	if (!part)
		return NULL;
	part->store = care_store_new(budget_bytes);
	if (!part->store) {
		memory_free(part);
		return NULL;
	}
	return part;
}

void looked_after_free(struct looked_after *part)
{
	if (!part)
		return;
	care_store_free(part->store);
	memory_free(part);
}

struct care_store *looked_after_store(struct looked_after *part)
{
	INVARIANT(!part->is_closed);
	return part->store;
}

void looked_after_forget_file(struct looked_after *part, uint8_t file)
{
	INVARIANT(!part->is_closed);
	care_store_forget_file(part->store, file);
}

enum error looked_after_close(struct looked_after *part, struct findings *findings)
{
	if (part->is_closed)
		return ERROR_NONE;
	part->years = care_years_settle(part->store);
	care_merge(part->store, &part->years, findings);
	care_check(part->store, &part->years, findings);
	part->is_closed = true;
	return ERROR_NONE;
}

static bool is_of_return(const struct care_file *file)
{
	for (unsigned kind = 0; kind < CARE_KINDS_COUNT; kind++)
		if (file->has[kind])
			return true;
	return file->is_set;
}

struct row_counts {
	uint64_t read, refused;
};

static struct row_counts rows_of(const struct looked_after *part, enum care_kind kind)
{
	struct row_counts counts = {0, 0};

	for (unsigned i = 0; i < CARE_FILES_MAX; i++) {
		counts.read += care_store_file_view(part->store, (uint8_t)i)->rows_read[kind];
		counts.refused += care_store_file_view(part->store, (uint8_t)i)->rows_refused[kind];
	}
	return counts;
}

/* Refused rows are children that the figures miss: the same share as in the workforce carries a council over a quartile. */
static enum reason trust_obstacle(const struct looked_after *part, enum care_kind kind)
{
	struct row_counts counts = rows_of(part, kind);

	return counts.refused * PERCENT > (counts.read + counts.refused) * REFUSED_ROWS_PERCENT_MAX ? REASON_FIGURES_NOT_TRUSTED : REASON_NONE;
}

static enum reason episodes_obstacle(const struct looked_after *part)
{
	struct row_counts counts = rows_of(part, CARE_EPISODE);
	bool has_files = false, has_other_council = false, has_left_out = false;

	for (unsigned i = 0; i < CARE_FILES_MAX; i++) {
		const struct care_file *file = care_store_file_view(part->store, (uint8_t)i);

		has_files |= is_of_return(file);
		has_other_council |= file->has_other_council;
		has_left_out |= file->has_left_out;
	}
	if (!has_files)
		return REASON_FILES_MISSING;
	if (has_other_council)
		return REASON_SEVERAL_COUNCILS;
	if (counts.read + counts.refused)
		return trust_obstacle(part, CARE_EPISODE);
	return has_left_out ? REASON_ANOTHER_COUNCIL : REASON_EPISODES_TABLE_MISSING;
}

enum reason looked_after_obstacle(const struct looked_after *part, struct month month)
{
	enum reason reason = episodes_obstacle(part);

	INVARIANT(part->is_closed);
	if (!reason && !care_years_cover(&part->years, month))
		reason = REASON_CARE_MONTH_NOT_COVERED;
	return reason;
}

bool looked_after_months(const struct looked_after *part, struct month *first, struct month *last)
{
	INVARIANT(part->is_closed);
	if (episodes_obstacle(part) == REASON_SEVERAL_COUNCILS)
		return false;
	return care_years_span(&part->years, first, last);
}

/* What a measure needs of the files, beyond the month itself. */
enum need {
	NEED_MONTH,
	NEED_YEAR,
	NEED_HISTORY,
	NEED_DISTANCE,
	NEED_UASC,
	NEED_REVIEWS,
	NEED_WORKERS,
	NEED_MISSING_MONTH,
	NEED_MISSING_YEAR,
	NEED_LEAVERS,
	NEEDS_COUNT,
};

/* Ascending, each up to the next one's first. Of flows, which alternate, the need over the month. */
static const struct {
	enum measure_number first;
	enum need need;
} needs[] = {
	{MEASURE_CLA, NEED_MONTH},
	{MEASURE_CLA_WITHIN_20_MILES, NEED_DISTANCE},
	{MEASURE_CLA_UNACCOMPANIED, NEED_UASC},
	{MEASURE_CLA_THREE_PLACEMENTS, NEED_YEAR},
	{MEASURE_CLA_NOT_LONG_TERM, NEED_HISTORY},
	{MEASURE_CLA_REVIEW_NOT_DUE, NEED_REVIEWS},
	{MEASURE_CLA_THREE_SOCIAL_WORKERS, NEED_WORKERS},
	{MEASURE_CLA_STARTED_MONTH, NEED_MONTH},
	{MEASURE_CLA_MISSING_MONTH, NEED_MISSING_MONTH},
	{MEASURE_CLA_ANY_12M, NEED_MONTH},
	{MEASURE_CLA_MISSING_12M, NEED_MISSING_MONTH},
	{MEASURE_CARE_LEAVERS_19_TO_21_12M, NEED_LEAVERS},
};

static enum need need_of(const struct measure *measure)
{
	enum need need = NEED_MONTH;

	for (unsigned i = 0; i < sizeof(needs) / sizeof(needs[0]) && measure->number >= (uint16_t)needs[i].first; i++)
		need = needs[i].need;
	if (measure->window == WINDOW_12M && need == NEED_MONTH)
		return NEED_YEAR;
	if (measure->window == WINDOW_12M && need == NEED_MISSING_MONTH)
		return NEED_MISSING_YEAR;
	return need;
}

static enum reason reason_unless(bool is_there, enum reason reason)
{
	return is_there ? REASON_NONE : reason;
}

static enum reason first_of(enum reason a, enum reason b)
{
	return a ? a : b;
}

/* Why the rows of a kind do not tell the `months` months that end with this one, beyond `base`. */
static enum reason table_obstacle(const struct looked_after *part, enum care_kind kind, struct month month, int months, enum reason base,
				  enum reason missing)
{
	enum reason reason = first_of(base, trust_obstacle(part, kind));

	return first_of(reason, reason_unless(care_years_have(&part->years, kind, month, months), missing));
}

static void obstacles_find(const struct looked_after *part, struct month month, const struct care_tally *tally, enum reason out[static NEEDS_COUNT])
{
	const struct care_years *years = &part->years;
	bool has_births = tally->without_birth * PERCENT <= tally->counts[0] * REFUSED_ROWS_PERCENT_MAX;
	enum reason stock = looked_after_obstacle(part, month);
	enum reason year = first_of(stock, reason_unless(care_years_cover_window(years, month, MONTHS_PER_YEAR), REASON_CARE_WINDOW_NOT_COVERED));

	out[NEED_MONTH] = stock;
	out[NEED_YEAR] = year;
	out[NEED_HISTORY] = first_of(stock, reason_unless(care_years_cover_window(years, month, LONG_TERM_MONTHS), REASON_CARE_HISTORY_TOO_SHORT));
	out[NEED_HISTORY] = first_of(out[NEED_HISTORY], reason_unless(has_births, REASON_BIRTH_DATES_MISSING));
	out[NEED_DISTANCE] = first_of(stock, reason_unless(years->has_distance[care_year_of_month(month)], REASON_DISTANCE_MISSING));
	out[NEED_UASC] = table_obstacle(part, CARE_UNACCOMPANIED, month, 1, stock, REASON_UASC_TABLE_MISSING);
	out[NEED_REVIEWS] = table_obstacle(part, CARE_REVIEW, month, MONTHS_PER_YEAR, year, REASON_REVIEWS_TABLE_MISSING);
	out[NEED_WORKERS] = table_obstacle(part, CARE_SOCIAL_WORKER, month, MONTHS_PER_YEAR, year, REASON_SOCIAL_WORKERS_TABLE_MISSING);
	out[NEED_MISSING_MONTH] = table_obstacle(part, CARE_MISSING, month, 1, stock, REASON_MISSING_TABLE_MISSING);
	out[NEED_MISSING_YEAR] = table_obstacle(part, CARE_MISSING, month, MONTHS_PER_YEAR, year, REASON_MISSING_TABLE_MISSING);
	out[NEED_LEAVERS] = table_obstacle(part, CARE_LEAVER, month, MONTHS_PER_YEAR, year, REASON_CARE_LEAVERS_TABLE_MISSING);
}

/* Days since a start that is not in the files cannot be counted. */
static enum reason starts_obstacle(const struct measure *measure, const struct care_tally *tally)
{
	bool is_unknown = (measure->number == MEASURE_DAYS_TO_ADOPTION_PLACEMENT_MONTH && tally->adopted_without_start[0]) ||
			  (measure->number == MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M && tally->adopted_without_start[1]);

	return is_unknown ? REASON_CARE_STARTS_UNKNOWN : REASON_NONE;
}

void looked_after_measure(const struct looked_after *part, struct month month, struct sheet *sheet)
{
	enum reason reasons[NEEDS_COUNT];
	struct care_tally tally = {.without_birth = 0};
	struct care_dates dates;

	INVARIANT(part->is_closed);
	if (care_dates_of(&part->years, month, &dates))
		tally = care_tally_count(part->store, &dates);
	obstacles_find(part, month, &tally, reasons);
	for (unsigned i = 0; i < catalogue_sent_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);
		enum reason reason;

		if (measure->topic != TOPIC_LOOKED_AFTER)
			continue;
		reason = first_of(reasons[need_of(measure)], starts_obstacle(measure, &tally));
		if (reason)
			sheet_lack(sheet, (enum measure_number)measure->number, SYMBOL_X, reason);
		else
			sheet_put(sheet, (enum measure_number)measure->number, tally.counts[measure->number - CARE_MEASURES_FIRST]);
	}
}
