/* Exit codes of all programs, as docs/operator.md lists them. */
#pragma once

#include "common/error.h"

enum exit_code {
	EXIT_CODE_OK = 0,
	EXIT_CODE_FAILED = 1,       /* the work was done and its answer is no: verify found damage, a return was refused */
	EXIT_CODE_USAGE = 2,        /* the command line or the configuration is wrong */
	EXIT_CODE_INPUT = 3,        /* a file or a value given is missing or not usable */
	EXIT_CODE_BUSY = 4,         /* another instance holds the store, the port is in use, or what was to be made is there already */
	EXIT_CODE_INCOMPATIBLE = 5, /* the store is of another version, or damaged */
	EXIT_CODE_NO_SPACE = 6,     /* the disk or the store's map is full */
	EXIT_CODE_UNREACHABLE = 7,  /* the collector did not answer in time */
	EXIT_CODE_MACHINE = 8,      /* the operating system failed us: I/O, permission, memory */
};

/* The exit code for an error that ended a command. */
enum exit_code exit_code_for(enum error error);
