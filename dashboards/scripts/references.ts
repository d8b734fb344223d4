// Rows that others are compared with, and how a row of labels is laid above vertical lines without a line through a label.
import type { Figure, Row } from "./figure";
import { cellOf, nameOf, rowsOf, valueOf } from "./figure";
import { reference_row } from "./heights";
import { swatch } from "./key";
import { shorten } from "./lettering";
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

// The area's line is the one to read; others, which often lie beside it, are thin.
const lineInk = (role: string): Ink => (role === "area" ? "area" : `${referenceInk(role)}-thin`);

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
// above runs through it. Null when a label has room on neither side.
function peel(flags: Flag[], width: number): Placed[] | null {
	const rest = [...flags].sort((a, b) => a.x - b.x);
	const placed: Placed[] = [];
	while (rest.length > 0) {
		const first = rest[0] as Flag;
		const last = rest[rest.length - 1] as Flag;
		const isLast = last.x + last.width <= width;
		if (!isLast && first.x < first.width) return null;
		if (isLast) rest.pop();
		else rest.shift();
		placed.unshift(isLast ? { flag: last, side: "right" } : { flag: first, side: "left" });
	}
	return placed;
}

function flagMarks(placed: Placed, y: number, bottom: number, frame: Frame): Mark[] {
	const { flag, side } = placed;
	const words = text(frame.lettering, "text", flag.x + (side === "right" ? 5 : -5), middle(frame.lettering, y), flag.words, side === "right" ? "start" : "end");
	return [line(flag.ink, flag.x, y - 8 * frame.scale, flag.x, bottom), words];
}

// Where labels have no room beside their lines: what each line is, row by row from the left, and the lines below.
function keyMarks(flags: Flag[], rowHeight: number, bottom: number, frame: Frame): Mark[] {
	const { lettering } = frame;
	const top = rowHeight * flags.length + 4;
	return flags.flatMap((flag, index): Mark[] => {
		const y = (index + 0.5) * rowHeight;
		const left = swatch(lettering.size) + 0.4 * lettering.size;
		const words = shorten(lettering, flag.words, frame.width - left);
		return [line(flag.ink, 0, y, swatch(lettering.size), y), text(lettering, "text", left, middle(lettering, y), words), line(flag.ink, flag.x, top, flag.x, bottom)];
	});
}

// Vertical lines down to `bottom` from their labels, which take one row each from the top.
export function referenceMarks(figure: Figure, place: (value: number) => number, bottom: number, frame: Frame): Mark[] {
	const flags = referencesOf(figure).flatMap((row) => {
		const value = valueOf(figure, row, "value");
		const words = `${nameOf(row)} ${cellOf(figure, row, "value").text}`;
		return value === null ? [] : [{ x: place(value), width: frame.lettering.width(words) + 6, words, ink: lineInk(row.role) }];
	});
	const rowHeight = reference_row * frame.scale;
	const rows = peel(flags, frame.width);
	if (!rows) return keyMarks(flags, rowHeight, bottom, frame);
	return rows.flatMap((placed, index) => flagMarks(placed, (index + 0.5) * rowHeight, bottom, frame));
}
