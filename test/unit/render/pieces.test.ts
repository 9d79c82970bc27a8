import fc from 'fast-check';
import { writeDocument } from '../../../nodes/Laddro/render/document';
import { piecesOf } from '../../../nodes/Laddro/render/pieces';
import { cases } from '../cases';

const LINE = 'A line of a long document with some words.\n';

describe('The pieces of a content', () => {
	it.each(['', 'short', LINE.repeat(300)])(
		'are the content itself while it is short',
		(content) => {
			expect(piecesOf(content)).toEqual([content]);
		},
	);

	it.each([
		['an empty line', `${LINE.repeat(3)}\n`],
		['the end of a line', LINE],
		['a space', 'word '],
	])('end at %s where there is one', (_, part) => {
		const pieces = piecesOf(part.repeat(20_000));
		expect(pieces.length).toBeGreaterThan(1);
		expect(pieces.filter((piece) => !piece.endsWith(part.slice(-1)))).toEqual([]);
		expect(pieces.slice(1).filter((piece) => !piece.startsWith(part.slice(0, 4)))).toEqual([]);
	});

	it('are all of the content in its order, short, and never end within a character', () => {
		const long = fc.string({ unit: fc.constantFrom('😀', 'a', ' ', '\n', 'ä'), minLength: 40_000 });
		fc.assert(
			fc.property(long, (content) => {
				const pieces = piecesOf(content);
				expect(pieces.join('') === content).toBe(true);
				expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(16_384);
				expect(pieces.some((piece) => /\p{Surrogate}/u.test(piece))).toBe(false);
			}),
			{ ...cases(), numRuns: 20 },
		);
	});
});

it('A long document lets other work be done while it is written.', async () => {
	let turns = 0;
	const counting = setInterval(() => turns++, 0);
	const sections = new Map([['a', '**b** *c* `d` [x](https://a.example)\n\n'.repeat(20_000)]]);
	await writeDocument(sections, { format: 'html', headings: true });
	clearInterval(counting);
	expect(turns).toBeGreaterThan(5);
});
