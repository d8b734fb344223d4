#include "common/error.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Test(error, each_has_a_name_of_its_own)
{
	for (int a = ERROR_NONE; a <= ERROR_NO_MEMORY; a++) {
		cr_assert_str_neq(error_name((enum error)a), "unknown", "error %d", a);
		for (int b = ERROR_NONE; b < a; b++)
			cr_assert_str_neq(error_name((enum error)a), error_name((enum error)b));
	}
	cr_assert_str_eq(error_name(ERROR_NO_SPACE), "no space");
	cr_assert_str_eq(error_name((enum error)(ERROR_NO_MEMORY + 1)), "unknown");
}

Test(error, a_problem_joins_its_parts)
{
	struct problem problem;
	enum error error = problem_set(&problem, ERROR_INVALID, "The month ", "2026-11", " has not ended.");

	cr_assert_eq(error, ERROR_INVALID);
	cr_assert_eq(problem.error, ERROR_INVALID);
	cr_assert_str_eq(problem.sentence, "The month 2026-11 has not ended.");
}

Test(error, a_problem_may_be_nobodys)
{
	cr_assert_eq(problem_set(NULL, ERROR_IO, "unheard"), ERROR_IO);
}

Test(error, a_new_problem_replaces_the_old)
{
	struct problem problem;

	(void)problem_set(&problem, ERROR_IO, "a longer sentence");
	(void)problem_set(&problem, ERROR_LIMIT, "short");
	cr_assert_eq(problem.error, ERROR_LIMIT);
	cr_assert_str_eq(problem.sentence, "short");
}

Test(error, a_long_problem_is_cut)
{
	char part[PROBLEM_SENTENCE_SIZE + 1];
	struct {
		struct problem problem;
		char guard;
	} place = {.guard = 'g'};

	memset(part, 'x', sizeof(part) - 1);
	part[sizeof(part) - 1] = '\0';
	(void)problem_set(&place.problem, ERROR_LIMIT, part, part);
	cr_assert_eq(strlen(place.problem.sentence), PROBLEM_SENTENCE_SIZE - 1);
	cr_assert_eq(place.guard, 'g');
}

Test(error, a_true_invariant_does_nothing)
{
	int evaluations = 0;

	INVARIANT(++evaluations == 1);
	cr_assert_eq(evaluations, 1);
}

Test(error, a_broken_invariant_aborts, .signal = SIGABRT)
{
	INVARIANT(1 + 1 == 3);
}

/* What a child that breaks an invariant says on standard error before it dies of SIGABRT. */
static void breaking_says(const char *condition, char *said, size_t room)
{
	size_t size = 0;
	int ends[2], status;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		invariant_broken(condition, "agent/core/window.c", 42);
	}
	close(ends[1]);
	while (size < room - 1) {
		ssize_t got = read(ends[0], said + size, room - 1 - size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		size += (size_t)got;
	}
	said[size] = '\0';
	close(ends[0]);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFSIGNALED(status));
	cr_assert_eq(WTERMSIG(status), SIGABRT);
}

Test(error, a_broken_invariant_says_where)
{
	char said[256];

	breaking_says("months > 0", said, sizeof(said));
	cr_assert_str_eq(said, "agent/core/window.c:42: broken invariant: months > 0\n");
}

Test(error, a_long_broken_invariant_is_cut_to_one_line)
{
	char condition[2000];
	char said[2000];

	memset(condition, 'x', sizeof(condition) - 1);
	condition[sizeof(condition) - 1] = '\0';
	breaking_says(condition, said, sizeof(said));
	cr_assert_eq(strncmp(said, "agent/core/window.c:42: broken invariant: xxx", 45), 0);
	cr_assert_lt(strlen(said), 600);
	cr_assert_eq(strchr(said, '\n'), said + strlen(said) - 1);
}
