import { isDeepStrictEqual } from 'node:util';
import { unzipSync } from 'fflate';
import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { bytesOf, fieldsOf, idOf, rowsOf, type Exchange, type Fields } from './exchange';
import { storedId } from './requests';
import { readStream } from './stream';

/** What the node makes of what it is given. */
export type OutputKind = 'document' | 'sections' | 'file' | 'rows';

/** Rows that the node is asked for. */
export const LIST_LIMIT = 50;

/**
 * Holds what the node made against the bytes that it was given.
 * @returns what is different, in one line without contents; undefined if nothing is
 */
export function compare(
	kind: OutputKind,
	all: readonly Exchange[],
	items: readonly INodeExecutionData[],
): string | undefined {
	// A document may have been read back, too.
	const given = kind === 'rows' ? all : all.filter(({ request }) => request.method !== 'GET');
	const isText = kind === 'document' || kind === 'sections';
	if (isText && given.some((each) => readStream(each).sections.size === 0)) {
		// Then the text is not in the events, and its form is the node's.
		const isWhole = items.length > 0 && items.every(({ json }) => json.complete === true);
		return isWhole ? undefined : 'no complete document';
	}
	const expected = expectedItems[kind](given);
	const problems = expected.flatMap((fields, index) => {
		const json = items[index]?.json ?? {};
		const names = Object.keys(fields).filter(
			(name) => !isDeepStrictEqual(json[name], fields[name]),
		);
		return names.map((name) => `another ${name}`);
	});
	if (items.length !== expected.length) {
		problems.unshift(`${items.length} items instead of ${expected.length}`);
	}
	const { json = {}, binary = {} } = items[0] ?? {};
	if (kind === 'document') problems.push(...missingWords(given, json));
	if (kind === 'file') problems.push(...missingFiles(given, binary));
	return [...new Set(problems)].join('; ') || undefined;
}

/** The fields that the items must have, by the bytes. */
const expectedItems: Readonly<Record<OutputKind, (given: readonly Exchange[]) => Fields[]>> = {
	document(given) {
		const [first, letter] = given.map((each) => Object.fromEntries(readStream(each).sections));
		const texts = letter
			? { resumeSections: first, coverLetterSections: letter }
			: { sections: first, sectionOrder: Object.keys(first ?? {}) };
		return [{ complete: true, ...texts, ...idsOf(given) }];
	},
	sections: (given) =>
		given.flatMap((exchange) => {
			const { sections } = readStream(exchange);
			const common = { sectionCount: sections.size, complete: true };
			return Array.from(sections, ([section, content], sectionIndex) => {
				return { section, content, sectionIndex, ...common };
			});
		}),
	file: () => [{ complete: true }],
	rows: (given) =>
		given
			.flatMap((response) => rowsOf(response) ?? [fieldsOf(response)])
			.slice(0, LIST_LIMIT)
			.map((row) => ({ ...row, id: idOf(row) ?? row.id })),
};

/** The ids of the documents of a stream, or of a resume's and a letter's, as far as the responses name them. */
function idsOf([first, letter]: readonly Exchange[]): Fields {
	const id = storedId(first)?.id;
	const letterId = storedId(letter)?.id;
	return {
		...(id !== undefined && { documentId: id }),
		...(letterId !== undefined && { coverLetterId: letterId }),
	};
}

function missingWords(given: readonly Exchange[], json: Fields): string[] {
	const names = given.length > 1 ? ['resume', 'coverLetter'] : ['document'];
	return given.flatMap((exchange, index) => {
		const name = names[index] ?? '';
		const contents = [...readStream(exchange).sections.values()];
		return hasWords(String(json[name]), contents.join('\n')) ? [] : [`${name} lacks words`];
	});
}

/** Whether a document has the words of all sections, in their order. Formats change everything else. */
function hasWords(document: string, sections: string): boolean {
	const found = wordsOf(document);
	let index = 0;
	return wordsOf(sections).every((word) => {
		index = found.indexOf(word, index) + 1;
		return index > 0;
	});
}

const wordsOf = (text: string): string[] =>
	text.replace(/<\/?[a-z][^<>]*>|&#?\w+;/gi, ' ').match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [];

function missingFiles(given: readonly Exchange[], binary: IBinaryKeyData): string[] {
	const expected = given.flatMap((exchange) => {
		const bytes: Uint8Array = bytesOf(exchange);
		return isZip(exchange) ? Object.values(unzipSync(bytes)) : [bytes];
	});
	const files = Object.values(binary).map(({ data }) => Buffer.from(data, 'base64'));
	const found = expected.filter((bytes) => files.some((each) => each.equals(bytes))).length;
	if (found === expected.length && files.length === found) return [];
	return [`${files.length} files, ${found} of ${expected.length} as sent`];
}

const isZip = (exchange: Exchange) => bytesOf(exchange).toString('latin1', 0, 2) === 'PK';
