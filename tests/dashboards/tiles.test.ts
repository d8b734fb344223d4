import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps } from "../../dashboards/scripts/marks";
import { cell, checkEverywhere, draw, figureOf, of, row, textsOf, vacancies, widths } from "./support";

const bands = ["A", "B", "C", "D"];

const map = (count: number, columns: number): ReturnType<typeof figureOf> =>
	figureOf(
		"tiles",
		["council", "value"],
		Array.from({ length: count }, (_, index) => {
			const [name, value] = vacancies[index % vacancies.length] as [string, number];
			const given = index === 3 ? cell(null) : cell(value, { band: bands[index % 4] as string });
			return row("council", name, [given], { x: 2 + (index % columns), y: 1 + Math.floor(index / columns), isFocus: index === 15 });
		}),
	);

test("tiles lie beside each other as their places say", () => {
	for (const width of widths) {
		const tiles = of(draw(map(23, 6), width).picture, "rect", "tile-a", "tile-b", "tile-c", "tile-d", "tile-none");
		assert.equal(tiles.length, 23);
		tiles.forEach((tile, index) => {
			const [first, second, below] = [tiles[0], tiles[1], tiles[6]];
			assert.ok(first && second && below);
			assert.ok(Math.abs(tile.x - (first.x + (index % 6) * (second.x - first.x))) < 1e-6);
			assert.ok(Math.abs(tile.y - (first.y + Math.floor(index / 6) * (below.y - first.y))) < 1e-6);
		});
	}
});

test("every tile says its band in letters, also where a country of tiles is on a phone", () => {
	for (const [count, columns] of [[23, 6], [153, 12]] as const) {
		for (const width of widths.filter((one) => one >= 290)) {
			const { picture } = draw(map(count, columns), width);
			const tiles = of(picture, "rect", "tile-a", "tile-b", "tile-c", "tile-d");
			for (const tile of tiles) {
				const box = { left: tile.x, top: tile.y, right: tile.x + tile.width, bottom: tile.y + tile.height };
				const words = textsOf(picture).filter((one) => overlaps(one.box, box)).map((one) => one.text).join(" ");
				assert.ok(words.split(" ").includes(tile.ink.slice(-1).toUpperCase()), `${tile.ink}: "${words}" at ${width}`);
			}
		}
	}
});

test("on a phone names of one beginning are told apart", () => {
	const words = (name: string): string => {
		const picture = draw(figureOf("tiles", ["council", "value"], [0, 1, 2, 3, 4, 5].map((x) => row("council", x === 2 ? name : "Bury", [cell(18.5, { band: "C" })], { x, y: x }))), 290).picture;
		const tile = of(picture, "rect")[2];
		assert.ok(tile);
		return textsOf(picture).filter((one) => overlaps(one.box, { left: tile.x, top: tile.y, right: tile.x + tile.width, bottom: tile.y + tile.height })).map((one) => one.text).join(" ");
	};
	assert.equal(new Set(["Blackpool", "Blackburn with Darwen", "Cheshire East", "Cheshire West and Chester"].map(words)).size, 4);
	assert.ok(words("St. Helens").includes("Helens"));
});

test("words stay inside their tile and the map inside its room", () => {
	checkEverywhere(map(23, 6));
	checkEverywhere(map(1, 1));
	checkEverywhere(figureOf("tiles", ["council", "value"], []));
	const { picture } = draw(map(153, 12), 290);
	const tiles = of(picture, "rect");
	for (const one of textsOf(picture)) {
		assert.ok(tiles.some((tile) => one.box.left >= tile.x && one.box.right <= tile.x + tile.width && one.box.top >= tile.y && one.box.bottom <= tile.y + tile.height), one.text);
	}
});
