// Rows that others are compared with, and how a row of labels is laid above vertical lines without a line through a label.
import type { Figure, Row } from "./figure";
import { cellOf, nameOf, rowsOf, valueOf } from "./figure";
import { reference_row } from "./heights";
import type { Frame, Mark } from "./marks";
import { line, middle, text } from "./marks";
import type { Ink } from "./palette";

type ReferenceInk = "area" | "england" | "neighbours-mean" | "neighbours-median";

const inks: Record<string, ReferenceInk> = {
	area: "area",
	england: "england",
	neighbours_mean: "neighbours-mean",
	neighbours_median: "neighbours-median",
};

export const referenceRoles = Object.keys(inks);

export const referenceInk = (role: string): ReferenceInk => inks[role] ?? "area";

export const referencesOf = (figure: Figure): Row[] => rowsOf(figure, ...referenceRoles);

interface Flag {
	x: number;
	width: number;
	words: string;
	ink: Ink;
}

type Side = "left" | "right";
interface Placed {
	flag: Flag;
	side: Side;
}

// Takes labels from the bottom row up: the leftmost line's label stands to its left, or the rightmost's to its right, so that no line of a row
// above runs through it.
function peel(flags: Flag[], width: number): Placed[] {
	const rest = [...flags].sort((a, b) => a.x - b.x);
	const placed: Placed[] = [];
	while (rest.length > 0) {
		const first = rest[0] as Flag;
		const last = rest[rest.length - 1] as Flag;
		const isLast = last.x + last.width <= width;
		if (isLast) rest.pop();
		else rest.shift();
		placed.unshift(isLast ? { flag: last, side: "right" } : { flag: first, side: "left" });
	}
	return placed;
}

function flagMarks(placed: Placed, y: number, bottom: number, frame: Frame): Mark[] {
	const { flag, side } = placed;
	const gap = side === "right" ? 5 : -5;
	const x = side === "left" ? Math.max(flag.x + gap, flag.width - 6) : flag.x + gap;
	return [
		line(flag.ink, flag.x, y - 8 * frame.scale, flag.x, bottom),
		text(frame.lettering, "text", x, middle(frame.lettering, y), flag.words, side === "right" ? "start" : "end"),
	];
}

// Vertical lines from their labels, which take one row each from the top, down to `bottom`.
export function referenceMarks(figure: Figure, place: (value: number) => number, bottom: number, frame: Frame): Mark[] {
	const flags = referencesOf(figure).flatMap((row) => {
		const value = valueOf(figure, row, "value");
		const words = `${nameOf(row)} ${cellOf(figure, row, "value").text}`;
		return value === null ? [] : [{ x: place(value), width: frame.lettering.width(words) + 6, words, ink: referenceInk(row.role) }];
	});
	const rowHeight = reference_row * frame.scale;
	const rows = peel(flags, frame.width);
	return [
		...rows.map(({ flag }, index) => line("halo", flag.x, index * rowHeight, flag.x, bottom)),
		...rows.flatMap((placed, index) => flagMarks(placed, (index + 0.5) * rowHeight, bottom, frame)),
	];
}
