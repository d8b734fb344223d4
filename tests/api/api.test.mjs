// The API's description: linted, strict, and true of a running server. BELLWETHER_BASE is its address; the answers are validated with ajv against the
// schemas of the description that the server itself gives.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { test } from "node:test";
import { bundleFromString, createConfig, lintFromString } from "@redocly/openapi-core";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const base = process.env.BELLWETHER_BASE;
const file = new URL("../../docs/openapi.json", import.meta.url);
const source = await readFile(file, "utf8");
const description = JSON.parse(source);
const ajv = makeValidator();

// In strict mode: a misspelt keyword is an error.
function makeValidator() {
	const validator = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
	addFormats(validator);
	// JSON Schema has no components: the schemas are definitions of one schema.
	const definitions = JSON.parse(JSON.stringify(description.components.schemas).replaceAll("#/components/schemas/", "#/$defs/"));
	validator.addSchema({ $id: "api", $defs: definitions });
	return validator;
}

function schemaOf(reference) {
	const name = reference.$ref.replace("#/components/schemas/", "");
	return ajv.getSchema(`api#/$defs/${name}`);
}

function expectValid(validate, value, where) {
	if (!validate(value))
		assert.fail(`${where}: ${validate.errors.slice(0, 5).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`).join("; ")}`);
}

// Follows a reference into the description.
function resolve(object) {
	if (!object.$ref) return object;
	return object.$ref.split("/").slice(1).reduce((value, key) => value[key], description);
}

// fetch itself would ask for gzip, and unpack it without a word.
const plain = { "accept-encoding": "identity" };
const operations = Object.entries(description.paths).map(([path, item]) => ({ path, ...item.get }));
const comparisons = operations.filter((operation) => operation.tags.includes("comparisons"));

// The response that the description has for a status; the answer must be one of those.
function responseOf(operation, status) {
	const response = operation.responses[status];
	assert.ok(response, `${operation.path} answers ${status}, which is not described`);
	return resolve(response);
}

// Asks, and holds the answer against the description. Gives its body.
async function ask(operation, query, options = {}) {
	const target = operation.path + (query ? `?${query}` : "");
	const answer = await fetch(base + target, options);
	const response = responseOf(operation, answer.status);
	const body = await answer.text();
	const where = `${target}: ${answer.status}`;
	for (const [name, header] of Object.entries(response.headers ?? {})) {
		const value = answer.headers.get(name);
		const { schema, required } = resolve(header);
		assert.ok(value || required === false, `${where} has no ${name}`);
		assert.ok(value === null || ajv.validate(schema, value), `${where}: ${name}: ${value}`);
	}
	if (!response.content || options.method === "HEAD") {
		assert.equal(body, "", `${where} has a body`);
		return { status: answer.status, headers: answer.headers };
	}
	const media = response.content[answer.headers.get("content-type")];
	assert.ok(media, `${where} is ${answer.headers.get("content-type")}, which is not described`);
	const value = JSON.parse(body);
	if (media.schema.$ref) expectValid(schemaOf(media.schema), value, where);
	return { status: answer.status, headers: answer.headers, value, body };
}

function parametersOf(operation) {
	return (operation.parameters ?? []).map(resolve);
}

function queryOf(parameters) {
	return new URLSearchParams(parameters.map((parameter) => [parameter.name, parameter.example])).toString();
}

// What must be there; of parameters of which one is enough, the first.
function neededOf(operation) {
	const first = (operation["x-requires-one-of"] ?? operation["x-requires-exactly-one-of"])?.[0];
	return parametersOf(operation).filter((parameter) => parameter.required || parameter.name === first);
}

// The questions that an operation can be asked with the description's own examples: what it needs, and each other parameter besides.
function questionsOf(operation) {
	const needed = neededOf(operation);
	const excluded = operation["x-requires-exactly-one-of"]?.slice(1) ?? [];
	const others = parametersOf(operation).filter((one) => !needed.includes(one) && one.name !== "vintage" && !excluded.includes(one.name));
	// A release has not all indicators, so that one is named where one may be.
	const official = others.filter((one) => one.name === "indicator");
	const choice = parametersOf(operation).find((one) => one.name === "source");
	const vintage = parametersOf(operation).filter((one) => one.name === "vintage");
	const questions = [[], ...others.map((other) => [other])];
	if (choice) questions.push([...official, { ...choice, example: "official" }], [...official, { ...choice, example: "official" }, ...vintage]);
	else if (vintage.length) questions.push(vintage);
	return questions.map((more) => queryOf([...needed, ...more]));
}

test("the description is without a fault by the linter's recommended rules, warnings too", async () => {
	const config = await createConfig({ extends: ["recommended-strict"], rules: { "operation-4xx-response": "error", "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: false } } });
	const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
	assert.deepEqual(problems.map((problem) => `${problem.ruleId}: ${problem.message} at ${problem.location[0]?.pointer}`), []);
	const { problems: unresolved } = await bundleFromString({ source, absoluteRef: "openapi.json", config });
	assert.deepEqual(unresolved, []);
});

test("the linter finds what is wrong", async () => {
	const config = await createConfig({ extends: ["recommended-strict"] });
	const broken = structuredClone(description);
	delete broken.paths["/api/v1/rankings"].get.operationId;
	broken.components.schemas.Ranking.properties.month = { $ref: "#/components/schemas/Nothing" };
	const rules = (await lintFromString({ source: JSON.stringify(broken), absoluteRef: "openapi.json", config })).map((problem) => problem.ruleId);
	assert.ok(rules.includes("operation-operationId") && rules.includes("no-unresolved-refs"), rules.join());
});

// A description is only of use when it says all: no member that it does not name, and each with a sentence.
function* schemasIn(schema, path) {
	if (!schema || typeof schema !== "object") return;
	yield [schema, path];
	for (const [name, member] of Object.entries(schema.properties ?? {})) yield* schemasIn(member, `${path}.${name}`);
	for (const list of ["anyOf", "allOf", "oneOf"]) for (const one of schema[list] ?? []) yield* schemasIn(one, path);
	if (schema.items) yield* schemasIn(schema.items, `${path}[]`);
}

test("every schema is strict, and every member has a description", () => {
	for (const [name, whole] of Object.entries(description.components.schemas)) {
		assert.match(whole.description, /[.)]$/, name);
		for (const [schema, path] of schemasIn(whole, name)) {
			if (schema.type !== "object") continue;
			assert.equal(schema.additionalProperties, false, path);
			for (const [member, one] of Object.entries(schema.properties)) {
				assert.ok(one.$ref || one.description, `${path}.${member} has no description`);
				assert.ok(schema.required.includes(member) || one.description.includes("only of"), `${path}.${member} is optional without saying when it is there`);
			}
		}
	}
});

test("examples are what the schemas say", () => {
	for (const [name, schema] of Object.entries(description.components.schemas))
		for (const example of schema.examples ?? []) expectValid(ajv.getSchema(`api#/$defs/${name}`), example, name);
	for (const operation of comparisons) {
		const media = operation.responses[200].content["application/json"];
		assert.ok(media.example, `${operation.path} has no example`);
		expectValid(schemaOf(media.schema), media.example, operation.path);
		for (const parameter of parametersOf(operation)) assert.ok(ajv.validate(parameter.schema, parameter.example), parameter.name);
	}
});

