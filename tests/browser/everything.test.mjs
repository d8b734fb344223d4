// All tests of the pages in one process, so that one browser serves them. BELLWETHER_ONLY=walk,images runs those subjects alone.
import { after } from "node:test";
import { endBrowser } from "./chromium.mjs";

const subjects = ["numbers", "walk"];
const only = process.env.BELLWETHER_ONLY?.split(",") ?? subjects;

after(endBrowser);
for (const subject of subjects.filter((one) => only.includes(one))) await import(`./${subject}.mjs`);
