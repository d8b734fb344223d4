// Figures to draw, and what holds for every picture: inside its room, no words upon words, nothing that is not a number.
import assert from "node:assert/strict";
import type { Cell, Column, Figure, Row } from "../../dashboards/scripts/figure";
import type { Box, Frame, Mark, Picture, TextMark } from "../../dashboards/scripts/marks";
import { overlaps } from "../../dashboards/scripts/marks";
import { heightOf, pictureOf } from "../../dashboards/scripts/picture";

// Arial's widths in thousandths of its size, roundly and rather too wide than too narrow.
const narrow = new Set([..."iljtfrI.,;:'’|!()[]- "]);
const wide = new Set([..."mwMWQOGCDNHUR%@&…—"]);

export const lettering = (size: number): Frame["lettering"] => ({
	size,
	width: (words, isBold = false) => [...words].reduce((sum, one) => sum + (narrow.has(one) ? 330 : wide.has(one) ? 850 : 580), 0) * (isBold ? 1.08 : 1) * (size / 1000),
});

export function frameOf(figure: Figure, width: number, scale = 1): Frame {
	return { width, height: heightOf(figure) * scale, scale, lettering: lettering((width < 480 ? 13 : 14) * Math.min(scale, Math.max(1, width / 240))) };
}

export const cell = (value: number | null | string, more: Partial<Cell> = {}): Cell => ({
	text: typeof value === "string" ? value : value === null ? "x not available" : `${value}%`,
	remark: "",
	value: typeof value === "number" ? value : null,
	band: "",
	tone: "",
	...more,
});

export const row = (role: string, name: string, cells: Cell[], more: Partial<Row> = {}): Row => ({
	role,
	key: "",
	isFocus: false,
	x: 0,
	y: 0,
	cells: [cell(name), ...cells],
	...more,
});

export function figureOf(kind: string, columns: (string | Column)[], rows: Row[]): Figure {
	const whole = columns.map((one): Column => (typeof one === "string" ? { name: one, kind: "number", label: `The ${one}`, remark: "", isFocus: false } : one));
	return { id: "figure", kind, unit: "%", title: "A title", about: "What is in it", columns: whole, rows };
}

// North West councils as they were in 2021, with the vacancy rates (FTE) that the Department for Education published for September 2021.
// Crown copyright, Open Government Licence v3.0.
export const vacancies: [string, number][] = [
	["Stockport", 4.0],
	["Cheshire East", 4.5],
	["Blackburn with Darwen", 6.4],
	["Cheshire West and Chester", 6.6],
	["Manchester", 7.5],
	["Salford", 9.9],
	["Warrington", 10.5],
	["Sefton", 10.9],
	["Liverpool", 11.5],
	["Rochdale", 11.9],
	["Cumbria", 14.7],
	["Wirral", 16.9],
	["Halton", 17.6],
	["Knowsley", 17.6],
	["Blackpool", 18.7],
	["St. Helens", 19.6],
	["Bolton", 21.1],
	["Tameside", 21.7],
	["Trafford", 25.0],
	["Wigan", 25.4],
	["Lancashire", 26.2],
	["Oldham", 28.0],
	["Bury", 31.0],
];

export const widths = [240, 290, 330, 480, 640, 768, 930, 1180];

export function draw(figure: Figure, width: number, scale = 1): { picture: Picture; frame: Frame } {
	const frame = frameOf(figure, width, scale);
	const picture = pictureOf(figure, frame);
	assert.ok(picture, `no picture of ${figure.kind}`);
	return { picture, frame };
}

export const textsOf = (picture: Picture): TextMark[] => picture.marks.filter((one): one is TextMark => one.shape === "text");

export const of = <Shape extends Mark["shape"]>(picture: Picture, shape: Shape, ...inks: string[]): Extract<Mark, { shape: Shape }>[] =>
	picture.marks.filter((one): one is Extract<Mark, { shape: Shape }> => one.shape === shape && (inks.length === 0 || inks.includes(one.ink)));

function boxOf(mark: Mark): Box {
	switch (mark.shape) {
		case "rect":
			return { left: mark.x, top: mark.y, right: mark.x + mark.width, bottom: mark.y + mark.height };
		case "line":
			return { left: Math.min(mark.x1, mark.x2), top: Math.min(mark.y1, mark.y2), right: Math.max(mark.x1, mark.x2), bottom: Math.max(mark.y1, mark.y2) };
		case "symbol":
			return { left: mark.x - mark.radius, top: mark.y - mark.radius, right: mark.x + mark.radius, bottom: mark.y + mark.radius };
		case "text":
			return mark.box;
		case "path": {
			const [xs, ys] = [mark.points.map((one) => one[0]), mark.points.map((one) => one[1])];
			return mark.points.length === 0
				? { left: 0, top: 0, right: 0, bottom: 0 }
				: { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
		}
	}
}

// Half a pixel of tolerance, and a symbol's radius at the edges of a plot.
export function checkInside(picture: Picture, frame: Frame, about: string): void {
	for (const mark of picture.marks) {
		const box = boxOf(mark);
		const words = `${about}: ${mark.shape} ${mark.ink} ${mark.shape === "text" ? mark.text : ""} ${JSON.stringify(box)} in ${frame.width} x ${frame.height}`;
		assert.ok(Object.values(box).every(Number.isFinite), words);
		assert.ok(box.top >= -0.5 && box.bottom <= frame.height + 0.5 && box.left >= -0.5 && box.right <= frame.width + 0.5, words);
	}
}

export function checkWords(picture: Picture, about: string): void {
	const texts = textsOf(picture);
	texts.forEach((one, index) => {
		assert.ok(one.size >= 12, `${about}: ${one.text} is ${one.size} px`);
		for (const other of texts.slice(index + 1)) assert.ok(!overlaps(one.box, other.box), `${about}: "${one.text}" lies upon "${other.text}"`);
	});
}

// Draws the figure at every width, also with large text, and checks what holds for all pictures.
export function checkEverywhere(figure: Figure): void {
	for (const width of widths) {
		for (const scale of [1, 1.5, 2]) {
			const { picture, frame } = draw(figure, width, scale);
			checkInside(picture, frame, `${figure.kind} at ${width} x${scale}`);
			checkWords(picture, `${figure.kind} at ${width} x${scale}`);
		}
	}
}
