/* The commands of bellwether-agent: the table that main hands to command_main. */
#pragma once

#include "common/shell/command.h"

extern const struct program agent_program;
