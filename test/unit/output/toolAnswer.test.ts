import { toolAnswer } from '../../../nodes/Laddro/output/toolAnswer';

const binary = { data: { data: 'JVBERi0=', mimeType: 'application/pdf' } };

describe("An output item for an agent's model", () => {
	it('A document comes without its sections, with the id under which it is stored.', () => {
		const json = {
			document: '# Text',
			format: 'markdown',
			operation: 'tailor',
			resumeId: 'res_1',
			documentId: 'res_9',
			sections: { a: 'Text' },
			sectionOrder: ['a'],
			sectionCount: 1,
			complete: false,
			interruption: 'Cut',
		};
		expect(Object.entries(toolAnswer({ json }).json)).toEqual([
			['document', '# Text'],
			['format', 'markdown'],
			['documentId', 'res_9'],
			['complete', false],
			['interruption', 'Cut'],
		]);
	});

	it('A resume and its letter come with both ids.', () => {
		const json = {
			resume: 'R',
			coverLetter: null,
			format: 'text',
			operation: 'both',
			resumeId: null,
			documentId: 'res_9',
			coverLetterId: 'let_9',
			resumeSections: {},
			coverLetterSections: {},
			complete: true,
		};
		expect(toolAnswer({ json })).toEqual({
			json: {
				resume: 'R',
				coverLetter: null,
				format: 'text',
				documentId: 'res_9',
				coverLetterId: 'let_9',
				complete: true,
			},
		});
	});

	it('A file is left out, since it can not reach a model, and the item says so.', () => {
		const json = {
			fileName: 'resume.pdf',
			mimeType: 'application/pdf',
			fileSize: 5,
			coverLetterFileName: 'cover-letter.pdf',
			coverLetterFileSize: 6,
			operation: 'both',
			resumeId: null,
			documentId: 'res_9',
			coverLetterId: 'let_9',
			complete: true,
		};
		expect(toolAnswer({ json, binary })).toEqual({
			json: {
				fileName: 'resume.pdf',
				coverLetterFileName: 'cover-letter.pdf',
				documentId: 'res_9',
				coverLetterId: 'let_9',
				complete: true,
				note: expect.stringMatching(/can only return text\. Do not ask for it again\./),
			},
		});
	});

	it.each([
		{ title: 'Skills', content: 'SQL', section: 'skills' },
		{ id: 'res_1', title: 'Engineer', summary: 'Long' },
	])('Any other item has nothing twice, and stays as it is: %j', (json) => {
		const item = { json };
		expect(toolAnswer(item)).toBe(item);
	});
});
