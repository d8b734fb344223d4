import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure, Row } from "../../dashboards/scripts/figure";
import { columnsOf } from "../../dashboards/scripts/multiples";
import { readTrend, sparklineMarks } from "../../dashboards/scripts/sparkline";
import { monthOf, monthTicks } from "../../dashboards/scripts/timeline";
import { cell, checkEverywhere, draw, figureOf, lettering, of, row, textsOf, widths } from "./support";

const key = (index: number): string => `${2017 + Math.floor((8 + index) / 12)}-${String(((8 + index) % 12) + 1).padStart(2, "0")}`;

// Months with a level of 12 that steps to 24 after 48 months; limits of either; a gap; signals.
function months(count: number): Row[] {
	return Array.from({ length: count }, (_, index) => {
		const mean = index < 48 ? 12 : 24;
		const value = index === 20 ? null : mean + 3 * Math.sin(index) + (index === 60 ? 9 : 0);
		const signal = index === 60 ? "above its limits" : index >= 30 && index < 37 ? "seven on one side of the mean" : "";
		return row("month", key(index), [cell(value), cell(mean), cell(mean - 6), cell(mean + 6), cell(signal), cell(16), cell(17)], { key: key(index) });
	});
}

const events: Row[] = [
	["2019-09-23", "Inspection: inadequate"],
	["2019-11-04", "Report published"],
	["2023-07-10", "Inspection: good"],
	["2025-09-20", "An event near the end of all months"],
	["2005-01-01", "Before all months"],
].map(([date, words]) => row("event", words as string, [], { key: date as string }));

const columns = ["month", "value", "mean", "lower", "upper", "signal", "area", "england"];
const series = (count: number): Figure => figureOf("series", columns, [...months(count), ...events]);

test("a series stands inside its room and no words lie upon others", () => {
	for (const count of [1, 2, 9, 24, 97]) checkEverywhere(series(count));
	checkEverywhere(figureOf("series", columns, []));
	checkEverywhere(figureOf("series", ["month", "value"], months(40)));
});

test("a missing month interrupts the line", () => {
	const line = of(draw(series(97), 930).picture, "path", "line-focus")[0];
	assert.equal(line?.points.length, 96);
	assert.equal(line?.d.split("M").length, 3);
});

test("limits step where they change and are level between", () => {
	const upper = of(draw(series(97), 930).picture, "path", "limit")[1];
	assert.equal(upper?.d.split("M").length, 3);
	assert.equal(new Set(upper?.points.map((one) => one[1])).size, 2);
});

test("signals are triangles with words; dots are not", () => {
	const { picture } = draw(series(97), 930);
	assert.equal(of(picture, "symbol", "signal").length, 8);
	const words = textsOf(picture).map((one) => one.text).join(" ");
	assert.ok(words.includes("above its limits"), words);
	assert.ok(words.includes("seven on one side"), words);
	const corners = (d: string): number => d.split("L").length - 1;
	for (const one of of(picture, "symbol", "signal")) assert.equal(corners(one.d), 2);
});

test("a triangle points to its side of the mean and keeps its form", () => {
	const lows = figureOf("series", columns, months(24).map((one) => ({ ...one, cells: one.cells.map((each, index) => (index === 5 ? cell("below its limits") : each)) })));
	const marks = of(draw(lows, 930).picture, "symbol", "signal");
	assert.equal(marks.length, 23);
	for (const [index, one] of marks.entries()) {
		const value = months(24).filter((each) => each.cells[1]?.value !== null)[index]?.cells[1]?.value ?? 0;
		const first = Number(/^M[-\d.]+,([-\d.]+)/.exec(one.d)?.[1]);
		assert.ok(value < 12 ? first > 0 : first < 0, `${value}: ${one.d}`);
	}
});

test("events inside the months are lines with words, others are not drawn", () => {
	const { picture } = draw(series(97), 930);
	assert.equal(of(picture, "line", "event").length, 4);
	const words = textsOf(picture).map((one) => one.text);
	assert.ok(words.includes("Inspection: inadequate") && words.includes("Report published"));
	assert.ok(!words.includes("Before all months"));
	const narrow = textsOf(draw(series(97), 290).picture).map((one) => one.text);
	assert.ok(narrow.includes("Inadequate"), narrow.join(", "));
});

test("an event on a month's last day stands at that month, and one at its beginning at the month before", () => {
	assert.equal(monthOf("2021-09"), 2021 * 12 + 8);
	assert.equal(monthOf("2021-09-31"), monthOf("2021-09"));
	assert.ok(monthOf("2021-09-01") - monthOf("2021-08") < 0.04);
	assert.ok(Number.isNaN(monthOf("September")));
});

test("ticks are at Septembers for yearly figures and at Januaries for long monthly ones, and their labels fit", () => {
	const yearly = Array.from({ length: 9 }, (_, index) => monthOf("2017-09") + 12 * index);
	const monthly = Array.from({ length: 97 }, (_, index) => monthOf("2017-09") + index);
	for (const [all, remainder] of [[yearly, 8], [monthly, 0]] as const) {
		for (const width of widths) {
			const spacing = width / 96;
			const ticks = monthTicks([...all], spacing, lettering(14));
			assert.ok(ticks.months.length >= 2, `${width}`);
			ticks.months.forEach((month, index) => {
				assert.equal(month % 12, remainder);
				const gap = (month - (ticks.months[index - 1] ?? -Infinity)) * spacing;
				assert.ok(gap > lettering(14).width(ticks.label(month)), `${ticks.label(month)} at ${width}`);
			});
		}
	}
	const short = monthTicks(monthly.slice(0, 7), 130, lettering(14));
	assert.deepEqual(short.months.map(short.label), ["Sep 2017", "Oct 2017", "Nov 2017", "Dec 2017", "Jan 2018", "Feb 2018", "Mar 2018"]);
});

