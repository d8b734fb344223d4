/*
 * Damage that LMDB 0.9 does not survive: a data file that has been cut short (the system kills whoever reads behind its end), and pages that are not
 * what they should be (LMDB aborts). Either way the process ends with a sentence and EXIT_CODE_INCOMPATIBLE; nothing that it read is shown.
 */
#pragma once

#include <lmdb.h>

/* To be called once for each environment, before it is opened. The process's handler of SIGBUS is replaced. */
void environment_damage_watch(MDB_env *handle);
