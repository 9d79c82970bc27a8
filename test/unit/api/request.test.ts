import { bodyOf, hasId, type ApiRequest } from '../../../nodes/Laddro/api/request';

const POST: ApiRequest = { method: 'POST', path: '/v1/tailor' };
const file = {
	content: new File(['%PDF-'], 'Käsin & "tehty".pdf', { type: 'a/pdf' }),
	hash: '',
};

const ignore = () => {};

function formOf(request: ApiRequest): FormData {
	const body = bodyOf(request, ignore);
	if (!(body instanceof FormData)) throw new Error('Not a form');
	return body;
}

describe('An id in a request', () => {
	it.each<[boolean, ApiRequest]>([
		[true, { method: 'POST', path: '/v1/tailor', body: { resumeId: '12' } }],
		[true, { method: 'POST', path: '/v1/tailor', body: { resumeId: 12 } }],
		[true, { method: 'PUT', path: '/v1/cover-letters/12/render' }],
		[false, { method: 'POST', path: '/v1/tailor', body: { fontSize: 12, extra: { toString: 1 } } }],
		[false, { method: 'GET', path: '/v1/resumes/123' }],
	])('It is found only where ids are: %s for %j.', (has, request) => {
		expect(hasId(request, '12')).toBe(has);
	});
});

describe('The body of a request', () => {
	it('A request without fields and without a file has none.', () => {
		expect(bodyOf(POST, ignore)).toBeUndefined();
	});

	it('Fields are a JSON object, and a copy, so that n8n can not change what is sent again.', () => {
		const body = { jobDescription: 'Posting', fontSize: 11, looks: { a: [1] } };
		expect(bodyOf({ ...POST, body }, ignore)).toEqual(body);
		expect(bodyOf({ ...POST, body }, ignore)).not.toBe(body);
	});

	it('No fields at all are an empty object.', () => {
		expect(bodyOf({ ...POST, body: {} }, ignore)).toEqual({});
	});

	it('With a file, text is a part as it is and everything else a part in JSON.', () => {
		const body = { a: ' "Posting"\n', b: 11, c: true, d: ['x'], e: { f: null }, g: '' };
		const form = formOf({ ...POST, body, file });
		expect(Array.from(form.entries()).slice(0, -1)).toEqual([
			['a', ' "Posting"\n'],
			['b', '11'],
			['c', 'true'],
			['d', '["x"]'],
			['e', '{"f":null}'],
			['g', ''],
		]);
	});

	it('With a file, a field without a value is left out, as it is in JSON.', () => {
		const form = formOf({ ...POST, body: { a: undefined, b: null }, file });
		expect(Array.from(form.entries()).slice(0, -1)).toEqual([['b', 'null']]);
	});

	it('The file is the last part, with its name, its type and its content.', async () => {
		const form = formOf({ ...POST, body: { a: 'x' }, file });
		expect(Array.from(form.keys())).toEqual(['a', 'file']);
		const part = form.get('file');
		if (!(part instanceof File)) throw new Error('Not a file');
		expect(part.name).toBe('Käsin & "tehty".pdf');
		expect(part.type).toBe('a/pdf');
		expect(await new Response(part.stream()).text()).toBe('%PDF-');
	});

	it('A file needs no other fields.', () => {
		expect(Array.from(formOf({ ...POST, file }).keys())).toEqual(['file']);
	});

	it('Every try has a form of its own.', () => {
		const request = { ...POST, file };
		expect(bodyOf(request, ignore)).not.toBe(bodyOf(request, ignore));
	});
});
