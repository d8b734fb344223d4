#include "collector/core/release_layout.h"

#include "proto/catalogue.h"

#define LIST(...) __VA_ARGS__

static const struct release_layout layouts[] = {
#define DATASET(number, NAME, id, source, rank, title)
#define LAYOUT(NAME, period, period_month, code, name, ons, level, filters, values) \
	{DATASET_##NAME, (period), (period_month), (code), (name), (ons), (level), {LIST filters}, {LIST values}},
#define FIGURE(NAME, MEASURE, key)
#include "collector/core/datasets.def"
#undef DATASET
#undef LAYOUT
#undef FIGURE
};

static const struct release_figure figures[] = {
#define DATASET(number, NAME, id, source, rank, title)
#define LAYOUT(NAME, period, period_month, code, name, ons, level, filters, values)
#define FIGURE(NAME, MEASURE, key) {DATASET_##NAME, MEASURE_##MEASURE, (key)},
#include "collector/core/datasets.def"
#undef DATASET
#undef LAYOUT
#undef FIGURE
};

enum { LAYOUT_ROWS = sizeof layouts / sizeof layouts[0], FIGURE_ROWS = sizeof figures / sizeof figures[0] };

/* False: no column has this name. `columns` remembers when a second one has. */
static bool column_find(const struct csv_rows *header, const char *name, struct release_columns *columns, uint16_t *out)
{
	unsigned found = 0;

	for (unsigned i = 0; name && i < header->cell_count; i++) {
		if (!slice_equal_ignoring_case(csv_cell(header, i), slice_from_text(name)))
			continue;
		if (found++ == 0)
			*out = (uint16_t)i;
		else
			columns->twice = name;
	}
	return found > 0;
}

/* A column that the layout may do without; false only when it names one that is not there. */
static bool column_find_if_named(const struct csv_rows *header, const char *name, struct release_columns *columns, uint16_t *out)
{
	*out = COLUMN_NONE;
	return !name || column_find(header, name, columns, out);
}

static bool spelling_find(const struct csv_rows *header, const char *const spellings[static LAYOUT_SPELLINGS_MAX], struct release_columns *columns,
			  uint16_t *out)
{
	*out = COLUMN_NONE;
	for (unsigned i = 0; i < LAYOUT_SPELLINGS_MAX; i++)
		if (column_find(header, spellings[i], columns, out))
			return true;
	return spellings[0] == NULL;
}

/* Where each figure has a column of its own, all of them must be there. */
static bool figures_find(const struct csv_rows *header, struct release_columns *columns)
{
	for (unsigned i = 0; i < FIGURE_ROWS; i++) {
		uint16_t column = COLUMN_NONE;

		if (figures[i].dataset != columns->layout->dataset)
			continue;
		if (columns->filter == COLUMN_NONE && !column_find(header, figures[i].key, columns, &column))
			return false;
		INVARIANT(columns->figure_count < LAYOUT_FIGURES_MAX);
		columns->figures[columns->figure_count] = &figures[i];
		columns->figure_columns[columns->figure_count++] = column;
	}
	return true;
}

static bool layout_fits(const struct csv_rows *header, const struct release_layout *layout, struct release_columns *out)
{
	struct release_columns columns = {.layout = layout, .cell_count = header->cell_count};

	if (!column_find(header, layout->period, &columns, &columns.period) || !column_find(header, layout->code, &columns, &columns.code) ||
	    !column_find(header, layout->name, &columns, &columns.name))
		return false;
	if (!column_find_if_named(header, layout->ons, &columns, &columns.ons) ||
	    !column_find_if_named(header, layout->level, &columns, &columns.level))
		return false;
	if (!spelling_find(header, layout->filters, &columns, &columns.filter) || !spelling_find(header, layout->values, &columns, &columns.value))
		return false;
	if (!figures_find(header, &columns))
		return false;
	*out = columns;
	return true;
}

bool release_columns_find(const struct csv_rows *header, struct release_columns *out)
{
	for (unsigned i = 0; i < LAYOUT_ROWS; i++)
		if (layout_fits(header, &layouts[i], out))
			return true;
	return false;
}

const struct release_figure *release_figure_find(const struct release_columns *columns, struct slice text)
{
	for (unsigned i = 0; i < columns->figure_count; i++) {
		struct slice key = slice_from_text(columns->figures[i]->key);

		if (text.size >= key.size && slice_equal_ignoring_case(slice_from(text.data, key.size), key))
			return columns->figures[i];
	}
	return NULL;
}

static const struct release_layout *layout_of(uint16_t dataset)
{
	for (unsigned i = 0; i < LAYOUT_ROWS; i++)
		if (layouts[i].dataset == dataset)
			return &layouts[i];
	return NULL;
}

unsigned release_month_of_measure(uint16_t measure)
{
	for (unsigned i = 0; i < FIGURE_ROWS; i++) {
		const struct release_layout *layout = figures[i].measure == measure ? layout_of(figures[i].dataset) : NULL;

		if (layout)
			return layout->period_month;
	}
	return 0;
}

bool release_has_measure(uint16_t dataset, uint16_t measure)
{
	for (unsigned i = 0; i < FIGURE_ROWS; i++)
		if (figures[i].dataset == dataset && figures[i].measure == measure)
			return true;
	return false;
}

void release_layouts_list(struct text *text)
{
	for (unsigned i = 0; i < dataset_count(); i++) {
		text_put(text, i ? ", " : "");
		text_put(text, dataset_at(i)->id);
	}
}
