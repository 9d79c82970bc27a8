import type { Exchange } from '../../../check/exchange';
import { facts, judge } from '../../../check/facts';
import { observe } from '../../../check/requests';
import { startEmulator } from '../../../emulator';
import { alterations, fileAlterations } from './alterations';
import { check, those, wholeSections } from './stage';

// Each test asks for everything, PDF files too, which takes seconds on a busy machine.
jest.setTimeout(120_000);

describe('Against the emulator, every fact holds', () => {
	it.each([
		['documented', 'pieces', 'headers'],
		['documented', 'whole sections', 'none'],
		['sdk', 'pieces', 'none'],
		['sdk', 'whole sections', 'event'],
	] as const)('in the dialect %s, with %s, and ids in: %s', async (dialect, form, documentIds) => {
		const behaviour = form === 'pieces' ? undefined : wholeSections;
		const checked = await check({ dialect, documentIds, behaviour }, { pdf: true });
		expect(checked.findings).toHaveLength(50);
		expect(those('differs', checked)).toEqual([]);
		expect(those('notSeen', checked)).toEqual([]);
		const seen = new Map(checked.findings.map(({ fact: [id], verdict }) => [id, verdict]));
		const place = { headers: 'a header', event: 'the last event', none: undefined }[documentIds];
		expect(seen.get('ids')).toMatchObject({
			seen: place ? `in ${place}` : 'the response names none',
		});
		expect(seen.get('dialect')).toMatchObject({
			seen: dialect === 'sdk' ? "the SDKs' (named progress)" : 'the documented one',
		});
		expect(seen.get('pieces')).toMatchObject({
			seen: expect.stringMatching(form === 'pieces' ? /pieces of/ : /^whole sections$/),
		});
	});

	it('in the documented shape of lists', async () => {
		const checked = await check({ resumeListShape: 'doc' });
		expect(those('differs', checked)).toEqual([]);
	});

	it('whether or not the server closes the connection after the end', async () => {
		const resumes = [{ id: 'res_fault_holds_open', title: 'Holds open', isDefault: true }];
		const checked = await check({ resumes });
		expect(those('differs', checked)).toEqual([]);
	});
});

describe('With one fact changed in the API, exactly that fact differs', () => {
	it.each(Object.entries(alterations))('%s', async (id, alter) => {
		expect(those('differs', await check({}, { alter }))).toEqual([id]);
	});

	it.each(Object.entries(fileAlterations))('%s', async (id, alter) => {
		expect(those('differs', await check({}, { alter, pdf: true }))).toEqual([id]);
	});

	it.each([
		['silence', (at: number, index: number) => (index > 3 ? at + 120_000 : at)],
		['duration', (at: number, index: number) => at + 50_000 * Math.min(index, 6)],
	])('%s', async (id, late) => {
		const { responses } = await check({});
		const slow = (exchange: Exchange | undefined) =>
			exchange && {
				...exchange,
				chunks: exchange.chunks.map(({ at, bytes }, index) => ({ at: late(at, index), bytes })),
			};
		const findings = judge({ ...responses, tailor: slow(responses.tailor) });
		expect(those('differs', { findings })).toEqual([id]);
	});

	it('end, where the stream ends with an error', async () => {
		const resumes = [{ id: 'res_fault_error_mid', title: 'Fails', isDefault: true }];
		expect(those('differs', await check({ resumes }))).toEqual(['end']);
	});

	it('for every fact but the key, without which there is no check', () => {
		const changed = [...Object.keys(alterations), ...Object.keys(fileAlterations)];
		const others = facts.map(([id]) => id).filter((id) => !changed.includes(id));
		expect(others.sort()).toEqual(['complete', 'duration', 'key', 'progress', 'silence']);
	});
});

it('without credits to spend, only free calls are made', async () => {
	const checked = await check({}, { free: true });
	expect(checked.credits).toBe(0);
	expect(those('differs', checked)).toEqual([]);
	expect(those('notSeen', checked)).toContain('dialect');
	expect(those('holds', checked)).toContain('languages');
});

describe('One line says why the check ends, and nothing more is spent', () => {
	it('with a wrong key', async () => {
		const { stopped, credits } = await check({}, { key: 'laddro_live_other' });
		expect(stopped).toMatch(/refuses the key: 401 Invalid API key/);
		expect(credits).toBe(0);
	});

	it('without credits', async () => {
		const { stopped, credits } = await check({ credits: 2 }, { pdf: true });
		expect(stopped).toMatch(/credits or plan .*POST \/v1\/tailor: 402 .*insufficient_credits/);
		expect(credits).toBe(0);
	});

	it('when the credits end on the way, and keeps what was paid for', async () => {
		const checked = await check({ credits: 4 }, { pdf: true });
		expect(checked.stopped).toMatch(/POST \/v1\/cover-letters\/generate: 402/);
		expect(checked.credits).toBe(3);
		expect(those('holds', checked)).toContain('dialect');
	});

	it('with an account that has no resume', async () => {
		const { stopped, credits } = await check({ resumes: [] }, { pdf: true });
		expect(stopped).toMatch(/no resume/);
		expect(credits).toBe(0);
	});

	it('at the rate limit', async () => {
		const { stopped, credits } = await check({ requestsPerMinute: 3 });
		expect(stopped).toMatch(/Run this again in \d+ seconds/);
		expect(credits).toBe(0);
	});

	it('without a network', async () => {
		const { url: baseUrl, apiKey: key, close } = await startEmulator();
		await close();
		const { responses, stopped } = await observe({ baseUrl, key }, { free: false, pdf: false });
		expect(stopped).toBe(`${baseUrl} can't be reached: ECONNREFUSED.`);
		expect(responses).toEqual({});
	});
});
