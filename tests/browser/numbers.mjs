// The numbers on the pages are the API's, and the files have the tables' numbers. Pages are read as they are sent: no browser is needed for this.
import assert from "node:assert/strict";
import { test } from "node:test";
import { base } from "./chromium.mjs";
import { pages, story } from "./pages.mjs";
import { elements, hasClass, readCsv, readPage, wordsOf } from "./tables.mjs";

async function ask(path) {
	const response = await fetch(new URL(path, base));
	assert.equal(response.status, 200, path);
	return response;
}

const api = async (path) => (await ask(`/api/v1/${path}`)).json();
const page = async (path) => readPage(await (await ask(path)).text());
const council_row = ({ role }) => role === "council";

// A number of the API as its page writes it behind a cell: null is no number.
function expectNumber(cell, value, where) {
	if (value === null || value === undefined) return assert.equal(cell.value, "", where);
	assert.notEqual(cell.value, "", `${where}: ${value} is missing`);
	assert.equal(Number(cell.value), value, where);
}

// Compares a row's named cells with their values in the API.
function expectCells(row, wanted) {
	for (const [name, value] of Object.entries(wanted)) {
		assert.ok(row.of[name], `${name} is a column`);
		expectNumber(row.of[name], value, `${row.key ?? row.role} ${name}`);
	}
}

test("region: the table of headlines is the API's matrix", async () => {
	const { figures } = await page(pages.region.path);
	const matrix = await api(`matrix?${story}`);
	const rows = figures.indicators.rows.filter(council_row);
	const shown = matrix.indicators.filter(({ id }) => figures.indicators.columns.includes(id));
	assert.equal(shown.length, figures.indicators.columns.length - 1);
	assert.deepEqual(rows.map(({ key }) => key).sort(), matrix.councils.map(({ council }) => council).sort());
	for (const { id, cells } of shown)
		matrix.councils.forEach(({ council }, index) => {
			const cell = rows.find(({ key }) => key === council).of[id];
			expectNumber(cell, cells[index].value, `${council} ${id}`);
			assert.equal(cell.band, cells[index].band, `${council} ${id}: band`);
		});
});

test("region: its rates are the API's pooled rates", async () => {
	const { tree, figures } = await page(pages.region.path);
	const shown = [...elements(tree)].filter((one) => hasClass(one, "bw-rates__value")).map((one) => wordsOf(one).trim());
	const ids = figures.indicators.columns.slice(1);
	assert.equal(shown.length, ids.length);
	for (const [index, id] of ids.entries()) {
		const { pooled } = await api(`rankings?indicator=${id}&${story}`);
		assert.equal(Number.parseFloat(shown[index].replaceAll(",", "")), pooled.value, id);
	}
});

test("indicator: ranks, values and intervals are the API's ranking", async () => {
	const { figures } = await page(pages.indicator.path);
	const ranking = await api(`rankings?indicator=vacancy_rate_fte&${story}&council=342`);
	const rows = figures.ranking.rows.filter(council_row);
	assert.equal(rows.length, ranking.councils.length);
	for (const council of ranking.councils) {
		const row = rows.find(({ key }) => key === council.council);
		const { interval, rank_interval, ...own } = council;
		expectCells(row, { rank: own.rank, value: own.value, low: interval?.low, high: interval?.high, rank_low: rank_interval?.best, rank_high: rank_interval?.worst });
		expectCells(row, { month_change: own.change_month, year_change: own.change_year, numerator: own.numerator, denominator: own.denominator });
		assert.equal(row.of.value.band, own.band);
	}
	expectCells(figures.ranking.rows.find(({ role }) => role === "area"), { value: ranking.pooled.value });
	const { neighbours } = ranking.councils.find(({ council }) => council === "342").comparison;
	for (const role of ["mean", "median"]) expectCells(figures.ranking.rows.find((row) => row.role === `neighbours_${role}`), { value: neighbours[role] });
});

test("indicator: the funnel has the API's limits", async () => {
	const { figures } = await page(pages.indicator.path);
	const { councils } = await api(`funnel?indicator=vacancy_rate_fte&${story}`);
	for (const { council, value, denominator, limits } of councils)
		expectCells(figures.funnel.rows.find(({ key }) => key === council), {
			size: denominator,
			value,
			low95: limits["95"].low,
			high95: limits["95"].high,
			low998: limits["99.8"].low,
			high998: limits["99.8"].high,
		});
});

