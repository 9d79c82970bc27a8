import { isObject } from '../common/json';
import type { Result } from '../common/result';

/**
 * The values of the parameters without an expression. They are the same for every item, and reading one from n8n takes
 * long enough to count for thousands of items.
 */
export class ConstantParameters {
	/** By path. `undefined` for a parameter with an expression. */
	private readonly values = new Map<string, Result<unknown> | undefined>();

	/** @param parameters as the node holds them, expressions not evaluated */
	constructor(private readonly parameters: Readonly<Record<string, unknown>>) {}

	/**
	 * The value of a parameter that is constant, else `undefined`.
	 *
	 * @param path `name`, or `collection.name`
	 * @param read is called for the first item only
	 */
	value(path: string, read: () => Result<unknown>): Result<unknown> | undefined {
		if (!this.values.has(path)) {
			this.values.set(path, hasExpression(this.rawValue(path)) ? undefined : read());
		}
		return this.values.get(path);
	}

	private rawValue(path: string): unknown {
		let value: unknown = this.parameters;
		for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
		return value;
	}
}

/** n8n marks an expression by an equals sign at its start. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}
