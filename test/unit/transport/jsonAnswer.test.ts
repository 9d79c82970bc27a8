import { readJsonAnswer } from '../../../nodes/Laddro/transport/jsonAnswer';
import { settle } from '../fakeClock';
import { answer, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const read = async (body: string | Uint8Array[], headers = {}, end?: BodyEnd) =>
	await readJsonAnswer(answer(200, body, headers, end), new FakeTimer());

describe('An answer in JSON', () => {
	it('Its object is returned, also when its characters were cut between two chunks.', async () => {
		const bytes = Buffer.from('{"title":"Työ – 日本"}');
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await read(single)).toEqual({ ok: true, value: { title: 'Työ – 日本' } });
	});

	it('Its content type does not matter.', async () => {
		expect(await read('{}', { 'content-type': 'text/plain' })).toEqual({ ok: true, value: {} });
	});

	it.each(['[]', '["a"]', 'null', '7', '"text"', '', '<html>', '{"a":'])(
		'The body %j, which is no JSON object, is a failure with the content type.',
		async (body) => {
			expect(await read(body, { 'content-type': 'text/html' })).toEqual({
				ok: false,
				failure: {
					kind: 'unexpectedAnswer',
					expected: 'json',
					statusCode: 200,
					contentType: 'text/html',
				},
			});
		},
	);

	it('An answer that breaks is interrupted, even where what came is an object.', async () => {
		expect(await read('{}', {}, 'cut')).toEqual({
			ok: false,
			failure: { kind: 'interrupted', cause: 'connectionCut' },
		});
	});

	it('It ends with the time limits of its try, and its connection is closed.', async () => {
		const slow = answer(200, '{', {}, 'hold');
		const timer = new FakeTimer();
		const result = readJsonAnswer(slow, timer);
		await settle();
		const failure = { kind: 'interrupted', cause: 'silence', limit: 1 } as const;
		timer.end(failure);
		expect(await result).toEqual({ ok: false, failure });
		expect(slow.body.destroyed).toBe(true);
	});
});
