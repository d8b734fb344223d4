// Axes: a scale with round ticks, and its marks.
import type { ScaleLinear } from "d3-scale";
import { scaleLinear } from "d3-scale";
import type { Lettering } from "./lettering";
import type { Mark } from "./marks";
import { line, middle, text } from "./marks";

export interface Axis {
	scale: ScaleLinear<number, number>;
	ticks: number[];
	label(tick: number): string;
}

const axisOf = (low: number, high: number, range: [number, number], count: number, unit: string): Axis => {
	const scale = scaleLinear()
		.domain([low, high > low ? high : low + 1])
		.range(range)
		.nice(Math.max(count, 8));
	const format = scale.tickFormat(count);
	return { scale, ticks: scale.ticks(count), label: (tick) => format(tick) + (unit === "%" ? unit : "") };
};

// From zero (or below, when values are) to a round number at or above the largest, in about `count` steps.
export function axisFromZero(values: number[], range: [number, number], count: number, unit: string): Axis {
	return axisOf(Math.min(...values, 0), Math.max(...values, 0), range, count, unit);
}

// Between round numbers around the values: from zero unless all of them are far from it. For lines and points, whose place is read and not their length.
export function axisAround(values: number[], range: [number, number], count: number, unit: string): Axis {
	const low = Math.min(...values);
	const high = Math.max(...values);
	if (values.length === 0 || low <= 0.6 * high) return axisFromZero(values, range, count, unit);
	return axisOf(low, high, range, count, unit);
}

// Labels below a horizontal axis, none beyond `edge` or over another, with lines up through the plot.
export function axisBelow(axis: Axis, lettering: Lettering, top: number, bottom: number, edge: number): Mark[] {
	let free = -Infinity;
	return axis.ticks.flatMap((tick) => {
		const x = axis.scale(tick);
		const half = lettering.width(axis.label(tick)) / 2;
		const centre = Math.max(half, Math.min(x, edge - half));
		const marks: Mark[] = [line(tick === 0 ? "axis" : "grid", x, top, x, bottom)];
		if (centre - half < free) return marks;
		free = centre + half + 0.5 * lettering.size;
		return [...marks, text(lettering, "text-quiet", centre, bottom + 1.45 * lettering.size, axis.label(tick), "middle")];
	});
}

// Labels to the left of a vertical axis with lines across the plot.
export function axisBeside(axis: Axis, lettering: Lettering, left: number, right: number): Mark[] {
	return axis.ticks.flatMap((tick) => {
		const y = axis.scale(tick);
		return [line(tick === 0 ? "axis" : "grid", left, y, right, y), text(lettering, "text-quiet", left - 6, middle(lettering, y), axis.label(tick), "end")];
	});
}

// The room that the labels beside a vertical axis take.
export function axisRoom(axis: Axis, lettering: Lettering): number {
	return Math.max(...axis.ticks.map((tick) => lettering.width(axis.label(tick)))) + 8;
}
