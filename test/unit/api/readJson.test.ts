import { json } from '../../../nodes/Laddro/api/readJson';
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
