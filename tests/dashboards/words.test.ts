import assert from "node:assert/strict";
import { test } from "node:test";
import type { Council } from "../../dashboards/scripts/council_match";
import { matchCouncils, plainName } from "../../dashboards/scripts/council_match";
import { place, spread } from "../../dashboards/scripts/labels";
import { shorten, wrap } from "../../dashboards/scripts/lettering";
import { fileName } from "../../dashboards/scripts/picture_file";
import type { SortKey } from "../../dashboards/scripts/sort_order";
import { sortedOrder } from "../../dashboards/scripts/sort_order";
import { stopAt, tipOf } from "../../dashboards/scripts/tip_geometry";
import { lettering } from "./support";

const council = (code: string, name: string, ons: string | null, validTo: string | null = null): Council => ({ council: code, name, ons_code: ons, valid_to: validTo, region: { name: "A region" } });

const councils = [
	council("342", "St. Helens", "E08000013"),
	council("340", "Knowsley", "E08000011"),
	council("835", "Dorset", "E10000009", "2019-03-31"),
	council("838", "Dorset", "E06000059"),
	council("889", "Blackburn with Darwen", "E06000008"),
	council("801", "Bristol, City of", "E06000023"),
	council("810", "Kingston upon Hull, City of", "E06000010"),
	council("314", "Kingston upon Thames", "E09000021"),
	council("896", "Cheshire West and Chester", "E06000050"),
];

test("councils are found however they are written", () => {
	const cases: [string, string | undefined][] = [
		["st helens", "342"],
		["St. Helens", "342"],
		["SAINT HELENS", "342"],
		["St Helens Borough Council", "342"],
		["helens", "342"],
		["342", "342"],
		["E08000013", "342"],
		["e08000013", "342"],
		["cheshire west & chester", "896"],
		["dorset", "838"],
		["bristol", "801"],
		["hull", "810"],
		["darwen", "889"],
		["nowhere", undefined],
		["", undefined],
		["   ", undefined],
	];
	for (const [text, code] of cases) assert.equal(matchCouncils(councils, text)[0]?.council, code, text);
	assert.deepEqual(matchCouncils(councils, "dorset").map((one) => one.council), ["838", "835"]);
	assert.equal(matchCouncils(councils, "34").length, 2);
	for (const one of councils) assert.ok(matchCouncils(councils, one.name).slice(0, 2).includes(one));
});

test("a plain name has no accents, points or kinds of council", () => {
	assert.equal(plainName("  Métropolitan Borough of St. Helens "), "of st helens");
	assert.equal(plainName("<script>alert(1)</script>"), "script alert 1 script");
});

const key = (value: SortKey["value"], isReference = false): SortKey => ({ value, isReference });

test("rows sort by value, those without come last, references stay at the end", () => {
	const keys = [key(10.5), key(null), key(4), key(16.2, true), key(31), key(4), key(16.7, true)];
	assert.deepEqual(sortedOrder(keys, "ascending"), [2, 5, 0, 4, 1, 3, 6]);
	assert.deepEqual(sortedOrder(keys, "descending"), [4, 0, 2, 5, 1, 3, 6]);
	assert.deepEqual(sortedOrder([key("Wirral"), key("bury"), key("Bolton")], "ascending"), [2, 1, 0]);
	assert.deepEqual(sortedOrder([key("2021-10"), key("2021-09")], "descending"), [0, 1]);
});

test("labels are moved apart no farther than they must be", () => {
	assert.deepEqual(spread([10, 50, 90], 15, 0, 100), [10, 50, 90]);
	const places = spread([50, 52, 51], 15, 0, 100);
	const sorted = [...places].sort((a, b) => a - b);
	for (let index = 1; index < sorted.length; index++) assert.ok((sorted[index] as number) - (sorted[index - 1] as number) >= 15);
	assert.ok((places[0] as number) < (places[2] as number) && (places[2] as number) < (places[1] as number));
	const low = spread([98, 99, 100], 15, 0, 100);
	assert.ok(Math.max(...low) <= 100);
	assert.deepEqual(spread([0, 1, 2], 15, 0, 100), [0, 15, 30]);
});

