/* The option --council, which several commands take. */
#pragma once

#include "common/shell/command.h"
#include "proto/councils.h"

/* The council of --council, which is given. ERROR_NOT_FOUND, with a sentence, when there is none with that code. */
enum error council_of_option(const struct command_call *call, const struct council **out, struct problem *problem) MUST_CHECK;
