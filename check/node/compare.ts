import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import type { INodeExecutionData } from 'n8n-workflow';
import { bytesOf, fieldsOf, idOf, rowsOf, type Exchange, type Fields } from '../observe/exchange';
import { storedId } from '../observe/requests';
import { readStream, type Reading } from '../observe/reading';
import { LIST_LIMIT, type NodeRun } from './runs';

/** What a node's output should be, by the bytes that it was given, and is not; nothing if all is as it should be. */
type Comparison = (given: readonly Exchange[], items: readonly INodeExecutionData[]) => string[];

const comparisons: Readonly<Record<NodeRun['kind'], Comparison>> = {
	document(given, items) {
		const json: Fields = items[0]?.json ?? {};
		const [first, letter] = given.map(readStream);
		if (first === undefined) return ['no stream was asked for'];
		const expected = {
			complete: true,
			...(letter
				? { resumeSections: whole(first), coverLetterSections: whole(letter) }
				: { sections: whole(first), sectionOrder: [...first.sections.keys()] }),
			...idsOf(given),
		};
		const texts = letter
			? ([
					['resume', first],
					['coverLetter', letter],
				] as const)
			: ([['document', first]] as const);
		return [
			...count(items, 1),
			...different(expected, json),
			...texts.flatMap(([field, reading]) =>
				hasWords(String(json[field]), reading) ? [] : [`${field} lacks words`],
			),
		];
	},
	sections(given, items) {
		const expected = given.flatMap((exchange) => {
			const { sections } = readStream(exchange);
			return Array.from(sections, ([section, content], sectionIndex) => ({
				section,
				content,
				sectionIndex,
				sectionCount: sections.size,
				complete: true,
			}));
		});
		return [
			...count(items, expected.length),
			...expected.flatMap((each, index) => different(each, items[index]?.json ?? {})),
		];
	},
	file(given, items) {
		const [{ json, binary = {} } = { json: {} }] = items;
		const expected = given.flatMap(filesIn);
		const files = Object.values(binary).map(({ data }) => Buffer.from(data, 'base64'));
		const missing = expected.filter((bytes) => !files.some((each) => each.equals(bytes)));
		return [
			...count(items, 1),
			...(missing.length > 0 || files.length !== expected.length
				? [
						`${files.length} files, ${expected.length - missing.length} of ${expected.length} as sent`,
					]
				: []),
			...different({ complete: true }, json),
		];
	},
	one(given, items) {
		return [...count(items, 1), ...different(withId(fieldsOf(given[0])), items[0]?.json ?? {})];
	},
	list(given, items) {
		const rows = given.flatMap((page) => rowsOf(page) ?? []).slice(0, LIST_LIMIT);
		return [
			...count(items, rows.length),
			...rows.flatMap((row, index) => different(withId(row), items[index]?.json ?? {})),
		];
	},
};

/**
 * Holds what the node made against the bytes that it was given.
 * @returns what is different, in one line without contents; undefined if nothing is
 */
export function compare(
	kind: NodeRun['kind'],
	given: readonly Exchange[],
	items: readonly INodeExecutionData[],
): string | undefined {
	return [...new Set(comparisons[kind](given, items))].join('; ') || undefined;
}

const whole = ({ sections }: Reading) => Object.fromEntries(sections);

const count = (items: readonly unknown[], expected: number): string[] =>
	items.length === expected ? [] : [`${items.length} items instead of ${expected}`];

const different = (expected: Fields, json: Fields): string[] =>
	Object.keys(expected)
		.filter((name) => !isDeepStrictEqual(json[name], expected[name]))
		.map((name) => `another ${name}`);

/** The ids of the documents of a stream, or of a resume's and a letter's, as far as the answers name them. */
function idsOf(given: readonly Exchange[]): Fields {
	const [first, letter] = given;
	const isLetter = first?.asked.path.includes('cover-letters') ?? false;
	const id = storedId(first, isLetter ? 'coverLetterId' : 'resumeId')?.id;
	const letterId = storedId(letter, 'coverLetterId')?.id;
	return {
		...(id !== undefined && { documentId: id }),
		...(letterId !== undefined && { coverLetterId: letterId }),
	};
}

const withId = (row: Fields): Fields => ({ ...row, id: idOf(row) ?? row.id });

function filesIn(exchange: Exchange): Buffer[] {
	const bytes = bytesOf(exchange);
	if (bytes.toString('latin1', 0, 2) !== 'PK') return [bytes];
	return Object.values(unzipSync(bytes)).map((each) => Buffer.from(each));
}

/** Whether a document has the words of all sections, in their order. Formats change everything else. */
function hasWords(document: string, { sections }: Reading): boolean {
	const found = wordsOf(document);
	let index = 0;
	return wordsOf([...sections.values()].join('\n')).every((word) => {
		index = found.indexOf(word, index) + 1;
		return index > 0;
	});
}

const wordsOf = (text: string): string[] =>
	text.replace(/<\/?[a-z][^<>]*>|&#?\w+;/gi, ' ').match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [];
