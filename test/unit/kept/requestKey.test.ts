import { requestKey } from '../../../nodes/Laddro/kept/requestKey';
import { fileOf, type ApiRequest } from '../../../nodes/Laddro/api/request';

const upload = (name: string, hash: string) => ({
	content: fileOf(Buffer.from('%PDF-'), name, 'application/pdf'),
	hash,
});
const REQUEST: ApiRequest = {
	method: 'POST',
	path: '/v1/tailor',
	body: { resumeId: 'res_1', jobDescription: 'We look for an engineer.' },
	file: upload('cv.pdf', 'aa'),
};
const WITHOUT_FILE: ApiRequest = { ...REQUEST, file: undefined };
const ACCOUNT = 'account 1';
const KEY = requestKey(ACCOUNT, 'text', REQUEST);

describe('What tells one request from another', () => {
	it.each<[string, ApiRequest]>([
		['another method', { ...REQUEST, method: 'PUT' }],
		['another path', { ...REQUEST, path: '/v1/cover-letters/generate' }],
		['another posting', { ...REQUEST, body: { ...REQUEST.body, jobDescription: 'Another' } }],
		['another field', { ...REQUEST, body: { ...REQUEST.body, language: 'fi' } }],
		['a number for a text', { ...REQUEST, body: { resumeId: 1 } }],
		['no fields', { ...REQUEST, body: {} }],
		['no body', { ...REQUEST, body: undefined }],
		['a file with other bytes', { ...REQUEST, file: upload('cv.pdf', 'ab') }],
		['a file with another name', { ...REQUEST, file: upload('cv2.pdf', 'aa') }],
		['no file', WITHOUT_FILE],
	])('It is another request with %s.', (_, other) => {
		expect(requestKey(ACCOUNT, 'text', other)).not.toBe(KEY);
	});

	it('It is another request when a file is asked for in place of a stream.', () => {
		expect(requestKey(ACCOUNT, 'file', REQUEST)).not.toBe(KEY);
	});

	it('It is another request with another account, which never gets what the first has paid for.', () => {
		expect(requestKey('account 2', 'text', REQUEST)).not.toBe(KEY);
	});

	it('Any two of these are different from one another as well.', () => {
		const bodies = [undefined, {}, { a: '1' }, { a: 1 }, { a: '1', b: '' }, { a: ['1'] }];
		const keys = (['text', 'file'] as const).flatMap((form) =>
			bodies.flatMap((body) => [
				requestKey(ACCOUNT, form, { ...REQUEST, body }),
				requestKey(ACCOUNT, form, { ...WITHOUT_FILE, body }),
			]),
		);
		expect(new Set(keys).size).toBe(4 * bodies.length);
	});

	it('The same request has the same key, whenever and with whichever copy of the file it is made.', () => {
		const again = structuredClone(WITHOUT_FILE);
		expect(requestKey(ACCOUNT, 'text', { ...again, file: upload('cv.pdf', 'aa') })).toBe(KEY);
		expect(requestKey(ACCOUNT, 'text', again)).toBe(requestKey(ACCOUNT, 'text', WITHOUT_FILE));
	});

	it('The key has one length and nothing of the text that is asked for.', () => {
		expect(KEY).toMatch(/^[\w+/]{43}=$/);
		const long = requestKey(ACCOUNT, 'text', {
			...REQUEST,
			body: { jobDescription: 'x'.repeat(1e6) },
		});
		expect(long).toMatch(/^[\w+/]{43}=$/);
	});
});
