// A figure's picture as a file that stands on its own: its title, what it shows and where it is from are in it, and all of its looks.
import { draw, drawPicture, element, letteringOf, namespace } from "./drawing";
import type { Figure } from "./figure";
import { block, lineHeight } from "./labels";
import { wrap } from "./lettering";
import type { Mark } from "./marks";
import { rect } from "./marks";
import { heightOf, pictureOf } from "./picture";

const width = 960;
const edge = 24;
const enlargement = 2;

// What stands about the picture: the page's notice ("A demonstration; ..."), "" for none; the source and licence as its footer has them; its address.
export interface Imprint {
	notice: string;
	attribution: string;
	address: string;
}

interface Words {
	marks: Mark[];
	bottom: number;
}

function paragraph(words: string, ink: "tip-text" | "tip-text-strong", size: number, top: number): Words {
	const lettering = letteringOf(size);
	const lines = wrap(lettering, words, width - 2 * edge, ink === "tip-text-strong");
	return { marks: block(lettering, ink, edge, top + size, lines, "start"), bottom: top + lines.length * lineHeight * size };
}

export function pictureFile(figure: Figure, imprint: Imprint): SVGSVGElement {
	const title = paragraph(figure.title, "tip-text-strong", 24, edge);
	const about = paragraph(figure.about, "tip-text", 15, title.bottom + 6);
	const height = heightOf(figure);
	const top = about.bottom + 16;
	const picture = pictureOf(figure, { width: width - 2 * edge, height, scale: 1, lettering: letteringOf(14) });
	const notice = paragraph(imprint.notice, "tip-text-strong", 13, top + height + 16);
	const source = paragraph(imprint.attribution, "tip-text", 13, notice.bottom + 2);
	const address = paragraph(imprint.address, "tip-text", 13, source.bottom + 2);
	const whole = Math.ceil(address.bottom + edge - 8);
	const svg = element("svg", { xmlns: namespace, width, height: whole, viewBox: `0 0 ${width} ${whole}` });
	const place = element("g", { transform: `translate(${edge},${top})` });
	place.append(drawPicture(picture ?? { marks: [], stops: [] }));
	svg.append(element("title", {}, figure.title), ...[rect("paper", 0, 0, width, whole), ...title.marks, ...about.marks, ...notice.marks, ...source.marks, ...address.marks].map(draw), place);
	return svg;
}

// "ranking-north-west-2021-09": the figure, its area or council and its month, as far as the address of its table has them.
export function fileName(id: string, csvAddress: string): string {
	const query = new URL(csvAddress, "http://page").searchParams;
	const parts = [id, query.get("council") ?? query.get("area"), query.get("month")].filter((part): part is string => Boolean(part));
	return parts.map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)).filter(Boolean).join("-");
}

export const asSvg = (svg: SVGSVGElement): Blob =>
	new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

// The picture as pixels, twice as fine as it is measured.
export async function asPng(svg: SVGSVGElement): Promise<Blob> {
	const address = URL.createObjectURL(asSvg(svg));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement("canvas");
		canvas.width = enlargement * width;
		canvas.height = enlargement * Number(svg.getAttribute("height"));
		canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
		return await new Promise<Blob>((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))));
	} finally {
		URL.revokeObjectURL(address);
	}
}

export function save(blob: Blob, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
