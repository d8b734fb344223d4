// All tests of the pages in one process, so that one browser serves them. BELLWETHER_ONLY=walk,images runs those subjects alone; with BELLWETHER_PICTURES
// the pictures of docs/alliance.md are taken instead.
import { after } from "node:test";
import { endBrowser } from "./chromium.mjs";

const subjects = ["numbers", "weight", "story", "charts", "keyboard", "images", "hostile", "walk"];
const only = process.env.BELLWETHER_PICTURES ? ["pictures"] : (process.env.BELLWETHER_ONLY?.split(",") ?? subjects);

after(endBrowser);
for (const subject of only) {
	if (![...subjects, "pictures"].includes(subject)) throw new Error(`there is no subject ${subject}: ${subjects.join(", ")}`);
	await import(`./${subject}.mjs`);
}
