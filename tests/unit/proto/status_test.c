#include "proto/status.h"

#include <criterion/criterion.h>

/* Numbers keep their meaning for ever: a row here may be added, never changed. */
static const struct {
	uint32_t number;
	const char *id;
} known_symbols[] = {{1, "c"}, {2, "z"}, {3, "x"}, {4, "u"}, {5, "k"}}, known_reasons[] = {
										{1, "posts_row_missing"},
										{2, "cell_empty"},
										{3, "cell_refused"},
										{4, "workers_table_missing"},
										{5, "posts_table_missing"},
										{6, "window_not_covered"},
										{7, "figures_not_trusted"},
										{8, "workers_table_empty"},
										{9, "files_contradict"},
										{10, "agency_rows_undated"},
										{11, "not_computed"},
										{50, "census_month_not_covered"},
										{51, "census_window_not_covered"},
										{52, "census_history_not_covered"},
										{53, "censuses_of_two_councils"},
										{80, "small_count"},
										{81, "protects_another"},
										{82, "breakdown_withheld"},
										{83, "count_suppressed"},
										{85, "withheld_since"},
};

enum { KNOWN_SYMBOLS = sizeof known_symbols / sizeof known_symbols[0], KNOWN_REASONS = sizeof known_reasons / sizeof known_reasons[0] };

Test(status, symbols_keep_their_numbers)
{
	for (unsigned i = 0; i < KNOWN_SYMBOLS; i++) {
		cr_assert(symbol_is_known(known_symbols[i].number));
		cr_assert_str_eq(symbol_text((enum symbol)known_symbols[i].number), known_symbols[i].id);
		cr_assert(strlen(symbol_meaning((enum symbol)known_symbols[i].number)) > 0);
	}
}

Test(status, no_symbol_beyond_the_vocabulary)
{
	const uint32_t strangers[] = {SYMBOL_NONE, KNOWN_SYMBOLS + 1, 255, UINT32_MAX};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
		cr_assert_not(symbol_is_known(strangers[i]), "%u", strangers[i]);
		cr_assert_null(symbol_text((enum symbol)strangers[i]));
		cr_assert_null(symbol_meaning((enum symbol)strangers[i]));
	}
}

Test(status, reasons_keep_their_numbers)
{
	for (unsigned i = 0; i < KNOWN_REASONS; i++) {
		cr_assert(reason_is_known(known_reasons[i].number));
		cr_assert_str_eq(reason_id(known_reasons[i].number), known_reasons[i].id);
		cr_assert(strlen(reason_sentence(known_reasons[i].number)) > 10);
	}
}

Test(status, no_reason_beyond_the_vocabulary)
{
	const uint32_t strangers[] = {REASON_NONE, 79, UINT16_MAX, UINT32_MAX};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
		cr_assert_not(reason_is_known(strangers[i]), "%u", strangers[i]);
		cr_assert_null(reason_id(strangers[i]));
		cr_assert_null(reason_sentence(strangers[i]));
	}
}

Test(status, ids_are_unique)
{
	for (unsigned i = 0; i < KNOWN_REASONS; i++) {
		for (unsigned j = i + 1; j < KNOWN_REASONS; j++)
			cr_assert_str_neq(reason_id(known_reasons[i].number), reason_id(known_reasons[j].number));
	}
}
