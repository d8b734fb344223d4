/*
 * The log: one line an event on standard error, "2026-11-23T02:31:09Z info  link: connected". The only I/O in common/. Never a cell of an extract:
 * places (file, line, column) and counts are logged, contents are not (invariant 1).
 */
#pragma once

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/* Lines below `level` are dropped; the default is LOG_INFO. Not thread-safe: call before any thread starts. */
void log_set_level(enum log_level level);
/* Formats as printf, up to 1,000 bytes; control characters become '?'. Any thread: one write(2) a line. */
void log_line(enum log_level level, const char *area, const char *format, ...) __attribute__((format(printf, 3, 4)));