test("the server gives this very description", async () => {
	const { body } = await ask(operations.find((operation) => operation.path.endsWith("openapi.json")));
	assert.equal(body, source);
});

for (const operation of operations) {
	test(`${operation.path} answers what is described`, async () => {
		for (const question of questionsOf(operation)) {
			const { status } = await ask(operation, question);
			assert.equal(status, 200, `${operation.path}?${question}`);
		}
	});

	test(`${operation.path} says what is wrong as is described`, async () => {
		const parameters = parametersOf(operation);
		const good = questionsOf(operation)[0];
		const refuse = async (query, type, parameter) => {
			const { status, value } = await ask(operation, query);
			assert.equal(status, 400, query);
			assert.equal(value.type, `/api/v1/problems#${type}`, query);
			assert.equal(value.status, 400);
			assert.equal(value.parameter, parameter, query);
			assert.match(value.detail, /^[A-Z].*\.$/, query);
		};
		await refuse(`${good}&unheard=of`.replace(/^&/, ""), "parameter-unknown", null);
		const required = parameters.filter((parameter) => parameter.required);
		const exactly = operation["x-requires-exactly-one-of"];
		if (operation["x-requires-one-of"] ?? exactly) await refuse(queryOf(required), "parameters-together", null);
		if (exactly) await refuse(queryOf([...required, ...parameters.filter((parameter) => exactly.includes(parameter.name))]), "parameters-together", null);
		for (const parameter of parameters) {
			const others = neededOf(operation).filter((one) => one !== parameter);
			if (parameter.required) await refuse(queryOf(others), "parameter-missing", parameter.name);
			await refuse(`${queryOf([...others, parameter])}&${queryOf([parameter])}`, "parameter-repeated", parameter.name);
			for (const bad of ["", "%00", "%ff", "%", "<script>", "99999-99"]) {
				const start = queryOf(others);
				await refuse(`${start}${start && "&"}${parameter.name}=${bad}`, "parameter-value", parameter.name);
			}
		}
	});

	test(`${operation.path} keeps to HTTP as is described`, async () => {
		const question = questionsOf(operation)[0];
		const got = await ask(operation, question, { headers: plain });
		const head = await ask(operation, question, { method: "HEAD", headers: plain });
		assert.equal(head.headers.get("content-length"), String(Buffer.byteLength(got.body)));
		assert.equal(head.headers.get("etag"), got.headers.get("etag"));
		const again = await ask(operation, question, { headers: { ...plain, "if-none-match": got.headers.get("etag") } });
		assert.equal(again.status, 304);
		assert.equal(again.headers.get("etag"), got.headers.get("etag"));
		assert.equal((await ask(operation, question, { headers: { "if-none-match": '"another"' } })).status, 200);
		assert.equal((await ask(operation, question, { method: "DELETE" })).status, 405);
		assert.equal((await ask(operation, question, { method: "POST" })).status, 405);
		assert.equal((await ask(operation, `${question}&${"x".repeat(1200)}`)).status, 414);
		if (operation.tags.includes("comparisons")) assert.equal((await ask(operation, "x".repeat(1040))).status, 414);
	});

	test(`${operation.path} is packed for those who take it so`, async () => {
		const question = questionsOf(operation)[0];
		const bare = await ask(operation, question, { headers: plain });
		const packed = await ask(operation, question, { headers: { "accept-encoding": "gzip" } });
		assert.equal(bare.headers.get("content-encoding"), null);
		assert.equal(packed.body, bare.body);
		const tag = packed.headers.get("etag");
		if (Buffer.byteLength(bare.body) < 1024) {
			assert.equal(packed.headers.get("content-encoding"), null);
			assert.equal(tag, bare.headers.get("etag"));
			return;
		}
		assert.equal(packed.headers.get("content-encoding"), "gzip");
		assert.ok(Number(packed.headers.get("content-length")) < Buffer.byteLength(bare.body));
		assert.equal(tag, `W/${bare.headers.get("etag")}`);
		const head = await ask(operation, question, { method: "HEAD", headers: { "accept-encoding": "gzip" } });
		assert.equal(head.headers.get("content-length"), packed.headers.get("content-length"));
		assert.equal(head.headers.get("etag"), tag);
		for (const headers of [{ "accept-encoding": "gzip", "if-none-match": tag }, { ...plain, "if-none-match": tag }]) {
			const again = await ask(operation, question, { headers });
			assert.equal(again.status, 304);
			assert.equal(again.headers.get("content-encoding"), null);
		}
	});
}

