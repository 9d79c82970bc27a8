import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { thrownParameter } from '../common/failure';
import { failed, success, type Failed, type Result } from '../common/result';
import type { ConstantParameters } from './constantParameters';
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

/** The failure of a parameter whose value can't be used. The message has its label in single quotes. */
export function unusable(message: string, advice: string): Failed {
	return failed({ kind: 'parameter', message, advice });
}
