// Events over a chart in time: a vertical line each, its words in one of a few rows above the plot.
import type { Figure } from "./figure";
import { nameOf, rowsOf } from "./figure";
import { lineHeight } from "./labels";
import type { Lettering } from "./lettering";
import { shorten } from "./lettering";
import type { Box, Mark, TextMark } from "./marks";
import { line, overlaps, text } from "./marks";
import { monthOf } from "./timeline";

const rows_max = 3;

export interface PlacedEvent {
	x: number;
	row: number;
	label: TextMark | null;
}

// "Standard inspection: inadequate" is "Inadequate" where there is little room.
function judgementOf(words: string): string {
	const end = words.split(": ").pop() ?? words;
	return end.charAt(0).toUpperCase() + end.slice(1);
}

const rowTop = (lettering: Lettering, row: number): number => row * lineHeight * lettering.size;

// Events from the right to the left. An event's label must be clear of other labels and of their lines, and its line of their labels; one that finds
// no row keeps its line alone.
export function placeEvents(figure: Figure, lettering: Lettering, place: (month: number) => number, left: number, right: number, width: number): PlacedEvent[] {
	const events = rowsOf(figure, "event")
		.map((row) => ({ words: shorten(lettering, width < 34 * lettering.size ? judgementOf(nameOf(row)) : nameOf(row), 0.6 * width), x: place(monthOf(row.key)) }))
		.filter(({ x }) => x >= left && x <= right)
		.sort((a, b) => b.x - a.x);
	const placed: PlacedEvent[] = [];
	for (const { words, x } of events) {
		const start = Math.min(x + 4, width - lettering.width(words));
		const fits = Array.from({ length: rows_max }, (_, index) => rows_max - 1 - index).find((row) => isClear(placed, lettering, x, row, label(lettering, words, start, row).box));
		placed.push({ x, row: fits ?? rows_max - 1, label: fits === undefined ? null : label(lettering, words, start, fits) });
	}
	return placed;
}

const label = (lettering: Lettering, words: string, x: number, row: number): TextMark => text(lettering, "text", x, rowTop(lettering, row) + 0.9 * lettering.size, words);

function isClear(placed: PlacedEvent[], lettering: Lettering, x: number, row: number, box: Box): boolean {
	const from = rowTop(lettering, row);
	return placed.every((one) => {
		if (!one.label) return true;
		const ownLine = { left: x - 1, right: x + 1, top: from, bottom: Infinity };
		const otherLine = { left: one.x - 1, right: one.x + 1, top: rowTop(lettering, one.row), bottom: Infinity };
		return !overlaps(one.label.box, box) && !overlaps(ownLine, one.label.box) && (box.right < one.x || !overlaps(otherLine, box));
	});
}

// The room that the rows in use take.
export function eventRoom(placed: PlacedEvent[], lettering: Lettering): number {
	const used = placed.filter((one) => one.label).map((one) => rows_max - one.row);
	return Math.max(0, ...used) * lineHeight * lettering.size;
}

// The rows stand directly over the plot.
export function eventMarks(placed: PlacedEvent[], lettering: Lettering, plot: Box): Mark[] {
	const up = rowTop(lettering, rows_max) - plot.top + 0.8 * lettering.size;
	return placed.flatMap(({ x, row, label }) => {
		const vertical = line("event", x, rowTop(lettering, row) - up + 2, x, plot.bottom);
		return label ? [vertical, text(lettering, "text", label.box.left, label.y - up, label.text)] : [vertical];
	});
}
