#include "collector/shell/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/memory.h"
#include "common/shell/files.h"
#include "common/text.h"

enum { AUDIT_MODE = 0640, LINE_BYTES_MAX = 512 };

struct audit {
	char path[PATH_SIZE];
	char path_before[PATH_SIZE];
	uint64_t bytes_max;
	uint64_t bytes; /* in the file now */
	int descriptor; /* -1: it could not be opened again; tried at each event */
	uint64_t lost;  /* events that were not written */
	bool is_torn;   /* the file ends within a line */
};

static bool file_open(struct audit *audit)
{
	struct stat status;

	audit->descriptor = open(audit->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, AUDIT_MODE);
	if (audit->descriptor < 0)
		return false;
	audit->bytes = fstat(audit->descriptor, &status) == 0 && status.st_size > 0 ? (uint64_t)status.st_size : 0;
	return true;
}

enum error audit_open(struct audit **out, const char *path, uint64_t bytes_max, struct problem *problem)
{
	struct audit *audit = memory_new(1, sizeof(*audit));
	struct text before;

	if (!audit)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the audit log");
	audit->bytes_max = bytes_max;
	audit->descriptor = -1;
	text_init_fixed(&before, audit->path_before, sizeof(audit->path_before));
	text_put(&before, path);
	text_put(&before, ".1");
	if (before.error || !slice_copy_text(slice_from_text(path), audit->path, sizeof(audit->path))) {
		audit_close(audit);
		return problem_set(problem, ERROR_LIMIT, "the path of the audit log ", path, " is too long; use a shorter state folder");
	}
	if (!file_open(audit)) {
		enum error error = problem_set(problem, error_from_errno(errno), "cannot open the audit log ", path, ": ", strerror(errno));

		audit_close(audit);
		return error;
	}
	*out = audit;
	return ERROR_NONE;
}

void audit_close(struct audit *audit)
{
	if (!audit)
		return;
	if (audit->descriptor >= 0)
		close(audit->descriptor);
	memory_free(audit);
}

/* Makes the full file the predecessor, whose place it takes, and begins a new one. */
static void rotate(struct audit *audit)
{
	close(audit->descriptor);
	audit->descriptor = -1;
	if (rename(audit->path, audit->path_before) != 0)
		unlink(audit->path); /* the limit holds, whatever happens to the older lines */
	audit->is_torn = false;
	file_open(audit);
}

/* True when the whole line was written. */
static bool line_write(struct audit *audit, const struct text *line)
{
	ssize_t written;

	if (audit->descriptor < 0 && !file_open(audit))
		return false;
	if (audit->bytes + line->size > audit->bytes_max && audit->bytes > 0)
		rotate(audit);
	if (audit->descriptor < 0)
		return false;
	do
		written = write(audit->descriptor, line->data, line->size);
	while (written < 0 && errno == EINTR);
	if (written > 0) {
		audit->bytes += (uint64_t)written;
		audit->is_torn = (size_t)written < line->size;
	}
	return written >= 0 && (size_t)written == line->size;
}

/* A word of a line: what could end the line or the word becomes '?'. */
static void put_word(struct text *line, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	text_put_char(line, ' ');
	text_put(line, name);
	text_put_char(line, '=');
	for (; *value; value++)
		text_put_char(line, *value > ' ' && *value < 0x7f ? *value : '?');
}

static void line_begin(struct text *line, char buffer[static LINE_BYTES_MAX], const struct audit *audit, int64_t time_s, const char *event)
{
	text_init_fixed(line, buffer, LINE_BYTES_MAX);
	if (audit->is_torn)
		text_put_char(line, '\n');
	text_put_time(line, time_s);
	text_put_char(line, ' ');
	text_put(line, event);
}

static void lost_write(struct audit *audit, int64_t time_s)
{
	char buffer[LINE_BYTES_MAX];
	struct text line;

	line_begin(&line, buffer, audit, time_s, "lost events=");
	text_put_u64(&line, audit->lost);
	text_put_char(&line, '\n');
	if (line_write(audit, &line))
		audit->lost = 0;
}

void audit_write(struct audit *audit, const struct audit_event *event)
{
	char buffer[LINE_BYTES_MAX];
	struct text line;

	if (audit->lost)
		lost_write(audit, event->time_s);
	line_begin(&line, buffer, audit, event->time_s, event->event);
	if (event->council) {
		text_put(&line, " council=");
		text_put_u64(&line, event->council);
	}
	put_word(&line, "code", event->code);
	put_word(&line, "field", event->field);
	put_word(&line, "peer", event->peer_address);
	text_put_char(&line, '\n');
	if (audit->lost || !line_write(audit, &line))
		audit->lost++;
}
