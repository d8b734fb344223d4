#include "common/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "common/text.h"

enum { MESSAGE_BYTES_MAX = 1000, LINE_BYTES_MAX = MESSAGE_BYTES_MAX + 128 };

/* Set once, before any thread starts. */
static enum log_level lowest_level = LOG_INFO;

void log_set_level(enum log_level level)
{
	lowest_level = level;
}

static const char *level_name(enum log_level level)
{
	switch (level) {
	case LOG_DEBUG:
		return "debug ";
	case LOG_INFO:
		return "info  ";
	case LOG_WARNING:
		return "warn  ";
	case LOG_ERROR:
		return "error ";
	}
	return "?     ";
}

/* One line stays one line, and nothing in it can steer a terminal: C0 and C1 controls (the latter two bytes in UTF-8) become '?'. */
static void controls_replace(char *data, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)data[i];

		if (byte < 0x20 || byte == 0x7f) {
			data[i] = '?';
		} else if (byte == 0xc2 && i + 1 < size && (unsigned char)data[i + 1] >= 0x80 && (unsigned char)data[i + 1] < 0xa0) {
			data[i] = '?';
			data[i + 1] = '?';
		}
	}
}

static void line_write(const char *data, size_t size)
{
	while (size > 0) {
		ssize_t written = write(STDERR_FILENO, data, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return; /* there is nowhere left to say so */
		data += written;
		size -= (size_t)written;
	}
}

void log_line(enum log_level level, const char *area, const char *format, ...)
{
	char message[MESSAGE_BYTES_MAX + 1];
	char buffer[LINE_BYTES_MAX];
	struct timespec now = {0};
	struct text line;
	va_list arguments;
	int formatted;
	int errno_before = errno;

	if (level < lowest_level)
		return;
	va_start(arguments, format);
	formatted = vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	clock_gettime(CLOCK_REALTIME, &now);
	text_init_fixed(&line, buffer, sizeof(buffer) - 1);
	text_put_time(&line, now.tv_sec);
	text_put_char(&line, ' ');
	text_put(&line, level_name(level));
	text_put(&line, area);
	text_put(&line, ": ");
	text_put(&line, formatted < 0 ? format : message);
	controls_replace(buffer, line.size);
	buffer[line.size] = '\n';
	line_write(buffer, line.size + 1);
	errno = errno_before;
}
