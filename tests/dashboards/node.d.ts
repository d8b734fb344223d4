// The little of Node that these tests use; its own types are not among the pages' packages.
declare module "node:test" {
	export function test(name: string, body: () => void | Promise<void>): void;
}
declare module "node:assert/strict" {
	function ok(value: unknown, message?: string): asserts value;
	const assert: {
		ok: typeof ok;
		equal(actual: unknown, expected: unknown, message?: string): void;
		deepEqual(actual: unknown, expected: unknown, message?: string): void;
	};
	export default assert;
}
