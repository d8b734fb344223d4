// A figure's picture at a given size.
import { barsPicture } from "./bars";
import type { Figure } from "./figure";
import { rowsOf } from "./figure";
import { funnelPicture } from "./funnel";
import { height } from "./heights";
import { linesPicture } from "./lines";
import type { Frame, Picture } from "./marks";
import { multiplesPicture } from "./multiples";
import { referencesOf } from "./references";
import { seriesPicture } from "./series";
import { tilesPicture } from "./tiles";

type Geometry = (figure: Figure, frame: Frame) => Picture;

const kinds: Record<string, Geometry> = {
	bars: barsPicture,
	funnel: funnelPicture,
	series: seriesPicture,
	lines: linesPicture,
	multiples: multiplesPicture,
	tiles: tilesPicture,
};

export function pictureOf(figure: Figure, frame: Frame): Picture | null {
	return kinds[figure.kind]?.(figure, frame) ?? null;
}

// The height of the figure's picture at the usual text size.
export function heightOf(figure: Figure): number {
	return height(figure.kind, rowsOf(figure, "council").length, referencesOf(figure).length);
}
