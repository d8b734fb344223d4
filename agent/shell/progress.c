#include "agent/shell/progress.h"

#include <unistd.h>

enum { MS = 1000, SECONDS_PER_MINUTE = 60, SECONDS_SHOWN_MAX = 120, TENTHS = 10 };

static const char line_begin[] = "\r\x1b[K"; /* back to the line's beginning, and the rest of it erased */

void progress_begin(struct progress *progress, int descriptor, unsigned files, uint64_t bytes_all, uint64_t now_ms)
{
	*progress =
		(struct progress){.descriptor = isatty(descriptor) ? descriptor : -1, .started_ms = now_ms, .files = files, .bytes_all = bytes_all};
}

bool progress_is_due(const struct progress *progress, uint64_t now_ms)
{
	if (progress->descriptor < 0 || now_ms - progress->started_ms < PROGRESS_AFTER_MS)
		return false;
	return !progress->is_shown || now_ms - progress->shown_ms >= PROGRESS_EVERY_MS;
}

/* At the speed so far; a file that has grown since it was measured has nothing left. */
static uint64_t seconds_left(const struct progress *progress, uint64_t elapsed_ms)
{
	uint64_t bytes = progress->bytes_all > progress->bytes ? progress->bytes_all - progress->bytes : 0;
	double left_ms = progress->bytes ? (double)bytes * (double)elapsed_ms / (double)progress->bytes : 0;

	return ((uint64_t)left_ms + MS - 1) / MS;
}

void progress_put_line(const struct progress *progress, uint64_t now_ms, struct text *text)
{
	uint64_t elapsed_ms = now_ms > progress->started_ms ? now_ms - progress->started_ms : 1;
	uint64_t tenths = progress->bytes / elapsed_ms / (MS / TENTHS); /* bytes in a millisecond are thousands in a second */
	uint64_t left = seconds_left(progress, elapsed_ms);

	text_put(text, "file ");
	text_put_u64(text, progress->file);
	text_put(text, " of ");
	text_put_u64(text, progress->files);
	text_put(text, ", ");
	text_put_u64(text, progress->rows);
	text_put(text, progress->rows == 1 ? " row, " : " rows, ");
	text_put_decimal(text, (int64_t)tenths, 1, 1);
	text_put(text, " MB/s, ");
	text_put_u64(text, left < SECONDS_SHOWN_MAX ? left : left / SECONDS_PER_MINUTE);
	text_put(text, left < SECONDS_SHOWN_MAX ? " s left" : " min left");
}

/* What a terminal does not take is not worth an error. */
static void show(const struct progress *progress, struct slice bytes)
{
	ssize_t written = write(progress->descriptor, bytes.data, bytes.size);

	(void)written;
}

void progress_show(struct progress *progress, uint64_t now_ms)
{
	char buffer[PROGRESS_LINE_SIZE];
	struct text line;

	if (!progress_is_due(progress, now_ms))
		return;
	text_init_fixed(&line, buffer, sizeof(buffer));
	text_put(&line, line_begin);
	progress_put_line(progress, now_ms, &line);
	show(progress, text_slice(&line));
	progress->is_shown = true;
	progress->shown_ms = now_ms;
}

void progress_end(struct progress *progress)
{
	if (progress->is_shown)
		show(progress, slice_from_text(line_begin));
	progress->is_shown = false;
}
