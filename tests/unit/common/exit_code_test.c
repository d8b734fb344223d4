#include "common/exit_code.h"

#include <criterion/criterion.h>

Test(exit_code, of_each_error)
{
	static const enum exit_code table[] = {
		[ERROR_NONE] = EXIT_CODE_OK,           [ERROR_INVALID] = EXIT_CODE_USAGE,
		[ERROR_MALFORMED] = EXIT_CODE_INPUT,   [ERROR_LIMIT] = EXIT_CODE_INPUT,
		[ERROR_NOT_FOUND] = EXIT_CODE_INPUT,   [ERROR_EXISTS] = EXIT_CODE_BUSY,
		[ERROR_NO_SPACE] = EXIT_CODE_NO_SPACE, [ERROR_CORRUPT] = EXIT_CODE_INCOMPATIBLE,
		[ERROR_AGAIN] = EXIT_CODE_BUSY,        [ERROR_TIMEOUT] = EXIT_CODE_UNREACHABLE,
		[ERROR_IO] = EXIT_CODE_MACHINE,        [ERROR_CLOSED] = EXIT_CODE_UNREACHABLE,
		[ERROR_NO_MEMORY] = EXIT_CODE_MACHINE,
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(exit_code_for((enum error)i), table[i], "error %zu", i);
	cr_assert_eq(exit_code_for((enum error)99), EXIT_CODE_FAILED);
}
