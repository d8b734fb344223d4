#include "common/shell/environment_damage.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "common/exit_code.h"

/* Only what a signal handler may call: nothing is known about the process any more. */
static _Noreturn void end_with(const char *sentence)
{
	ssize_t written = write(STDERR_FILENO, sentence, strlen(sentence));

	(void)written;
	_exit(EXIT_CODE_INCOMPATIBLE);
}

static void on_missing_page(int number)
{
	(void)number;
	end_with("the store is damaged: its data.mdb has been cut short, or the disk cannot read it; restore the newest backup that verifies\n");
}

static void on_bad_page(MDB_env *handle, const char *assertion)
{
	(void)handle;
	(void)assertion;
	end_with("the store is damaged: a page of its data.mdb is not what it should be; restore the newest backup that verifies\n");
}

void environment_damage_watch(MDB_env *handle)
{
	struct sigaction action = {.sa_handler = on_missing_page};

	sigemptyset(&action.sa_mask);
	sigaction(SIGBUS, &action, NULL);
	mdb_env_set_assert(handle, on_bad_page);
}
