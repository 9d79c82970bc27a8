import { startEmulator, type Dialect, type Emulator } from '../../../emulator';
import { ask, askJson, dataOf, POSTING, stream } from './client';

type Json = Readonly<Record<string, unknown>>;

const UUID = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const text = expect.any(String);
const number = expect.any(Number);

let emulator: Emulator;
afterEach(async () => await emulator.close());

const get = async (path: string): Promise<Json> => Object(await askJson(emulator, path));
const listIn = (json: Json, name: string): Json[] => {
	const list = json[name];
	return Array.isArray(list) ? list : [];
};

/** Fails unless the response is a PDF of the size that a rendered document has. */
async function expectPdf(...[path, body, method]: [string, unknown?, string?]): Promise<Headers> {
	const { status, headers, bytes } = await ask(emulator, path, body, method);
	expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
	expect(bytes.length).toBeGreaterThan(5000);
	return headers;
}

it('What is public has the shapes that an SDK reads, and a template can be used with a color and a font that it lists', async () => {
	emulator = await startEmulator();
	const counted = async (name: string) => listIn(await get(`/v1/${name}`), name);
	const [templates, fonts, languages] = [
		await counted('templates'),
		await counted('fonts'),
		await counted('languages'),
	];
	expect([templates.length, fonts.length, languages.length]).toEqual([22, 21, 14]);
	for (const font of fonts) expect(font).toEqual({ family: text, label: text });
	for (const language of languages) expect(language).toEqual({ code: text, name: text });
	for (const template of templates) {
		expect(template).toEqual({
			id: text,
			name: text,
			atsScore: number,
			layoutType: text,
			supportsProfileImage: expect.any(Boolean),
			defaults: {
				pageSize: text,
				spacing: number,
				fontSize: number,
				font: text,
				pageNumbering: text,
			},
		});
		const one = await get(`/v1/templates/${String(template.id)}`);
		expect(one).toMatchObject(template);
		const looks = { colors: listIn(one, 'availableColors'), fonts: listIn(one, 'availableFonts') };
		expect(looks.colors.length).toBeGreaterThan(1);
		expect(looks.fonts).toContainEqual({ family: Object(one.defaults).font, label: text });
		// A PDF takes its time, so the first one stands for all.
		if (template !== templates[0]) continue;
		await expectPdf(
			'/v1/resumes/res_hannah_doyle/render',
			{
				templateId: template.id,
				colorId: looks.colors.at(-1)?.id,
				font: looks.fonts.at(-1)?.family,
			},
			'PUT',
		);
	}
	expect((await ask(emulator, '/v1/templates/NONE')).status).toBe(404);
});

it('What is public needs no key', async () => {
	emulator = await startEmulator();
	for (const path of ['templates', 'templates/ONYX', 'fonts', 'languages']) {
		expect((await fetch(`${emulator.url}/v1/${path}`)).status).toBe(200);
	}
	expect((await fetch(`${emulator.url}/v1/cover-letters`)).status).toBe(401);
});

describe.each<Dialect>(['documented', 'sdk'])('In the %s dialect', (dialect) => {
	it("an SDK's calls get the shapes that it reads", async () => {
		emulator = await startEmulator({ dialect });
		const resumes = await get('/v1/resumes?limit=2');
		expect(resumes).toMatchObject({ total: 24, limit: 2, offset: 0 });
		const [first] = listIn(resumes, 'items');
		expect(first).toEqual({
			id: number,
			resumeId: text,
			title: text,
			isDefault: true,
			createdAt: text,
			updatedAt: text,
		});
		const resumeId = String(first?.resumeId);
		expect(await get(`/v1/resumes/${resumeId}`)).toMatchObject({ resumeId, data: {} });

		const letters = await get('/v1/cover-letters');
		expect(letters).toMatchObject({ total: 8, limit: 20, offset: 0 });
		const [letter] = listIn(letters, 'items');
		expect(letter).toMatchObject({ id: number, coverLetterId: UUID, title: text });
		const letterPath = `/v1/cover-letters/${String(letter?.coverLetterId)}`;
		expect(await get(letterPath)).toMatchObject({ data: { letterContent: text } });

		emulator.ledger.clear();
		await expectPdf(`${letterPath}/render`, { templateId: 'ONYX' }, 'PUT');
		await expectPdf('/v1/export', { resumeId, templateId: 'COBALT', showProfileImage: false });
		const job = { resumeId, jobDescription: POSTING, positionName: 'Engineer' };
		const tailored = await expectPdf('/v1/tailor', job);
		const written = await expectPdf('/v1/cover-letters/generate', job);
		expect(emulator.ledger.credits).toBe(1 + 1 + 3 + 2);
		const own = await get(`/v1/resumes/${tailored.get('x-resume-id')}`);
		expect(own).toMatchObject({ resumeId: UUID, title: 'Hannah Doyle – Engineer' });
		const ownLetter = await get(`/v1/cover-letters/${written.get('x-cover-letter-id')}`);
		expect(ownLetter).toMatchObject({ coverLetterId: UUID });

		const { headers, text: events } = await stream(emulator, { body: job });
		expect(headers['x-resume-id']).toEqual(UUID);
		const names = events.match(/^event: .*/gm) ?? [];
		if (dialect === 'sdk') {
			expect(names.at(0)).toBe('event: progress');
			expect(names.at(-1)).toBe('event: complete');
		} else {
			expect(names).toEqual([]);
			expect(dataOf(events).at(-1)).toEqual({ type: 'done' });
		}
	});

	it('a reader of the documentation gets the shapes that it names', async () => {
		emulator = await startEmulator({ dialect, resumeListShape: 'doc' });
		const times = { createdAt: text, updatedAt: text };
		for (const name of ['resumes', 'cover-letters']) {
			const list = await get(`/v1/${name}?limit=3`);
			expect(list).toEqual({ data: expect.any(Array) });
			const rows = listIn(list, 'data');
			expect(rows).toHaveLength(3);
			for (const row of rows) {
				expect(row).toEqual({ id: text, title: text, ...times });
				const one = await get(`/v1/${name}/${String(row.id)}`);
				if (name === 'resumes') {
					expect(one).toMatchObject({
						data: { ...row, sections: { experience: expect.any(Array) } },
					});
				} else {
					const { id, ...rest } = row;
					expect(one).toMatchObject({ coverLetterId: id, ...rest, letterContent: text });
				}
			}
		}
	});
});
