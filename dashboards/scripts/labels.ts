// Where words go so that they do not lie upon each other.
import type { Lettering } from "./lettering";
import type { Anchor, Box, LineMark, Mark, TextMark } from "./marks";
import { around, line, overlaps, text } from "./marks";
import type { Ink } from "./palette";

export const lineHeight = 1.25;

// Places for labels of one height in one column: as near to what is wanted as `gap` between them allows, inside top and bottom when there is room.
export function spread(wanted: number[], gap: number, top: number, bottom: number): number[] {
	const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
	const places = [...wanted];
	let free = top;
	for (const index of order) {
		places[index] = Math.max(places[index] as number, free);
		free = (places[index] as number) + gap;
	}
	let limit = bottom;
	for (const index of order.reverse()) {
		places[index] = Math.min(places[index] as number, limit);
		limit = (places[index] as number) - gap;
	}
	return places;
}

// Lines of text, the first baseline at y.
export function block(lettering: Lettering, ink: Ink, x: number, y: number, words: string[], anchor: Anchor): TextMark[] {
	return words.map((one, index) => text(lettering, ink, x, y + index * lineHeight * lettering.size, one, anchor));
}

const isInside = (box: Box, bounds: Box): boolean =>
	box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom;

// Places around a point at a distance: right and left of it, then above and below.
function placesAround(lettering: Lettering, x: number, y: number, gap: number, count: number): [number, number, Anchor][] {
	const { size } = lettering;
	const rise = (count - 1) * lineHeight * size;
	const level = y + 0.35 * size - rise / 2;
	const above = y - gap - 0.3 * size - rise;
	const below = y + gap + 0.9 * size;
	return [
		[x + gap, level, "start"],
		[x - gap, level, "end"],
		[x, above, "middle"],
		[x, below, "middle"],
		[x + gap, above, "start"],
		[x - gap, above, "end"],
		[x + gap, below, "start"],
		[x - gap, below, "end"],
	];
}

// From a point to the nearest end of words that stand away from it.
function leader(point: [number, number], box: Box): LineMark {
	const [x, y] = point;
	const nearest = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
	return line("leader", x, y, nearest(x, box.left, box.right), nearest(y, box.top, box.bottom));
}

export interface Labelled {
	words: TextMark[];
	leader: LineMark[];
}

// What words keep clear of: always of `taken`, and of `lines` as long as there is other room. `bounds` is where they may stand.
export interface Surroundings {
	taken: Box[];
	lines: Box[];
	bounds: Box;
}

const piece = 6;

// A line in pieces, as boxes.
function piecesOf(x1: number, y1: number, x2: number, y2: number): Box[] {
	const count = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / piece));
	return Array.from({ length: count + 1 }, (_, index) => around(x1 + ((x2 - x1) * index) / count, y1 + ((y2 - y1) * index) / count, 1));
}

// Where lines run, for words to keep clear of. A path's gaps are taken as lines.
export function lineBoxes(marks: Mark[]): Box[] {
	return marks.flatMap((one) => {
		if (one.shape === "line") return piecesOf(one.x1, one.y1, one.x2, one.y2);
		if (one.shape !== "path") return [];
		return one.points.slice(1).flatMap(([x, y], index) => {
			const [from, level] = one.points[index] as [number, number];
			return piecesOf(from, level, x, y);
		});
	});
}

// Whether a leader that leaves its point by `away` runs through nothing that is taken.
function isFreeLeader(mark: LineMark, away: number, taken: Box[]): boolean {
	const start = around(mark.x1, mark.y1, away);
	return piecesOf(mark.x1, mark.y1, mark.x2, mark.y2).every((one) => overlaps(one, start) || !taken.some((box) => overlaps(box, one)));
}

function placeClear(lettering: Lettering, ink: Ink, words: string[], point: [number, number], distances: number[], taken: Box[], bounds: Box): Labelled | null {
	for (const [index, distance] of distances.entries()) {
		for (const [x, y, anchor] of placesAround(lettering, ...point, distance * lettering.size, words.length)) {
			const marks = block(lettering, ink, x, y, words, anchor);
			const isFree = marks.every((mark) => isInside(mark.box, bounds) && !taken.some((one) => overlaps(one, mark.box)));
			const line = leader(point, (marks[0] as TextMark).box);
			if (isFree && (index === 0 || isFreeLeader(line, 0.6 * lettering.size, taken))) return { words: marks, leader: index === 0 ? [] : [line] };
		}
	}
	return null;
}

// Words near a point at one of the distances (in sizes of the letters), with a line to them when they are not beside it, which is the first distance; null
// when there is no such place.
export function place(lettering: Lettering, ink: Ink, words: string[], point: [number, number], distances: number[], surroundings: Surroundings): Labelled | null {
	const { taken, lines, bounds } = surroundings;
	return (
		placeClear(lettering, ink, words, point, distances, [...taken, ...lines], bounds) ?? placeClear(lettering, ink, words, point, distances, taken, bounds)
	);
}
