// The buttons below a figure: its picture as a file, and its folded table.
import { asPng, asSvg, fileName, pictureFile, save } from "./picture_file";
import type { Imprint } from "./picture_file";
import { readFigure } from "./table";

function button(words: string, press: (pressed: HTMLButtonElement) => void): HTMLButtonElement {
	const made = document.createElement("button");
	made.type = "button";
	made.textContent = words;
	made.addEventListener("click", () => press(made));
	return made;
}

function imprint(): Imprint {
	const words = (selector: string): string => (document.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();
	const notice = [...document.querySelectorAll(".bw-notice__words")].map((part) => part.textContent ?? "").join(" ");
	return { notice: notice.replace(/\s+/g, " ").trim(), attribution: words(".bw-footer__licence"), address: location.href };
}

function pictureButtons(figure: HTMLElement, name: string): HTMLButtonElement[] {
	const made = (): SVGSVGElement => pictureFile(readFigure(figure), imprint());
	return [
		button("Picture (SVG)", () => save(asSvg(made()), `${name}.svg`)),
		button("Picture (PNG)", (pressed) => {
			pressed.disabled = true;
			asPng(made())
				.then((blob) => save(blob, `${name}.png`))
				.finally(() => {
					pressed.disabled = false;
				});
		}),
	];
}

// A folded table is there and only not shown, so that printing and searching find it unfolded by its button alone.
function foldButton(table: HTMLElement, id: string): HTMLButtonElement {
	table.id ||= `${id}-table`;
	const made = button("Show the table", () => {
		const isFolded = table.classList.toggle("bw-figure__table--folded");
		made.setAttribute("aria-expanded", String(!isFolded));
		made.textContent = isFolded ? "Show the table" : "Hide the table";
	});
	made.setAttribute("aria-expanded", "false");
	made.setAttribute("aria-controls", table.id);
	return made;
}

export function startFigureButtons(): void {
	for (const figure of document.querySelectorAll<HTMLElement>(".bw-figure")) {
		const files = figure.querySelector<HTMLElement>(".bw-figure__files");
		const folded = figure.querySelector<HTMLElement>(".bw-figure__table--folded");
		const name = fileName(figure.id, files?.querySelector("a")?.href ?? "");
		// After the link that is there, which so stays where it is.
		if (files && folded) files.append(foldButton(folded, figure.id));
		if (files && figure.querySelector(".bw-figure__picture")) files.append(...pictureButtons(figure, name));
	}
}
