// Draws every figure's picture at the width that it has, and again when that changes, on paper as well: what was drawn for a wide screen would shrink
// there until nobody could read it.
import { drawPicture, letteringOf } from "./drawing";
import type { Figure } from "./figure";
import type { Frame } from "./marks";
import { heightOf, pictureOf } from "./picture";
import { readFigure } from "./table";
import { Tip } from "./tip";

// Rows and margins grow with the reader's text size as far as the height reserved allows it. Text is 14 px where there is room and 13 px on a phone,
// times that, but never so large that a narrow picture has no room for anything else. On paper a picture has its usual height.
// What is shown small there is drawn wide and shrinks whole, as the style's --drawn-width has it.
function frameOf(picture: SVGSVGElement, figure: Figure, isPaper: boolean): Frame {
	const { width: shown, height } = picture.getBoundingClientRect();
	const width = Number.parseFloat(getComputedStyle(picture).getPropertyValue("--drawn-width")) || shown;
	const usual = heightOf(figure);
	const wanted = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
	const scale = isPaper ? 1 : Math.min(wanted || 1, height / usual);
	const size = width < 480 ? 13 : 14;
	return { width, height: isPaper ? usual : height, scale, lettering: letteringOf(size * Math.min(scale, Math.max(1, width / 240))) };
}

function drawFigure(picture: SVGSVGElement, figure: Figure, tip: Tip, isPaper: boolean): void {
	const frame = frameOf(picture, figure, isPaper);
	const drawn = pictureOf(figure, frame) ?? { marks: [], stops: [] };
	picture.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
	picture.setAttribute("preserveAspectRatio", "xMinYMin meet");
	picture.replaceChildren(drawPicture(drawn));
	tip.belongTo(drawn, frame);
}

function startFigure(element: HTMLElement, paper: MediaQueryList): void {
	const picture = element.querySelector<SVGSVGElement>("svg.bw-figure__picture");
	if (!picture) return;
	const figure = readFigure(element);
	const tip = new Tip(picture);
	let drawnFor = "";
	const redraw = (): void => {
		const { width } = picture.getBoundingClientRect();
		const now = `${width} ${paper.matches}`;
		if (width === 0 || now === drawnFor) return;
		drawnFor = now;
		drawFigure(picture, figure, tip, paper.matches);
	};
	new ResizeObserver(redraw).observe(picture);
	paper.addEventListener("change", redraw);
}

export function startFigures(): void {
	const paper = matchMedia("print");
	for (const element of document.querySelectorAll<HTMLElement>(".bw-figure")) startFigure(element, paper);
}
