import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "../../dashboards/scripts/figure";
import { cell, checkEverywhere, draw, figureOf, of, row, textsOf, vacancies, widths } from "./support";

const columns = ["council", "value", "low", "high", "rank", "rank_low", "rank_high"];

function councils(values: [string, number | null][]): Figure["rows"] {
	return values.map(([name, value], index) => {
		const around = value === null ? [cell(""), cell("")] : [cell(Math.max(0, value - 4)), cell(value + 5)];
		const ranks = value === null ? [cell(""), cell(""), cell("")] : [index + 1, Math.max(1, index - 3), Math.min(values.length, index + 6)].map((one) => cell(one));
		return row("council", name, [cell(value), ...around, ...ranks], { isFocus: name === "St. Helens" });
	});
}

const references = (values: number[]): Figure["rows"] =>
	["area", "england", "neighbours_mean", "neighbours_median"].map((role, index) =>
		row(role, ["North West", "England", "Neighbours’ mean", "Neighbours’ median"][index] as string, [cell(values[index] ?? 0)]),
	);

const whole = (): Figure => figureOf("bars", columns, [...councils([...vacancies, ["A council whose name is longer than others", null]]), ...references([16.2, 16.7, 16.0, 14.9])]);

test("a bar's length is its value, at every width", () => {
	for (const width of widths) {
		const bars = of(draw(whole(), width).picture, "rect", "bar", "bar-focus");
		assert.equal(bars.length, vacancies.length);
		const unit = (bars[0]?.width ?? 0) / (vacancies[0]?.[1] ?? 1);
		bars.forEach((bar, index) => {
			assert.ok(Math.abs(bar.width / (vacancies[index]?.[1] ?? 0) - unit) < 1e-9, `${vacancies[index]?.[0]} at ${width}`);
			assert.equal(bar.x, bars[0]?.x);
		});
	}
});

test("a council without a value is named with the reason and has no bar", () => {
	const { picture } = draw(whole(), 930);
	assert.ok(textsOf(picture).some((one) => one.text === "x not available"));
	assert.equal(of(picture, "rect").length, vacancies.length);
	assert.equal(picture.stops.length, vacancies.length + 1);
});

test("the focus council alone has the focus bar", () => {
	const { picture } = draw(whole(), 930);
	const focus = of(picture, "rect", "bar-focus");
	assert.equal(focus.length, 1);
	assert.ok(Math.abs((focus[0]?.y ?? 0) - (of(picture, "rect")[15]?.y ?? 0)) < 1e-9);
});

test("bars stand inside their room and no words lie upon others", () => {
	checkEverywhere(whole());
	checkEverywhere(figureOf("bars", columns, councils(vacancies)));
	checkEverywhere(figureOf("bars", columns, [...councils([["Bury", null]]), ...references([1, 2, 3, 4])]));
	checkEverywhere(figureOf("bars", columns, []));
});

test("no reference line runs through a label, at any width", () => {
	for (const values of [[16.2, 16.7, 16.0, 14.9], [0, 0, 0, 0], [31, 31, 31, 31], [2, 30, 15, 16], [12, 12.1, 12.2, 12.3]]) {
		for (const width of widths) {
			const { picture } = draw(figureOf("bars", columns, [...councils(vacancies), ...references(values)]), width);
			const lines = of(picture, "line", "area", "england-thin", "neighbours-mean-thin", "neighbours-median-thin").filter((one) => one.x1 === one.x2);
			const labels = textsOf(picture).filter((one) => /^(North West|England|Neighbours)/.test(one.text));
			assert.equal(labels.length, 4);
			assert.equal(lines.length, 4);
			for (const label of labels) {
				for (const line of lines) {
					const isThrough = line.x1 > label.box.left && line.x1 < label.box.right && line.y1 < label.box.bottom;
					assert.ok(!isThrough, `${values} at ${width}: a line through ${label.text}`);
				}
			}
		}
	}
});

test("ticks are round and start at zero", () => {
	for (const width of widths) {
		const { picture } = draw(whole(), width);
		const ticks = textsOf(picture)
			.filter((one) => one.ink === "text-quiet" && /^[\d.,]+%$/.test(one.text))
			.map((one) => Number.parseFloat(one.text));
		assert.ok(ticks.length >= 2, `${ticks} at ${width}`);
		assert.equal(ticks[0], 0);
		for (const tick of ticks) assert.ok(tick % 5 === 0, `${tick} at ${width}`);
		// The longest whisker ends at 36: the axis goes on to the next round number.
		const end = Math.max(...of(picture, "line", "grid").map((one) => one.x1));
		const unit = (of(picture, "rect", "bar")[0]?.width ?? 0) / 4;
		const start = of(picture, "rect", "bar")[0]?.x ?? 0;
		assert.ok(Math.abs((end - start) / unit - 40) < 1e-6, `${(end - start) / unit} at ${width}`);
	}
});

test("a whisker spans its interval and a rank's range stands in the panel of ranks", () => {
	const { picture } = draw(whole(), 930);
	const bars = of(picture, "rect", "bar", "bar-focus");
	const unit = (bars[0]?.width ?? 0) / 4;
	const spans = of(picture, "line", "whisker").filter((one) => one.y1 === one.y2);
	assert.equal(spans.length, vacancies.length);
	spans.forEach((one) => assert.ok(one.x2 - one.x1 > 4 * unit && one.x2 - one.x1 < 9 * unit + 1e-9));
	assert.equal(of(picture, "line", "rank-range", "rank-range-focus").length, vacancies.length);
	assert.equal(of(draw(whole(), 290).picture, "line", "rank-range", "rank-range-focus").length, 0);
});
