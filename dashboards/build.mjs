// Builds what a browser loads, into the folder that is named: style.css, bellwether.js (deferred) and early.js (before the first paint).
// Usage: node build.mjs FOLDER
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
if (!folder) {
	console.error("usage: node build.mjs FOLDER");
	process.exit(2);
}

function checkTypes() {
	const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
	execFileSync(process.execPath, [compiler, "--noEmit", "--project", join(here, "tsconfig.json")], { stdio: "inherit" });
}

async function buildScripts() {
	await esbuild.build({
		entryPoints: { bellwether: join(here, "scripts/main.ts"), early: join(here, "scripts/early.ts") },
		outdir: folder,
		bundle: true,
		minify: true,
		format: "iife",
		target: ["es2020"],
		charset: "utf8",
		legalComments: "none",
		logLevel: "warning",
	});
}

async function buildStyle() {
	const style = sass.compile(join(here, "styles/main.scss"), {
		style: "compressed",
		loadPaths: [join(here, "node_modules/govuk-frontend/dist")],
		quietDeps: true,
		silenceDeprecations: ["import"], // the design system's parts share one module's settings (styles/_design_system.scss)
	});
	await writeFile(join(folder, "style.css"), style.css);
}

await mkdir(folder, { recursive: true });
checkTypes();
await buildScripts();
await buildStyle();
