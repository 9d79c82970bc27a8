import { NodeOperationError } from 'n8n-workflow';
import {
	numberOptions,
	type NumberOptionName,
} from '../../../nodes/Laddro/description/numberOptions';
import { readJob, readRunOptions } from '../../../nodes/Laddro/parameters';
import { contextWith } from './context';

/** What is thrown by something that must throw. */
function thrownBy(act: () => unknown): NodeOperationError {
	try {
		act();
	} catch (error) {
		if (error instanceof NodeOperationError) return error;
		throw error;
	}
	throw new Error('Nothing was thrown');
}

const options = (value: Record<string, unknown>) => ({ options: value });

describe('A parameter that is wrong', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['Operation has a value', { operation: 'translate' }, 'coverLetter, tailor'],
		['Operation has a value', { operation: '' }, 'coverLetter, tailor'],
		['Resume is not text', { resumeId: { id: 1 } }, 'Put text there'],
		['Position Name is not text', { positionName: ['x'] }, 'Put text there'],
		['Job Source has a value', { jobSource: 'file' }, 'description, url'],
		['Job Description is empty', { jobDescription: '' }, 'set Job Source to URL'],
		['Job Description is empty', { jobDescription: ' \n\t' }, 'set Job Source to URL'],
		['Job Description is empty', { jobDescription: null }, 'set Job Source to URL'],
		['Job Description is not text', { jobDescription: true }, 'Put text there'],
		['Job URL is empty', { jobSource: 'url', jobUrl: '' }, 'begins with https://'],
		['Job URL is empty', { jobSource: 'url', jobUrl: '  ' }, 'begins with https://'],
		['Job URL is not a web', { jobSource: 'url', jobUrl: 'jobs.example' }, 'begins with https://'],
		[
			'Job URL is not a web',
			{ jobSource: 'url', jobUrl: 'ftp://x.example' },
			'begins with https://',
		],
		['Job URL is not a web', { jobSource: 'url', jobUrl: 'javascript:x' }, 'begins with https://'],
		['Job URL is not a web', { jobSource: 'url', jobUrl: 'xhttps://a.b' }, 'begins with https://'],
		['Job URL is not text', { jobSource: 'url', jobUrl: {} }, 'Put text there'],
		['Output has a value', { output: 'pdf' }, 'sections, document'],
		[
			'Document Format has a value',
			{ output: 'document', documentFormat: 'toString' },
			'markdown, html, text',
		],
		['Document Format has a value', { output: 'document', documentFormat: 1 }, 'markdown, html'],
		['Language has a value', options({ language: 'xx' }), 'da, nl, en'],
		['Language has a value', options({ language: ['en'] }), 'da, nl, en'],
		['Mode has a value', options({ mode: 'old' }), 'standard, new'],
		[
			'On Interrupted Stream has a value',
			options({ onInterruption: 'retry' }),
			'fail, keepPartial',
		],
		['Additional Body Fields is not', options({ additionalFields: '{' }), 'as an object'],
		['Additional Body Fields is not', options({ additionalFields: '[1]' }), 'as an object'],
		['Additional Body Fields is not', options({ additionalFields: [] }), 'as an object'],
		['Additional Body Fields is not', options({ additionalFields: 'null' }), 'as an object'],
		['Additional Body Fields is not', options({ additionalFields: 7 }), 'as an object'],
	])('is named, with its item and a way out: %s, for %j', (problem, parameters, advice) => {
		const error = thrownBy(() => readJob(contextWith({}, {}, parameters), 2));
		expect(error.message).toContain(problem);
		expect(error.description).toContain(advice);
		expect(error.context.itemIndex).toBe(2);
	});
});

/** Reads one of the numbers in Options, wherever it belongs. */
function readNumber(name: NumberOptionName, value: unknown): number | undefined {
	const context = contextWith(options({ [name]: value }));
	const run: Record<string, unknown> = { ...readRunOptions(context) };
	const job: Record<string, unknown> = { ...readJob(context, 0).limits };
	const number = run[name] ?? job[name];
	return typeof number === 'number' ? number : undefined;
}

describe('A number in Options', () => {
	const names = Object.keys(numberOptions) as NumberOptionName[];
	const inMilliseconds = ['idleTimeout', 'timeout'];

	it.each(names)('has its default, its least and its greatest value: %s', (name) => {
		const { default: preset, min, ...rest } = numberOptions[name];
		const unit = inMilliseconds.includes(name) ? 1000 : 1;
		expect(readNumber(name, undefined)).toBe(preset * unit);
		expect(readNumber(name, null)).toBe(preset * unit);
		expect(readNumber(name, min)).toBe(min * unit);
		const max = 'max' in rest ? rest.max : 1_000_000;
		expect(readNumber(name, max)).toBe(max * unit);
		expect(readNumber(name, ` ${max} `)).toBe(max * unit);
	});

	it.each(names)('is refused beyond its range, and by its label: %s', (name) => {
		const { displayName, min, ...rest } = numberOptions[name];
		const beyond = 'max' in rest ? rest.max + 1 : Infinity;
		for (const value of [min - 1, beyond, 1.5, NaN, '', ' ', 'many', '1.5', true, [2], {}]) {
			const error = thrownBy(() => readNumber(name, value));
			expect(error.message).toBe(`${displayName} is not a whole number within its range`);
			expect(error.description).toBe(
				'max' in rest
					? `Use a whole number from ${min} to ${rest.max}.`
					: `Use a whole number from ${min} on.`,
			);
			expect(error.context.itemIndex).toBe(0);
		}
	});

	it('of the run is worked out for the first item', () => {
		const context = contextWith(
			options({ concurrency: 2, requestsPerMinute: 0 }),
			options({ concurrency: 9, requestsPerMinute: 9 }),
		);
		expect(readRunOptions(context)).toEqual({ concurrency: 2, requestsPerMinute: 0 });
	});

	it('of an item is its own', () => {
		const context = contextWith(options({ timeout: 1 }), options({ timeout: 2, maxRetries: 0 }));
		expect(readJob(context, 1).limits).toEqual({
			maxRetries: 0,
			idleTimeout: 60_000,
			timeout: 2000,
		});
	});
});
