// How much room text takes. Geometry asks this and never the screen, so that it can be computed for any width.
export interface Lettering {
	size: number;
	width(text: string, isBold?: boolean): number;
}

const ellipsis = "…";

function cut(lettering: Lettering, text: string, room: number, isBold: boolean): string {
	let kept = text;
	while (kept.length > 1 && lettering.width(kept + ellipsis, isBold) > room) kept = kept.slice(0, -1).trimEnd();
	return kept + ellipsis;
}

// The text, or a shorter form of it that fits into the room. The whole stands in the table and the tooltip.
export function shorten(lettering: Lettering, text: string, room: number, isBold = false): string {
	if (lettering.width(text, isBold) <= room) return text;
	const short = text.replace(/ and /g, " & ").replace(/, (City|County) of$/, "");
	return lettering.width(short, isBold) <= room ? short : cut(lettering, short, room, isBold);
}

// The text in lines that fit into the room; a word that is longer than the room is cut.
export function wrap(lettering: Lettering, text: string, room: number, isBold = false): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const longer = line ? `${line} ${word}` : word;
		if (line && lettering.width(longer, isBold) > room) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	if (line) lines.push(line);
	return lines.map((one) => (lettering.width(one, isBold) > room ? cut(lettering, one, room, isBold) : one));
}
