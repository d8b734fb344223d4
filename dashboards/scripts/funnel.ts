// The funnel: each council's value against its size, between limits that chance alone would seldom pass. What is beyond is another shape with a name.
import { symbolCircle, symbolDiamond } from "d3-shape";
import type { Axis } from "./axis";
import { axisAround, axisBelow, axisBeside, axisFromZero, axisRoom } from "./axis";
import type { Figure, Row } from "./figure";
import { cellOf, columnOf, headingOf, linesOf, nameOf, rowsOf, valueOf, valuesOf } from "./figure";
import type { Labelled } from "./labels";
import { lineBoxes, place } from "./labels";
import type { Lettering } from "./lettering";
import { shorten } from "./lettering";
import type { Box, Frame, Mark, Picture, TextMark } from "./marks";
import { around, line, mark, overlaps, path, text } from "./marks";
import type { Ink } from "./palette";

const limits: { name: string; ink: Ink; words: string }[] = [
	{ name: "low998", ink: "limit-outer", words: "" },
	{ name: "high998", ink: "limit-outer", words: "99.8%" },
	{ name: "low95", ink: "limit", words: "" },
	{ name: "high95", ink: "limit", words: "95%" },
];

interface Point {
	row: Row;
	x: number;
	y: number;
	isOutside: boolean;
}

interface Plan {
	figure: Figure;
	frame: Frame;
	across: Axis;
	up: Axis;
	bounds: Box;
	points: Point[];
}

function planFunnel(figure: Figure, frame: Frame): Plan {
	const { lettering, scale } = frame;
	const rows = rowsOf(figure, "council").filter((row) => valueOf(figure, row, "size") !== null);
	const top = 1.8 * lettering.size;
	const bottom = frame.height - 3 * lettering.size;
	const heights = valuesOf(figure, rows, "value", ...limits.map((one) => one.name));
	const up = axisAround(heights, [bottom, top], Math.round((bottom - top) / (60 * scale)), figure.unit);
	const left = axisRoom(up, lettering);
	const right = frame.width - lettering.width("99.8%") - 8;
	const across = axisFromZero(valuesOf(figure, rows, "size"), [left, right], Math.max(2, Math.round((right - left) / (70 * scale))), "");
	const points = rows.flatMap((row) => {
		const value = valueOf(figure, row, "value");
		const isOutside = cellOf(figure, row, "outside").text !== "";
		return value === null ? [] : [{ row, x: across.scale(valueOf(figure, row, "size") ?? 0), y: up.scale(value), isOutside }];
	});
	return { figure, frame, across, up, bounds: { left, top, right, bottom }, points };
}

// A limit as a line through the values of the table, from the smallest council to the largest.
function limitMarks(plan: Plan): Mark[] {
	const { figure, across, up, frame } = plan;
	return limits.flatMap(({ name, ink, words }) => {
		const points = rowsOf(figure, "council")
			.map((row) => [valueOf(figure, row, "size"), valueOf(figure, row, name)])
			.filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null)
			.sort((a, b) => a[0] - b[0])
			.map(([size, limit]): [number, number] => [across.scale(size), up.scale(limit)]);
		const end = points[points.length - 1];
		if (!end) return [];
		const label = words ? [text(frame.lettering, "text-quiet", end[0] + 5, end[1] + 0.35 * frame.lettering.size, words)] : [];
		return [path(ink, points), ...label];
	});
}

function centreMarks(plan: Plan): Mark[] {
	const { figure, bounds, up } = plan;
	return rowsOf(figure, "area").flatMap((row) => {
		const value = valueOf(figure, row, "value");
		return value === null ? [] : [line("area", bounds.left, up.scale(value), bounds.right, up.scale(value))];
	});
}

function pointMark(point: Point, size: number): Mark {
	const ink = point.row.isFocus ? "dot-focus" : point.isOutside ? "signal" : "dot";
	return mark(ink, point.isOutside ? symbolDiamond : symbolCircle, point.x, point.y, point.row.isFocus || point.isOutside ? 0.5 * size : 0.36 * size);
}

const distances = [0.7, 1.4, 2.1, 3, 4];

