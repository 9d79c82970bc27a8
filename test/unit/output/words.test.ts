import type { INodeProperties } from 'n8n-workflow';
import { LaddroApi } from '../../../credentials/LaddroApi.credentials';
import { checkBaseUrl } from '../../../nodes/Laddro/api/baseUrl';
import { consequenceOf } from '../../../nodes/Laddro/api/retryPolicy';
import type { Failure, StatusMeaning } from '../../../nodes/Laddro/common/failure';
import { operations, readTask } from '../../../nodes/Laddro/operations';
import { describeParameters } from '../../../nodes/Laddro/operations/description';
import { failureError, failureItem } from '../../../nodes/Laddro/output/failureOutput';
import { STATUS_ADVICE } from '../../../nodes/Laddro/output/failureText';
import { executionHint } from '../../../nodes/Laddro/output/hint';
import { pickerError } from '../../../nodes/Laddro/output/nodeError';
import { parametersWith } from '../parameters/context';
import { callWith, failedWith, NODE, TWO_SECTIONS } from './generation';

const UPGRADE = 'https://laddro.example/upgrade';

const meanings = Object.keys(STATUS_ADVICE) as StatusMeaning[];

const failures: Failure[] = [
	...meanings.flatMap((meaning): Failure[] => [
		{ kind: 'status', statusCode: 418, meaning },
		{ kind: 'status', statusCode: 418, meaning, upgradeUrl: UPGRADE },
		{ kind: 'streamError', statusCode: 418, meaning, isFirstEvent: true },
		{ kind: 'streamError', statusCode: 418, meaning, isFirstEvent: false },
	]),
	...['CERT_HAS_EXPIRED', 'CERT_UNTRUSTED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'].map(
		(code): Failure => ({ kind: 'request', code }),
	),
	...(
		[
			'ended',
			'connectionCut',
			'malformedEvent',
			'eventTooLarge',
			'streamTooLarge',
			'fileCut',
			'notTheFile',
			'responseTooLarge',
			'notStored',
			'silence',
			'timeUp',
		] as const
	).map((cause): Failure => ({ kind: 'interrupted', cause, limit: 60_000 })),
	{ kind: 'request' },
	{ kind: 'connection', code: 'ECONNREFUSED', mayBeDelivered: false },
	{ kind: 'rateLimited', statusCode: 429, retryAt: 0 },
	{ kind: 'unexpectedAnswer', expected: 'stream', statusCode: 200 },
	{ kind: 'unexpectedAnswer', expected: 'json', statusCode: 200 },
	{ kind: 'unexpectedAnswer', expected: 'file', statusCode: 200 },
	{ kind: 'nothingGenerated', events: '' },
	{ kind: 'stopped' },
	...['nowhere', 'http://a.example'].flatMap(refusal),
];

function refusal(baseUrl: string): Failure[] {
	const checked = checkBaseUrl(baseUrl);
	return checked.ok ? [] : [checked.failure];
}

/** One wrong value for each parameter that can have one. */
const wrongParameters: Array<Record<string, unknown>> = [
	...['resource', 'operation', 'output', 'documentFormat'].map((name) => ({
		[name]: 'wrong',
	})),
	...['resumeId', 'positionName', 'jobPosting'].map((name) => ({ [name]: [] })),
	{ options: { language: [] } },
	{ jobPosting: '' },
	{ jobPosting: 'https://a.example https://b.example' },
	{ jobPosting: 'https://a.example/\u200b' },
	...['mode', 'additionalFields', 'includeInputFields'].map((name) => ({
		options: { [name]: 'wrong' },
	})),
	...['templateId', 'colorId', 'font'].map((name) => ({ output: 'pdf', options: { [name]: [] } })),
	...['spacing', 'margin', 'fontSize', 'pageNumbering'].map((name) => ({
		output: 'pdf',
		options: { [name]: 'wrong' },
	})),
	{ output: 'pdf', outputField: [] },
	{ operation: 'both', output: 'pdf', coverLetterField: [] },
	{ operation: 'both', output: 'pdf', coverLetterField: 'data' },
	{ resumeSource: 'wrong' },
	{ resumeSource: 'file', resumeFile: [] },
	...['documentType', 'returnAll', 'limit'].map((name) => ({
		resource: 'document',
		operation: 'getMany',
		[name]: 'wrong',
	})),
	...['', 'a/b', []].map((documentId) => ({ resource: 'document', operation: 'get', documentId })),
	...['maxRetries', 'idleTimeout', 'timeout', 'onInterruption'].map((name) => ({
		requestOptions: { [name]: 'wrong' },
	})),
];

/** The failure of items for which nothing is sent because of this one. */
function refusalFor(failure: Failure): Failure {
	const limits = { attempts: 1, limited: 0, holdsInRow: 0, maxRetries: 0, timeout: 1, timeLeft: 1 };
	const { refusal } = consequenceOf(failure, { ...limits, isFree: false, now: 0, random: 0 });
	return refusal ?? failure;
}

