// The figures of a page as its HTML has them, read without a browser, and CSV as RFC 4180 has it.
import { parse } from "parse5";

export function* elements(node) {
	if (node.tagName) yield node;
	for (const child of node.childNodes ?? []) yield* elements(child);
}

export const attribute = (element, name) => element.attrs?.find((one) => one.name === name)?.value ?? null;
export const hasClass = (element, name) => (attribute(element, "class") ?? "").split(" ").includes(name);
export const wordsOf = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(wordsOf).join("")).replace(/\s+/g, " ");
const all = (node, tag) => [...elements(node)].filter((one) => one.tagName === tag);

// What a cell says: `words` is all of it, `text` without band, change and remark, `value` the number that stands behind it ("" for none, null in a column of words).
function cellOf(cell) {
	const own = (node) => (["span"].includes(node.tagName) ? "" : node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(own).join(""));
	const link = all(cell, "a")[0];
	return { text: own(cell).trim(), words: wordsOf(cell).trim(), value: attribute(cell, "data-value"), band: attribute(cell, "data-band"), path: link ? attribute(link, "href") : null };
}

function rowOf(row, columns) {
	const cells = row.childNodes.filter((one) => ["th", "td"].includes(one.tagName)).map(cellOf);
	return { role: attribute(row, "data-role"), key: attribute(row, "data-key"), cells, of: Object.fromEntries(columns.map((name, index) => [name, cells[index]])) };
}

function figureOf(figure) {
	const columns = all(figure, "th").map((one) => attribute(one, "data-name")).filter(Boolean);
	const file = [...elements(figure)].find((one) => one.tagName === "a" && attribute(one, "download") !== null);
	return {
		id: attribute(figure, "id"),
		title: wordsOf([...elements(figure)].find((one) => hasClass(one, "bw-figure__title"))).trim(),
		chart: attribute(figure, "data-chart"),
		csv: file ? attribute(file, "href") : null,
		columns,
		rows: all(figure, "tbody").flatMap((body) => all(body, "tr")).map((row) => rowOf(row, columns)),
	};
}

// A page's figures by their ids, and its tree.
export function readPage(html) {
	const tree = parse(html);
	return { tree, figures: Object.fromEntries(all(tree, "figure").map(figureOf).map((one) => [one.id, one])) };
}

// Rows of fields; every line ends with CR LF.
export function readCsv(text) {
	const fields = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
	const rows = [[]];
	for (const [, quoted, bare, end] of fields) {
		rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
		if (end !== ",") rows.push([]);
	}
	return rows.slice(0, -1);
}
