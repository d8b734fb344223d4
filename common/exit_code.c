#include "common/exit_code.h"

enum exit_code exit_code_for(enum error error)
{
	switch (error) {
	case ERROR_NONE:
		return EXIT_CODE_OK;
	case ERROR_INVALID:
		return EXIT_CODE_USAGE;
	case ERROR_MALFORMED:
	case ERROR_LIMIT:
	case ERROR_NOT_FOUND:
		return EXIT_CODE_INPUT;
	case ERROR_EXISTS:
	case ERROR_AGAIN:
		return EXIT_CODE_BUSY;
	case ERROR_CORRUPT:
		return EXIT_CODE_INCOMPATIBLE;
	case ERROR_NO_SPACE:
		return EXIT_CODE_NO_SPACE;
	case ERROR_TIMEOUT:
	case ERROR_CLOSED:
		return EXIT_CODE_UNREACHABLE;
	case ERROR_IO:
	case ERROR_NO_MEMORY:
		return EXIT_CODE_MACHINE;
	}
	return EXIT_CODE_FAILED;
}
