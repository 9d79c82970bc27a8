import {
	answers,
	faultResumeId,
	multilingualPeople,
	people,
	startEmulator,
	type Answers,
	type Emulator,
	type EmulatorOptions,
} from '../../../emulator';
import { ask, askJson, dataOf, POSTING, sectionsOf, stream } from './client';

const LETTERS = '/v1/cover-letters/generate';
const UUID = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);

let emulator: Emulator;
const start = async (options: EmulatorOptions = {}) => (emulator = await startEmulator(options));
afterEach(async () => await emulator.close());

/** The words of texts wherever they stand, without markup, numbers, and what stands for today. */
const wordsOf = (text: string): Set<string> =>
	new Set(
		text
			.replace(/<[^>]*>|\\n/g, ' ')
			.replace(/&[#\w]+;/g, ' ')
			.match(/(?<!\p{L})(?!present|heute)\p{L}{2,}/gu),
	);

const readable = async (path: string) => JSON.stringify(await askJson(emulator, path));

describe('A call for a stream', () => {
	it.each<[Answers, string, RegExp]>([
		['documented', 'text/event-stream', /^data: .*\n\ndata: {"type":"done"}\n\n$/s],
		['sdk', 'text/event-stream', /^event: progress\n.*event: complete\ndata: {}\n\n$/s],
		[
			'ids',
			'text/event-stream',
			/^(event: progress\ndata: {"step":"\w+","progress":\d+}\n\n){3}event: complete\ndata: {"resumeId":"[\da-f-]{36}"}\n\n$/,
		],
		[
			'inline',
			'text/event-stream',
			/event: complete\ndata: {"resumeId":"[\da-f-]{36}","resume":{"personal":.*"compatibility_score":{"total":82},"fit_verdict":"strong"}\n\n$/,
		],
		['json', 'application/json', /^{"id":\d+,"resumeId":"[\da-f-]{36}",.*"sections":\[/],
		['pdf', 'application/pdf', /^%PDF-.*%%EOF\n?$/s],
	])('is answered with %s', async (way, type, pattern) => {
		await start({ answers: way });
		const { headers, text, bytes } = await stream(emulator);
		expect(headers['content-type']).toContain(type);
		expect(way === 'pdf' ? bytes.toString('latin1') : text).toMatch(pattern);
		expect(Date.parse(headers.date ?? '')).toBeGreaterThan(0);
		expect(emulator.ledger).toMatchObject({ credits: 3, requests: [{ kind: 'stream' }] });
	});

	it.each(answers)('names its document once at most, and nowhere if told so: %s', async (way) => {
		for (const documentIds of [undefined, 'none'] as const) {
			await start({ answers: way, documentIds });
			for (const path of ['/v1/tailor', LETTERS]) {
				const { headers, text } = await stream(emulator, { path });
				const name = path === LETTERS ? 'x-cover-letter-id' : 'x-resume-id';
				const own = /"(?:resumeId|coverLetterId)":"[\da-f]{8}-[^"]+"/g;
				const named = [headers[name], ...(text.match(own) ?? [])].filter(Boolean);
				expect(named).toHaveLength(documentIds === 'none' ? 0 : 1);
			}
			await emulator.close();
		}
	});

	it('can be answered in a way of its own', async () => {
		await start({ behaviour: ({ number }) => ({ answers: answers[number - 1] }) });
		const types = [];
		for (const way of answers) types.push([way, (await stream(emulator)).headers['content-type']]);
		expect(Object.fromEntries(types)).toMatchObject({
			inline: expect.stringContaining('event-stream'),
			json: expect.stringContaining('json'),
			pdf: 'application/pdf',
		});
	});

	it('holds after its first step until it is released', async () => {
		await start({ answers: 'ids', behaviour: () => ({ hold: true }) });
		const { body } = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: { accept: 'text/event-stream', 'x-api-key': emulator.apiKey },
			body: JSON.stringify({ jobDescription: POSTING }),
		});
		const reader = body!.getReader();
		const { value } = await reader.read();
		expect(emulator.ledger.requests[0]?.bytesSent).toBe(value?.length);
		emulator.release();
		expect(Buffer.from((await reader.read()).value ?? []).toString()).toContain('"matching"');
		await reader.cancel();
	});
});

describe('What is stored', () => {
	it.each(['sdk', 'doc', 'canonical'] as const)(
		'has the words that were streamed, and the dates of now, in the shape %s',
		async (shape) => {
			const before = Date.now();
			await start({ shape });
			for (const { id } of [...people, ...multilingualPeople]) {
				for (const path of ['/v1/tailor', LETTERS]) {
					const body = { resumeId: id, jobDescription: POSTING, mode: 'new' };
					const { text, headers } = await stream(emulator, { path, body });
					const isLetter = path === LETTERS;
					const own = String(headers[isLetter ? 'x-cover-letter-id' : 'x-resume-id']);
					const stored = await readable(`/v1/${isLetter ? 'cover-letters' : 'resumes'}/${own}`);
					const missing = new Set(wordsOf([...sectionsOf(text).values()].join('\n')));
					for (const word of wordsOf(stored)) missing.delete(word);
					expect([id, ...missing]).toEqual([id]);
					for (const [, date = ''] of stored.matchAll(/"(?:cre|upd)atedAt":"([^"]+)"/g)) {
						expect(Date.parse(date)).toBeGreaterThanOrEqual(before);
					}
					expect(stored).toMatch(/"locale":"(en|fi|de)"/);
				}
			}
		},
	);

	it('has the shapes that are known', async () => {
		await start({ shape: 'doc' });
		expect(await askJson(emulator, '/v1/resumes/res_hannah_doyle')).toMatchObject({
			data: {
				id: 'res_hannah_doyle',
				isDefault: true,
				sections: {
					header: { name: 'Hannah Doyle', location: 'Dublin, Ireland' },
					experience: [{ company: 'Fenwick Health', dates: '2021 – present' }, {}, {}],
				},
			},
		});
		await emulator.close();
		await start({ shape: 'canonical' });
		expect(await askJson(emulator, '/v1/resumes/res_hannah_doyle')).toMatchObject({
			id: 'res_hannah_doyle',
			personal: { firstName: 'Hannah', lastName: 'Doyle', city: 'Dublin', country: 'Ireland' },
			summary: { value: expect.any(String) },
			sections: [
				{
					type: 'employment',
					items: [
						{ company: 'Fenwick Health', startDate: '2021-01', endDate: null, current: true },
						{ endDate: '2021-12', current: false },
						{},
					],
				},
				{ type: 'skills' },
				{
					type: 'education',
					items: [
						{
							degree: 'BSc Management Science',
							institution: 'Trinity College Dublin',
							endDate: '2015-06',
							description: 'first class honours',
						},
					],
				},
				{ type: 'certifications' },
				{ type: 'languages', items: [{ language: 'English', level: 'native' }, {}, {}] },
			],
		});
		const { headers } = await stream(emulator, { path: LETTERS });
		const path = `/v1/cover-letters/${headers['x-cover-letter-id']}`;
		expect(await askJson(emulator, path)).toMatchObject({
			id: UUID,
			content: {
				personalDetails: { fullName: 'Hannah Doyle' },
				letterContent: expect.stringMatching(/^<p>Dear/),
			},
		});
	});

	it.each<[string, number[], RegExp]>([
		['copy_stale', [200], /"updatedAt":"2025-10-17.*"sections"/],
		['copy_late', [404, 200], /"sections"/],
		['copy_never', [404, 404, 404], /not found/],
		['copy_metadata', [200], /^(?!.*"(sections|data)").*"title"/],
	])(
		'can be read as %s says, after a stream that breaks or has no text',
		async (name, statuses, found) => {
			for (const way of ['documented', 'ids'] as const) {
				await start({ answers: way });
				const { text, headers, end } = await stream(emulator, { resumeId: `res_fault_${name}` });
				expect(end).toBe(way === 'ids' ? 'end' : 'broken');
				expect(sectionsOf(text).size).toBe(way === 'ids' ? 0 : 2);
				const id = headers['x-resume-id'] ?? Object(dataOf(text).at(-1)).resumeId;
				for (const status of statuses) {
					const read = await ask(emulator, `/v1/resumes/${id}`);
					expect(read.status).toBe(status);
					if (status === statuses.at(-1)) expect(read.bytes.toString()).toMatch(found);
				}
				expect(emulator.ledger.credits).toBe(3);
				await emulator.close();
			}
		},
	);

	it('is another text where it is stale', async () => {
		await start({
			behaviour: ({ kind }) => (kind === 'json' ? undefined : { copy: { stale: true } }),
		});
		const { text, headers } = await stream(emulator);
		const stored = await readable(`/v1/resumes/${headers['x-resume-id']}`);
		expect(stored).not.toContain(sectionsOf(text).get('summary'));
	});

	it('can have other fields', async () => {
		await start({ behaviour: () => ({ copy: { fields: { status: 'processing' } } }) });
		const { headers } = await stream(emulator);
		expect(await readable(`/v1/resumes/${headers['x-resume-id']}`)).toContain('"processing"');
	});

	it('has no name where a response ends without one', async () => {
		for (const way of answers.filter((each) => each !== 'json')) {
			await start({ answers: way });
			const { headers, text } = await stream(emulator, { resumeId: faultResumeId('unnamed') });
			expect(headers['x-resume-id']).toBeUndefined();
			expect(sectionsOf(text).size).toBe(0);
			expect(text).not.toContain('resumeId');
			await emulator.close();
		}
	});
});

describe('A letter that was typed', () => {
	const letter = {
		fullName: 'Ada Byron',
		letterContent: '<p>Dear Ms Lee,</p><p>R&amp;D <b>is</b> mine.</p>',
	};

	it('is stored for nothing, and can be read, listed and rendered', async () => {
		await start();
		const { status, bytes } = await ask(emulator, '/v1/cover-letters', {
			...letter,
			title: 'To Ms Lee',
			companyName: 'Lee Ltd',
		});
		const saved = JSON.parse(bytes.toString());
		expect([status, saved]).toEqual([
			201,
			{ coverLetterId: UUID, title: 'To Ms Lee', status: expect.any(String) },
		]);
		const path = `/v1/cover-letters/${saved.coverLetterId}`;
		expect(await askJson(emulator, path)).toMatchObject({
			title: 'To Ms Lee',
			data: {
				letterContent: letter.letterContent,
				personalDetails: { fullName: 'Ada Byron' },
				employerDetails: { companyName: 'Lee Ltd' },
			},
		});
		expect(await readable('/v1/cover-letters?limit=1')).toContain(saved.coverLetterId);
		expect(emulator.ledger.credits).toBe(0);
		const pdf = await ask(emulator, `${path}/render`, undefined, 'PUT');
		expect(pdf.headers.get('content-disposition')).toContain('Ada Byron - Cover Letter.pdf');
		expect(emulator.ledger.credits).toBe(1);
	});

	it.each(['fullName', 'letterContent'])('is refused without %s', async (field) => {
		await start();
		const { status, bytes } = await ask(emulator, '/v1/cover-letters', { ...letter, [field]: '' });
		expect([status, JSON.parse(bytes.toString())]).toEqual([
			422,
			{ error: 'Unprocessable Entity', message: `${field} is required`, statusCode: 422 },
		]);
	});
});
