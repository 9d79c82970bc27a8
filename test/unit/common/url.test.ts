import { isHttp, parseUrl } from '../../../nodes/Laddro/common/url';

describe('parseUrl', () => {
	it('returns the address in its parts', () => {
		expect(parseUrl('https://jobs.example:8443/42?a=1')).toMatchObject({
			protocol: 'https:',
			host: 'jobs.example:8443',
			pathname: '/42',
			search: '?a=1',
		});
	});

	it.each(['', 'jobs.example', '/42', 'https://', 'http://a b'])(
		'returns undefined for %j, which is no address',
		(text) => expect(parseUrl(text)).toBeUndefined(),
	);

	it('accepts an address with letters beyond ASCII however often it is called', () => {
		const refused = Array.from({ length: 20_000 }, () => parseUrl('https://bücher.example')).filter(
			(url) => url === undefined,
		);
		expect(refused).toHaveLength(0);
	});
});

describe('isHttp', () => {
	it.each(['http://jobs.example', 'https://jobs.example', 'HTTPS://jobs.example'])(
		'is true for %s',
		(address) => expect(isHttp(new URL(address))).toBe(true),
	);

	it.each([
		'ftp://jobs.example',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'xhttps://a.example',
	])('is false for %s', (address) => expect(isHttp(new URL(address))).toBe(false));
});
