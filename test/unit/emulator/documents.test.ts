import {
	defaultResumes,
	startEmulator,
	type Emulator,
	type EmulatorOptions,
} from '../../../emulator';
import { askJson as json, ask, POSTING } from './client';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let emulator: Emulator;
const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options));
afterEach(async () => await emulator.close());

const idsOf = (list: unknown, key: string): string[] =>
	[...JSON.stringify(list).matchAll(new RegExp(`"${key}":"([^"]+)"`, 'g'))].map(
		([, id]) => id ?? '',
	);

describe('The lists of documents', () => {
	it('have 24 resumes and 8 letters at first, in pages of 20 or as many as asked for', async () => {
		await start();
		expect(await json(emulator, '/v1/resumes')).toMatchObject({ total: 24, limit: 20, offset: 0 });
		const first = await json(emulator, '/v1/cover-letters?limit=5');
		const second = await json(emulator, '/v1/cover-letters?limit=5&offset=5');
		expect(first).toMatchObject({ total: 8, limit: 5, offset: 0 });
		const ids = [...idsOf(first, 'coverLetterId'), ...idsOf(second, 'coverLetterId')];
		expect(ids).toHaveLength(8);
		expect(new Set(ids).size).toBe(8);
	});

	it('begin with what has been generated last', async () => {
		await start();
		const path = '/v1/cover-letters/generate';
		const ids: Array<string | null> = [];
		for (let n = 0; n < 2; n++) {
			const { headers } = await ask(emulator, path, { jobDescription: POSTING });
			ids.unshift(headers.get('x-cover-letter-id'));
		}
		const list = await json(emulator, '/v1/cover-letters');
		expect(list).toMatchObject({ total: 10 });
		expect(idsOf(list, 'coverLetterId').slice(0, 2)).toEqual(ids);
	});

	it('have an internal number beside each id, which no call takes', async () => {
		await start();
		const list = JSON.stringify(await json(emulator, '/v1/resumes?limit=100'));
		const numbers = [...list.matchAll(/"id":(\d+)/g)].map(([, number]) => number);
		expect(new Set(numbers).size).toBe(24);
		expect((await ask(emulator, `/v1/resumes/${numbers[0]}`)).status).toBe(404);
	});

	it('have the id alone in the documented shape', async () => {
		await start({ resumeListShape: 'doc' });
		const times = { createdAt: expect.any(String), updatedAt: expect.any(String) };
		const [resume] = defaultResumes;
		expect(await json(emulator, '/v1/resumes?limit=1')).toEqual({
			data: [{ id: resume?.id, title: resume?.title, ...times }],
		});
		expect(await json(emulator, '/v1/cover-letters?limit=1')).toEqual({
			data: [{ id: expect.stringMatching(UUID), title: expect.any(String), ...times }],
		});
	});
});

describe('A document', () => {
	it('that is a resume has its person, jobs and skills', async () => {
		await start();
		expect(await json(emulator, '/v1/resumes/res_aino_virtanen')).toMatchObject({
			id: expect.any(Number),
			resumeId: 'res_aino_virtanen',
			locale: 'fi',
			data: {
				personal: { lastName: 'Virtanen', email: 'aino.virtanen@example.com' },
				summary: { value: expect.stringMatching(/^Sairaanhoitaja, jolla on/) },
				sections: expect.arrayContaining([
					{
						type: 'employment',
						items: [
							expect.objectContaining({ description: expect.stringMatching(/^<ul><li>Hoidon/) }),
							expect.objectContaining({ company: 'Hatanpään sairaala, Tampere' }),
						],
					},
					{ type: 'skills', items: expect.arrayContaining([{ skill: 'Haavanhoito' }]) },
				]),
			},
		});
	});

	it('that has been generated says what was streamed, and when', async () => {
		await start();
		const now = Date.now();
		const body = { jobDescription: 'Pricing expert. You know pricing and SQL.' };
		const resume = await ask(emulator, '/v1/tailor', body);
		const id = resume.headers.get('x-resume-id');
		expect(await json(emulator, `/v1/resumes/${id}`)).toMatchObject({
			title: 'Hannah Doyle – Pricing expert',
			data: { summary: { value: expect.stringContaining('the role of Pricing expert.') } },
		});
		const { createdAt, updatedAt } = Object(await json(emulator, `/v1/resumes/${id}`));
		expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(now);
		expect(updatedAt).toBe(createdAt);
		const letter = await ask(emulator, '/v1/cover-letters/generate', body);
		const letterId = letter.headers.get('x-cover-letter-id');
		expect(await json(emulator, `/v1/cover-letters/${letterId}`)).toMatchObject({
			coverLetterId: letterId,
			data: {
				letterContent: expect.stringMatching(
					/^<p>Dear hiring team,<\/p><p>.*the position of Pricing expert.*<p>Kind regards,<br>Hannah Doyle<\/p>$/,
				),
			},
		});
	});

	it('costs nothing, and is not there under another id', async () => {
		await start({ credits: 0 });
		expect((await ask(emulator, '/v1/resumes/res_hannah_doyle')).status).toBe(200);
		for (const path of ['/v1/resumes/res_none', '/v1/cover-letters/res_hannah_doyle']) {
			expect((await ask(emulator, path)).status).toBe(404);
		}
	});

	it('shows the fault by which it is called, as far as JSON can', async () => {
		await start();
		expect((await ask(emulator, '/v1/resumes/res_fault_unavailable_once')).status).toBe(503);
		expect((await ask(emulator, '/v1/resumes/res_fault_unavailable_once')).status).toBe(200);
		expect((await ask(emulator, '/v1/cover-letters/res_fault_status_500')).status).toBe(500);
		expect((await ask(emulator, '/v1/resumes/res_fault_truncated')).status).toBe(200);
		expect(emulator.ledger.requests.map(({ fault }) => fault)).toEqual([
			'unavailable_once',
			null,
			'status_500',
			null,
		]);
	});

	it('and a list of them can be answered by a script', async () => {
		const seen: unknown[] = [];
		await start({
			behaviour: ({ operation, kind, attempt }) => {
				seen.push([operation, kind, attempt]);
				return attempt === 1 ? { status: 502, body: 'Bad Gateway' } : undefined;
			},
		});
		expect((await ask(emulator, '/v1/resumes?limit=3')).status).toBe(502);
		expect((await ask(emulator, '/v1/resumes?limit=3')).status).toBe(200);
		expect(seen).toEqual([
			['read', 'json', 1],
			['read', 'json', 2],
		]);
	});
});