function failureWords(failure: Failure, itemCount: number): string[] {
	const position = { itemIndex: 0, itemCount };
	return [new Map(), TWO_SECTIONS].flatMap((sections) =>
		[0, 1, 3].flatMap((attempts) => {
			const own = attempts === 0 ? refusalFor(failure) : failure;
			const failed = failedWith(own, { attempts }, attempts > 0 ? { sections } : {});
			const { message, description } = failureError(NODE, failed, position, itemCount - 1);
			const { error } = failureItem(failed, position).json;
			const { description: itemDescription } = { description: '', ...Object(error) };
			return [message, description ?? '', String(itemDescription)];
		}),
	);
}

function parameterWords(): string[] {
	return wrongParameters.flatMap((values) => {
		const task = readTask(parametersWith(values));
		if (task.ok) throw new Error(`No failure: ${JSON.stringify(values)}`);
		return failureWords(task.failure, 1);
	});
}

function pickerWords(failure: Failure): string[] {
	const { message, description } = pickerError(NODE, failure);
	return [message, description ?? ''];
}

function hintWords(): string[] {
	const waitedFor = new Set(['hold', 'pace'] as const);
	const call = callWith({ attempts: 2, waitedFor });
	const failed = failedWith({ kind: 'stopped' });
	const hint = executionHint([{ status: 'failed', failed, calls: [call], items: [] }], {
		took: 2000,
		peak: 1,
	});
	return hint ? [hint.message] : [];
}

/** The texts that the editor shows beside parameters, also of those in collections and in lists of choices. */
function helpOf(properties: readonly object[]): string[] {
	return properties.flatMap((property) => {
		const { description, options }: { description?: unknown; options?: unknown } = property;
		const own = typeof description === 'string' ? [description] : [];
		return [...own, ...(Array.isArray(options) ? helpOf(options) : [])];
	});
}

const parameters = describeParameters(operations);
const credential = new LaddroApi();

function labelsOf(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap((property) => [
		property.displayName,
		...(property.type === 'collection'
			? (property.options ?? []).flatMap((entry) =>
					'displayName' in entry ? [entry.displayName] : [],
				)
			: []),
	]);
}

const messages = [
	...failures.flatMap((failure) => [1, 5].flatMap((count) => failureWords(failure, count))),
	...failures.flatMap(pickerWords),
	...parameterWords(),
	...hintWords(),
	...credential.test.rules.map(({ properties }) => properties.message),
];
const help = [...helpOf(parameters), ...helpOf(credential.properties)];
const texts = [...new Set([...messages, ...help])].filter((text) => text !== '');

const labels = [
	...labelsOf(parameters),
	...labelsOf(credential.properties),
	'On Error',
	'Retry On Fail',
];

describe('The words that the node shows', () => {
	it('There are messages for every kind of failure, and help for the parameters.', () => {
		expect(messages.length).toBeGreaterThan(500);
		expect(help.length).toBeGreaterThan(20);
	});

	it.each(labels)('The label "%s" stands in single quotes wherever a text names it.', (label) => {
		const name = label.replace(/[()]/g, String.raw`\$&`);
		// One word with a capital may be the first of a sentence. A word with a capital after it makes it another label.
		const before = label.includes(' ') ? "(?<!')" : '(?<=\\b[a-z]+[,;]? )';
		const unquoted = new RegExp(String.raw`${before}\b${name}(?!['\w]| [A-Z(])`);
		expect(texts.filter((text) => unquoted.test(text))).toEqual([]);
	});

	it.each([...parameters.map(({ name }) => name), 'apiKey', 'baseUrl'].filter(hasHump))(
		'No text names the field "%s", for which there is a label.',
		(name) => {
			expect(texts.filter((text) => text.includes(name))).toEqual([]);
		},
	);

	it('No text says "stream", but for the label of a parameter.', () => {
		const words = texts.map((text) => text.replaceAll("'On Interrupted Stream'", ''));
		expect(words.filter((text) => /stream/i.test(text))).toEqual([]);
	});

	it("No message uses a word that n8n's guidelines ask to avoid, but in names.", () => {
		const words = messages.map((text) =>
			text.replace(/'On Error'|error (output|workflow)|'error\.\w+'/g, ''),
		);
		expect(words.filter((text) => /\b(error|problem|failure|mistake)/i.test(text))).toEqual([]);
	});

	it('An address stands at the end of a message, or a space stands before its full stop.', () => {
		const withAddress = messages.filter((text) => text.includes(UPGRADE));
		const ends = withAddress.map((text) => text.split(UPGRADE).at(-1)!);
		expect(ends.filter((end) => !/^($| \. [A-Z0-9])/.test(end))).toEqual([]);
		expect(ends.filter((end) => end !== '').length).toBeGreaterThan(0);
	});

	it('No message speaks of other items where there is just one.', () => {
		const words = failures.flatMap((failure) => failureWords(failure, 1));
		expect(
			[...words, ...hintWords()].filter((text) => /\b(items|other item)\b/.test(text)),
		).toEqual([]);
	});

	it('No message says that credits may have been charged and that they are spent, or that nothing was sent.', () => {
		const certain = /the credits are spent|No request was sent for this item/;
		expect(
			messages.filter((text) => /may have been charged/.test(text) && certain.test(text)),
		).toEqual([]);
	});
});

function hasHump(name: string): boolean {
	return /[A-Z]/.test(name);
}
