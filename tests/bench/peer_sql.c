#include "tests/bench/peer_sql.h"

#include <string.h>

const char *layout_name(enum sql_layout layout)
{
	static const char *const names[LAYOUT_COUNT] = {"a row a figure", "a row a council and month", "indicators and quartiles kept"};

	return names[layout];
}

bool layout_answers(enum sql_layout layout, enum peer_question_kind kind)
{
	return layout != LAYOUT_KEPT || kind != QUESTION_MATRIX;
}

static void put_number(struct text *sql, const char *before, int64_t number)
{
	text_put(sql, before);
	text_put_i64(sql, number);
}

void sql_put_table(struct text *sql, const struct data *data, enum sql_dialect dialect, enum sql_layout layout)
{
	static const char *const columns[LAYOUT_COUNT] = {
		"figures_long (measure smallint not null, month smallint not null, region smallint not null, council integer not null, value bigint",
		"figures_wide (month smallint not null, region smallint not null, council integer not null",
		"kept (indicator smallint not null, month smallint not null, region smallint not null, council integer not null, n bigint, d bigint, "
		"v bigint",
	};
	static const char *const keys[LAYOUT_COUNT] = {"measure, month, region, council", "month, region, council",
						       "indicator, month, region, council"};

	text_put(sql, dialect == SQL_POSTGRES ? "create unlogged table " : "create table ");
	text_put(sql, columns[layout]);
	for (unsigned i = 0; layout == LAYOUT_WIDE && i < data->measure_count; i++) {
		put_number(sql, ", m", data->measures[i]);
		text_put(sql, " bigint");
	}
	if (dialect == SQL_SQLITE) {
		text_put(sql, ", primary key (");
		text_put(sql, keys[layout]);
		text_put(sql, ")) without rowid");
	} else {
		text_put(sql, ")");
	}
	if (layout == LAYOUT_KEPT)
		text_put(sql,
			 "; create table cuts (indicator smallint, month smallint, q1 bigint, q2 bigint, q3 bigint, primary key (indicator, month))");
}

/* SQLite's tables are clustered by their keys; PostgreSQL's indexes carry what is asked for, so that the table itself is not read. */
void sql_put_indexes(struct text *sql, enum sql_dialect dialect, enum sql_layout layout)
{
	static const char *const statements[2][LAYOUT_COUNT] = {
		{"alter table figures_long add primary key (measure, month, region, council) include (value);"
		 "create unique index on figures_long (measure, council, month) include (value)",
		 "alter table figures_wide add primary key (month, region, council); create unique index on figures_wide (council, month)",
		 "alter table kept add primary key (indicator, month, region, council) include (n, d, v);"
		 "create unique index on kept (indicator, council, month) include (v)"},
		{"create unique index long_series on figures_long (measure, council, month, value)",
		 "create unique index wide_series on figures_wide (council, month)",
		 "create unique index kept_series on kept (indicator, council, month, v)"},
	};

	text_put(sql, statements[dialect][layout]);
}

/* "v" of the columns n and d. */
static void put_ratio(struct text *sql, const struct indicator *indicator, const char *n, const char *d)
{
	put_number(sql, "(", 2 * data_multiplier(indicator));
	text_put(sql, " * ");
	text_put(sql, n);
	text_put(sql, " + ");
	text_put(sql, d);
	text_put(sql, ") / (2 * ");
	text_put(sql, d);
	text_put(sql, ")");
}

/* Of figures_wide: "m3" and "(m3 + m1)". */
static void put_wide_parts(const struct indicator *indicator, struct text *n, struct text *d)
{
	put_number(n, "m", indicator->numerator);
	put_number(d, "(m", indicator->denominator[0]);
	if (indicator->denominator[1] != MEASURE_NONE)
		put_number(d, " + m", indicator->denominator[1]);
	text_put(d, ")");
}

/* Of figures_long, one row a measure: "a.value" and "(b.value + c.value)", where a table that would be joined twice is named once. */
static void put_long_parts(const struct indicator *indicator, struct text *n, struct text *d)
{
	text_put(n, "a.value");
	text_put(d, indicator->denominator[0] == indicator->numerator ? "(a.value" : "(b.value");
	text_put(d, indicator->denominator[1] != MEASURE_NONE ? " + c.value)" : ")");
}

