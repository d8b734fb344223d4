// How high each picture is, in pixels at the usual text size. The page reserves the same heights (collector/pages/figure.c).
export const council_row = 24;
export const reference_row = 22;

export function height(kind: string, councils: number, references: number): number {
	switch (kind) {
		case "bars":
			return 64 + council_row * councils + reference_row * references;
		case "funnel":
			return 420;
		case "series":
			return 320;
		case "lines":
			return 360;
		case "multiples":
			return 40 + 96 * Math.ceil(councils / 2);
		case "tiles":
			return 380;
		default:
			return 0;
	}
}
