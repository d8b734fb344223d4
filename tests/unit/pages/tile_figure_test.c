/* The tile map: each council on its tile, with its own figure and band. */
#include "collector/pages/tile_figure.h"

#include "proto/tiles.h"
#include "tests/unit/pages/region_scene.h"

static struct plot plot;
static struct rendering rendering;
static struct composer composer;
static struct glance glance;
static struct figure figure;

static void begin(const char *area, enum cube_source source, struct month month)
{
	region_scene_begin(&plot);
	region_scene_page(&plot, &rendering, area, source, month);
	composer_init(&composer, &rendering.arena);
	cr_assert_eq(glance_make(&rendering.request, &glance), ERROR_NONE);
	cr_assert_gt(glance.matrix.row_count, 0);
	tile_figure_make(&figure, &rendering.request, &composer, &glance, 0, "As of today.");
	cr_assert_eq(composer.error, ERROR_NONE);
}

static void end(void)
{
	rendering_end(&rendering);
	plot_end(&plot);
}

static const struct figure_row *row_of(const char *key)
{
	for (unsigned index = 0; index < figure.rows_count; index++)
		if (strcmp(figure.rows[index].key, key) == 0)
			return &figure.rows[index];
	cr_assert_fail("no tile of %s", key);
	return NULL;
}

Test(tile_figure, each_council_lies_on_its_tile_with_its_figure)
{
	begin("North West", SOURCE_RETURNS, region_scene_last());
	cr_expect_eq(figure.rows_count, 23);
	for (unsigned index = 0; index < glance.matrix.council_count; index++) {
		const struct council *council = glance.matrix.councils[index];
		const struct figure_row *row = row_of(composer_count(&composer, council->code));

		cr_expect(row->is_placed);
		cr_expect_eq(row->x, tile_of(council).column, "%s", council->name);
		cr_expect_eq(row->y, tile_of(council).row, "%s", council->name);
	}
	cr_expect_str_eq(row_of("342")->cells[1].value, "26.6");
	cr_expect_str_eq(row_of("342")->cells[1].band, "D");
	cr_expect_str_eq(row_of("350")->cells[1].band, "A");
	cr_expect_str_eq(row_of("344")->cells[1].text, "c");
	cr_expect_null(row_of("344")->cells[1].band);
	cr_expect_str_eq(row_of("343")->cells[1].text, "x");
	cr_expect_str_eq(figure.title, "St. Helens has the highest vacancy rate");
	cr_expect_not_null(strstr(figure.about, "21 of 23 councils have a figure."));
	end();
}

Test(tile_figure, without_figures_the_title_says_so)
{
	begin("South West", SOURCE_RETURNS, region_scene_last());
	cr_expect_str_eq(figure.title, "No council has a figure: vacancy rate");
	end();
}

/* In June 2021 the newest release is of Northamptonshire, whose place two councils had taken by then: the map is of the figures' month. */
Test(tile_figure, those_of_another_time_have_no_tile)
{
	begin("East Midlands", SOURCE_OFFICIAL, month_from(2021, 6));
	cr_expect_eq(glance.matrix.council_count, figure.rows_count + 2);
	cr_expect_not_null(row_of("928"));
	for (unsigned index = 0; index < figure.rows_count; index++)
		cr_expect(strcmp(figure.rows[index].key, "940") != 0 && strcmp(figure.rows[index].key, "941") != 0);
	end();
}
