// What charts over time have in common: their places, their axes and the names at the ends of their lines.
import type { Axis } from "./axis";
import { axisAround, axisBeside, axisRoom } from "./axis";
import type { Figure, Row } from "./figure";
import { linesOf, nameOf, rowsOf, valueOf, valuesOf } from "./figure";
import type { KeyEntry } from "./key";
import { keyOf, swatch } from "./key";
import { lineHeight, spread } from "./labels";
import { shorten } from "./lettering";
import type { Box, Frame, Mark, Stop } from "./marks";
import { line, middle, path, text } from "./marks";
import type { Ink } from "./palette";
import type { Timeline } from "./timeline";
import { monthOf, timeline, timelineMarks } from "./timeline";

export interface Plan {
	figure: Figure;
	frame: Frame;
	rows: Row[];
	time: Timeline;
	up: Axis;
	bounds: Box;
	endings: Ending[];
	isNarrow: boolean;
}

// A line's column, and its name: at its end, or in a key above the plot where the picture is narrow.
export interface Ending extends KeyEntry {
	name: string;
}

const key_max = 8;

// The entries of a key above the plot, which must not fill it: of many, those that look alike are one.
function keyEntries(endings: Ending[]): KeyEntry[] {
	if (endings.length <= key_max) return endings;
	const apart = endings.filter((one) => one.line !== "line");
	return [...apart, { words: `${endings.length - apart.length} ${apart.length > 0 ? "others" : "lines"}, named in the table`, line: "line", ink: "text" }];
}

// `above` is the room for what else stands over the plot.
export function planChart(figure: Figure, frame: Frame, names: string[], endings: Ending[], above: (left: number, right: number) => number): Plan {
	const { lettering, scale } = frame;
	const rows = rowsOf(figure, "month");
	const values = valuesOf(figure, rows, ...names);
	const bottom = frame.height - 2 * lettering.size;
	const upTo = (top: number): Axis => axisAround(values, [bottom, top], Math.max(2, Math.round((bottom - top) / (50 * scale))), figure.unit);
	const left = Math.max(axisRoom(upTo(0), lettering), axisRoom(upTo(0.3 * frame.height), lettering));
	const isNarrow = frame.width < 34 * lettering.size;
	const widest = Math.max(0, ...endings.map((one) => lettering.width(one.words, true)));
	const right = isNarrow ? frame.width - 4 : frame.width - Math.min(widest + swatch(lettering.size), 0.3 * frame.width) - 16;
	const top = above(left, right) + (isNarrow ? keyOf(keyEntries(endings), frame, 0).height : 0);
	const months = rows.map((row) => monthOf(row.key)).filter(Number.isFinite);
	return { figure, frame, rows, time: timeline(months, left, right, lettering), up: upTo(top), bounds: { left, top, right, bottom }, endings, isNarrow };
}

export function pointOf(plan: Plan, row: Row, name: string): [number, number] | null {
	const value = valueOf(plan.figure, row, name);
	return value === null ? null : [plan.time.scale(monthOf(row.key)), plan.up.scale(value)];
}

export const lineMark = (plan: Plan, name: string, ink: Ink): Mark => path(ink, plan.rows.map((row) => pointOf(plan, row, name)));

export function axesMarks(plan: Plan): Mark[] {
	const { frame, bounds } = plan;
	return [...axisBeside(plan.up, frame.lettering, bounds.left, bounds.right), ...timelineMarks(plan.time, frame.lettering, bounds.bottom, 0, frame.width)];
}

interface End {
	ending: Ending;
	y: number;
}

// Where lines end. Of more than there is room to name, those that are named whose names have room at their very ends, the first in the list before others.
function endsOf(plan: Plan, gap: number): End[] {
	const { bounds } = plan;
	const ends = plan.endings.flatMap((ending) => {
		const last = plan.rows.map((row) => pointOf(plan, row, ending.name)).filter((point) => point !== null).pop();
		return last ? [{ ending, y: last[1] }] : [];
	});
	if ((ends.length - 1) * gap <= bounds.bottom - bounds.top) return ends;
	const kept: End[] = [];
	for (const end of ends) if (kept.every((one) => Math.abs(one.y - end.y) >= gap)) kept.push(end);
	return kept;
}

// Each line's name beside its last value, moved apart where they would overlap.
function endMarks(plan: Plan): Mark[] {
	const { frame, bounds } = plan;
	const { lettering } = frame;
	const gap = lineHeight * lettering.size;
	const ends = endsOf(plan, gap);
	const places = spread(ends.map((one) => one.y), gap, bounds.top, bounds.bottom);
	const start = bounds.right + 6;
	const left = start + swatch(lettering.size) + 0.4 * lettering.size;
	return ends.flatMap(({ ending }, index): Mark[] => {
		const y = places[index] as number;
		const words = shorten(lettering, ending.words, frame.width - left, ending.ink === "text-focus");
		return [line(ending.line, start, y, start + swatch(lettering.size), y), text(lettering, ending.ink, left, middle(lettering, y), words)];
	});
}

export function nameMarks(plan: Plan): Mark[] {
	return plan.isNarrow ? keyOf(keyEntries(plan.endings), plan.frame, 0).marks : endMarks(plan);
}

// A stop for each month: the whole height between halfway to its neighbours.
export function monthStops(plan: Plan, name: (row: Row) => string | null): Stop[] {
	const { bounds, figure, time, up } = plan;
	const places = plan.rows.map((row) => time.scale(monthOf(row.key)));
	return plan.rows.flatMap((row, index) => {
		const x = places[index] as number;
		const left = ((places[index - 1] ?? bounds.left) + x) / 2;
		const right = ((places[index + 1] ?? bounds.right) + x) / 2;
		const column = name(row);
		const y = column === null ? (bounds.top + bounds.bottom) / 2 : up.scale(valueOf(figure, row, column) ?? up.scale.domain()[0] ?? 0);
		return [{ x, y, box: { left, top: bounds.top, right, bottom: bounds.bottom }, heading: nameOf(row), lines: linesOf(figure, row) }];
	});
}
