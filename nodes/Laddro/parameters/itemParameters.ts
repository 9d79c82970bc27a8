import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { thrownParameter } from '../common/failure';
import { isObject } from '../common/json';
import { failed, success, type Failed, type Result } from '../common/result';
import { InputFile } from './inputFile';

/** The collections in which optional parameters stand. */
export type Collection = 'letterDetails' | 'options' | 'requestOptions';

/** The parameters of the node for one input item. */
export class ItemParameters {
	/** By path: several fields may depend on one parameter, whose expression is evaluated once. */
	private readonly known = new Map<string, Result<unknown>>();

	/** @param constants shared by the items of a run, so that each reads only its own expressions */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
		private readonly constants?: ConstantParameters,
	) {}

	/**
	 * The value of one parameter, whose expression alone is evaluated. `null` when there is none.
	 *
	 * @param collection the collection that contains the parameter, if one does
	 */
	value(name: string, collection?: Collection): Result<unknown> {
		return this.read(name, collection, false);
	}

	/** The id that a resource locator holds, in any of its modes. */
	locatedId(name: string, collection?: Collection): Result<unknown> {
		return this.read(name, collection, true);
	}

	/**
	 * A file of the input item.
	 *
	 * @param field the name of its binary field, or the file itself, which an expression may give
	 */
	inputFile(field: string | IBinaryData): Result<InputFile> {
		try {
			const data = this.context.helpers.assertBinaryData(this.itemIndex, field);
			return success(new InputFile(this.context.helpers, this.itemIndex, field, data));
		} catch (thrown) {
			return failed(thrownParameter(thrown));
		}
	}

	private read(
		name: string,
		collection: Collection | undefined,
		extractValue: boolean,
	): Result<unknown> {
		const path = collection ? `${collection}.${name}` : name;
		const evaluate = () => this.evaluate(path, extractValue);
		const value = this.known.get(path) ?? this.constants?.value(path, evaluate) ?? evaluate();
		this.known.set(path, value);
		return value;
	}

	private evaluate(path: string, extractValue: boolean): Result<unknown> {
		try {
			// Typed as never null, but n8n returns what it is given for a parameter that is not set.
			const value: unknown = this.context.getNodeParameter(path, this.itemIndex, null, {
				extractValue,
			});
			return success(value ?? null);
		} catch (thrown) {
			return failed(thrownParameter(thrown));
		}
	}
}

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

/** The failure of a parameter whose value can't be used. The message has its label in single quotes. */
export function unusable(message: string, advice: string): Failed {
	return failed({ kind: 'parameter', message, advice });
}
