/* Misbehaves as it is told, so that the test run can see the sanitizers bite. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *volatile lost;

int main(int argc, char **argv)
{
	const char *kind = argc > 1 ? argv[1] : "nothing";
	if (strcmp(kind, "leak") == 0) {
		lost = malloc(100);
		lost = NULL;
	} else if (strcmp(kind, "overflow") == 0) {
		volatile int large = INT_MAX;
		large = large + argc;
	}
	puts(kind);
	return 0;
}