static void put_long_tables(struct text *sql, const struct indicator *indicator)
{
	text_put(sql, " from figures_long a");
	if (indicator->denominator[0] != indicator->numerator) {
		put_number(sql, " join figures_long b on b.measure = ", indicator->denominator[0]);
		text_put(sql, " and b.month = a.month and b.region = a.region and b.council = a.council");
	}
	if (indicator->denominator[1] != MEASURE_NONE) {
		put_number(sql, " join figures_long c on c.measure = ", indicator->denominator[1]);
		text_put(sql, " and c.month = a.month and c.region = a.region and c.council = a.council");
	}
	put_number(sql, " where a.measure = ", indicator->numerator);
}

/* "select a.month, a.region, a.council, ... n, ... d, ... v from ... where ...": the indicator's parts and value, to be narrowed by " and a.month = ". */
static void put_cells(struct text *sql, const struct data *data, enum sql_layout layout, unsigned index)
{
	const struct indicator *indicator = data->indicators[index];
	char n_room[64], d_room[64];
	struct text n, d;

	text_init_fixed(&n, n_room, sizeof n_room);
	text_init_fixed(&d, d_room, sizeof d_room);
	if (layout == LAYOUT_KEPT) {
		put_number(sql, "select a.month, a.region, a.council, a.n, a.d, a.v from kept a where a.indicator = ", index);
		return;
	}
	if (layout == LAYOUT_WIDE)
		put_wide_parts(indicator, &n, &d);
	else
		put_long_parts(indicator, &n, &d);
	text_put(sql, "select a.month, a.region, a.council, ");
	text_put(sql, n.data);
	text_put(sql, " as n, ");
	text_put(sql, d.data);
	text_put(sql, " as d, ");
	put_ratio(sql, indicator, n.data, d.data);
	text_put(sql, " as v");
	if (layout == LAYOUT_WIDE)
		text_put(sql, " from figures_wide a where true");
	else
		put_long_tables(sql, indicator);
}

void sql_put_keeping(struct text *sql, const struct data *data, unsigned indicator)
{
	put_number(sql, "insert into kept select ", indicator);
	text_put(sql, ", month, region, council, n, d, v from (");
	put_cells(sql, data, LAYOUT_WIDE, indicator);
	text_put(sql, " order by a.month, a.region, a.council) as cells");
}

/* The quartiles times 4 of a set of rows with columns v, place (from 1) and total: type 7, in integers. */
static const char quarters_sqlite[] =
	"sum(case place - 1 - (total - 1) / 4 when 0 then v * (4 - (total - 1) % 4) when 1 then v * ((total - 1) % 4) else 0 end) as q1,"
	"sum(case place - 1 - (total - 1) * 2 / 4 when 0 then v * (4 - (total - 1) * 2 % 4) when 1 then v * ((total - 1) * 2 % 4) else 0 end) as q2,"
	"sum(case place - 1 - (total - 1) * 3 / 4 when 0 then v * (4 - (total - 1) * 3 % 4) when 1 then v * ((total - 1) * 3 % 4) else 0 end) as q3";

/* Quarters of integers are exact in double precision. */
static const char quarters_postgres[] = "(q[1] * 4)::bigint as q1, (q[2] * 4)::bigint as q2, (q[3] * 4)::bigint as q3";
static const char percentiles_postgres[] = "percentile_cont(array[0.25, 0.5, 0.75]) within group (order by v) as q";

void sql_put_cuts(struct text *sql, enum sql_dialect dialect)
{
	text_put(sql, "insert into cuts select indicator, month, ");
	if (dialect == SQL_POSTGRES) {
		text_put(sql, quarters_postgres);
		text_put(sql, " from (select indicator, month, ");
		text_put(sql, percentiles_postgres);
		text_put(sql, " from kept group by indicator, month) as p");
		return;
	}
	text_put(sql, quarters_sqlite);
	text_put(sql, " from (select indicator, month, v, row_number() over (partition by indicator, month order by v) as place, count(*) over "
		      "(partition by "
		      "indicator, month) as total from kept where v is not null) group by indicator, month");
}

/* "cuts": England's quartiles of the month, out of the rows of "england" unless they are kept. */
static void put_month_cuts(struct text *sql, enum sql_dialect dialect, enum sql_layout layout, unsigned indicator)
{
	text_put(sql, "cuts_now as materialized (select ");
	if (layout == LAYOUT_KEPT) {
		put_number(sql, "q1, q2, q3 from cuts where indicator = ", indicator);
		text_put(sql, " and month = $1)");
	} else if (dialect == SQL_POSTGRES) {
		text_put(sql, quarters_postgres);
		text_put(sql, " from (select ");
		text_put(sql, percentiles_postgres);
		text_put(sql, " from england) as p)");
	} else {
		text_put(sql, quarters_sqlite);
		text_put(sql,
			 " from (select v, row_number() over (order by v) as place, count(*) over () as total from england where v is not null))");
	}
}

