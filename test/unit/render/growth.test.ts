import { formats } from '../../../nodes/Laddro/render/document';
import { parse } from '../../../nodes/Laddro/render/parse';

/**
 * Milliseconds of the processor to write a content in every format. The time that passes would say what else the machine
 * does.
 */
function timeFor(content: string): number {
	const start = process.cpuUsage();
	const blocks = parse(content);
	for (const { blocks: write } of Object.values(formats)) write(blocks);
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

const COUNT = 40_000;
const PART = 10;
/** Milliseconds that are no time at all. */
const LEAST = 240;

/**
 * A time that grew with the square of the length would be a hundred times as long. Between the two there is room for
 * collected garbage, and what takes no time at all is not compared.
 */
function expectSteadyGrowth(contentOf: (count: number) => string): void {
	const time = timeFor(contentOf(COUNT));
	if (time < LEAST) return;
	const part = Math.min(timeFor(contentOf(COUNT / PART)), timeFor(contentOf(COUNT / PART)));
	expect(time).toBeLessThan(part * PART * 5 + LEAST);
}

describe('The time for a hostile content grows with its length and no faster', () => {
	it.each(['[', '*', '<', '>', '`'])(
		'Forty thousand times %j',
		(sign) => expectSteadyGrowth((count) => sign.repeat(count)),
		60_000,
	);

	it.each([
		'_',
		'![',
		'](',
		'&',
		'\\',
		'|',
		'|-',
		'\n|-',
		'\n[a',
		'<a@',
		'<pre>',
		'`a',
		'\n| a | b | c',
		'- ',
		'> ',
		'**a',
		'*a_',
		'<b>',
		'</p>',
		'<p>',
		'<div>',
		'<ul><li>',
		'<td>',
		'<script>',
		'<!--',
		'<a href="',
		'&lt;',
		'\n• a',
		'– a\n',
		'<br>• a',
		'<li>a</li>b',
		'<ul>a',
		'https://',
		'https://a.b)',
		'a:// `a`',
		'a@b',
		'a@b.c.',
		'\n```a',
		'~~~a b\n',
		'&#150;',
		']:',
		'] ',
		'`<a`',
		'<b>a</b>',
		'<pre> \n',
		'\u200b',
	])(
		'Eight thousand times %j',
		(sign) => expectSteadyGrowth((count) => sign.repeat(count / 5)),
		60_000,
	);

	it('Elements that are opened first and closed later, in another order', () => {
		expectSteadyGrowth((count) =>
			['<div>', '<p>', '</p>', '<b>', '</i>', '</div>']
				.map((tag) => tag.repeat(count / 5))
				.join(''),
		);
	}, 60_000);
});

it('A table whose rows have very different lengths', () => {
	expectSteadyGrowth((count) => {
		const rows = '<tr><td>a</td></tr>'.repeat(count / 50);
		return `<table>${rows}<tr>${'<td>b</td>'.repeat(count / 50)}</tr></table>`;
	});
}, 60_000);

it('A list in a list with more blocks than a call takes arguments is written in every format.', () => {
	const items = '<li value="5"><hr></li>'.repeat(70_000);
	const blocks = parse(`<ul><li>a</li><ol>${items}</ol></ul>`);
	for (const { blocks: write } of Object.values(formats)) {
		expect(write(blocks)).toMatch(/5\\?\./);
	}
}, 60_000);

it('An item with more blocks than a call takes arguments is written in every format.', () => {
	const blocks = parse(`<ul><li>${'<hr>'.repeat(250_000)}`);
	expect(blocks).toMatchObject([{ type: 'list', items: [{ length: 250_000 }] }]);
	for (const { blocks: write } of Object.values(formats)) {
		expect(write(blocks).length).toBeGreaterThan(250_000);
	}
}, 60_000);

describe('The time for a usual content of 120 kB grows with its length and no faster', () => {
	it.each([
		['one line of text', 'word '],
		['lines of text', 'a line of text\n'],
		['bullets', '- a bullet\n'],
		['cells of a row', '<td>a</td>'],
		['short lines', 'a\n\n'],
		['nested lists of HTML', '<ul><li>a</li></ul>'],
	])(
		'%s',
		(_, part) => expectSteadyGrowth((count) => part.repeat((count * 3) / part.length)),
		60_000,
	);
});
