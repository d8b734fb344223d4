// A figure as its page tells it: a titled table and what picture it wants. Every number in a picture is one of these cells.
export interface Column {
	name: string;
	kind: string;
	label: string;
	remark: string;
	isFocus: boolean;
}

// `text` is what the cell says ("19.6%", "c confidential"), `remark` what it says beside that (band, change); `value` is null where there is no number.
export interface Cell {
	text: string;
	remark: string;
	value: number | null;
	band: string;
	tone: string;
}

export interface Row {
	role: string;
	key: string;
	isFocus: boolean;
	x: number;
	y: number;
	cells: Cell[];
}

export interface Figure {
	id: string;
	kind: string;
	unit: string;
	title: string;
	about: string;
	columns: Column[];
	rows: Row[];
}

const emptyCell: Cell = { text: "", remark: "", value: null, band: "", tone: "" };

// The cell of a named column; a column that the figure does not have is empty everywhere.
export function cellOf(figure: Figure, row: Row, name: string): Cell {
	return row.cells[figure.columns.findIndex((column) => column.name === name)] ?? emptyCell;
}

export function valueOf(figure: Figure, row: Row, name: string): number | null {
	return cellOf(figure, row, name).value;
}

export function columnOf(figure: Figure, name: string): Column | undefined {
	return figure.columns.find((column) => column.name === name);
}

export function rowsOf(figure: Figure, ...roles: string[]): Row[] {
	return figure.rows.filter((row) => roles.includes(row.role));
}

// The row's name: its first cell.
export function nameOf(row: Row): string {
	return row.cells[0]?.text ?? "";
}

// What a tooltip says of a row: every other cell that says something, with its column's label.
export function linesOf(figure: Figure, row: Row): string[] {
	return figure.columns.slice(1).flatMap((column, index) => {
		const cell = row.cells[index + 1];
		if (!cell || cell.text === "") return [];
		return [`${headingOf(column)}: ${cell.text}${cell.remark && `, ${cell.remark}`}`];
	});
}

// A column's label with its remark: "Size, social workers in post".
export function headingOf(column: Column | undefined): string {
	return column ? [column.label, column.remark].filter(Boolean).join(", ") : "";
}

// Numbers that are there, of some rows and columns.
export function valuesOf(figure: Figure, rows: Row[], ...names: string[]): number[] {
	return rows.flatMap((row) => names.map((name) => valueOf(figure, row, name))).filter((value) => value !== null);
}
