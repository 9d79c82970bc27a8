import { safeHref } from '../../../nodes/Laddro/render/safeHref';

describe('The address of a link', () => {
	it.each([
		['https://example.com/a?b=c&d=e#f', 'https://example.com/a?b=c&d=e#f'],
		['https://jane.dev', 'https://jane.dev'],
		['HTTP://Example.com/%7Ea', 'HTTP://Example.com/%7Ea'],
		['https:jane.dev', 'https://jane.dev/'],
		['https://jane.dev\\\\a', 'https://jane.dev//a'],
		['https://jane.dev/\u202ea', 'https://jane.dev/%E2%80%AEa'],
		['mailto:maya@example.com', 'mailto:maya@example.com'],
		['tel:+4930123456', 'tel:+4930123456'],
		['https://example.com/ä', 'https://example.com/ä'],
		['https://example.com/a_(b)', 'https://example.com/a_%28b%29'],
		['https://example.com/a|b', 'https://example.com/a%7cb'],
		['mailto:"<x>"@example.com', 'mailto:%22%3cx%3e%22@example.com'],
		['https://exämple.com', 'https://xn--exmple-cua.com/'],
	])('The address %j becomes %j.', (address, href) => {
		expect(safeHref(address)).toBe(href);
	});

	it.each([
		'javascript:alert(1)',
		' java\nscript:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'file:///etc/passwd',
		'ftp://example.com',
		'//example.com',
		'/path',
		'example.com',
		'',
		'https://',
		`https://example.com/${'a'.repeat(2048)}`,
	])('The address %j leads nowhere.', (address) => {
		expect(safeHref(address)).toBeUndefined();
	});

	it('The same address leads to the same place however many links have been read.', () => {
		const address = 'https://exämple.com';
		const others = Array.from({ length: 20_000 }, () => safeHref(address)).filter(
			(href) => href !== 'https://xn--exmple-cua.com/',
		);
		expect(others).toHaveLength(0);
	});
});
