import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { numberOptions, type NumberOptionName } from './description/numberOptions';
import { interruptionHandlings, languages, modes } from './description/options';
import { operations, type Application, type Operation } from './operations';
import { formats, type FormatName } from './output/formats';
import type { OutputForm } from './output/items';
import type { OnInterruption } from './output/outcome';
import { parseUrl } from './parseUrl';
import { isObject } from './stream/apiError';
import { parseJson } from './stream/parseEvent';
import type { GenerationRequest } from './transport/client';
import type { GenerationLimits } from './transport/generate';

/** What one input item asks for. */
export interface Job {
	operation: string;
	/** `null` for the account's default resume. */
	resumeId: string | null;
	request: GenerationRequest;
	limits: GenerationLimits;
	form: OutputForm;
	onInterruption: OnInterruption;
}

/** What holds for the whole run; an expression in one of these is worked out for the first item. */
export interface RunOptions {
	concurrency: number;
	requestsPerMinute: number;
}

const SECOND = 1000;

/** Reads the options of the run. Throws a `NodeOperationError` that names the parameter. */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const read = new ItemParameters(context, 0);
	return {
		concurrency: read.numberOption('concurrency'),
		requestsPerMinute: read.numberOption('requestsPerMinute'),
	};
}

/** Reads one input item's parameters. Throws a `NodeOperationError` that names the parameter and the item. */
export function readJob(context: IExecuteFunctions, itemIndex: number): Job {
	const read = new ItemParameters(context, itemIndex);
	const operation = read.operation();
	const application = read.application();
	return {
		operation: operation.value,
		resumeId: application.resumeId ?? null,
		request: {
			path: operation.path,
			body: { ...read.additionalFields(), ...withoutUndefined(operation.body(application)) },
		},
		limits: {
			maxRetries: read.numberOption('maxRetries'),
			idleTimeout: read.numberOption('idleTimeout') * SECOND,
			timeout: read.numberOption('timeout') * SECOND,
		},
		form: read.outputForm(),
		onInterruption: read.onInterruption(),
	};
}

/** What is wrong with a parameter, and what to put there instead. */
type Problem = { problem: string; advice: string };

class ItemParameters {
	private readonly options: Record<string, unknown>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {
		const options: unknown = context.getNodeParameter('options', itemIndex, {});
		this.options = isObject(options) ? options : {};
	}

	operation(): Operation {
		const value = this.parameter('operation');
		const operation = operations.find((known) => known.value === value);
		return operation ?? this.fail(noChoice('Operation', operations));
	}

	application(): Application {
		return {
			resumeId: this.optionalText('resumeId', 'Resume')?.trim(),
			positionName: this.optionalText('positionName', 'Position Name'),
			...this.posting(),
			language: this.optionalChoice('language', 'Language', languages),
			mode: this.optionalChoice('mode', 'Mode', modes),
		};
	}

	additionalFields(): Record<string, unknown> {
		const value = this.options.additionalFields ?? {};
		const fields = typeof value === 'string' ? parseJson(value.trim() || '{}') : value;
		if (isObject(fields)) return fields;
		return this.fail({
			problem: 'Additional Body Fields is not a JSON object',
			advice: 'Write the fields as an object, e.g. {"templateId": "classic"}.',
		});
	}

	outputForm(): OutputForm {
		const output = this.parameter('output');
		if (output === 'sections') return { output };
		if (output !== 'document') {
			return this.fail(noChoice('Output', [{ value: 'sections' }, { value: 'document' }]));
		}
		const format = this.parameter('documentFormat');
		if (isFormatName(format)) return { output, format };
		return this.fail(
			noChoice(
				'Document Format',
				Object.keys(formats).map((value) => ({ value })),
			),
		);
	}

	onInterruption(): OnInterruption {
		const value = this.optionalChoice(
			'onInterruption',
			'On Interrupted Stream',
			interruptionHandlings,
		);
		return value === 'keepPartial' ? value : 'fail';
	}

	numberOption(name: NumberOptionName): number {
		const { displayName, default: preset, min, ...rest } = numberOptions[name];
		const max = 'max' in rest ? rest.max : Infinity;
		const value = this.options[name] ?? preset;
		// An expression may well give a number as text.
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (Number.isInteger(number) && typeof number === 'number' && number >= min && number <= max) {
			return number;
		}
		return this.fail({
			problem: `${displayName} is not a whole number within its range`,
			advice:
				max === Infinity
					? `Use a whole number from ${min} on.`
					: `Use a whole number from ${min} to ${max}.`,
		});
	}

	private posting(): Pick<Application, 'jobDescription' | 'jobUrl'> {
		const source = this.parameter('jobSource');
		if (source === 'url') return { jobUrl: this.jobUrl() };
		if (source !== 'description') {
			return this.fail(noChoice('Job Source', [{ value: 'description' }, { value: 'url' }]));
		}
		const jobDescription = this.optionalText('jobDescription', 'Job Description');
		if (jobDescription !== undefined) return { jobDescription };
		return this.fail({
			problem: 'Job Description is empty',
			advice: "Put the posting's text there, or set Job Source to URL.",
		});
	}

	private jobUrl(): string {
		const text = this.optionalText('jobUrl', 'Job URL')?.trim() ?? '';
		if (/^https?:$/.test(parseUrl(text)?.protocol ?? '')) return text;
		return this.fail({
			problem: text === '' ? 'Job URL is empty' : 'Job URL is not a web address',
			advice: 'Put an address there that begins with https:// or http://.',
		});
	}

	private optionalText(name: string, label: string): string | undefined {
		const value = this.parameter(name);
		if (value === undefined || value === null) return undefined;
		if (typeof value === 'string' || typeof value === 'number') {
			return String(value).trim() === '' ? undefined : String(value);
		}
		return this.fail({ problem: `${label} is not text`, advice: 'Put text there.' });
	}

	private optionalChoice(
		name: string,
		label: string,
		choices: ReadonlyArray<{ value: string }>,
	): string | undefined {
		const value = this.options[name];
		if (value === undefined || value === null || value === '') return undefined;
		const choice = choices.find((known) => known.value === value);
		return choice ? choice.value : this.fail(noChoice(label, choices));
	}

	private parameter(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, '', { extractValue: true });
	}

	private fail({ problem, advice }: Problem): never {
		throw new NodeOperationError(this.context.getNode(), problem, {
			itemIndex: this.itemIndex,
			description: advice,
		});
	}
}

function noChoice(label: string, choices: ReadonlyArray<{ value: string }>): Problem {
	return {
		problem: `${label} has a value that it does not know`,
		advice: `Use one of: ${choices.map(({ value }) => value).join(', ')}.`,
	};
}

function isFormatName(value: unknown): value is FormatName {
	return typeof value === 'string' && Object.hasOwn(formats, value);
}

function withoutUndefined(body: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
