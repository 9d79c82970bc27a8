import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import type { INodeExecutionData } from 'n8n-workflow';
import { bytesOf, fieldsOf, idOf, rowsOf, type Exchange, type Fields } from './exchange';
import { storedId } from './requests';
import { readStream, type Reading } from './stream';

/** What the node makes of what it is given. */
export type OutputKind = 'document' | 'sections' | 'file' | 'one' | 'list';

/** Rows that the node is asked for. */
export const LIST_LIMIT = 50;

/**
 * Holds what the node made against the bytes that it was given.
 * @returns what is different, in one line without contents; undefined if nothing is
 */
export function compare(
	kind: OutputKind,
	given: readonly Exchange[],
	items: readonly INodeExecutionData[],
): string | undefined {
	const expected = expectedItems[kind](given);
	const problems = [
		...(items.length === expected.length
			? []
			: [`${items.length} items instead of ${expected.length}`]),
		...expected.flatMap((fields, index) => different(fields, items[index]?.json ?? {})),
		...(kind === 'document' ? missingWords(given, items[0]?.json ?? {}) : []),
		...(kind === 'file' ? missingFiles(given, items[0]?.binary ?? {}) : []),
	];
	return [...new Set(problems)].join('; ') || undefined;
}

/** The fields that the items must have, by the bytes. */
const expectedItems: Readonly<Record<OutputKind, (given: readonly Exchange[]) => Fields[]>> = {
	document(given) {
		const [first, letter] = given.map(({ ...each }) =>
			Object.fromEntries(readStream(each).sections),
		);
		const texts = letter
			? { resumeSections: first, coverLetterSections: letter }
			: { sections: first, sectionOrder: Object.keys(first ?? {}) };
		return [{ complete: true, ...texts, ...idsOf(given) }];
	},
	sections: (given) =>
		given.flatMap((exchange) => {
			const { sections } = readStream(exchange);
			const shared = { sectionCount: sections.size, complete: true };
			return Array.from(sections, ([section, content], sectionIndex) => ({
				...{ section, content, sectionIndex },
				...shared,
			}));
		}),
	file: () => [{ complete: true }],
	one: ([given]) => [withId(fieldsOf(given))],
	list: (given) =>
		given
			.flatMap((page) => rowsOf(page) ?? [])
			.slice(0, LIST_LIMIT)
			.map(withId),
};

const withId = (row: Fields): Fields => ({ ...row, id: idOf(row) ?? row.id });

const different = (expected: Fields, json: Fields): string[] =>
	Object.keys(expected)
		.filter((name) => !isDeepStrictEqual(json[name], expected[name]))
		.map((name) => `another ${name}`);

/** The ids of the documents of a stream, or of a resume's and a letter's, as far as the responses name them. */
function idsOf([first, letter]: readonly Exchange[]): Fields {
	const isLetter = first?.request.path.includes('cover-letters') ?? false;
	const id = storedId(first, isLetter ? 'coverLetterId' : 'resumeId')?.id;
	const letterId = storedId(letter, 'coverLetterId')?.id;
	return {
		...(id !== undefined && { documentId: id }),
		...(letterId !== undefined && { coverLetterId: letterId }),
	};
}

function missingWords(given: readonly Exchange[], json: Fields): string[] {
	const names = given.length > 1 ? ['resume', 'coverLetter'] : ['document'];
	return names
		.filter((name, index) => {
			const exchange = given[index];
			return !exchange || !hasWords(String(json[name]), readStream(exchange));
		})
		.map((name) => `${name} lacks words`);
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

function missingFiles(
	given: readonly Exchange[],
	binary: NonNullable<INodeExecutionData['binary']>,
): string[] {
	const expected = given.flatMap(filesIn);
	const files = Object.values(binary).map(({ data }) => Buffer.from(data, 'base64'));
	const found = expected.filter((bytes) => files.some((each) => each.equals(bytes))).length;
	if (found === expected.length && files.length === found) return [];
	return [`${files.length} files, ${found} of ${expected.length} as sent`];
}

function filesIn(exchange: Exchange): Uint8Array[] {
	const bytes = bytesOf(exchange);
	return bytes.toString('latin1', 0, 2) === 'PK' ? Object.values(unzipSync(bytes)) : [bytes];
}
