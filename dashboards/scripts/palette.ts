// What each part of a picture looks like, as SVG presentation attributes: they hold in a file as well as on a page, and a style sheet may
// overrule them (forced colours: class bw-ink--NAME). Colours are the Government Analysis Function's.
type Attributes = Readonly<Record<string, string | number>>;

const dark = "#0b0c0c";
const quiet = "#505a5f";
const focus = "#12436d";
const grey = "#bfbfbf";
const teal = "#28a197";
const plum = "#801650";
const orange = "#f46a25";

const stroke = (colour: string, width: number, dashes?: string): Attributes => ({
	fill: "none",
	stroke: colour,
	"stroke-width": width,
	"stroke-linejoin": "round",
	...(dashes ? { "stroke-dasharray": dashes } : {}),
});
const solid = (colour: string): Attributes => ({ fill: colour, stroke: "none" });
const dot = (colour: string): Attributes => ({ fill: colour, stroke: "#ffffff", "stroke-width": 1 });
const letters = (colour: string, weight = 400): Attributes => ({
	fill: colour,
	"font-weight": weight,
	stroke: "#ffffff",
	"stroke-width": 3,
	"stroke-linejoin": "round",
	"paint-order": "stroke",
});
const plain = (colour: string, weight = 400): Attributes => ({ fill: colour, "font-weight": weight });
const tile = (colour: string): Attributes => ({ fill: colour, stroke: "#ffffff", "stroke-width": 2 });

export const palette = {
	paper: solid("#ffffff"),
	bar: solid(grey),
	"bar-focus": solid(focus),
	grid: stroke("#dddddd", 1),
	axis: stroke(quiet, 1),
	halo: stroke("#ffffff", 4),
	whisker: stroke(dark, 1.5),
	text: letters(dark),
	"text-strong": letters(dark, 700),
	"text-quiet": letters(quiet),
	"text-focus": letters(focus, 700),
	area: stroke(plum, 2),
	england: stroke(teal, 2, "7 3"),
	"neighbours-mean": stroke(orange, 2, "2 2"),
	"neighbours-median": stroke(orange, 2, "8 2 2 2"),
	limit: stroke(quiet, 1.5, "5 3"),
	"limit-outer": stroke(dark, 1.5),
	mean: stroke(quiet, 1.5),
	line: stroke(quiet, 1.5),
	"line-strong": stroke(dark, 1.75),
	"line-focus": stroke(focus, 3),
	"line-area": stroke(dark, 1.5),
	"line-england": stroke(dark, 1.5, "6 3"),
	"line-one": stroke(focus, 2.5),
	"line-two": stroke(teal, 2.5, "9 3"),
	"line-three": stroke(plum, 2.5, "3 3"),
	"line-four": stroke(orange, 2.5, "10 3 3 3"),
	dot: dot("#6f777b"),
	"dot-strong": dot(dark),
	"dot-focus": dot(focus),
	"dot-two": dot(teal),
	"dot-three": dot(plum),
	"dot-four": dot(orange),
	signal: dot(plum),
	"signal-worse": { fill: orange, stroke: dark, "stroke-width": 1 },
	"signal-better": { fill: "#ffffff", stroke: dark, "stroke-width": 1.5 },
	leader: stroke(quiet, 1),
	"area-thin": stroke(plum, 1.25),
	"england-thin": stroke(teal, 1.25, "5 2"),
	"neighbours-mean-thin": stroke(orange, 1.25, "2 2"),
	"neighbours-median-thin": stroke(orange, 1.25, "6 2 2 2"),
	event: stroke(dark, 1.5, "1 3"),
	trend: stroke(quiet, 1.5),
	"trend-end": solid(focus),
	rank: dot("#6f777b"),
	"rank-range": stroke("#6f777b", 2),
	"rank-range-focus": stroke(focus, 3),
	"tile-a": tile("#eff4f8"),
	"tile-b": tile("#d5e2ee"),
	"tile-c": tile("#aec8e0"),
	"tile-d": tile("#7fa9cf"),
	"tile-none": tile("#f3f2f1"),
	"tile-text": plain(dark),
	"tile-text-strong": plain(dark, 700),
	"tile-focus": stroke(dark, 3),
	tip: { fill: "#ffffff", stroke: dark, "stroke-width": 2 },
	"tip-text": plain(dark),
	"tip-text-strong": plain(dark, 700),
	"tip-place": stroke(dark, 2),
} satisfies Record<string, Attributes>;

export type Ink = keyof typeof palette;

export function attributesOf(ink: Ink): Attributes {
	return palette[ink];
}

export const isBold = (ink: Ink): boolean => attributesOf(ink)["font-weight"] === 700;