test("council: its profile is the API's", async () => {
	const { figures } = await page(pages.council.path);
	const { topics } = await api("profiles?council=342&month=2021-10");
	const rows = Object.values(figures).filter(({ id }) => id.startsWith("profile-")).flatMap((figure) => figure.rows);
	const indicators = topics.flatMap((topic) => topic.indicators);
	const missing = indicators.filter(({ id }) => !rows.some(({ key }) => key === id));
	assert.deepEqual(missing.filter(({ value }) => value !== null), [], "only a topic without any figure is left out");
	assert.ok(rows.length > 50);
	for (const row of rows) {
		const own = indicators.find(({ id }) => id === row.key);
		const wanted = { value: own.value, rank: own.rank, rank_among_neighbours: own.rank_among_neighbours, area: own.area.value };
		expectCells(row, { ...wanted, neighbours_mean: own.neighbours.mean, neighbours_median: own.neighbours.median, change_month: own.change_month, change_year: own.change_year });
		assert.equal(row.of.value.band, own.band, row.key);
	}
});

test("council: its charts have the API's figures, and limits where limits are shown", async () => {
	const { figures } = await page(pages.council.path);
	const charts = Object.values(figures).filter(({ chart }) => chart === "series");
	for (const { id, columns, rows: all } of charts) {
		const indicator = id === "chart" ? "vacancy_rate_fte" : id.slice("chart-".length);
		const rows = all.filter(({ role }) => role === "month");
		const { points, phases } = await api(`xmr?indicator=${indicator}&council=342&from=${rows[0].key}&to=${rows.at(-1).key}`);
		assert.ok(points.length > 0);
		for (const row of rows) {
			expectCells(row, { value: points.find(({ month }) => month === row.key)?.value });
			// Where neighbouring months have too much in common, no limits are shown.
			const phase = columns.includes("mean") ? phases.find(({ from, to }) => from <= row.key && row.key <= to) : null;
			if (phase) expectCells(row, { mean: phase.mean, lower: phase.lower_limit, upper: phase.upper_limit });
		}
	}
});

test("warnings: what is flagged is the API's", async () => {
	const { figures } = await page(pages.warnings.path);
	const { alerts, tests: { made } } = await api(`alerts?${story}`);
	const rows = figures.warnings.rows.filter(council_row);
	assert.equal(rows.length, alerts.length);
	alerts.forEach(({ council, value, before }, index) => {
		assert.equal(rows[index].key, council);
		expectCells(rows[index], { value, before });
	});
	assert.match(figures.warnings.title, new RegExp(`^${alerts.length || "No"}\\b`));
	if (alerts.length > 0) assert.ok(figures.warnings.title.includes(` of ${made} `), `${figures.warnings.title}: ${made} tests`);
});

// The file of a figure has a row's role and code, then a field a column, with a band's field behind a column that has bands, and in the first row's end what
// the page's notice says.
function expectFile(figure, rows, notice) {
	const columns = figure.columns.filter((name) => name !== "trend"); // a picture of another file's figures
	const banded = new Set(columns.filter((name) => figure.rows.some((row) => row.of[name]?.band)));
	assert.deepEqual(rows[0], ["row", "code", ...columns.flatMap((name) => (banded.has(name) ? [name, `${name}_band`] : [name])), ...(notice ? ["notice"] : [])]);
	if (notice && rows.length > 1) assert.equal(rows[1].at(-1), notice);
	assert.equal(rows.length - 1, figure.rows.length);
	const numbers = figure.rows.map((row) => [row.role, row.key ?? "", ...columns.flatMap((name) => (banded.has(name) ? [row.of[name], { value: row.of[name]?.band ?? "" }] : [row.of[name]]))]);
	numbers.forEach((row, index) =>
		row.forEach((cell, column) => {
			const field = rows[index + 1][column];
			if (typeof cell === "string") assert.equal(field, cell);
			else if (cell?.value) assert.equal(field, cell.value, `${figure.id}, row ${index + 1}, ${rows[0][column]}`);
			else if (cell?.value === "") assert.match(field, /^[czxuk]?$/, `${figure.id}, row ${index + 1}, ${rows[0][column]}`);
			assert.doesNotMatch(field, cell?.value ? /^[=+@\t]/ : /^[=+\-@\t]/);
		}),
	);
}

for (const [name, { path, status = 200 }] of Object.entries(pages).filter(([, { status }]) => status === undefined)) {
	test(`${name}: each figure's file has its table's numbers`, async () => {
		assert.equal(status, 200);
		const { tree, figures } = await page(path);
		const said = [...elements(tree)].find((one) => hasClass(one, "bw-notice__words"));
		const notice = said ? wordsOf(said).replace("Please note:", "").trim() : null;
		for (const figure of Object.values(figures).filter(({ csv }) => csv)) {
			const answer = await ask(figure.csv);
			assert.match(answer.headers.get("content-type"), /^text\/csv/);
			expectFile(figure, readCsv(await answer.text()), notice);
		}
	});
}
