#include "common/log.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/month.h"

/* Standard error as a pipe: what is logged is read back. */
struct capture {
	int ends[2];
	int stderr_before;
	char said[8192];
	size_t size;
};

static void capture_begin(struct capture *capture)
{
	memset(capture, 0, sizeof(*capture));
	cr_assert_eq(pipe(capture->ends), 0);
	capture->stderr_before = dup(STDERR_FILENO);
	cr_assert_eq(dup2(capture->ends[1], STDERR_FILENO), STDERR_FILENO);
	close(capture->ends[1]);
}

static void capture_end(struct capture *capture)
{
	ssize_t got;

	cr_assert_eq(dup2(capture->stderr_before, STDERR_FILENO), STDERR_FILENO);
	close(capture->stderr_before);
	while ((got = read(capture->ends[0], capture->said + capture->size, sizeof(capture->said) - 1 - capture->size)) > 0)
		capture->size += (size_t)got;
	close(capture->ends[0]);
}

enum { TIME_SIZE = 20 };

Test(log, a_line_is_time_level_area_and_message)
{
	struct capture capture;
	int64_t before = time(NULL);
	int64_t logged;

	capture_begin(&capture);
	log_line(LOG_INFO, "link", "connected to port %d", 4711);
	capture_end(&capture);
	cr_assert_str_eq(capture.said + TIME_SIZE, " info  link: connected to port 4711\n");
	cr_assert_eq(time_parse(slice_from(capture.said, TIME_SIZE), &logged), ERROR_NONE);
	cr_assert_geq(logged, before);
	cr_assert_leq(logged, time(NULL));
}

Test(log, levels_below_the_lowest_are_dropped)
{
	struct capture capture;

	capture_begin(&capture);
	log_line(LOG_DEBUG, "a", "not by default");
	log_set_level(LOG_WARNING);
	log_line(LOG_INFO, "a", "not any more");
	log_line(LOG_WARNING, "a", "one");
	log_line(LOG_ERROR, "a", "two");
	log_set_level(LOG_DEBUG);
	log_line(LOG_DEBUG, "a", "three");
	capture_end(&capture);
	cr_assert_not_null(strstr(capture.said, " warn  a: one\n"));
	cr_assert_not_null(strstr(capture.said, " error a: two\n"));
	cr_assert_not_null(strstr(capture.said, " debug a: three\n"));
	cr_assert_null(strstr(capture.said, "not"));
}

Test(log, control_characters_cannot_forge_a_line_or_steer_a_terminal)
{
	struct capture capture;

	capture_begin(&capture);
	log_line(LOG_INFO, "li\nnk", "%s", "a\nb\tc\x1b[31m\x7f\xc2\x9b\xc2\xa3\r\xc2");
	capture_end(&capture);
	cr_assert_str_eq(capture.said + TIME_SIZE, " info  li?nk: a?b?c?[31m???\xc2\xa3?\xc2\n");
}

Test(log, the_last_controls_and_the_first_that_is_none)
{
	struct capture capture;

	capture_begin(&capture);
	log_line(LOG_INFO, "a", "%s", "\x1f \xc2\x80\xc2\x9f\xc2\xa0\xc3\x80");
	capture_end(&capture);
	cr_assert_str_eq(capture.said + TIME_SIZE, " info  a: ? ????\xc2\xa0\xc3\x80\n");
}

Test(log, an_empty_message_is_a_line)
{
	struct capture capture;

	capture_begin(&capture);
	log_line(LOG_INFO, "a", "%s", "");
	capture_end(&capture);
	cr_assert_str_eq(capture.said + TIME_SIZE, " info  a: \n");
}

Test(log, a_long_message_is_cut_to_one_line)
{
	struct capture capture;
	char message[3000];

	memset(message, 'x', sizeof(message) - 1);
	message[sizeof(message) - 1] = '\0';
	capture_begin(&capture);
	log_line(LOG_INFO, "a", "%s", message);
	log_line(LOG_INFO, message, "%s", message);
	log_line(LOG_INFO, "b", "%s", "next");
	capture_end(&capture);
	cr_assert_eq(strspn(capture.said + TIME_SIZE + strlen(" info  a: "), "x"), 1000);
	cr_assert_not_null(strstr(capture.said, " info  b: next\n"));
	cr_assert_eq(capture.said[capture.size - 1], '\n');
}

Test(log, errno_survives)
{
	struct capture capture;

	capture_begin(&capture);
	errno = ENOSPC;
	log_line(LOG_ERROR, "store", "full");
	cr_assert_eq(errno, ENOSPC);
	close(STDERR_FILENO);
	errno = ENOSPC;
	log_line(LOG_ERROR, "store", "nobody hears this");
	cr_assert_eq(errno, ENOSPC);
	capture_end(&capture);
}
