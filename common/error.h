/* Errors: the one enum that every fallible function returns, and the sentence that goes with it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Named by what the caller can do about it. */
enum error {
	ERROR_NONE = 0,
	ERROR_INVALID,   /* the caller asked for something that makes no sense: change the request */
	ERROR_MALFORMED, /* bytes from outside are not what they should be: refuse them */
	ERROR_LIMIT,     /* more than the stated limit: send less */
	ERROR_NOT_FOUND, /* what was asked for is not there */
	ERROR_EXISTS,    /* it is there already, or another process holds it */
	ERROR_NO_SPACE,  /* the disk or the store's map is full: make space, then try again */
	ERROR_CORRUPT,   /* what we stored is not what we read: stop and verify */
	ERROR_AGAIN,     /* not now: the same call may succeed later */
	ERROR_TIMEOUT,   /* the deadline passed */
	ERROR_IO,        /* the machine failed: disk, network, permission */
	ERROR_CLOSED,    /* the other side, or we, have shut down */
	ERROR_NO_MEMORY, /* the allocator or a budget has nothing left */
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* Lower-case name of `error`, e.g. "no space". Static storage. */
const char *error_name(enum error error);

enum { PROBLEM_SENTENCE_SIZE = 512 };

/*
 * An error as a person reads it: what is wrong, where, and what to do. Filled once, where the cause is known, and printed once, where it is
 * handled. It never holds a cell's content: a cell of an extract is person-level data.
 */
struct problem {
	enum error error;
	char sentence[PROBLEM_SENTENCE_SIZE]; /* NUL-terminated, cut at a byte when too long */
};

/*
 * Sets `problem` (which may be NULL) to the parts joined without separators; the list ends with NULL: use the macro. Returns `error`, so that
 * `return problem_set(problem, ERROR_INVALID, "the month ", text, " has not ended");` reads well.
 */
enum error problem_join(struct problem *problem, enum error error, const char *const *parts);

#define problem_set(problem, error, ...) problem_join((problem), (error), (const char *const[]){__VA_ARGS__, NULL})

/* A programming error: prints the place and aborts, in release builds too. Never used on input. */
#define INVARIANT(condition) ((condition) ? (void)0 : invariant_broken(#condition, __FILE__, __LINE__))

_Noreturn void invariant_broken(const char *condition, const char *file, int line);
