// Puts marks on a page: elements with presentation attributes and classes, never a style attribute.
import type { Lettering } from "./lettering";
import type { Mark, Picture } from "./marks";
import { round } from "./marks";
import { attributesOf } from "./palette";

export const namespace = "http://www.w3.org/2000/svg";
export const family = "arial, sans-serif";

type Attributes = Readonly<Record<string, string | number>>;

export function element<Name extends keyof SVGElementTagNameMap>(name: Name, attributes: Attributes, words?: string): SVGElementTagNameMap[Name] {
	const made = document.createElementNS(namespace, name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(typeof value === "number" ? round(value) : value));
	if (words !== undefined) made.textContent = words;
	return made;
}

export function draw(mark: Mark): SVGElement {
	const look = { class: `bw-ink bw-ink--${mark.ink}`, ...attributesOf(mark.ink) };
	switch (mark.shape) {
		case "rect":
			return element("rect", { ...look, x: mark.x, y: mark.y, width: Math.max(0, mark.width), height: Math.max(0, mark.height) });
		case "line":
			return element("line", { ...look, x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2 });
		case "path":
			return element("path", { ...look, d: mark.d });
		case "symbol":
			return element("path", { ...look, d: mark.d, transform: `translate(${round(mark.x)},${round(mark.y)})` });
		case "text":
			return element("text", { ...look, x: mark.x, y: mark.y, "text-anchor": mark.anchor, "font-size": mark.size, "font-family": family }, mark.text);
	}
}

export function drawPicture(picture: Picture): SVGGElement {
	const group = element("g", { "aria-hidden": "true" });
	group.append(...picture.marks.map(draw));
	return group;
}

// Measures text as the browser will draw it.
export function letteringOf(size: number): Lettering {
	const context = document.createElement("canvas").getContext("2d");
	return {
		size,
		width(words, isBold = false) {
			if (!context) return 0.6 * size * words.length;
			context.font = `${isBold ? "700 " : ""}${size}px ${family}`;
			return context.measureText(words).width;
		},
	};
}