const rankings = operations.find((operation) => operation.path === "/api/v1/rankings");

// The answers of that operation to each of the queries are as is described; gives the last one.
async function askAll(name, queries) {
	const operation = operations.find((one) => one.path === `/api/v1/${name}`);
	let last;
	for (const query of queries) {
		last = await ask(operation, query);
		assert.equal(last.status, 200, `${operation.path}?${query}`);
	}
	return last.value;
}

// Returns and releases; of months with figures of the workforce, of children, and without any.
const figures = ["month=2021-09", "source=official&month=2021-09", "source=official&month=2024-03", "month=1950-01"];

test("every indicator of both sources is answered as is described", async () => {
	const { value } = await ask(operations.find((operation) => operation.path === "/api/v1/indicators"));
	const indicators = value.topics.flatMap((topic) => topic.indicators).map((indicator) => indicator.id);
	assert.ok(indicators.length > 50, `only ${indicators.length} indicators are defined`);
	for (const indicator of indicators) {
		await askAll("rankings", figures.map((of) => `indicator=${indicator}&area=E12000002&${of}`));
		await askAll("funnel", figures.map((of) => `indicator=${indicator}&area=England&${of}`));
		await askAll("revisions", figures.map((of) => `indicator=${indicator}&area=340,342&${of}`));
		for (const source of ["returns", "official"]) {
			await askAll("series", ["council=342", "area=E12000002"].map((of) => `indicator=${indicator}&source=${source}&${of}`));
			await askAll("xmr", ["council=342", "area=E12000002"].map((of) => `indicator=${indicator}&source=${source}&${of}`));
			await askAll("coverage", [`indicator=${indicator}&source=${source}&area=E12000002`]);
		}
	}
});

