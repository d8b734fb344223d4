#include <sys/prctl.h>
#include <sys/resource.h>

#include "agent/shell/commands.h"

/* A core dump of this process would hold person-level rows (invariant 1): none is written, and no other process of the user may look into ours. */
static void memory_keep_private(void)
{
	const struct rlimit none = {0, 0};

	INVARIANT(setrlimit(RLIMIT_CORE, &none) == 0);
#ifndef __SANITIZE_ADDRESS__ /* the leak checker has to look into the process */
	INVARIANT(prctl(PR_SET_DUMPABLE, 0) == 0);
#endif
}

int main(int argc, char **argv)
{
	memory_keep_private();
	return command_main(&agent_program, argc, argv);
}
