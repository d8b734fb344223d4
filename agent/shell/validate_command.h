/* The command `validate`: what is wrong with extract files, by rule and cell, before anybody computes figures from them. */
#pragma once

#include "common/shell/command.h"

/* EXIT_CODE_FAILED when a rule of severity error was met. */
enum error run_validate(struct command_call *call, enum exit_code *code) MUST_CHECK;
