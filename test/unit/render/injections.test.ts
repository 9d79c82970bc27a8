import fc from 'fast-check';
import { formats, type FormatName } from '../../../nodes/Laddro/render/document';
import { parse } from '../../../nodes/Laddro/render/parse';
import { cases } from '../cases';
import { hostilePieces, injections } from './injections';
import { dangersIn, dangersInMarkdown, nodesOf } from './readers';

function write(content: string, format: FormatName): string {
	return formats[format].blocks(parse(content));
}

/** The text of some HTML, letters and digits only. */
function wordsIn(html: string): string {
	return lettersOf(
		nodesOf(html)
			.map((node) => ('value' in node ? node.value : ''))
			.join(''),
	);
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** What Slack would make of a message that is neither text nor a link to one of these addresses. */
function dangersInSlack(message: string, addresses: readonly string[]): string[] {
	const rest = message.replace(
		/<((?:https?|mailto|tel):[^\s<>|]+)\|[^<>\n]+>/gi,
		(link, address: string) => (addresses.includes(address.replaceAll('&amp;', '&')) ? '' : link),
	);
	return (
		rest.replace(/^(?:(?:• |\d+\. | )*(?:> ?)+)+/gm, '').match(/[<>]|&(?!(?:amp|lt|gt);)/g) ?? []
	);
}

function addressesIn(html: string): string[] {
	return nodesOf(html).flatMap((node) =>
		'attrs' in node ? node.attrs.map(({ value }) => value) : [],
	);
}

describe('A content that tries to smuggle something', () => {
	it.each(injections)('In HTML it is text, and links at most: %j', (content) => {
		expect(dangersIn(write(content, 'html'))).toEqual([]);
	});

	it.each(injections)('In Markdown no renderer makes more of it: %j', (content) => {
		expect(dangersInMarkdown(write(content, 'markdown'))).toEqual([]);
	});

	it.each(injections)('In Slack nothing is a mention, and every link is safe: %j', (content) => {
		const addresses = addressesIn(write(content, 'html'));
		expect(dangersInSlack(write(content, 'slack'), addresses)).toEqual([]);
	});

	it.each(injections)(
		'In plain text there are the words of the HTML and no others: %j',
		(content) => {
			// The addresses of links are words of plain text alone.
			if (/<[^<>]+\|/.test(write(content, 'slack'))) return;
			expect(lettersOf(write(content, 'text'))).toBe(wordsIn(write(content, 'html')));
		},
	);
});

it('Nothing gets through in any format, or any renderer of Markdown, however it is put together.', () => {
	const content = fc
		.array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 12 })
		.map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(content, (text) => {
			const html = write(text, 'html');
			expect(dangersIn(html)).toEqual([]);
			expect(dangersInSlack(write(text, 'slack'), addressesIn(html))).toEqual([]);
			expect(dangersInMarkdown(write(text, 'markdown'))).toEqual([]);
		}),
		cases(150),
	);
}, 120_000);

it('There are at least 60 different contents of this kind.', () => {
	expect(new Set(injections).size).toBeGreaterThanOrEqual(60);
});
