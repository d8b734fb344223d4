// Ranked bars: one row a council, in the table's order; a bar's length is its value. Chance is shown as a whisker, and as a range of ranks
// where there is room; others to compare with are vertical lines.
import { symbolCircle } from "d3-shape";
import type { Axis } from "./axis";
import { axisBelow, axisFromZero } from "./axis";
import type { Figure, Row } from "./figure";
import { cellOf, columnOf, headingOf, nameOf, rowsOf, valueOf, valuesOf } from "./figure";
import { council_row, reference_row } from "./heights";
import { shorten } from "./lettering";
import type { Frame, Mark, Picture } from "./marks";
import { line, mark, middle, rect, text } from "./marks";
import { referenceMarks, referencesOf } from "./references";

// The places of a picture of bars: `top` is the first row's, `ranks` and `ranksRight` the panel of ranks (equal when there is none).
interface Plan {
	figure: Figure;
	frame: Frame;
	councils: Row[];
	row: number;
	top: number;
	bottom: number;
	left: number;
	valuesRight: number;
	ranksLeft: number;
	ranksRight: number;
	axis: Axis;
}

const widest = (frame: Frame, words: string[], isBold = false): number => Math.max(0, ...words.map((one) => frame.lettering.width(one, isBold)));

const numbersOf = (figure: Figure, councils: Row[]): string[] =>
	councils.filter((row) => valueOf(figure, row, "value") !== null).map((row) => cellOf(figure, row, "value").text);

function planBars(figure: Figure, frame: Frame): Plan {
	const councils = rowsOf(figure, "council");
	const references = referencesOf(figure);
	const left = Math.min(widest(frame, councils.map(nameOf), true) + 8, (frame.width < 600 * frame.scale ? 0.46 : 0.34) * frame.width);
	const hasRanks = frame.width >= 520 * frame.scale && valuesOf(figure, councils, "rank_low", "rank_high").length > 0;
	const ranksLeft = hasRanks ? frame.width - 0.2 * frame.width : frame.width;
	const valuesRight = hasRanks ? ranksLeft - 28 : frame.width;
	const plotRight = valuesRight - widest(frame, numbersOf(figure, councils), true) - 10;
	const values = [...valuesOf(figure, councils, "value", "high"), ...valuesOf(figure, references, "value")];
	const top = reference_row * frame.scale * references.length + 24 * frame.scale;
	const row = council_row * frame.scale;
	const axis = axisFromZero(values, [left, plotRight], Math.max(2, Math.round((plotRight - left) / (64 * frame.scale))), figure.unit);
	return { figure, frame, councils, row, top, bottom: top + row * councils.length, left, valuesRight, ranksLeft, ranksRight: frame.width - 0.7 * frame.lettering.size, axis };
}

function whiskerMarks(plan: Plan, row: Row, y: number): Mark[] {
	const low = valueOf(plan.figure, row, "low");
	const high = valueOf(plan.figure, row, "high");
	if (low === null || high === null) return [];
	const { scale } = plan.axis;
	const cap = 0.13 * plan.row;
	return [
		line("halo", scale(low), y, scale(high), y),
		line("whisker", scale(low), y, scale(high), y),
		line("whisker", scale(low), y - cap, scale(low), y + cap),
		line("whisker", scale(high), y - cap, scale(high), y + cap),
	];
}

function barMarks(plan: Plan, row: Row, y: number): Mark[] {
	const { figure, axis } = plan;
	const cell = cellOf(figure, row, "value");
	if (cell.value === null) return [];
	const ends = [axis.scale(0), axis.scale(cell.value)].sort((a, b) => a - b) as [number, number];
	return [
		rect(row.isFocus ? "bar-focus" : "bar", ends[0], y - 0.34 * plan.row, ends[1] - ends[0], 0.68 * plan.row),
	];
}

// The council's name to the left, and to the right its value, or beside the axis why it has none.
function wordMarks(plan: Plan, row: Row, y: number): Mark[] {
	const { lettering } = plan.frame;
	const { value, text: words } = cellOf(plan.figure, row, "value");
	const ink = row.isFocus ? "text-focus" : "text";
	const baseline = middle(lettering, y);
	const name = shorten(lettering, nameOf(row), plan.left - 8, row.isFocus);
	return [
		text(lettering, ink, plan.left - 8, baseline, name, "end"),
		value === null
			? text(lettering, "text-quiet", plan.left + 6, baseline, shorten(lettering, words, plan.valuesRight - plan.left - 6))
			: text(lettering, ink, plan.valuesRight, baseline, words, "end"),
	];
}

