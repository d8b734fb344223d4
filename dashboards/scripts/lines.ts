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
	{ line: "line-one", dot: "dot-focus", symbol: symbolCircle },
	{ line: "line-two", dot: "dot-two", symbol: symbolSquare },
	{ line: "line-three", dot: "dot-three", symbol: symbolTriangle },
	{ line: "line-four", dot: "dot-four", symbol: symbolDiamond },
];

interface Series {
	column: Column;
	look: Look;
}

const coloured_max = 4;

// Whom others are compared with, columns of these names: black beside the colours.
const references: Record<string, Look> = {
	area: { line: "line-area", dot: "dot-strong", symbol: symbolCircle },
	england: { line: "line-england", dot: "dot-strong", symbol: symbolCircle },
};

// Up to four have a colour each, and the focus council the focus colour; of more than that the focus alone has one.
function seriesOf(figure: Figure): Series[] {
	const columns = figure.columns.filter((column) => column.name !== "month");
	const compared = columns.filter((column) => !column.isFocus && column.name in references);
	const focus = columns.find((column) => column.isFocus);
	const others = columns.filter((column) => column !== focus && !compared.includes(column));
	const isMany = columns.length - compared.length > coloured_max;
	const lookOf = (index: number): Look => (isMany ? otherLook : (looks[focus ? index + 1 : index] ?? otherLook));
	return [
		...others.map((column, index) => ({ column, look: lookOf(index) })),
		...compared.map((column) => ({ column, look: references[column.name] as Look })),
		...(focus ? [{ column: focus, look: focusLook }] : []),
	];
}

// A symbol at every value where they do not crowd, else at the last one alone.
function symbolMarks(plan: Plan, { column, look }: Series): Mark[] {
	const points = plan.rows.map((row) => pointOf(plan, row, column.name)).filter((point) => point !== null);
	const { size } = plan.frame.lettering;
	const isCrowded = look === otherLook || column.name in references || (plan.bounds.right - plan.bounds.left) / Math.max(1, plan.rows.length - 1) < 1.2 * size;
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
