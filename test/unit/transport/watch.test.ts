import { getEventListeners } from 'node:events';
import { Watch } from '../../../nodes/Laddro/transport/watch';
import { FakeClock } from '../fakeClock';

function watching({ idleTimeout = 60, timeout = 300, run = new AbortController().signal } = {}) {
	const clock = new FakeClock();
	const watch = new Watch(clock, { idleTimeout, timeout }, run);
	return { clock, watch };
}

describe('A watch over one item', () => {
	it('cuts it off when nothing has come for the idle timeout', async () => {
		const { clock, watch } = watching();
		watch.requestSent();
		await clock.advance(59);
		expect(watch.cutoff).toBeUndefined();
		expect(watch.signal.aborted).toBe(false);
		await clock.advance(1);
		expect(watch.cutoff).toBe('silence');
		expect(watch.signal.aborted).toBe(true);
	});

	it('takes every sign of life for one, and sets no timer for it', async () => {
		const { clock, watch } = watching({ timeout: 1000 });
		watch.requestSent();
		const before = clock.pending;
		for (let time = 0; time < 240; time += 40) {
			await clock.advance(40);
			watch.signOfLife();
		}
		expect(clock.pending).toBe(before);
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(59);
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(1);
		expect(watch.cutoff).toBe('silence');
	});

	it('counts the silence from the last sign of life, not from when it last looked', async () => {
		const { clock, watch } = watching();
		watch.requestSent();
		await clock.advance(50);
		watch.signOfLife();
		await clock.advance(59);
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(1);
		expect(watch.cutoff).toBe('silence');
	});

	it('cuts it off when its time is up, however lively it is', async () => {
		const { clock, watch } = watching();
		watch.requestSent();
		for (let time = 0; time < 299; time++) {
			await clock.advance(1);
			watch.signOfLife();
		}
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(1);
		expect(watch.cutoff).toBe('timeUp');
	});

	it('lets its time run from the first request on, over all tries', async () => {
		const { clock, watch } = watching();
		await clock.advance(1000);
		expect(watch.timeLeft).toBe(300);
		watch.requestSent();
		await clock.advance(50);
		watch.tryOver();
		await clock.advance(200);
		expect(watch.timeLeft).toBe(50);
		watch.requestSent();
		expect(watch.timeLeft).toBe(50);
		await clock.advance(49);
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(1);
		expect(watch.cutoff).toBe('timeUp');
	});

	it('does not mind silence between two tries, and begins anew with the next', async () => {
		const { clock, watch } = watching();
		watch.requestSent();
		await clock.advance(50);
		watch.tryOver();
		await clock.advance(100);
		expect(watch.cutoff).toBeUndefined();
		watch.requestSent();
		await clock.advance(59);
		expect(watch.cutoff).toBeUndefined();
		await clock.advance(1);
		expect(watch.cutoff).toBe('silence');
	});

	it('cuts it off when the run stops, before the first request or after it', async () => {
		for (const sent of [false, true]) {
			const controller = new AbortController();
			const { watch } = watching({ run: controller.signal });
			if (sent) watch.requestSent();
			controller.abort();
			expect(watch.cutoff).toBe('stopped');
			expect(watch.signal.aborted).toBe(true);
			watch.close();
		}
	});

	it('cuts it off at once when the run has stopped already', () => {
		const { watch } = watching({ run: AbortSignal.abort() });
		expect(watch.cutoff).toBe('stopped');
	});

	it('keeps to the first reason, whatever else happens', async () => {
		const controller = new AbortController();
		const { clock, watch } = watching({ run: controller.signal });
		watch.requestSent();
		await clock.advance(60);
		controller.abort();
		await clock.advance(1000);
		expect(watch.cutoff).toBe('silence');
	});

	it('leaves neither timers nor listeners behind when the item is done with', async () => {
		const controller = new AbortController();
		const { clock, watch } = watching({ run: controller.signal });
		watch.requestSent();
		expect(clock.pending).toBe(2);
		watch.close();
		expect(clock.pending).toBe(0);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
		controller.abort();
		await clock.advance(1000);
		expect(watch.cutoff).toBeUndefined();
	});
});
