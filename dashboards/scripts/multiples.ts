// Small multiples: a panel for each council, all in one scale, with those to compare with as thin lines in every panel.
import { symbolCircle } from "d3-shape";
import type { Axis } from "./axis";
import { axisAround, axisRoom } from "./axis";
import type { Figure, Row } from "./figure";
import { nameOf, rowsOf } from "./figure";
import { keyOf } from "./key";
import { shorten } from "./lettering";
import type { Box, Frame, Mark, Picture } from "./marks";
import { line, mark, middle, path, text } from "./marks";
import type { Ink } from "./palette";
import { referenceInk, referencesOf } from "./references";
import { isMonth, monthLabel, monthOf } from "./timeline";

const head = 40;
const wanted_shape = 1.7;

interface Plan {
	figure: Figure;
	frame: Frame;
	councils: Row[];
	references: Row[];
	months: { cell: number; month: number }[];
	columns: number;
	left: number;
	top: number;
	panelWidth: number;
	panelHeight: number;
}

// As many columns as make panels of a good shape and leave few places empty.
export function columnsOf(count: number, width: number, height: number, least: number): number {
	const most = Math.max(2, Math.floor(width / least));
	let best = Math.min(2, Math.max(1, count));
	let leastFault = Infinity;
	for (let columns = best; columns <= most && columns <= count; columns++) {
		const rows = Math.ceil(count / columns);
		const shape = width / columns / (height / rows);
		const fault = Math.abs(Math.log(shape / wanted_shape)) + (2 * (rows * columns - count)) / count;
		if (fault < leastFault) {
			leastFault = fault;
			best = columns;
		}
	}
	return best;
}

function planMultiples(figure: Figure, frame: Frame): Plan {
	const councils = rowsOf(figure, "council");
	const months = figure.columns.flatMap((column, cell) => (isMonth(column.name) ? [{ cell, month: monthOf(column.name) }] : []));
	const top = head * frame.scale;
	const room = frame.height - top;
	const left = axisRoom(axisOf(figure, [0, 100], frame.lettering.size), frame.lettering);
	const columns = columnsOf(councils.length, frame.width - left, room, 125 * frame.scale);
	const panelHeight = room / Math.max(1, Math.ceil(councils.length / columns));
	return { figure, frame, councils, references: referencesOf(figure), months, columns, left, top, panelWidth: (frame.width - left) / columns, panelHeight };
}

// As many ticks as panels have room for, at least its two ends.
function axisOf(figure: Figure, range: [number, number], size: number): Axis {
	const cells = figure.columns.map((column) => isMonth(column.name));
	const values = figure.rows.flatMap((row) => row.cells.filter((_, index) => cells[index]).map((cell) => cell.value)).filter((value) => value !== null);
	const axes = [4, 3, 2].map((count) => axisAround(values, range, count, figure.unit));
	const fits = ({ ticks, scale }: Axis): boolean => ticks.length > 1 && Math.abs(scale(ticks[1] as number) - scale(ticks[0] as number)) > 1.4 * size;
	const last = axes[axes.length - 1] as Axis;
	return axes.find(fits) ?? { ...last, ticks: last.scale.domain() };
}

const thin = (row: Row): Ink => `${referenceInk(row.role)}-thin`;

// The plot of the panel at `index`, below its title and above its months.
function panelOf(plan: Plan, index: number): Box {
	const { size } = plan.frame.lettering;
	const left = plan.left + (index % plan.columns) * plan.panelWidth;
	const top = plan.top + Math.floor(index / plan.columns) * plan.panelHeight;
	// A gap below the months, so that a name belongs to its own panel.
	const below = plan.panelHeight > 8 * size ? 3 : 2.3;
	return { left, top: top + 1.7 * size, right: left + plan.panelWidth - 0.9 * size, bottom: top + plan.panelHeight - below * size };
}

