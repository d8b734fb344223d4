import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "../../dashboards/scripts/figure";
import { cell, checkEverywhere, draw, figureOf, of, row, textsOf, vacancies, widths } from "./support";

const columns = ["council", "size", "value", "low95", "high95", "low998", "high998", "outside"];

function funnel(): Figure {
	const rows = vacancies.map(([name, value], index) => {
		const size = 90 + 24 * index;
		const spread = 80 / Math.sqrt(size);
		const limits = [Math.max(0, 16.2 - 1.96 * spread), 16.2 + 1.96 * spread, Math.max(0, 16.2 - 3.09 * spread), 16.2 + 3.09 * spread];
		const isOutside = value > (limits[1] ?? 0) || value < (limits[0] ?? 0);
		return row("council", name, [cell(size), cell(value), ...limits.map((one) => cell(one)), cell(isOutside ? "beyond the 95% limits" : "")], { isFocus: name === "St. Helens" });
	});
	return figureOf("funnel", columns, [...rows, row("area", "North West", [cell(""), cell(16.2)])]);
}

test("the limits pass through the table's values, in the scale of the points", () => {
	for (const width of widths) {
		const { picture, frame } = draw(funnel(), width);
		const paths = of(picture, "path", "limit", "limit-outer");
		assert.equal(paths.length, 4);
		const points = of(picture, "symbol");
		const [first, last] = [points[0], points[points.length - 1]];
		assert.ok(first && last);
		// Two points give the scales; every limit of every council must lie on them.
		const across = (last.x - first.x) / (24 * (vacancies.length - 1));
		const up = (last.y - first.y) / ((vacancies[vacancies.length - 1]?.[1] ?? 0) - (vacancies[0]?.[1] ?? 0));
		const rows = funnel().rows.slice(0, vacancies.length);
		for (const [path, index] of [[paths[0], 5], [paths[1], 6], [paths[2], 3], [paths[3], 4]] as const) {
			path?.points.forEach(([x, y], place) => {
				assert.ok(Math.abs(x - (first.x + 24 * place * across)) < 1e-6);
				assert.ok(Math.abs(y - (first.y + ((rows[place]?.cells[index]?.value ?? 0) - 4.0) * up)) < 1e-6, `limit ${index} of ${place}`);
			});
		}
		assert.ok(frame.height === 420);
	}
});

test("what is beyond the limits is another shape with its name", () => {
	const { picture } = draw(funnel(), 930);
	const outside = funnel().rows.filter((one) => one.cells[7]?.text);
	assert.ok(outside.length >= 5);
	const shapes = new Set(of(picture, "symbol", "signal").map((one) => one.d.split(/[MLAZ]/).length));
	const circles = new Set(of(picture, "symbol", "dot").map((one) => one.d.split(/[MLAZ]/).length));
	assert.ok(![...shapes].some((one) => circles.has(one)));
	assert.equal(of(picture, "symbol", "signal").length, outside.length);
	for (const one of outside) assert.ok(textsOf(picture).some((text) => text.text === one.cells[0]?.text), one.cells[0]?.text);
});

test("names keep off the limits as long as there is other room, and leaders off other marks", () => {
	for (const width of widths) {
		const { picture } = draw(funnel(), width);
		const names = new Set(vacancies.map(([name]) => name));
		const labels = textsOf(picture).filter((one) => names.has(one.text));
		const limits = of(picture, "path", "limit", "limit-outer").flatMap((one) => one.points);
		const upon = labels.filter((label) => limits.some(([x, y]) => x > label.box.left && x < label.box.right && y > label.box.top && y < label.box.bottom));
		if (width >= 480) assert.ok(upon.length <= 1, `${upon.map((one) => one.text)} at ${width}`);
		for (const leader of of(picture, "line", "leader")) {
			const through = labels.filter((one) => {
				const [x, y] = [(leader.x1 + leader.x2) / 2, (leader.y1 + leader.y2) / 2];
				return x > one.box.left && x < one.box.right && y > one.box.top && y < one.box.bottom;
			});
			assert.deepEqual(through.map((one) => one.text), [], `${width}`);
		}
	}
});

test("the focus council is named in a crowd too, with a line to its name", () => {
	const crowd = funnel();
	for (const [index, one] of crowd.rows.entries()) {
		if (one.role !== "council" || one.isFocus) continue;
		one.cells[1] = cell(450 + 22 * ((index % 5) - 2));
		one.cells[2] = cell(19.6 + 1.3 * (Math.floor(index / 5) - 2));
		one.cells[7] = cell("");
	}
	const { picture } = draw(crowd, 930);
	assert.ok(textsOf(picture).some((one) => one.text === "St. Helens"));
	assert.equal(of(picture, "line", "leader").length, 1);
});

test("the focus council is named at every width", () => {
	for (const width of widths) assert.ok(textsOf(draw(funnel(), width).picture).some((one) => one.text === "St. Helens"), `${width}`);
});

test("the funnel stands inside its room and no words lie upon others", () => {
	checkEverywhere(funnel());
	checkEverywhere(figureOf("funnel", columns, []));
});
