// Draws every figure's picture at the width that it has, and again when that changes.
import { drawPicture, letteringOf } from "./drawing";
import type { Figure } from "./figure";
import type { Frame } from "./marks";
import { heightOf, pictureOf } from "./picture";
import { readFigure } from "./table";
import { Tip } from "./tip";

// A page of paper, between its margins, in pixels: what was drawn for a wide screen would shrink on it until nobody could read it.
const paperWidth = 700;

// Rows and margins grow with the reader's text size as far as the height reserved allows it. Text is 14 px where there is room and 13 px on a phone,
// times that, but never so large that a narrow picture has no room for anything else.
function frameOf(picture: SVGSVGElement, figure: Figure, width: number): Frame {
	const { height } = picture.getBoundingClientRect();
	const wanted = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
	const scale = Math.min(wanted || 1, height / heightOf(figure));
	const size = width < 480 ? 13 : 14;
	return { width, height, scale, lettering: letteringOf(size * Math.min(scale, Math.max(1, width / 240))) };
}

function drawFigure(picture: SVGSVGElement, figure: Figure, tip: Tip, width: number): void {
	const frame = frameOf(picture, figure, width);
	const drawn = pictureOf(figure, frame) ?? { marks: [], stops: [] };
	picture.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
	picture.setAttribute("preserveAspectRatio", "xMinYMin meet");
	picture.replaceChildren(drawPicture(drawn));
	tip.belongTo(drawn, frame);
}

function startFigure(element: HTMLElement): void {
	const picture = element.querySelector<SVGSVGElement>("svg.bw-figure__picture");
	if (!picture) return;
	const figure = readFigure(element);
	const tip = new Tip(picture);
	let width = 0;
	new ResizeObserver(() => {
		const now = picture.getBoundingClientRect().width;
		if (now === width || now === 0) return;
		width = now;
		drawFigure(picture, figure, tip, width);
	}).observe(picture);
	window.addEventListener("beforeprint", () => drawFigure(picture, figure, tip, paperWidth));
	window.addEventListener("afterprint", () => drawFigure(picture, figure, tip, width));
}

export function startFigures(): void {
	for (const element of document.querySelectorAll<HTMLElement>(".bw-figure")) startFigure(element);
}
