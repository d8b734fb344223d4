// A tile map: a tile for each council where it lies, shaded by its band, with the band's letter, its name and its value as far as they fit.
import type { Cell, Figure, Row } from "./figure";
import { cellOf, linesOf, nameOf, rowsOf } from "./figure";
import type { Lettering } from "./lettering";
import { wrap } from "./lettering";
import type { Box, Frame, Mark, Picture } from "./marks";
import { rect, text } from "./marks";
import type { Ink } from "./palette";

const shape_max = 2.2;
const lineHeight = 1.15;

interface Grid {
	left: number;
	top: number;
	width: number;
	height: number;
	column: number;
	row: number;
}

// Tiles as large as the picture allows, at most `shape_max` times as wide as high, in its middle.
function gridOf(rows: Row[], frame: Frame): Grid {
	const column = Math.min(...rows.map((row) => row.x));
	const row = Math.min(...rows.map((one) => one.y));
	const columns = Math.max(...rows.map((one) => one.x)) - column + 1;
	const lines = Math.max(...rows.map((one) => one.y)) - row + 1;
	const height = Math.min((frame.height - 4) / lines, frame.width / columns / 0.7);
	const width = Math.min((frame.width - 4) / columns, shape_max * height);
	return { left: (frame.width - width * columns) / 2, top: (frame.height - height * lines) / 2, width, height, column, row };
}

function boxOf(grid: Grid, row: Row): Box {
	const left = grid.left + (row.x - grid.column) * grid.width;
	const top = grid.top + (row.y - grid.row) * grid.height;
	return { left, top, right: left + grid.width, bottom: top + grid.height };
}

const inks: Record<string, Ink> = { A: "tile-a", B: "tile-b", C: "tile-c", D: "tile-d" };

// "Blackb. Darwen": without small words, and long ones cut where they still differ from their neighbours.
function abbreviated(lettering: Lettering, name: string, room: number): string {
	const words = name.split(" ").filter((word) => !/^(and|with|upon|of|the|on)$/.test(word));
	return words
		.map((word) => {
			if (lettering.width(word) <= room) return word;
			let kept = word;
			while (kept.length > 1 && lettering.width(`${kept}.`) > room) kept = kept.slice(0, -1);
			return `${kept}.`;
		})
		.join(" ");
}

// What a tile says in so many lines: its value and band, or where these have no room the band alone; above it the name where it is readable.
function wordsOf(lettering: Lettering, name: string, cell: Cell, room: number, lines: number): { name: string[]; figures: string[] } {
	const value = cell.value === null ? cell.text.slice(0, 1) : cell.text;
	const fits = (words: string): boolean => lettering.width(words, true) <= room;
	const both = [value, cell.band].filter(Boolean);
	const figures = fits(both.join(" ")) ? [both.join(" ")] : lines >= 3 && both.every(fits) ? both : [cell.band || value].filter(fits);
	const left = lines - figures.length;
	if (left < 1 || room < 2.6 * lettering.size) return { name: [], figures };
	const whole = wrap(lettering, name, room);
	const isWhole = whole.length <= left && whole.every((one) => !one.endsWith("…"));
	return { name: isWhole ? whole : wrap(lettering, abbreviated(lettering, name, room), room).slice(0, left), figures };
}

function tileMarks(figure: Figure, row: Row, box: Box, lettering: Lettering): Mark[] {
	const cell = cellOf(figure, row, "value");
	const room = box.right - box.left - 4;
	const height = box.bottom - box.top;
	const { name, figures } = wordsOf(lettering, nameOf(row), cell, room, Math.floor((height - 4) / (lineHeight * lettering.size)));
	const rise = lineHeight * lettering.size;
	const centre = (box.left + box.right) / 2;
	const first = (box.top + box.bottom) / 2 + 0.35 * lettering.size - ((name.length + figures.length - 1) * rise) / 2;
	return [
		rect(inks[cell.band] ?? "tile-none", box.left, box.top, box.right - box.left, height),
		...name.map((one, index) => text(lettering, "tile-text", centre, first + index * rise, one, "middle")),
		...figures.map((one, index) => text(lettering, "tile-text-strong", centre, first + (name.length + index) * rise, one, "middle")),
	];
}

export function tilesPicture(figure: Figure, frame: Frame): Picture {
	const rows = rowsOf(figure, "council");
	if (rows.length === 0) return { marks: [], stops: [] };
	const grid = gridOf(rows, frame);
	const size = Math.max(12, 0.9 * frame.lettering.size);
	const lettering = { size, width: (words: string, isBold?: boolean) => (frame.lettering.width(words, isBold) * size) / frame.lettering.size };
	const focus = rows.filter((row) => row.isFocus).map((row) => boxOf(grid, row));
	return {
		marks: [
			...rows.flatMap((row) => tileMarks(figure, row, boxOf(grid, row), lettering)),
			...focus.map((box) => rect("tile-focus", box.left + 1, box.top + 1, box.right - box.left - 2, box.bottom - box.top - 2)),
		],
		stops: rows.map((row) => {
			const box = boxOf(grid, row);
			return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, box, heading: nameOf(row), lines: linesOf(figure, row) };
		}),
	};
}