test("words stand beside a point or away from it with a line that crosses nothing", () => {
	const bounds = { left: 92, top: 80, right: 300, bottom: 120 };
	const wall = { left: 112, top: 0, right: 118, bottom: 200 };
	const put = (taken: (typeof wall)[]) => place(lettering(14), "text", ["Bury"], [100, 100], [0.7, 4], { taken, lines: [], bounds });
	assert.equal(put([])?.leader.length, 0);
	assert.equal(put([{ left: 105, top: 0, right: 130, bottom: 97 }, { left: 105, top: 103, right: 130, bottom: 200 }])?.leader.length, 1);
	assert.equal(put([wall]), null);
});

test("names are shortened to their room, first without loss", () => {
	const letters = lettering(14);
	assert.equal(shorten(letters, "Bury", 200), "Bury");
	assert.equal(shorten(letters, "Cheshire West and Chester", letters.width("Cheshire West & Chester")), "Cheshire West & Chester");
	for (let room = 30; room < 220; room += 7) assert.ok(letters.width(shorten(letters, "Bournemouth, Christchurch and Poole", room)) <= room, `${room}`);
	assert.deepEqual(wrap(letters, "seven on one side of the mean", 1000), ["seven on one side of the mean"]);
	for (const one of wrap(letters, "seven on one side of the mean", 90)) assert.ok(letters.width(one) <= 90);
});

test("a tip stands inside the picture, beside its place where there is room", () => {
	for (const width of [240, 290, 930]) {
		const frame = { width, height: 320, scale: 1, lettering: lettering(13) };
		for (const [x, y] of [[0, 0], [width, 0], [width / 2, 160], [width, 320], [0, 320]] as const) {
			const stop = { x, y, box: { left: x, top: y, right: x, bottom: y }, heading: "A council whose name is long", lines: ["Vacancy rate (FTE), %: 19.6%", "Rank: 8th"] };
			const { box } = tipOf(stop, frame);
			assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= 320, JSON.stringify(box));
			if (width === 930) assert.ok(box.right < x || box.left > x);
		}
	}
});

test("a tip with more lines than the picture is high says that there is more", () => {
	const frame = { width: 290, height: 200, scale: 1, lettering: lettering(13) };
	const stop = { x: 100, y: 100, box: { left: 90, top: 90, right: 110, bottom: 110 }, heading: "September 2021", lines: Array.from({ length: 25 }, (_, index) => `Council ${index}: 10%`) };
	const { box, marks } = tipOf(stop, frame);
	assert.ok(box.top >= 0 && box.bottom <= 200, JSON.stringify(box));
	const last = marks[marks.length - 1];
	assert.ok(last?.shape === "text" && last.text === "More is in the table" && last.box.bottom <= box.bottom);
});

test("a pointer means the nearest place within reach", () => {
	const stops = [20, 60, 100].map((x) => ({ x, y: 50, box: { left: x - 5, top: 45, right: x + 5, bottom: 55 }, heading: "", lines: [] }));
	assert.equal(stopAt(stops, 62, 52, 20), 1);
	assert.equal(stopAt(stops, 79, 50, 20), 1);
	assert.equal(stopAt(stops, 300, 50, 20), -1);
	assert.equal(stopAt([], 0, 0, 20), -1);
});

test("a file is named after its figure, area and month, and after nothing that could hurt", () => {
	assert.equal(fileName("ranking", "/indicator.csv?indicator=vacancy_rate_fte&month=2021-09&area=North+West&figure=ranking"), "ranking-north-west-2021-09");
	assert.equal(fileName("xmr", "http://127.0.0.1:8480/council.csv?council=342&month=2021-09"), "xmr-342-2021-09");
	assert.equal(fileName("x", "/a.csv?area=%2E%2E%2F%2E%2E%2Fetc%E2%80%AE"), "x-etc");
	assert.equal(fileName("heat", "/region.csv"), "heat");
});
