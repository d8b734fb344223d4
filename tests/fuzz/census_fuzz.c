/* Arbitrary bytes as the workers of a workforce census, beside another year's census and a posts table of the same month; then the months' measures. */
#include <string.h>

#include "tests/fuzz/reading_checks.h"

enum { CONTENT_MAX = 16 << 10 };

static const char head[] = "<Message><Header><ReferenceDate>2021-09-30</ReferenceDate></Header>";
static const char tail[] = "</Message>";
static const char earlier[] =
	"<Message><Header><ReferenceDate>2020-09-30</ReferenceDate></Header><CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SYNTH1</SWENo>"
	"<FTE>0.8</FTE><RoleStartDate>2019-01-01</RoleStartDate><Cases30>10</Cases30></CSWWWorker></Message>";
static const char posts[] = "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n"
			    "2021-09,35,20.5,21,2500,150.25,1200.5\n";

static enum error text_read(struct reading *reading, const char *text)
{
	return fuzz_file_read(reading, "sound", slice_from_text(text), 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t whole[sizeof(head) + CONTENT_MAX + sizeof(tail)];
	const size_t head_size = sizeof(head) - 1, tail_size = sizeof(tail) - 1;
	struct reading *reading = reading_new(FUZZ_BUDGET_BYTES);
	enum error error;

	if (!reading)
		return 0;
	size = size < CONTENT_MAX ? size : CONTENT_MAX;
	memcpy(whole, head, head_size);
	if (size)
		memcpy(whole + head_size, data, size);
	memcpy(whole + head_size + size, tail, tail_size);
	error = fuzz_file_read(reading, "fuzz.xml", slice_from(whole, head_size + size + tail_size), fuzz_cut(data, size));
	if (!error) {
		fuzz_report_check(reading_file_at(reading, 0));
		error = text_read(reading, earlier);
	}
	/* Half of the inputs stand beside the tables, whose figures go before theirs. */
	if (!error && size % 2)
		error = text_read(reading, posts);
	fuzz_error_check(error);
	if (!error) {
		fuzz_measures_check(reading_register(reading), month_from(2021, 9));
		fuzz_measures_check(reading_register(reading), month_from(2020, 9));
	}
	reading_free(reading);
	return 0;
}
