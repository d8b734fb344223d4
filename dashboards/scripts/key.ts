// A key: what each line is, as a piece of it with its name, in as many rows as are needed.
import { lineHeight } from "./labels";
import { shorten } from "./lettering";
import type { Frame, Mark } from "./marks";
import { line, middle, text } from "./marks";
import type { Ink } from "./palette";

export interface KeyEntry {
	words: string;
	line: Ink;
	ink: Ink;
}

export interface Key {
	marks: Mark[];
	height: number;
}

export const swatch = (size: number): number => 1.6 * size;

// Entries from the left, a new row where one does not fit.
export function keyOf(entries: KeyEntry[], frame: Frame, left: number): Key {
	const { lettering } = frame;
	const { size } = lettering;
	const row = lineHeight * size + 2;
	let [x, y] = [left, 0];
	const marks = entries.flatMap((entry): Mark[] => {
		const words = shorten(lettering, entry.words, frame.width - left - swatch(size) - 0.4 * size, entry.ink === "text-focus");
		const width = swatch(size) + 0.4 * size + lettering.width(words, entry.ink === "text-focus");
		if (x > left && x + width > frame.width) [x, y] = [left, y + row];
		const start = x;
		const centre = y + row / 2;
		x += width + size;
		return [line(entry.line, start, centre, start + swatch(size), centre), text(lettering, entry.ink, start + swatch(size) + 0.4 * size, middle(lettering, centre), words)];
	});
	return { marks, height: entries.length > 0 ? y + row : 0 };
}