test("lines have a look each, the focus its own, and their names", () => {
	const names = ["St. Helens", "Sefton", "Knowsley", "Liverpool"];
	const data = Array.from({ length: 9 }, (_, index) =>
		row("month", key(12 * index), names.map((_name, place) => cell(place === 2 && index === 4 ? null : 10 + place + (index % 3))), { key: key(12 * index) }),
	);
	const figure = figureOf("lines", ["month", ...names.map((name, place) => ({ name: `s${place}`, kind: "number", label: name, remark: "", isFocus: place === 1 }))], data);
	checkEverywhere(figure);
	assert.equal(textsOf(draw(figure, 930).picture).find((one) => one.ink === "text-focus")?.text, "Sefton");
	for (const width of widths) {
		const { picture } = draw(figure, width);
		assert.deepEqual(of(picture, "path").map((one) => one.ink).sort(), ["line-focus", "line-four", "line-three", "line-two"]);
		for (const name of names) assert.ok(textsOf(picture).some((one) => one.text === name), `${name} at ${width}`);
	}
	assert.equal(draw(figure, 930).picture.stops.length, 9);
});

test("nobody is in focus unless chosen, and comparisons leave the colours to the councils", () => {
	const columns = ["area", "s0", "s1", "s2", "s3", "england"];
	const data = Array.from({ length: 9 }, (_, index) => row("month", key(12 * index), columns.map((_name, place) => cell(10 + 2 * place + (index % 3))), { key: key(12 * index) }));
	const figure = figureOf("lines", ["month", ...columns], data);
	checkEverywhere(figure);
	const { picture } = draw(figure, 930);
	assert.deepEqual(of(picture, "path").map((one) => one.ink).sort(), ["line-area", "line-england", "line-four", "line-one", "line-three", "line-two"]);
	assert.equal(textsOf(picture).filter((one) => one.ink === "text-focus").length, 0);
});

test("of many lines the focus alone has a colour, and names stand only where there is room", () => {
	for (const count of [5, 12, 25]) {
		const data = Array.from({ length: 25 }, (_, index) =>
			row("month", key(index), Array.from({ length: count }, (_v, place) => cell(3 + place * 1.3 + (index % 3))), { key: key(index) }),
		);
		const names = Array.from({ length: count }, (_, place) => ({ name: `s${place}`, kind: "number", label: `No. ${place}`, remark: "", isFocus: place === 2 }));
		const figure = figureOf("lines", ["month", ...names], data);
		checkEverywhere(figure);
		for (const width of widths) {
			const { picture } = draw(figure, width);
			assert.equal(of(picture, "path", "line").length, count - 1);
			assert.equal(of(picture, "path", "line-focus").length, 1);
			assert.ok(textsOf(picture).some((one) => one.text === "No. 2"), `${count} at ${width}`);
		}
	}
});

test("panels are in one scale and have the reference line each", () => {
	const count = 23;
	const data = Array.from({ length: count }, (_, place) => row("council", `Council number ${place}`, Array.from({ length: 9 }, (_v, index) => cell(index * place * 0.3)), { isFocus: place === 5 }));
	const area = row("area", "North West", Array.from({ length: 9 }, () => cell(12)));
	const figure = figureOf("multiples", ["council", ...Array.from({ length: 9 }, (_, index) => key(12 * index))], [...data, area]);
	checkEverywhere(figure);
	for (const width of widths) {
		const labels = textsOf(draw(figure, width).picture).filter((one) => /^\d+%$/.test(one.text)).map((one) => one.text);
		assert.ok(new Set(labels).size >= 2, `${[...new Set(labels)]} at ${width}`);
	}
	const { picture } = draw(figure, 930);
	assert.equal(of(picture, "path", "area-thin").length, count);
	const lines = of(picture, "path", "line-strong", "line-focus");
	assert.equal(lines.length, count);
	const unit = lines.slice(1).map((line, index) => ((line.points[0]?.[1] ?? 0) - (line.points[8]?.[1] ?? 0)) / (8 * 0.3 * (index + 1)));
	for (const one of unit) assert.ok(Math.abs(one - (unit[0] ?? 0)) < 1e-6);
});

test("panels fill their room: columns suit the width", () => {
	assert.equal(columnsOf(24, 260, 1152, 125), 2);
	assert.equal(columnsOf(24, 930, 1152, 125), 3);
	assert.equal(columnsOf(1, 930, 96, 125), 1);
	for (const count of [5, 9, 10, 23, 24, 31]) {
		const columns = columnsOf(count, 930, 96 * Math.ceil(count / 2), 125);
		assert.ok(Math.ceil(count / columns) * columns - count <= 2, `${count} in ${columns}`);
	}
});

test("a sparkline leaves out what is not there and ends in a dot", () => {
	assert.deepEqual(readTrend("10.2 11.3  12.0"), [10.2, 11.3, null, 12]);
	assert.deepEqual(sparklineMarks(readTrend(" "), 80, 20), []);
	const marks = sparklineMarks(readTrend("10.2 11.3  12.0"), 80, 20);
	assert.equal(marks.length, 2);
	assert.ok(marks[0]?.shape === "path" && marks[0].points[0]?.[1] === 17 && marks[0].points[2]?.[1] === 3);
	assert.equal(sparklineMarks(readTrend("3 4 "), 80, 20).length, 1);
	assert.ok(sparklineMarks([5, 5], 80, 20).every((one) => one.shape !== "path" || one.points.every((point) => point[1] === 10)));
});
