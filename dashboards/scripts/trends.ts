// Draws the sparklines of a table's cells, in the room that the style sheet keeps for them.
import { draw, element } from "./drawing";
import { readTrend, sparklineMarks } from "./sparkline";

function drawTrend(place: HTMLElement): void {
	const { width, height } = place.getBoundingClientRect();
	if (width === 0 || height === 0) return;
	const picture = element("svg", { class: "bw-trend__picture", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" });
	picture.append(...sparklineMarks(readTrend(place.dataset.trend ?? ""), width, height).map(draw));
	place.replaceChildren(picture);
}

export function startTrends(): void {
	for (const place of document.querySelectorAll<HTMLElement>(".bw-trend[data-trend]")) drawTrend(place);
}
