// In which order rows stand when a column is sorted. Pure: it sees what the cells say and returns places.
export interface SortKey {
	// null is a cell without a value: it comes last whichever the direction.
	value: number | string | null;
	// Rows that others are compared with stay at the end.
	isReference: boolean;
}

export type Direction = "ascending" | "descending";

function compare(a: number | string, b: number | string): number {
	if (typeof a === "number" && typeof b === "number") return a - b;
	return String(a).localeCompare(String(b), "en-GB", { numeric: true });
}

// The indices of the rows in their new order; rows that are equal keep theirs.
export function sortedOrder(keys: SortKey[], direction: Direction): number[] {
	const sign = direction === "ascending" ? 1 : -1;
	const group = (key: SortKey): number => (key.isReference ? 2 : key.value === null ? 1 : 0);
	return keys
		.map((key, index) => ({ key, index }))
		.sort((a, b) => {
			const apart = group(a.key) - group(b.key);
			if (apart !== 0 || a.key.value === null || b.key.value === null || a.key.isReference) return apart || a.index - b.index;
			return sign * compare(a.key.value, b.key.value) || a.index - b.index;
		})
		.map(({ index }) => index);
}