function pointsOf(plan: Plan, row: Row, panel: Box, axis: Axis): ([number, number] | null)[] {
	const first = plan.months[0]?.month ?? 0;
	const last = plan.months[plan.months.length - 1]?.month ?? 0;
	const step = (panel.right - panel.left - 8) / Math.max(1, last - first);
	return plan.months.map(({ cell, month }) => {
		const value = row.cells[cell]?.value ?? null;
		return value === null ? null : [panel.left + 4 + (month - first) * step, axis.scale(value)];
	});
}

function scaleMarks(plan: Plan, index: number, panel: Box, axis: Axis): Mark[] {
	const { lettering } = plan.frame;
	return axis.ticks.flatMap((tick) => {
		const y = axis.scale(tick);
		const grid = line(tick === 0 ? "axis" : "grid", panel.left, y, panel.right, y);
		return index % plan.columns === 0 ? [grid, text(lettering, "text-quiet", plan.left - 5, middle(lettering, y), axis.label(tick), "end")] : [grid];
	});
}

// The first month and the last below a panel, where both have room.
function monthMarks(plan: Plan, panel: Box): Mark[] {
	const { lettering } = plan.frame;
	const ends = [plan.months[0], plan.months[plan.months.length - 1]].map((one) => (one ? monthLabel(one.month) : ""));
	const y = panel.bottom + 1.15 * lettering.size;
	const [first = "", last = ""] = lettering.width(ends.join("  ")) < panel.right - panel.left ? ends : ends.map((one) => one.replace(/^\w+ /, ""));
	return [text(lettering, "text-quiet", panel.left, y, first), text(lettering, "text-quiet", panel.right, y, last, "end")];
}

function panelMarks(plan: Plan, row: Row, index: number): Mark[] {
	const { lettering } = plan.frame;
	const panel = panelOf(plan, index);
	const axis = axisOf(plan.figure, [panel.bottom, panel.top], lettering.size);
	const points = pointsOf(plan, row, panel, axis);
	const last = points.filter((point) => point !== null).pop();
	const name = shorten(lettering, nameOf(row), panel.right - panel.left, true);
	return [
		...scaleMarks(plan, index, panel, axis),
		...monthMarks(plan, panel),
		...plan.references.map((one) => path(thin(one), pointsOf(plan, one, panel, axis))),
		path(row.isFocus ? "line-focus" : "line-strong", points),
		...(last ? [mark(row.isFocus ? "dot-focus" : "dot-strong", symbolCircle, ...last, 0.27 * lettering.size)] : []),
		text(lettering, row.isFocus ? "text-focus" : "text-strong", panel.left, panel.top - 0.6 * lettering.size, name),
	];
}

// All values where they are few, else the first, the lowest, the highest and the last.
function wordsOf(plan: Plan, row: Row): string[] {
	const all = plan.months.map(({ cell, month }) => ({ label: monthLabel(month), cell: row.cells[cell] })).filter((one) => one.cell && one.cell.text !== "");
	if (all.length <= 12) return all.map((one) => `${one.label}: ${one.cell?.text}`);
	const known = all.filter((one) => one.cell?.value != null).sort((a, b) => (a.cell?.value ?? 0) - (b.cell?.value ?? 0));
	const chosen = { First: all[0], Lowest: known[0], Highest: known[known.length - 1], Last: all[all.length - 1] };
	return Object.entries(chosen).flatMap(([what, one]) => (one ? [`${what}, ${one.label}: ${one.cell?.text}`] : []));
}

export function multiplesPicture(figure: Figure, frame: Frame): Picture {
	const plan = planMultiples(figure, frame);
	const key = keyOf(plan.references.map((row) => ({ words: nameOf(row), line: thin(row), ink: "text" })), frame, plan.left);
	return {
		marks: [...key.marks, ...plan.councils.flatMap((row, index) => panelMarks(plan, row, index))],
		stops: plan.councils.map((row, index) => {
			const panel = panelOf(plan, index);
			const box = { ...panel, top: panel.top - 1.7 * frame.lettering.size, bottom: panel.bottom + 1.5 * frame.lettering.size };
			return { x: panel.right - 8, y: (box.top + box.bottom) / 2, box, heading: nameOf(row), lines: wordsOf(plan, row) };
		}),
	};
}
