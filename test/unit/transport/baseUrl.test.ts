import { checkBaseUrl } from '../../../nodes/Laddro/transport/baseUrl';

const NO_ADDRESS =
	'The Base URL in the Laddro API credential is not a web address, e.g. https://api.laddro.com';
const IN_THE_CLEAR =
	'The Base URL in the Laddro API credential must begin with https://, so that the API key is never sent in the clear';

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
	])('may be any https address: %s', (given, baseUrl) => {
		expect(checkBaseUrl(given)).toEqual({ baseUrl });
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
	])('may be plain http on this machine: %s', (given, baseUrl) => {
		expect(checkBaseUrl(given)).toEqual({ baseUrl });
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
	])('may not be plain http across a network: %s', (given) => {
		expect(checkBaseUrl(given)).toEqual({ problem: IN_THE_CLEAR });
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
		expect(checkBaseUrl(given)).toEqual({ problem: NO_ADDRESS });
	});
});

it('takes an address with letters beyond ASCII however often it is asked', () => {
	const refused = Array.from({ length: 20_000 }, () =>
		checkBaseUrl('https://bücher.example'),
	).filter((checked) => 'problem' in checked);
	expect(refused).toHaveLength(0);
});
