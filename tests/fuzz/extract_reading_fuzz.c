/* The whole reading of arbitrary bytes as a file, cut at an input-dependent place, next to a sound posts table; then the month's measures. */
#include "tests/fuzz/reading_checks.h"

static const char posts[] = "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n"
			    "2021-09,35,20.5,21,2500,150.25,1200.5\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading *reading = reading_new(FUZZ_BUDGET_BYTES);
	enum error error;

	if (!reading)
		return 0;
	error = fuzz_file_read(reading, "fuzz.csv", slice_from(data, size), fuzz_cut(data, size));
	if (!error) {
		fuzz_report_check(reading_file_at(reading, 0));
		error = fuzz_file_read(reading, "posts.csv", slice_from(posts, sizeof(posts) - 1), 0);
	}
	fuzz_error_check(error);
	if (!error)
		fuzz_measures_check(reading_register(reading), month_from(2021, 9));
	reading_free(reading);
	return 0;
}
