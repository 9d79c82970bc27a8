import type { StoredFile } from '../../../nodes/Laddro/output/files';
import { applicationFilesItem, fileItem } from '../../../nodes/Laddro/output/items';

/** A file that n8n has stored elsewhere. */
const stored = (fileName: string, fileSize: number): StoredFile => ({
	fileName,
	mimeType: 'application/pdf',
	fileSize,
	binary: { data: 'filesystem-v2', mimeType: 'application/pdf', id: `filesystem:${fileName}` },
});

const RESUME = stored('resume.pdf', 5);
const LETTER = stored('cover-letter.pdf', 6);
const IS_PAID =
	'The PDF file is complete and paid for, but a tool can only return text. Do not ask for it again.';
const IS_STORED = `${IS_PAID} Laddro has stored the document under its documentId.`;

describe('The output item of a file', () => {
	const owner = { operation: 'tailor', resumeId: 'res_1', documentId: 'res_9' };

	it('It says of the file what it is, and nothing of where it is stored.', () => {
		const { json, binary } = fileItem(owner, RESUME, 'cv');
		expect(Object.entries(json)).toEqual([
			['fileName', 'resume.pdf'],
			['mimeType', 'application/pdf'],
			['fileSize', 5],
			['operation', 'tailor'],
			['resumeId', 'res_1'],
			['documentId', 'res_9'],
			['complete', true],
		]);
		expect(binary).toEqual({ cv: RESUME.binary });
	});

	it('An id that the response does not name is left out.', () => {
		const { json } = fileItem({ operation: 'tailor', resumeId: null }, RESUME, 'data');
		expect(json).not.toHaveProperty('documentId');
		expect(json.resumeId).toBeNull();
	});

	it('A model gets a word about the file instead of it.', () => {
		expect(fileItem(owner, RESUME, 'data').forTool).toEqual({
			fileName: 'resume.pdf',
			documentId: 'res_9',
			complete: true,
			note: IS_STORED,
		});
	});

	it('A model is not told of an id that there is none of.', () => {
		const nameless = { operation: 'tailor', resumeId: null };
		expect(fileItem(nameless, RESUME, 'data').forTool).toEqual({
			fileName: 'resume.pdf',
			complete: true,
			note: IS_PAID,
		});
	});
});

describe('The output item of the files of a resume and its letter', () => {
	const owner = {
		operation: 'both',
		resumeId: null,
		documentId: 'res_9',
		coverLetterId: 'let_9',
	};
	const FIELDS = ['cv', 'letter'] as const;

	it('It has both, each in its own field.', () => {
		const { json, binary } = applicationFilesItem(owner, RESUME, LETTER, FIELDS);
		expect(Object.entries(json)).toEqual([
			['fileName', 'resume.pdf'],
			['mimeType', 'application/pdf'],
			['fileSize', 5],
			['coverLetterFileName', 'cover-letter.pdf'],
			['coverLetterFileSize', 6],
			['operation', 'both'],
			['resumeId', null],
			['documentId', 'res_9'],
			['coverLetterId', 'let_9'],
			['complete', true],
		]);
		expect(binary).toEqual({ cv: RESUME.binary, letter: LETTER.binary });
	});

	it('It says so where the file is as it came.', () => {
		const { json, binary } = applicationFilesItem(owner, RESUME, undefined, FIELDS);
		expect(Object.entries(json)).toEqual([
			['fileName', 'resume.pdf'],
			['mimeType', 'application/pdf'],
			['fileSize', 5],
			['operation', 'both'],
			['resumeId', null],
			['documentId', 'res_9'],
			['coverLetterId', 'let_9'],
			['unpacked', false],
			['complete', true],
		]);
		expect(binary).toEqual({ cv: RESUME.binary });
	});

	it('A model gets the names of the files, and both ids.', () => {
		expect(applicationFilesItem(owner, RESUME, LETTER, FIELDS).forTool).toEqual({
			fileName: 'resume.pdf',
			coverLetterFileName: 'cover-letter.pdf',
			documentId: 'res_9',
			coverLetterId: 'let_9',
			complete: true,
			note: IS_STORED,
		});
	});

	it('A model gets no id and no name that is not known.', () => {
		const nameless = { operation: 'both', resumeId: null };
		expect(applicationFilesItem(nameless, RESUME, undefined, FIELDS).forTool).toEqual({
			fileName: 'resume.pdf',
			complete: true,
			note: IS_PAID,
		});
	});
});