// The panel of ranks: first place at its left end, last at its right.
function rankMarks(plan: Plan, row: Row, y: number): Mark[] {
	const { figure } = plan;
	const [rank, low, high] = ["rank", "rank_low", "rank_high"].map((name) => valueOf(figure, row, name));
	if (plan.ranksLeft >= plan.ranksRight || low == null || high == null) return [];
	const last = Math.max(2, ...valuesOf(figure, plan.councils, "rank", "rank_high"));
	const place = (value: number): number => plan.ranksLeft + ((plan.ranksRight - plan.ranksLeft) * (value - 1)) / (last - 1);
	const range = line(row.isFocus ? "rank-range-focus" : "rank-range", place(low), y, place(high), y);
	return rank == null ? [range] : [range, mark(row.isFocus ? "dot-focus" : "rank", symbolCircle, place(rank), y, 0.19 * plan.row)];
}

function rankHeading(plan: Plan): Mark[] {
	const { lettering, scale } = plan.frame;
	if (plan.ranksLeft >= plan.ranksRight) return [];
	const last = Math.max(2, ...valuesOf(plan.figure, plan.councils, "rank", "rank_high"));
	const room = plan.ranksRight - plan.ranksLeft + 20;
	const heading = ["Rank, range by chance", "Rank, range"].find((one) => lettering.width(one) <= room) ?? "Rank";
	const ends = plan.bottom + 1.45 * lettering.size;
	return [
		text(lettering, "text-quiet", plan.ranksRight, plan.top - 8 * scale, heading, "end"),
		line("axis", plan.ranksLeft, plan.bottom, plan.ranksRight, plan.bottom),
		text(lettering, "text-quiet", plan.ranksLeft, ends, "1", "middle"),
		text(lettering, "text-quiet", plan.ranksRight, ends, String(last), "middle"),
	];
}

function axisMarks(plan: Plan): Mark[] {
	const { figure, frame, axis } = plan;
	const label = shorten(frame.lettering, headingOf(columnOf(figure, "value")), plan.valuesRight);
	const x = Math.max(0, Math.min(plan.left, plan.valuesRight - frame.lettering.width(label)));
	return [
		...axisBelow(axis, frame.lettering, plan.top - 4 * frame.scale, plan.bottom, plan.valuesRight),
		text(frame.lettering, "text-quiet", x, plan.bottom + 2.6 * frame.lettering.size, label),
	];
}

// The value, and what chance makes of it and of the rank, in few lines: a tip must not cover the picture.
function tipLines(figure: Figure, row: Row): string[] {
	const words = (name: string): string => cellOf(figure, row, name).text;
	const range = (low: string, high: string): string => (words(low) && words(high) ? `, ${words(low)} to ${words(high)} by chance` : "");
	return ["value", "rank"].flatMap((name) => {
		if (words(name) === "") return [];
		return [`${columnOf(figure, name)?.label}: ${words(name)}${name === "value" ? range("low", "high") : range("rank_low", "rank_high")}`];
	});
}

export function barsPicture(figure: Figure, frame: Frame): Picture {
	const plan = planBars(figure, frame);
	const middles = plan.councils.map((row, index) => ({ row, y: plan.top + (index + 0.5) * plan.row }));
	return {
		marks: [
			...axisMarks(plan),
			...rankHeading(plan),
			...middles.flatMap(({ row, y }) => [...barMarks(plan, row, y), ...rankMarks(plan, row, y)]),
			...referenceMarks(figure, plan.axis.scale, plan.bottom, frame),
			...middles.flatMap(({ row, y }) => whiskerMarks(plan, row, y)),
			...middles.flatMap(({ row, y }) => wordMarks(plan, row, y)),
		],
		stops: middles.map(({ row, y }) => ({
			x: plan.axis.scale(valueOf(figure, row, "value") ?? 0),
			y,
			box: { left: 0, top: y - plan.row / 2, right: frame.width, bottom: y + plan.row / 2 },
			heading: nameOf(row),
			lines: tipLines(figure, row),
		})),
	};
}