// Names in this order, each where there is room.
function namesInOrder(plan: Plan, points: Point[], obstacles: Box[], lines: Box[]): Labelled[] {
	const { lettering, width } = plan.frame;
	const bounds = { ...plan.bounds, right: width, top: 0 };
	const taken = [...obstacles];
	return points.flatMap(({ row, x, y }) => {
		const placed = place(lettering, row.isFocus ? "text-focus" : "text", [nameOf(row)], [x, y], distances, { taken, lines, bounds });
		if (!placed) return [];
		// Two names in one line need a gap between them.
		taken.push(...placed.words.map(({ box }) => ({ ...box, left: box.left - 0.6 * lettering.size, right: box.right + 0.6 * lettering.size })), ...lineBoxes(placed.leader));
		return [placed];
	});
}

// The names of the focus council and of those beyond the limits, in whichever order of a few gives most of them a place.
function nameMarks(plan: Plan, obstacles: Box[], lines: Box[]): Mark[] {
	const focus = plan.points.filter((one) => one.row.isFocus);
	const outside = plan.points.filter((one) => !one.row.isFocus && one.isOutside);
	const orders: ((a: Point, b: Point) => number)[] = [(a, b) => nameOf(b.row).length - nameOf(a.row).length, (a, b) => a.y - b.y, (a, b) => b.x - a.x];
	let best: Labelled[] = [];
	for (const order of orders) {
		const placed = namesInOrder(plan, [...focus, ...[...outside].sort(order)], obstacles, lines);
		if (placed.length > best.length) best = placed;
		if (best.length === focus.length + outside.length) break;
	}
	return best.flatMap(({ words, leader }) => [...leader, ...words]);
}

// The centre line's name above or below it, as far right as it is free.
function centreName(plan: Plan, lettering: Lettering, obstacles: Box[]): TextMark[] {
	const { figure, bounds, up } = plan;
	return rowsOf(figure, "area").flatMap((row) => {
		const y = up.scale(valueOf(figure, row, "value") ?? 0);
		const words = `${nameOf(row)} ${cellOf(figure, row, "value").text}`;
		const places = [1, 0.8, 0.6, 0.4].flatMap((share) =>
			[-0.4, 1.1].map((lines) => text(lettering, "text", bounds.left + share * (bounds.right - bounds.left), y + lines * lettering.size, words, "end")),
		);
		return places.filter((one) => one.box.left >= bounds.left && !obstacles.some((box) => overlaps(box, one.box))).slice(0, 1);
	});
}

function axesMarks(plan: Plan): Mark[] {
	const { figure, frame, bounds } = plan;
	const { lettering } = frame;
	const size = columnOf(figure, "size");
	const across = shorten(lettering, size?.remark || size?.label || "", frame.width - bounds.left);
	return [
		...axisBeside(plan.up, lettering, bounds.left, bounds.right),
		...axisBelow(plan.across, lettering, bounds.bottom, bounds.bottom, frame.width),
		line("axis", bounds.left, bounds.bottom, bounds.right, bounds.bottom),
		text(lettering, "text-quiet", 0, 0.9 * lettering.size, shorten(lettering, headingOf(columnOf(figure, "value")), frame.width)),
		text(lettering, "text-quiet", bounds.left, frame.height - 0.4 * lettering.size, across),
	];
}

export function funnelPicture(figure: Figure, frame: Frame): Picture {
	const plan = planFunnel(figure, frame);
	const { size } = frame.lettering;
	const axes = axesMarks(plan);
	const curves = limitMarks(plan);
	const words = [...axes, ...curves].flatMap((one) => (one.shape === "text" ? [one.box] : []));
	const obstacles = [...words, ...plan.points.map((point) => around(point.x, point.y, 0.42 * size))];
	const centre = centreName(plan, frame.lettering, obstacles);
	const names = nameMarks(plan, [...obstacles, ...centre.map((one) => one.box)], lineBoxes([...curves, ...centreMarks(plan)]));
	return {
		marks: [...axes, ...centreMarks(plan), ...curves, ...plan.points.map((point) => pointMark(point, size)), ...centre, ...names],
		stops: plan.points.map(({ row, x, y }) => ({ x, y, box: around(x, y, 0.7 * size), heading: nameOf(row), lines: linesOf(figure, row) })),
	};
}
