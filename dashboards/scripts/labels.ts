// Where words go so that they do not lie upon each other.
import type { Lettering } from "./lettering";
import type { Anchor, Box, LineMark, TextMark } from "./marks";
import { line, overlaps, text } from "./marks";
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

// Words near a point at one of the distances, clear of the obstacles and inside the bounds, with a line to them when they are not beside it (the first
// distance); null when there is no such place.
export function place(
	lettering: Lettering,
	ink: Ink,
	words: string[],
	point: [number, number],
	distances: number[],
	obstacles: Box[],
	bounds: Box,
): Labelled | null {
	for (const [index, distance] of distances.entries()) {
		for (const [x, y, anchor] of placesAround(lettering, ...point, distance * lettering.size, words.length)) {
			const marks = block(lettering, ink, x, y, words, anchor);
			const isFree = marks.every((mark) => isInside(mark.box, bounds) && !obstacles.some((one) => overlaps(one, mark.box)));
			if (isFree) return { words: marks, leader: index === 0 ? [] : [leader(point, (marks[0] as TextMark).box)] };
		}
	}
	return null;
}
