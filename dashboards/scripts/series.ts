// One council's months with the mean and the limits of an XmR chart, signals by shape and words, events, and whom it is compared with.
import { symbolCircle, symbolTriangle } from "d3-shape";
import type { Figure, Row } from "./figure";
import { cellOf, columnOf, valueOf } from "./figure";
import type { PlacedEvent } from "./events";
import { eventMarks, eventRoom, placeEvents } from "./events";
import { lineBoxes, place } from "./labels";
import { wrap } from "./lettering";
import type { Ending, Plan } from "./line_chart";
import { axesMarks, lineMark, monthStops, nameMarks, planChart, pointOf } from "./line_chart";
import type { Box, Frame, Mark, Picture } from "./marks";
import { around, mark, path } from "./marks";
import type { Ink } from "./palette";
import { monthOf, timeline } from "./timeline";

const limits: [string, Ink][] = [
	["mean", "mean"],
	["lower", "limit"],
	["upper", "limit"],
];
const others: [string, Ink][] = [
	["area", "area"],
	["england", "england"],
	["neighbours", "neighbours-mean"],
];

function endingsOf(figure: Figure): Ending[] {
	const ending = (ink: Ink) => ([name, line]: [string, Ink]): Ending[] => {
		const column = columnOf(figure, name);
		return column ? [{ name, words: column.label, line, ink }] : [];
	};
	return [...ending("text-focus")(["value", "line-focus"]), ...limits.flatMap(ending("text")), ...others.flatMap(ending("text"))];
}

// A limit holds for whole months: a level line from half a month before to half a month after, interrupted where it changes.
function limitMark(plan: Plan, name: string, ink: Ink): Mark {
	const { bounds, figure } = plan;
	const inside = (x: number): number => Math.max(bounds.left, Math.min(x, bounds.right));
	const places = plan.rows.map((row) => plan.time.scale(monthOf(row.key)));
	let before: number | null = null;
	const points = plan.rows.flatMap((row, index): ([number, number] | null)[] => {
		const value = valueOf(figure, row, name);
		const isSame = value === before;
		before = value;
		if (value === null) return [null];
		const x = places[index] as number;
		const y = plan.up.scale(value);
		const half: [number, number][] = [
			[inside((x + (places[index - 1] ?? bounds.left)) / 2), y],
			[inside((x + (places[index + 1] ?? bounds.right)) / 2), y],
		];
		return isSame ? half : [null, ...half];
	});
	return path(ink, points);
}

function isSignal(figure: Figure, row: Row): boolean {
	return cellOf(figure, row, "signal").text !== "";
}

const signalInks: Record<string, Ink> = { worse: "signal-worse", better: "signal-better" };

// Signals are triangles that point to the side of the mean on which they lie, hollow for the better; other values are dots where these do not crowd.
function pointMarks(plan: Plan): Mark[] {
	const { figure, frame, bounds } = plan;
	const { size } = frame.lettering;
	const spacing = (bounds.right - bounds.left) / Math.max(1, plan.rows.length - 1);
	return plan.rows.flatMap((row) => {
		const point = pointOf(plan, row, "value");
		if (!point) return [];
		if (!isSignal(figure, row)) return spacing < 0.6 * size ? [] : [mark("dot-focus", symbolCircle, ...point, 0.28 * size)];
		const cell = cellOf(figure, row, "value");
		const radius = Math.min(0.36 * size, Math.max(0.26 * size, 0.6 * spacing));
		const triangle = mark(signalInks[cell.tone] ?? "signal", symbolTriangle, ...point, radius);
		return [(cell.value ?? 0) < (valueOf(figure, row, "mean") ?? 0) ? { ...triangle, d: mirrored(triangle.d) } : triangle];
	});
}

// A symbol's path upside down: its second coordinates with the other sign.
function mirrored(d: string): string {
	return d.replace(/([\d.]+|-[\d.]+)(,)(-?[\d.]+)/g, (_all, x: string, comma: string, y: string) => `${x}${comma}${-Number(y)}`);
}

const run_gap_max = 3;

// The first row of each run of the same signal, the newest first. A few months without it do not end a run.
function runsOf(plan: Plan): Row[] {
	const { figure, rows } = plan;
	const words = rows.map((row) => cellOf(figure, row, "signal").text);
	return rows.filter((_, index) => words[index] !== "" && !words.slice(Math.max(0, index - run_gap_max - 1), index).includes(words[index] as string)).reverse();
}

function signalWords(plan: Plan, obstacles: Box[], lines: Box[]): Mark[] {
	const { figure, frame, bounds } = plan;
	const { lettering } = frame;
	const taken = [...obstacles];
	return runsOf(plan).flatMap((row) => {
		const point = pointOf(plan, row, "value");
		const words = wrap(lettering, cellOf(figure, row, "signal").text, Math.min(11 * lettering.size, 0.5 * (bounds.right - bounds.left)));
		const placed = point && place(lettering, "text", words, point, [0.8, 1.6], { taken, lines, bounds });
		if (!placed) return [];
		taken.push(...placed.words.map((one) => one.box));
		return [...placed.leader, ...placed.words];
	});
}

function planSeries(figure: Figure, frame: Frame): { plan: Plan; events: PlacedEvent[] } {
	const { lettering } = frame;
	const names = ["value", ...[...limits, ...others].map(([name]) => name)];
	let events: PlacedEvent[] = [];
	const plan = planChart(figure, frame, names, endingsOf(figure), (left, right) => {
		const months = figure.rows.filter((row) => row.role === "month").map((row) => monthOf(row.key));
		events = placeEvents(figure, lettering, timeline(months, left, right, lettering).scale, left, right, frame.width);
		return eventRoom(events, lettering) + 0.8 * lettering.size;
	});
	return { plan, events };
}

export function seriesPicture(figure: Figure, frame: Frame): Picture {
	const { plan, events } = planSeries(figure, frame);
	const { size } = frame.lettering;
	const has = ([name]: [string, Ink]): boolean => columnOf(figure, name) !== undefined;
	const dots = plan.rows.map((row) => pointOf(plan, row, "value")).filter((point) => point !== null);
	const levels = limits.filter(has).map(([name, ink]) => limitMark(plan, name, ink));
	return {
		marks: [
			...axesMarks(plan),
			...eventMarks(events, frame.lettering, plan.bounds),
			...levels,
			...others.filter(has).map(([name, ink]) => lineMark(plan, name, ink)),
			lineMark(plan, "value", "line-focus"),
			...pointMarks(plan),
			...nameMarks(plan),
			...signalWords(plan, dots.map(([x, y]) => around(x, y, 0.3 * size)), lineBoxes(levels)),
		],
		stops: monthStops(plan, () => "value"),
	};
}
