#include "agent/shell/progress.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A pseudo-terminal: what is written to `terminal` can be read from `other`. */
static int terminal_open(int *other)
{
	char name[64];
	int terminal;

	*other = posix_openpt(O_RDWR | O_NOCTTY);
	cr_assert_geq(*other, 0);
	cr_assert_eq(grantpt(*other), 0);
	cr_assert_eq(unlockpt(*other), 0);
	cr_assert_eq(ptsname_r(*other, name, sizeof(name)), 0);
	terminal = open(name, O_RDWR | O_NOCTTY);
	cr_assert_geq(terminal, 0);
	return terminal;
}

Test(progress, line)
{
	static const struct {
		uint64_t now_ms, rows, bytes, bytes_all;
		const char *line;
	} table[] = {
		{2000, 1234567, 85300000, 100000000, "file 3 of 11, 1234567 rows, 85.3 MB/s, 1 s left"},
		{2000, 1, 50000, 100000000, "file 3 of 11, 1 row, 0.0 MB/s, 33 min left"},
		{2000, 0, 0, 100000000, "file 3 of 11, 0 rows, 0.0 MB/s, 0 s left"},
		{11000, 7, 10000000, 120000000, "file 3 of 11, 7 rows, 1.0 MB/s, 110 s left"},
		{2000, 7, 2000, 1000, "file 3 of 11, 7 rows, 0.0 MB/s, 0 s left"},
		{1000, 7, 1000, 1000, "file 3 of 11, 7 rows, 1.0 MB/s, 0 s left"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct progress progress = {
			.started_ms = 1000, .file = 3, .files = 11, .rows = table[i].rows, .bytes = table[i].bytes, .bytes_all = table[i].bytes_all};
		char buffer[PROGRESS_LINE_SIZE];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		progress_put_line(&progress, table[i].now_ms, &text);
		cr_assert_str_eq(buffer, table[i].line);
	}
}

Test(progress, is_due_after_half_a_second_and_then_now_and_again)
{
	struct progress progress = {.descriptor = 2, .started_ms = 1000};

	cr_assert_not(progress_is_due(&progress, 1000));
	cr_assert_not(progress_is_due(&progress, 1000 + PROGRESS_AFTER_MS - 1));
	cr_assert(progress_is_due(&progress, 1000 + PROGRESS_AFTER_MS));
	progress.is_shown = true;
	progress.shown_ms = 1500;
	cr_assert_not(progress_is_due(&progress, 1500 + PROGRESS_EVERY_MS - 1));
	cr_assert(progress_is_due(&progress, 1500 + PROGRESS_EVERY_MS));
	progress.descriptor = -1;
	cr_assert_not(progress_is_due(&progress, 9000));
}

Test(progress, shows_on_a_terminal_and_leaves_nothing)
{
	int other, terminal = terminal_open(&other);
	char shown[256] = "";
	struct progress progress;
	ssize_t count;

	progress_begin(&progress, terminal, 2, 1000, 0);
	progress.file = 1;
	progress_show(&progress, PROGRESS_AFTER_MS - 1);
	progress_show(&progress, PROGRESS_AFTER_MS);
	progress_end(&progress);
	count = read(other, shown, sizeof(shown) - 1);
	cr_assert_gt(count, 0);
	cr_assert_str_eq(shown, "\r\x1b[Kfile 1 of 2, 0 rows, 0.0 MB/s, 0 s left\r\x1b[K");
	close(terminal);
	close(other);
}

Test(progress, a_file_or_a_pipe_is_no_terminal)
{
	struct progress progress;
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	progress_begin(&progress, ends[1], 2, 1000, 0);
	cr_assert_eq(progress.descriptor, -1);
	progress_show(&progress, 60000);
	progress_end(&progress);
	progress_begin(&progress, -1, 2, 1000, 0);
	cr_assert_eq(progress.descriptor, -1);
	close(ends[0]);
	close(ends[1]);
}