// Cumbria was replaced on 1 April 2023, by Cumberland among others.
function existed(council, of) {
	if (council === "909") return !of.includes("2024");
	return council !== "942" || of.includes("2024");
}

// One that has sent returns, a joint reporter, a council that was replaced, and one that replaced it.
test("councils of every fate are answered as is described", async () => {
	for (const council of ["342", "314", "318", "909", "942"]) {
		await askAll("profiles", figures.map((of) => `council=${council}&${of}`));
		await askAll("series", ["returns", "official"].map((source) => `indicator=vacancy_rate_fte&council=${council}&source=${source}`));
		await askAll("reconciliation", ["2021-03", "2021-09", "2024-03"].map((month) => `council=${council}&month=${month}`));
		await askAll("similar", figures.filter((of) => existed(council, of)).map((of) => `council=${council}&${of}`));
		await askAll("events", [`council=${council}`]);
	}
	const similar = operations.find((operation) => operation.path === "/api/v1/similar");
	assert.equal((await ask(similar, "council=909&source=official&month=2024-03")).status, 404);
	await askAll("matrix", figures.map((of) => `area=England&${of}`));
	await askAll("alerts", figures.map((of) => `area=England&${of}`));
});

test("every kind of area is answered as is described", async () => {
	for (const area of ["England", "north west", "E13000001", "neighbours:342", "group:liverpool-city-region", "342", "343,342"]) {
		const { status, value } = await ask(rankings, `indicator=vacancy_rate_fte&month=2021-09&area=${encodeURIComponent(area)}`);
		assert.equal(status, 200, area);
		assert.ok(value.councils.length > 0, area);
	}
	const nobody = await ask(rankings, "indicator=vacancy_rate_fte&month=2021-09&area=group:nobody");
	assert.equal(nobody.status, 404);
	assert.equal(nobody.value.type, "/api/v1/problems#nothing-there");
});

test("a moment that the store does not have is told so as is described", async () => {
	for (const moment of ["1990-01-01", "position:99999999"]) {
		const { status, value } = await ask(rankings, `indicator=vacancy_rate_fte&month=2021-09&area=England&as_of=${moment}`);
		assert.equal(status, 404, moment);
		assert.equal(value.type, "/api/v1/problems#nothing-there");
	}
});

// What fetch does not send.
function talk(bytes) {
	const { hostname, port } = new URL(base);
	return new Promise((done, fail) => {
		const socket = connect(Number(port), hostname, () => socket.end(bytes));
		let reply = "";
		socket.on("data", (data) => (reply += data));
		socket.on("end", () => done(reply));
		socket.on("error", fail);
	});
}

test("requests with a body, and such as break the protocol, are told so as is described", async () => {
	for (const [bytes, status, type] of [
		["GET /api/v1/rankings HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\n", 413, "body-refused"],
		["GET /api/v1/rankings HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "request-malformed"],
	]) {
		const [head, body] = (await talk(bytes)).split("\r\n\r\n");
		assert.ok(head.startsWith(`HTTP/1.1 ${status} `), head);
		assert.match(head, /content-type: application\/problem\+json/i);
		const value = JSON.parse(body);
		expectValid(schemaOf({ $ref: "#/components/schemas/Problem" }), value, type);
		assert.equal(value.type, `/api/v1/problems#${type}`);
	}
});

test("addresses that there are not are told so as is described", async () => {
	for (const path of ["/api/v1/nothing", "/api/v1/", "/api/v1/rankings/", "/api/v2/rankings", "/api/v1/Rankings"]) {
		const answer = await fetch(base + path);
		assert.equal(answer.status, 404, path);
		assert.equal(answer.headers.get("content-type"), "application/problem+json");
		expectValid(schemaOf({ $ref: "#/components/schemas/Problem" }), await answer.json(), path);
	}
});

test("every problem that is answered is of a kind that is listed", async () => {
	const { value } = await ask(operations.find((operation) => operation.path.endsWith("/problems")));
	const types = value.problems.map((kind) => kind.type);
	assert.equal(new Set(types).size, types.length);
	for (const type of ["parameter-missing", "parameter-unknown", "parameter-repeated", "parameter-value", "nothing-there", "store-missing"])
		assert.ok(types.includes(`/api/v1/problems#${type}`), type);
});
