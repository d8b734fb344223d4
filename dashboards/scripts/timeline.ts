// The time axis: months as numbers, ticks that fit. A month stands for its last day, as the figures do.
import type { ScaleLinear } from "d3-scale";
import { scaleLinear } from "d3-scale";
import type { Lettering } from "./lettering";
import type { Mark } from "./marks";
import { line, text } from "./marks";

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const steps = [1, 2, 3, 6, 12, 24, 36, 60, 120];

// "2021-09" as months since the year 0, a day ("2021-07-05") as a part of its month; NaN for anything else.
export function monthOf(key: string): number {
	const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(key);
	if (!parts) return Number.NaN;
	const month = Number(parts[1]) * 12 + Number(parts[2]) - 1;
	return parts[3] ? month - 1 + Number(parts[3]) / 31 : month;
}

export const isMonth = (key: string): boolean => /^\d{4}-\d{2}$/.test(key);

export const monthLabel = (month: number): string => `${names[month % 12]} ${Math.floor(month / 12)}`;

export interface Ticks {
	months: number[];
	label(month: number): string;
}

const yearLabel = (month: number): string => String(Math.floor(month / 12));

function ticksOf(first: number, last: number, phase: number, step: number): number[] {
	const start = first + ((((phase - first) % step) + step) % step);
	return Array.from({ length: Math.max(0, Math.floor((last - start) / step) + 1) }, (_, index) => start + index * step);
}

// Ticks in the smallest step whose labels fit. Figures of one month a year have them at that month, others at Januaries, which go by their year alone.
export function monthTicks(months: number[], spacing: number, lettering: Lettering): Ticks {
	const first = Math.min(...months);
	const last = Math.max(...months);
	const isYearly = months.length > 1 && months.every((month) => (month - first) % 12 === 0);
	const fits = (label: string) => (step: number) => step * spacing >= lettering.width(label) + lettering.size && (!isYearly || step >= 12);
	const step = steps.find(fits("Sep 2021")) ?? 120;
	if (step <= 12 && (isYearly || step < 12)) return { months: ticksOf(first, last, isYearly ? first : 0, step), label: monthLabel };
	return { months: ticksOf(first, last, isYearly ? first : 0, Math.max(12, steps.find(fits("2021")) ?? 120)), label: yearLabel };
}

export interface Timeline {
	scale: ScaleLinear<number, number>;
	ticks: Ticks;
}

// A little inside the ends of the plot, so that a symbol there is whole.
export function timeline(months: number[], left: number, right: number, lettering: Lettering): Timeline {
	const first = Math.min(...months);
	const last = Math.max(...months, first + 1);
	const edge = 0.4 * lettering.size;
	const scale = scaleLinear()
		.domain([first, last])
		.range([left + edge, right - edge]);
	return { scale, ticks: monthTicks(months, (right - left - 2 * edge) / (last - first), lettering) };
}

// Ticks and labels below the plot; a label at an end stays inside `left` and `right`, or is left out where that moves it upon another.
export function timelineMarks(axis: Timeline, lettering: Lettering, bottom: number, left: number, right: number): Mark[] {
	let free = -Infinity;
	return axis.ticks.months.flatMap((month) => {
		const x = axis.scale(month);
		const label = axis.ticks.label(month);
		const half = lettering.width(label) / 2;
		const centre = Math.max(left + half, Math.min(x, right - half));
		const tick = line("axis", x, bottom, x, bottom + 0.35 * lettering.size);
		if (centre - half < free) return [tick];
		free = centre + half + 4;
		return [tick, text(lettering, "text-quiet", centre, bottom + 1.5 * lettering.size, label, "middle")];
	});
}
