#include "collector/pages/composer.h"

#include <criterion/criterion.h>

Test(composer, writes_a_month_for_people_and_for_programs)
{
	static struct composer composer;
	struct arena arena;

	arena_init(&arena, 4096);
	composer_init(&composer, &arena);
	cr_expect_str_eq(composer_month(&composer, month_from(2021, 9)), "September 2021");
	cr_expect_str_eq(composer_month_code(&composer, month_from(2021, 9)), "2021-09");
	arena_fini(&arena);
}
