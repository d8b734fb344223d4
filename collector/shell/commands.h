/* The collector's commands, each as command_main calls it. main.c has the table of them. */
#pragma once

#include "common/shell/command.h"

enum error command_init(struct command_call *call, enum exit_code *code);
enum error command_run(struct command_call *call, enum exit_code *code);
enum error command_verify(struct command_call *call, enum exit_code *code);
enum error command_key_register(struct command_call *call, enum exit_code *code);
enum error command_key_list(struct command_call *call, enum exit_code *code);
enum error command_key_revoke(struct command_call *call, enum exit_code *code);
enum error command_rank(struct command_call *call, enum exit_code *code);
enum error command_alerts(struct command_call *call, enum exit_code *code);
enum error command_reporting(struct command_call *call, enum exit_code *code);
enum error command_series(struct command_call *call, enum exit_code *code);
enum error command_revisions(struct command_call *call, enum exit_code *code);
enum error command_profile(struct command_call *call, enum exit_code *code);
enum error command_reconcile(struct command_call *call, enum exit_code *code);
enum error command_import(struct command_call *call, enum exit_code *code);
enum error command_releases(struct command_call *call, enum exit_code *code);
enum error command_status(struct command_call *call, enum exit_code *code);
enum error command_event_import(struct command_call *call, enum exit_code *code);
enum error command_event_add(struct command_call *call, enum exit_code *code);
enum error command_event_withdraw(struct command_call *call, enum exit_code *code);
enum error command_event_list(struct command_call *call, enum exit_code *code);
enum error command_group_save(struct command_call *call, enum exit_code *code);
enum error command_group_remove(struct command_call *call, enum exit_code *code);
enum error command_group_list(struct command_call *call, enum exit_code *code);

/* What commands say of an area that there is not; always an error. */
enum error area_unknown(struct problem *problem) MUST_CHECK;
/* How many columns the terminal has, as the shell has told it (COLUMNS), within what the answers can be written for. */
unsigned terminal_width(void);
/* A council by --council, which must be there. ERROR_MALFORMED, ERROR_NOT_FOUND, with the sentence. */
enum error council_option(struct command_call *call, uint16_t *out) MUST_CHECK;
