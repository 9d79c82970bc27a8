import { resume } from '../../../nodes/Laddro/parameters/resume';
import { inlineFile, textOf } from './binaryHelpers';
import { BadExpression, contextOf, parametersWith } from './context';

const FILE = inlineFile('%PDF-1.7', { fileName: 'cv.pdf' });
const files = { data: FILE, letter: inlineFile('%PDF-letter') };

const readId = (value: unknown) => resume.read(parametersWith({ resumeId: value }));
const readFile = (resumeFile: unknown) =>
	resume.read(parametersWith({ resumeSource: 'file', resumeFile }, files));

/** The bytes of the file that is to be sent. */
async function bytesOf(resumeFile: unknown): Promise<string> {
	const choice = readFile(resumeFile);
	if (!choice.ok || choice.value.source !== 'file') throw new Error('No file');
	const file = await choice.value.file.read();
	return file.ok ? await textOf(file.value.content) : '';
}

describe('A resume from Laddro', () => {
	it.each([
		[{ mode: 'list', value: 'res_2' }, 'res_2'],
		[{ mode: 'id', value: ' res_2 ' }, 'res_2'],
		['res_2', 'res_2'],
		[17, '17'],
	])('The id of %j is "%s".', (value, resumeId) => {
		expect(readId(value)).toEqual({ ok: true, value: { source: 'laddro', resumeId } });
	});

	it.each([{ mode: 'list', value: '' }, { mode: 'id', value: '  ' }, '', '   ', null, undefined])(
		'The default resume is used for %j.',
		(value) => {
			// A parameter that is not set at all has a default in these tests.
			expect(readId(value ?? null)).toEqual({
				ok: true,
				value: { source: 'laddro', resumeId: undefined },
			});
		},
	);

	it('Anything but text is refused.', () => {
		expect(readId({ id: 1 })).toMatchObject({
			ok: false,
			failure: { message: "'Resume' is not text", advice: 'Enter text.' },
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(readId(new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
	});

	it('It is the source when none is chosen, and no file is looked for.', () => {
		for (const resumeSource of [null, '']) {
			const { asked, parameters } = contextOf([{ resumeSource, resumeId: 'res_2' }]);
			expect(resume.read(parameters())).toMatchObject({ value: { source: 'laddro' } });
			expect(asked).toEqual(['resumeSource', 'resumeId']);
		}
	});
});

describe('A resume from a file', () => {
	it.each([
		['letter', '%PDF-letter'],
		[' letter ', '%PDF-letter'],
		['', '%PDF-1.7'],
		[null, '%PDF-1.7'],
	])('The binary field %j holds it.', async (field, bytes) => {
		expect(await bytesOf(field)).toBe(bytes);
	});

	it('An expression may give the file itself.', async () => {
		expect(await bytesOf(inlineFile('%PDF-own'))).toBe('%PDF-own');
	});

	it('The resume of Laddro is not looked at.', () => {
		const { asked, parameters } = contextOf([{ resumeSource: 'file' }], files);
		expect(resume.read(parameters())).toMatchObject({ ok: true, value: { source: 'file' } });
		expect(asked).toEqual(['resumeSource', 'resumeFile']);
	});

	it("A field that the item does not have is a failure in n8n's words.", () => {
		expect(readFile('nothing')).toMatchObject({
			ok: false,
			failure: { kind: 'parameter', message: expect.stringContaining("contain 'nothing'") },
		});
	});

	it.each([[[]], [true], [{ data: 'JVBERi0=' }], [{ mimeType: 1, data: 'x' }]])(
		'The value %j is neither a field nor a file.',
		(value) => {
			expect(readFile(value)).toMatchObject({
				ok: false,
				failure: { message: "'Input Binary Field' is not text" },
			});
		},
	);

	it('A file that lies elsewhere may be given without the data that expressions leave out.', async () => {
		const resumeFile = { id: 'f1', mimeType: 'application/pdf' };
		const parameters = parametersWith({ resumeSource: 'file', resumeFile }, files, {
			f1: Buffer.from('%PDF-stored'),
		});
		const choice = resume.read(parameters);
		if (!choice.ok || choice.value.source !== 'file') throw new Error('No file');
		expect(await choice.value.file.check()).toBeUndefined();
		const read = await choice.value.file.read();
		expect(read.ok && (await textOf(read.value.content))).toBe('%PDF-stored');
	});

	it('A file whose content an expression has left out is refused with what to enter.', () => {
		expect(readFile({ mimeType: 'application/pdf', fileName: 'cv.pdf' })).toMatchObject({
			ok: false,
			failure: {
				message: "'Input Binary Field' has a file without its content",
				advice: expect.stringMatching(/^Enter the field's name, e\.g\. data/),
			},
		});
	});

	it('An expression that fails is the failure.', () => {
		expect(readFile(new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
	});
});

describe('The source of the resume', () => {
	it('Any other source is refused.', () => {
		expect(resume.read(parametersWith({ resumeSource: 'web' }))).toMatchObject({
			failure: {
				message: "'Resume Source' has an unknown value",
				advice: 'Use one of: laddro, file.',
			},
		});
	});
});
