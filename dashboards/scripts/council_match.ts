// Which councils a text means, best first: by code, by ONS code, by name however it is written.
export interface Council {
	council: string;
	name: string;
	ons_code: string | null;
	valid_to: string | null;
	region: { name: string } | null;
}

const shown_max = 10;

// "St. Helens", "saint helens" and "ST HELENS COUNCIL" are one: without accents, points and the words that names do with and without.
export function plainName(text: string): string {
	return text
		.normalize("NFD")
		.replace(/[\u0300-\u036f]/g, "")
		.toLowerCase()
		.replace(/&/g, " and ")
		.replace(/[.'’]/g, "")
		.replace(/[^a-z0-9]+/g, " ")
		.replace(/\bsaint\b/g, "st")
		.replace(/\b(council|borough|metropolitan|county|city) (?=of\b)|\b(council|borough|metropolitan)\b/g, " ")
		.replace(/\s+/g, " ")
		.trim();
}

// 0 is the code itself, then a name that begins with the text, a word that does, a name that contains it; null is none of these.
function likeness(council: Council, text: string, plain: string): number | null {
	const code = text.trim().toUpperCase();
	if (code === council.council) return 0;
	if (/^\d+$/.test(code)) return council.council.startsWith(code) ? 1 : null;
	if (/^E\d+$/.test(code)) return council.ons_code?.startsWith(code) ? 1 : null;
	const name = plainName(council.name);
	if (plain === "") return null;
	if (name === plain) return 0;
	if (name.startsWith(plain)) return 1;
	if (` ${name}`.includes(` ${plain}`)) return 2;
	return name.includes(plain) ? 3 : null;
}

export function matchCouncils(councils: Council[], text: string): Council[] {
	const plain = plainName(text);
	return councils
		.flatMap((council) => {
			const rank = likeness(council, text, plain);
			return rank === null ? [] : [{ council, rank: rank + (council.valid_to ? 0.5 : 0) }];
		})
		.sort((a, b) => a.rank - b.rank || a.council.name.localeCompare(b.council.name, "en-GB"))
		.slice(0, shown_max)
		.map(({ council }) => council);
}
