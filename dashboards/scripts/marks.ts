// Marks: what a picture is made of, as numbers. Geometry makes them, drawing.ts puts them on a page, tests measure them.
import type { SymbolType } from "d3-shape";
import { symbol } from "d3-shape";
import type { Lettering } from "./lettering";
import type { Ink } from "./palette";
import { isBold } from "./palette";

export interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export type Anchor = "start" | "middle" | "end";
export type RectMark = { shape: "rect"; ink: Ink; x: number; y: number; width: number; height: number };
export type LineMark = { shape: "line"; ink: Ink; x1: number; y1: number; x2: number; y2: number };
export type PathMark = { shape: "path"; ink: Ink; d: string; points: [number, number][] };
export type SymbolMark = { shape: "symbol"; ink: Ink; d: string; x: number; y: number; radius: number };
export type TextMark = { shape: "text"; ink: Ink; x: number; y: number; text: string; anchor: Anchor; size: number; box: Box };
export type Mark = RectMark | LineMark | PathMark | SymbolMark | TextMark;

// A place that can be pointed at: `box` is where a pointer means it, (x, y) what it marks.
export interface Stop {
	x: number;
	y: number;
	box: Box;
	heading: string;
	lines: string[];
}

export interface Picture {
	marks: Mark[];
	stops: Stop[];
}

// The room that a picture has. `scale` is the reader's text size over the usual one: rows and margins grow with it.
export interface Frame {
	width: number;
	height: number;
	scale: number;
	lettering: Lettering;
}

export const rect = (ink: Ink, x: number, y: number, width: number, height: number): RectMark => ({ shape: "rect", ink, x, y, width, height });
export const line = (ink: Ink, x1: number, y1: number, x2: number, y2: number): LineMark => ({ shape: "line", ink, x1, y1, x2, y2 });

// A line through points; a gap (null) interrupts it.
export function path(ink: Ink, points: ([number, number] | null)[]): PathMark {
	let isOpen = false;
	const steps = points.map((point) => {
		if (!point) {
			isOpen = false;
			return "";
		}
		const step = `${isOpen ? "L" : "M"}${round(point[0])},${round(point[1])}`;
		isOpen = true;
		return step;
	});
	return { shape: "path", ink, d: steps.join(""), points: points.filter((point) => point !== null) };
}

// A symbol of d3-shape whose area is that of a circle of the radius.
export function mark(ink: Ink, type: SymbolType, x: number, y: number, radius: number): SymbolMark {
	return { shape: "symbol", ink, d: symbol(type, Math.PI * radius * radius)() ?? "", x, y, radius };
}

function textBox(x: number, y: number, width: number, size: number, anchor: Anchor): Box {
	const left = x - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
	return { left, top: y - 0.78 * size, right: left + width, bottom: y + 0.24 * size };
}

// Text whose baseline is y.
export function text(lettering: Lettering, ink: Ink, x: number, y: number, words: string, anchor: Anchor = "start"): TextMark {
	const width = lettering.width(words, isBold(ink));
	return { shape: "text", ink, x, y, text: words, anchor, size: lettering.size, box: textBox(x, y, width, lettering.size, anchor) };
}

// The baseline of text that is centred about y.
export const middle = (lettering: Lettering, y: number): number => y + 0.27 * lettering.size + 0.08 * lettering.size;

export const round = (value: number): number => Math.round(value * 100) / 100;

export const overlaps = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const around = (x: number, y: number, radius: number): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
