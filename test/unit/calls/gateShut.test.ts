import { settle } from '../fakeClock';
import { DONE, section } from '../stream/sse';
import { answer, later, stream } from '../transport/fakeApi';
import { stage } from './stage';

const SUMMARY = section('summary', 'Engineer');
const whole = () => stream([SUMMARY, DONE]);
const STOPPED = { kind: 'stopped' } as const;

describe('When another item has ended the run, a call', () => {
	it('whose stream is open reads it to its end', async () => {
		const open = stream([SUMMARY], 'hold');
		const { gate, start } = stage([open]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		open.body.send(section('skills', 'TypeScript') + DONE);
		await settle();
		expect(call.generation).toMatchObject({ failure: undefined, attempts: 1 });
		expect(call.generation?.sections.size).toBe(2);
	});

	it('that waits for its answer reads it to its end', async () => {
		const slow = later();
		const { clock, gate, start } = stage([slow.promise]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		await clock.advance(5000);
		slow.answerWith(whole());
		await settle();
		expect(call.generation).toMatchObject({ failure: undefined, attempts: 1 });
		expect(call.doneAt).toBe(5000);
	});

	it.each([429, 503])('whose try then fails with %d makes no other one', async (status) => {
		const slow = later();
		const { clock, api, gate, start } = stage([slow.promise, whole()]);
		const call = start();
		await settle();
		gate.shut(STOPPED);
		slow.answerWith(answer(status, {}, { 'retry-after': '10' }));
		await settle();
		expect(call.generation).toMatchObject({
			failure: { kind: 'status', statusCode: status },
			attempts: 1,
		});
		await clock.advance(20_000);
		expect(api.requests).toHaveLength(1);
	});

	it.each([429, 503])('that waits to try again after %d ends at once', async (status) => {
		const busy = answer(status, {}, { 'retry-after': '200' });
		const { clock, api, gate, start } = stage([busy, whole()]);
		const call = start();
		await clock.advance(1000);
		gate.shut(STOPPED);
		await settle();
		expect(call.generation).toMatchObject({ failure: STOPPED, attempts: 1 });
		expect(call.doneAt).toBe(1000);
		expect(clock.pending).toBe(0);
		expect(api.requests).toHaveLength(1);
	});

	it('that has not started sends nothing', async () => {
		const { api, gate, start } = stage([whole()]);
		gate.shut(STOPPED);
		const call = start();
		await settle();
		expect(call.generation).toMatchObject({ failure: STOPPED, attempts: 0 });
		expect(api.requests).toEqual([]);
	});
});
