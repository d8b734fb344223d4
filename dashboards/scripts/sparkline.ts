// A sparkline: the course of a few values in the size of a word. The value itself stands beside it.
import { symbolCircle } from "d3-shape";
import type { Mark } from "./marks";
import { mark, path } from "./marks";

// "10.2 11.3  12.0" as numbers; two spaces in a row are a value that is not there.
export function readTrend(trend: string): (number | null)[] {
	return trend.split(" ").map((one) => (one !== "" && Number.isFinite(Number(one)) ? Number(one) : null));
}

// From the lowest value at the bottom to the highest at the top, the last one as a dot.
export function sparklineMarks(values: (number | null)[], width: number, height: number): Mark[] {
	const known = values.filter((value) => value !== null);
	if (known.length === 0) return [];
	const low = Math.min(...known);
	const span = Math.max(...known) - low;
	const edge = 3;
	const step = (width - 2 * edge) / Math.max(1, values.length - 1);
	const y = (value: number): number => (span === 0 ? height / 2 : height - edge - ((value - low) / span) * (height - 2 * edge));
	const points = values.map((value, index): [number, number] | null => (value === null ? null : [edge + index * step, y(value)]));
	const last = points[points.length - 1];
	return [path("trend", points), ...(last ? [mark("trend-end", symbolCircle, ...last, 2.2)] : [])];
}
