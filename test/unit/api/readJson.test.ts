import { json, savedLetter } from '../../../nodes/Laddro/api/readJson';
import { settle } from '../fakeClock';
import { response, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const read = async (body: string | Uint8Array[], headers = {}, end?: BodyEnd) =>
	await json.read(response(200, body, headers, end), new FakeTimer());

describe('A response in JSON', () => {
	it('Its object is returned, also when its characters were cut between two chunks.', async () => {
		const bytes = Buffer.from('{"title":"Työ – 日本"}');
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await read(single)).toEqual({ value: { title: 'Työ – 日本' } });
	});

	it('Its content type does not matter.', async () => {
		expect(await read('{}', { 'content-type': 'text/plain' })).toEqual({ value: {} });
	});

	it.each(['[]', '["a"]', 'null', '7', '"text"', '', '<html>', '{"a":'])(
		'The body %j, which is no JSON object, is a failure with the content type.',
		async (body) => {
			expect(await read(body, { 'content-type': 'text/html' })).toEqual({
				failure: {
					kind: 'unexpectedAnswer',
					expected: 'json',
					statusCode: 200,
					contentType: 'text/html',
				},
			});
		},
	);

	it('A response that breaks is interrupted, even where what came is an object.', async () => {
		const { value, failure } = await read('{}', {}, 'cut');
		expect(value).toBeUndefined();
		expect(failure).toEqual({ kind: 'interrupted', cause: 'connectionCut' });
	});

	it('It ends with the time limits of its try, and its connection is closed.', async () => {
		const slow = response(200, '{', {}, 'hold');
		const timer = new FakeTimer();
		const result = json.read(slow, timer);
		await settle();
		const failure = { kind: 'interrupted', cause: 'silence', limit: 1 } as const;
		timer.endWith(failure);
		expect((await result).failure).toEqual(failure);
		expect(slow.body.destroyed).toBe(true);
	});
});

describe('The response to a letter that is to be saved', () => {
	const save = async (body: object, end?: BodyEnd) =>
		await savedLetter.read(response(201, body, {}, end), new FakeTimer());

	it('Its id is the id of the call, and its title the value.', async () => {
		const body = { coverLetterId: 'let_1', title: 'To Acme', status: 'completed' };
		expect(await save(body)).toEqual({
			value: { title: 'To Acme' },
			ids: { coverLetterId: 'let_1' },
		});
		expect(await save({ ...body, title: 7 })).toMatchObject({ value: {} });
	});

	it.each([{}, { id: 17 }, { coverLetterId: '' }, { coverLetterId: 17 }, { resumeId: 'res_1' }])(
		'The response %j, which does not name the letter, is not the expected one.',
		async (body) => {
			expect(await save(body)).toEqual({
				failure: {
					kind: 'unexpectedAnswer',
					expected: 'letterId',
					statusCode: 201,
					contentType: 'application/json',
				},
			});
		},
	);

	it('A response that breaks is interrupted.', async () => {
		const { value, failure } = await save({ coverLetterId: 'let_1' }, 'cut');
		expect(value).toBeUndefined();
		expect(failure).toEqual({ kind: 'interrupted', cause: 'connectionCut' });
	});
});
