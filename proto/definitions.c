/* Prints the definitions page, docs/definitions.md, from the catalogue. */
#include <stdio.h>
#include <stdlib.h>

#include "common/text.h"
#include "proto/catalogue.h"

enum { PAGE_BYTES_MAX = 1 << 20 };

int main(void)
{
	struct text page;
	text_init_growing(&page, PAGE_BYTES_MAX);
	catalogue_describe(&page);
	struct slice bytes = text_slice(&page);
	int failed = page.error != ERROR_NONE || fwrite(bytes.data, 1, bytes.size, stdout) != bytes.size || fflush(stdout) != 0;
	if (failed)
		fputs("bellwether-definitions: the page could not be written\n", stderr);
	text_fini(&page);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
