// Tables that can be sorted: a button in each heading, the state in aria-sort, said aloud by a status line.
import { referenceRoles } from "./references";
import type { Direction, SortKey } from "./sort_order";
import { sortedOrder } from "./sort_order";
import { ownWords } from "./table";

// A month or a date sorts by its key (2021-09); a number by its value; words as they are read.
function keyOf(row: HTMLTableRowElement, column: number, kind: string): SortKey {
	const cell = row.cells[column];
	const isReference = referenceRoles.includes(row.dataset.role ?? "");
	if (!cell) return { value: null, isReference };
	const written = cell.dataset.value ?? (kind === "month" || kind === "date" ? row.dataset.key : undefined);
	const words = written ?? ownWords(cell);
	if (words.trim() === "") return { value: null, isReference };
	return { value: kind === "number" && Number.isFinite(Number(words)) ? Number(words) : words, isReference };
}

class SortedTable {
	private readonly heads: HTMLTableCellElement[];
	private readonly status = document.createElement("div");

	constructor(private readonly table: HTMLTableElement) {
		this.heads = [...(table.tHead?.rows[0]?.cells ?? [])];
		this.status.className = "govuk-visually-hidden";
		this.status.setAttribute("role", "status");
		table.after(this.status);
		this.heads.forEach((head, column) => {
			const button = document.createElement("button");
			button.type = "button";
			// A remark stays outside as the block that it is, so that no column changes its width.
			button.append(...[...head.childNodes].filter((node) => !(node instanceof Element && node.matches(".bw-remark"))));
			button.addEventListener("click", () => this.sort(column));
			head.prepend(button);
			head.setAttribute("aria-sort", "none");
		});
	}

	private sort(column: number): void {
		const head = this.heads[column];
		const body = this.table.tBodies[0];
		if (!head || !body) return;
		const direction: Direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
		const rows = [...body.rows];
		const kind = head.dataset.kind ?? "text";
		const order = sortedOrder(rows.map((row) => keyOf(row, column, kind)), direction);
		body.append(...order.map((index) => rows[index] as HTMLTableRowElement));
		for (const one of this.heads) one.setAttribute("aria-sort", one === head ? direction : "none");
		this.status.textContent = `Sorted by ${ownWords(head)}, ${direction}`;
	}
}

export function startSorting(): void {
	for (const table of document.querySelectorAll<HTMLTableElement>("table.bw-table--sortable")) new SortedTable(table);
}