static void put_ranking_rows(struct text *sql, const struct indicator *indicator)
{
	text_put(sql,
		 ", pooled as materialized (select cast(sum(n) as bigint) as n, cast(sum(d) as bigint) as d, cast(count(v) as bigint) as c from area "
		 "where v is "
		 "not null) select cast(area.council as bigint), area.v, case when area.v is null then null else rank() over (order by area.v nulls "
		 "last) "
		 "end, cast(case when area.v is null then null when 4 * area.v <= q1 then 1 when 4 * area.v <= q2 then 2 when 4 * area.v <= q3 then "
		 "3 else "
		 "4 end as bigint), area.v - month_before.v, area.v - year_before.v, q1, q2, q3, ");
	put_ratio(sql, indicator, "pooled.n", "pooled.d");
	text_put(sql, ", pooled.c from area cross join cuts_now cross join pooled left join month_before on month_before.council = area.council "
		      "left join year_before on year_before.council = area.council order by area.v nulls last, area.council");
}

/* England's rows are read once for the quartiles, and the area's are among them; where the quartiles are kept the area's alone are read. */
static void put_ranking(struct text *sql, const struct data *data, enum sql_dialect dialect, enum sql_layout layout, enum peer_question_kind kind,
			unsigned indicator)
{
	const char *of_area = kind == QUESTION_REGION ? " and a.region = $2" : "";
	bool is_kept = layout == LAYOUT_KEPT;

	text_put(sql, is_kept ? "with area as materialized (" : "with england as materialized (");
	put_cells(sql, data, layout, indicator);
	text_put(sql, " and a.month = $1");
	text_put(sql, is_kept ? of_area : "");
	text_put(sql, "), ");
	if (!is_kept) {
		text_put(sql, "area as (select * from england a where true");
		text_put(sql, of_area);
		text_put(sql, "), ");
	}
	put_month_cuts(sql, dialect, layout, indicator);
	text_put(sql, ", month_before as (");
	put_cells(sql, data, layout, indicator);
	text_put(sql, " and a.month = $1 - 1");
	text_put(sql, of_area);
	text_put(sql, "), year_before as (");
	put_cells(sql, data, layout, indicator);
	text_put(sql, " and a.month = $1 - 12");
	text_put(sql, of_area);
	text_put(sql, ")");
	put_ranking_rows(sql, data->indicators[indicator]);
}

static void put_series(struct text *sql, const struct data *data, enum sql_layout layout, unsigned indicator)
{
	text_put(sql, "select v from (");
	put_cells(sql, data, layout, indicator);
	text_put(sql, " and a.council = $1) as cells order by month");
}

static void put_matrix_wide(struct text *sql, const struct data *data)
{
	for (unsigned i = 0; i < data->indicator_count; i++) {
		char n_room[64], d_room[64];
		struct text n, d;

		text_init_fixed(&n, n_room, sizeof n_room);
		text_init_fixed(&d, d_room, sizeof d_room);
		put_wide_parts(data->indicators[i], &n, &d);
		text_put(sql, i ? ", " : "select ");
		put_ratio(sql, data->indicators[i], n.data, d.data);
	}
	text_put(sql, " from figures_wide where month = $1 and region = $2 order by council");
}

/* The figures of the region's councils are turned into columns first. */
static void put_matrix_long(struct text *sql, const struct data *data)
{
	struct text wide;

	text_put(sql, "with figures_wide as materialized (select month, region, council");
	for (unsigned i = 0; i < data->measure_count; i++) {
		put_number(sql, ", cast(sum(value) filter (where measure = ", data->measures[i]);
		put_number(sql, ") as bigint) as m", data->measures[i]);
	}
	text_put(sql, " from figures_long where measure in (");
	for (unsigned i = 0; i < data->measure_count; i++)
		put_number(sql, i ? ", " : "", data->measures[i]);
	text_put(sql, ") and month = $1 and region = $2 group by month, region, council) ");
	text_init_growing(&wide, 1 << 20);
	put_matrix_wide(&wide, data);
	text_put(sql, wide.data);
	text_fini(&wide);
}

void sql_put_question(struct text *sql, const struct data *data, enum sql_dialect dialect, enum sql_layout layout, enum peer_question_kind kind,
		      unsigned indicator)
{
	if (kind == QUESTION_SERIES)
		put_series(sql, data, layout, indicator);
	else if (kind != QUESTION_MATRIX)
		put_ranking(sql, data, dialect, layout, kind, indicator);
	else if (layout == LAYOUT_WIDE)
		put_matrix_wide(sql, data);
	else
		put_matrix_long(sql, data);
}
