// A few lines over the same months, each with its own colour, dashes and symbol, and its name at its end.
import type { SymbolType } from "d3-shape";
import { symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
import type { Column, Figure } from "./figure";
import type { Ending, Plan } from "./line_chart";
import { axesMarks, lineMark, monthStops, nameMarks, planChart, pointOf } from "./line_chart";
import type { Frame, Mark, Picture } from "./marks";
import { mark } from "./marks";
import type { Ink } from "./palette";

interface Look {
	line: Ink;
	dot: Ink;
	symbol: SymbolType;
}

const focusLook: Look = { line: "line-focus", dot: "dot-focus", symbol: symbolCircle };
const otherLook: Look = { line: "line", dot: "dot", symbol: symbolCircle };
const looks: Look[] = [
	{ line: "line-two", dot: "dot-two", symbol: symbolSquare },
	{ line: "line-three", dot: "dot-three", symbol: symbolTriangle },
	{ line: "line-four", dot: "dot-four", symbol: symbolDiamond },
];

interface Series {
	column: Column;
	look: Look;
}

const coloured_max = 4;

// Up to four have a colour each, the focus council the focus colour, or the first one when there is none. Of more than that the focus alone has one.
function seriesOf(figure: Figure): Series[] {
	const columns = figure.columns.filter((column) => column.name !== "month");
	const isMany = columns.length > coloured_max;
	const focus = columns.find((column) => column.isFocus) ?? (isMany ? undefined : columns[0]);
	const others = columns.filter((column) => column !== focus);
	const lookOf = (index: number): Look => (isMany ? otherLook : (looks[index] ?? otherLook));
	return [...others.map((column, index) => ({ column, look: lookOf(index) })), ...(focus ? [{ column: focus, look: focusLook }] : [])];
}

// A symbol at every value where they do not crowd, else at the last one alone.
function symbolMarks(plan: Plan, { column, look }: Series): Mark[] {
	const points = plan.rows.map((row) => pointOf(plan, row, column.name)).filter((point) => point !== null);
	const { size } = plan.frame.lettering;
	const isCrowded = look === otherLook || (plan.bounds.right - plan.bounds.left) / Math.max(1, plan.rows.length - 1) < 1.2 * size;
	return (isCrowded ? points.slice(-1) : points).map(([x, y]) => mark(look.dot, look.symbol, x, y, 0.32 * size));
}

export function linesPicture(figure: Figure, frame: Frame): Picture {
	const series = seriesOf(figure);
	const endings: Ending[] = [...series].reverse().map(({ column, look }) => ({ name: column.name, words: column.label, line: look.line, ink: look === focusLook ? "text-focus" : "text" }));
	const plan = planChart(figure, frame, series.map((one) => one.column.name), endings, () => frame.lettering.size);
	return {
		marks: [
			...axesMarks(plan),
			...series.flatMap((one) => [lineMark(plan, one.column.name, one.look.line), ...symbolMarks(plan, one)]),
			...nameMarks(plan),
		],
		stops: monthStops(plan, () => null),
	};
}
