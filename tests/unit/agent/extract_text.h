/* Extracts written as text in a test, read by the reading that the agent uses. */
#pragma once

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "agent/core/reading.h"

enum { TEST_BUDGET_BYTES = 8 << 20 };

#define WORKERS_HEADER "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\n"
#define POSTS_HEADER   "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n"

static inline enum error extract_try(struct reading *reading, const char *name, struct slice bytes, size_t split)
{
	size_t first = split < bytes.size ? split : bytes.size;
	enum error error = reading_file_begin(reading, slice_from_text(name));

	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data, first));
	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data + first, bytes.size - first));
	return error ? error : reading_file_end(reading);
}

static inline void extract_read_bytes(struct reading *reading, const char *name, struct slice bytes)
{
	cr_assert_eq(extract_try(reading, name, bytes, bytes.size), ERROR_NONE);
}

static inline void extract_read(struct reading *reading, const char *name, const char *text)
{
	extract_read_bytes(reading, name, slice_from_text(text));
}

static inline struct reading *extract_reading_new(void)
{
	struct reading *reading = reading_new(TEST_BUDGET_BYTES);

	cr_assert_not_null(reading);
	return reading;
}

/* The report of the file that was read last. */
static inline const struct file_report *extract_last_report(const struct reading *reading)
{
	return reading_file_at(reading, reading_file_count(reading) - 1);
}

/* Twelve months of posts rows and more, October 2018 to September 2021, all with the same figures. */
static inline void extract_read_posts(struct reading *reading)
{
	char text[8192] = POSTS_HEADER;
	size_t size = strlen(text);

	for (int index = 0; index < 36; index++) {
		int year = 2018 + (9 + index) / 12, number = (9 + index) % 12 + 1;

		size += (size_t)snprintf(text + size, sizeof(text) - size, "%d-%02d,35,20.5,21,2500,150.25,1200.5\n", year, number);
	}
	extract_read(reading, "posts.csv", text);
}
