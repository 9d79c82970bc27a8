import { checkBaseUrl } from '../../../nodes/Laddro/api/baseUrl';

/** The failure of a base URL that can't be used. */
function unusable(reason: string) {
	return {
		ok: false,
		failure: {
			kind: 'parameter',
			message: `'Base URL' in the Laddro API credential ${reason}`,
			advice: "Correct 'Base URL' in the Laddro API credential.",
		},
	};
}

const NO_ADDRESS = unusable('is not a web address, e.g. https://api.laddro.com');
const IN_THE_CLEAR = unusable(
	'must begin with https://, so that the API key is never sent in the clear',
);

describe('A base URL', () => {
	it.each([
		['https://api.laddro.com', 'https://api.laddro.com'],
		['  https://api.laddro.com/ ', 'https://api.laddro.com'],
		['https://api.laddro.com///', 'https://api.laddro.com'],
		['https://proxy.example/laddro/', 'https://proxy.example/laddro'],
		['https://proxy.example/a//b', 'https://proxy.example/a//b'],
		['https://proxy.example:8443', 'https://proxy.example:8443'],
		['HTTPS://API.Laddro.COM', 'https://api.laddro.com'],
		['https://10.0.0.1', 'https://10.0.0.1'],
		['https://user:secret@proxy.example/?a=1#b', 'https://proxy.example'],
		['https://bücher.example', 'https://xn--bcher-kva.example'],
	])('may be any https address, and loses spaces and slashes around it: %s', (given, baseUrl) => {
		expect(checkBaseUrl(given)).toEqual({ ok: true, value: baseUrl });
	});

	it.each([
		['http://localhost', 'http://localhost'],
		['http://localhost:4010/', 'http://localhost:4010'],
		['http://LOCALHOST:1', 'http://localhost:1'],
		['http://laddro.localhost:1', 'http://laddro.localhost:1'],
		['http://127.0.0.1:1/v', 'http://127.0.0.1:1/v'],
		['http://127.255.254.1', 'http://127.255.254.1'],
		['http://127.1', 'http://127.0.0.1'],
		['http://0x7f000001', 'http://127.0.0.1'],
		['http://2130706433', 'http://127.0.0.1'],
		['http://[::1]:1', 'http://[::1]:1'],
		['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
	])('may begin with http:// when its host is this machine: %s', (given, baseUrl) => {
		expect(checkBaseUrl(given)).toEqual({ ok: true, value: baseUrl });
	});

	it.each([
		'http://api.laddro.com',
		'http://10.0.0.1',
		'http://192.168.1.1',
		'http://0.0.0.0',
		'http://128.0.0.1',
		'http://1.127.0.0.1.example',
		'http://127.0.0.1.example',
		'http://127.0.0.1.nip.io',
		'http://localhost.example',
		'http://localhost.',
		'http://notlocalhost',
		'http://.localhost.example',
		'http://localhost@evil.example',
		'http://127.0.0.1@evil.example',
		'http://evil.example#localhost',
		'http://evil.example/.localhost',
		'http://[::2]',
		'http://[::ffff:8.8.8.8]',
		'http://[fe80::1]',
	])('may not begin with http:// when its host is another machine: %s', (given) => {
		expect(checkBaseUrl(given)).toEqual(IN_THE_CLEAR);
	});

	it.each([
		'',
		'   ',
		'api.laddro.com',
		'/v1',
		'https://',
		'http://',
		'ftp://api.laddro.com',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'data:text/plain,x',
		'ws://localhost',
		'blob:https://api.laddro.com',
		'xhttps://api.laddro.com',
		undefined,
		null,
		42,
		{},
		['https://api.laddro.com'],
	])('must be a web address, not %j', (given) => {
		expect(checkBaseUrl(given)).toEqual(NO_ADDRESS);
	});

	it('may have letters beyond ASCII, however often it is checked', () => {
		const refused = Array.from({ length: 20_000 }, () =>
			checkBaseUrl('https://bücher.example'),
		).filter(({ ok }) => !ok);
		expect(refused).toHaveLength(0);
	});
});
