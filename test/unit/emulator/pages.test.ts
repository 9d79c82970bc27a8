import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { multilingualPeople, people, startEmulator, type Emulator } from '../../../emulator';
import { renderFile } from '../../../emulator/content/pdf';
import { draft } from '../../../emulator/content/write';
import { ask, POSTING } from './client';

// A process of its own reads the pages, which takes seconds on a busy machine.
jest.setTimeout(60_000);

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
	emulator = await startEmulator();
	folder = await mkdtemp(join(tmpdir(), 'pages-'));
});
afterAll(async () => {
	await emulator.close();
	await rm(folder, { recursive: true });
});

const RESUME = '/v1/tailor';
const LETTER = '/v1/cover-letters/generate';

/** The lines of the PDF for each of these bodies, and how many pages it has. */
async function read(
	path: string,
	bodies: readonly object[],
): Promise<Array<{ lines: string[]; pages: number }>> {
	const files = await Promise.all(
		bodies.map(async (body, n) => {
			const { bytes } = await ask(emulator, path, { jobDescription: POSTING, ...body });
			const file = join(folder, `${n}.pdf`);
			await writeFile(file, bytes);
			return file;
		}),
	);
	const script = join(__dirname, 'readPdfs.mjs');
	const { stdout } = await promisify(execFile)(process.execPath, [script, ...files]);
	const read: ReadonlyArray<{ text: string; pages: number }> = JSON.parse(stdout);
	return read.map(({ text, pages }) => ({
		lines: text
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line !== ''),
		pages,
	}));
}

const everybody = [...people, ...multilingualPeople];

describe('The page of a resume', () => {
	it('has all that the person can tell', async () => {
		const resumes = await read(
			RESUME,
			everybody.map(({ id }) => ({ resumeId: id })),
		);
		for (const [n, { name, email, own }] of everybody.entries()) {
			const { lines = [], pages } = resumes[n] ?? {};
			expect(lines.slice(0, 2)).toEqual([name, own.role]);
			expect(lines[2]).toContain(email);
			// Without spaces, because a line may end within a word.
			const text = lines.join('').replaceAll(' ', '');
			for (const { employer, achievements } of own.jobs) {
				for (const words of [employer, ...achievements]) {
					expect(text).toContain(words.replaceAll(' ', ''));
				}
			}
			// A letter that the font does not have would be a character of this sort.
			expect(text).not.toMatch(/[\0\uFFFD\p{Co}]/u);
			expect(pages).toBe(1);
		}
	});

	it('has headings in its language', async () => {
		const ids = ['res_aino_virtanen', 'res_jonas_mueller', 'res_hannah_doyle'];
		const resumes = await read(
			RESUME,
			ids.map((resumeId) => ({ resumeId })),
		);
		const headings = resumes.map(({ lines }) => lines.filter((line) => /^\p{Lu}{5,}$/u.test(line)));
		expect(headings).toEqual([
			['PROFIILI', 'TYÖKOKEMUS', 'OSAAMINEN', 'KOULUTUS', 'TODISTUKSET', 'KIELITAITO'],
			['PROFIL', 'BERUFSERFAHRUNG', 'KENNTNISSE', 'AUSBILDUNG', 'ZERTIFIKATE', 'SPRACHEN'],
			['PROFILE', 'EXPERIENCE', 'SKILLS', 'EDUCATION', 'CERTIFICATES', 'LANGUAGES'],
		]);
	});

	it('has as many sheets as its letters need', async () => {
		const [large] = await read(RESUME, [{ fontSize: 24, margin: 40, spacing: 2 }]);
		expect(large?.pages).toBeGreaterThan(4);
		expect(large?.lines.join(' ')).toContain('ISO 13485');
	});
});

it('A page that is rendered again has the same bytes', async () => {
	for (const person of everybody) {
		const text = draft('tailor', person, {});
		const [first, second] = [await renderFile(text, {}), await renderFile(text, {})];
		expect(second.bytes.equals(first.bytes)).toBe(true);
	}
});

it('The page of a letter reads like one, without headings', async () => {
	const letters = await read(
		LETTER,
		everybody.map(({ id }) => ({ resumeId: id })),
	);
	for (const [n, { name }] of everybody.entries()) {
		const { lines = [], pages } = letters[n] ?? {};
		expect(lines[0]).toBe(name);
		expect(lines.at(-1)).toBe(name);
		expect(lines.join('\n')).not.toMatch(/greeting|opening|closing|signature/i);
		expect(pages).toBe(1);
	}
});
