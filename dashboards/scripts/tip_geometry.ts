// Where the words about a place stand: beside it, inside the picture.
import type { Lettering } from "./lettering";
import { wrap } from "./lettering";
import type { Box, Frame, Mark, Stop } from "./marks";
import { rect, round, text } from "./marks";

export interface Tip {
	box: Box;
	marks: Mark[];
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

interface TipWords {
	words: string;
	isHeading: boolean;
}

// The heading and as many lines as the picture is high enough for; the rest is in the table.
function wordsOf(stop: Stop, lettering: Lettering, room: number, count: number): TipWords[] {
	const heading = wrap(lettering, stop.heading, room, true).map((words) => ({ words, isHeading: true }));
	const lines = stop.lines.flatMap((one) => wrap(lettering, one, room)).map((words) => ({ words, isHeading: false }));
	if (heading.length + lines.length <= count) return [...heading, ...lines];
	return [...heading, ...lines.slice(0, Math.max(0, count - heading.length - 1)), { words: "More is in the table", isHeading: false }];
}

// To the right of the place where there is room, else to its left, else over it; never out of the picture.
export function tipOf(stop: Stop, frame: Frame): Tip {
	const { lettering } = frame;
	const pad = 0.6 * lettering.size;
	const count = Math.floor((frame.height - 4 - 1.4 * pad) / (1.4 * lettering.size));
	const words = wordsOf(stop, lettering, Math.min(24 * lettering.size, frame.width - 2 * pad - 8), count);
	const width = Math.max(...words.map((one) => lettering.width(one.words, one.isHeading))) + 2 * pad;
	const height = words.length * 1.4 * lettering.size + 1.4 * pad;
	const gap = 1.4 * lettering.size;
	const isRight = stop.x + gap + width <= frame.width - 2;
	const left = clamp(isRight ? stop.x + gap : stop.x - gap - width, 2, Math.max(2, frame.width - width - 2));
	const top = clamp(stop.y - height / 2, 2, Math.max(2, frame.height - height - 2));
	return {
		box: { left, top, right: left + width, bottom: top + height },
		marks: [
			rect("tip", round(left), round(top), width, height),
			...words.map((one, index) =>
				text(lettering, one.isHeading ? "tip-text-strong" : "tip-text", left + pad, top + pad + (1.4 * index + 0.85) * lettering.size, one.words),
			),
		],
	};
}

function distance(box: Box, x: number, y: number): number {
	return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}

// The stop that a pointer at (x, y) means: the nearest within `reach`; -1 for none.
export function stopAt(stops: Stop[], x: number, y: number, reach: number): number {
	let best = -1;
	let least = reach;
	stops.forEach((stop, index) => {
		const away = distance(stop.box, x, y) + 0.01 * Math.hypot(stop.x - x, stop.y - y);
		if (away < least) {
			best = index;
			least = away;
		}
	});
	return best;
}
