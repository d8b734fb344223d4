// Reads a figure from its element: the table is what a picture is drawn from.
import type { Cell, Column, Figure, Row } from "./figure";

const tidy = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();

const remarks = ".bw-band, .bw-arrow, .bw-trend, .bw-trend__words, .bw-remark";

// The words of an element without those of its remarks.
export function ownWords(element: Element): string {
	const copy = element.cloneNode(true) as Element;
	for (const remark of copy.querySelectorAll(remarks)) remark.remove();
	return tidy(copy.textContent);
}

function remarksOf(element: Element): string {
	return [...element.querySelectorAll(remarks)].map((remark) => tidy(remark.textContent)).filter(Boolean).join(", ");
}

function readColumn(head: HTMLElement): Column {
	return { name: head.dataset.name ?? "", kind: head.dataset.kind ?? "text", label: ownWords(head), remark: remarksOf(head), isFocus: "focus" in head.dataset };
}

function readCell(cell: HTMLElement): Cell {
	const value = cell.dataset.value ?? "";
	return {
		text: ownWords(cell),
		remark: remarksOf(cell),
		value: value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : null,
		band: cell.dataset.band ?? "",
		tone: cell.dataset.tone ?? "",
	};
}

function readRow(row: HTMLTableRowElement): Row {
	return {
		role: row.dataset.role ?? "",
		key: row.dataset.key ?? "",
		isFocus: "focus" in row.dataset,
		x: Number(row.dataset.x ?? 0),
		y: Number(row.dataset.y ?? 0),
		cells: [...row.cells].map(readCell),
	};
}

export function readFigure(element: HTMLElement): Figure {
	const table = element.querySelector("table");
	return {
		id: element.id,
		kind: element.dataset.chart ?? "none",
		unit: element.dataset.unit ?? "",
		title: tidy(element.querySelector("figcaption :is(h2, h3)")?.textContent),
		about: tidy(element.querySelector(".bw-figure__about")?.textContent),
		columns: [...(table?.tHead?.rows[0]?.cells ?? [])].map(readColumn),
		rows: [...(table?.tBodies[0]?.rows ?? [])].map(readRow),
	};
}
