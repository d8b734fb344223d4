#include "collector/pages/region_reports.h"

#include "collector/pages/council_path.h"

/* What the style has for a state: its frame is dark where somebody has to act. */
static const char *look_of(enum reporting_state state)
{
	static const char *const looks[REPORTING_STATES] = {
		[REPORTING_REFUSED] = "refused",
		[REPORTING_NOT_REGISTERED] = "missing",
		[REPORTING_PASSED_OVER] = "held",
		[REPORTING_OVERDUE] = "late",
		[REPORTING_DUE] = "due",
		[REPORTING_UNCHANGED] = "unchanged",
		[REPORTING_CORRECTED] = "reported",
		[REPORTING_LATE] = "reported",
		[REPORTING_IN_TIME] = "reported",
	};

	return looks[state];
}

static struct region_report report_of(const struct page_request *request, struct composer *composer, const struct reporting *reporting,
				      const struct reporting_row *row)
{
	struct region_report report = {.look = look_of(row->state), .state = reporting_state_label(row->state)};
	struct text *text = composer_begin(composer);

	reporting_put_what(text, reporting, row);
	text_put_char(text, ' ');
	reporting_put_next(text, row);
	report.words = composer_end(composer);
	report.who = row->joint ? composer_join(composer, row->council->name, " / ", row->joint->name) : row->council->name;
	report.path = council_path(composer, request, row->council);
	return report;
}

void region_reports_make(struct region_view *view, const struct page_request *request, struct composer *composer, const struct reporting *reporting)
{
	unsigned wanted = reporting->is_before_returns ? 0 : reporting->expected - reporting->counts[REPORTING_IN_TIME];
	unsigned count = wanted < REGION_REPORTS_MAX ? wanted : REGION_REPORTS_MAX;

	view->reports = composer_take(composer, count, sizeof *view->reports);
	for (unsigned index = 0; index < count && !composer->error; index++)
		view->reports[view->reports_count++] = report_of(request, composer, reporting, &reporting->rows[index]);
	if (wanted > count)
		view->reports_more = composer_join(composer, "And ", composer_count(composer, wanted - count), " more: the table has all of them.");
}
