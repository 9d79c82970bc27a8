import {
	documentIdOf,
	documentRequest,
	savedDocuments,
} from '../../../nodes/Laddro/api/savedDocuments';

describe("The account's stored documents", () => {
	it.each([
		['resume', '/v1/resumes'],
		['coverLetter', '/v1/cover-letters'],
	] as const)('The list and each single one of the type %s are below %s.', (type, path) => {
		expect(savedDocuments[type].listPath).toBe(path);
		expect(documentRequest(type, 'doc_1')).toEqual({ method: 'GET', path: `${path}/doc_1` });
	});

	it.each([
		['a/b', 'a%2Fb'],
		['../../v1/export', '..%2F..%2Fv1%2Fexport'],
		['a b', 'a%20b'],
		['a?x=1#y', 'a%3Fx%3D1%23y'],
		['履歴書', '%E5%B1%A5%E6%AD%B4%E6%9B%B8'],
	])('The id "%s" can not reach another address.', (id, encoded) => {
		expect(documentRequest('resume', id).path).toBe(`/v1/resumes/${encoded}`);
		expect(savedDocuments.coverLetter.pdf(id, {}).path).toBe(`/v1/cover-letters/${encoded}/render`);
	});

	it('The PDF of a resume is an export, with the looks and the id in the body.', () => {
		expect(savedDocuments.resume.pdf('res/1', { templateId: 'COBALT', fontSize: 11 })).toEqual({
			method: 'POST',
			path: '/v1/export',
			body: { templateId: 'COBALT', fontSize: 11, resumeId: 'res/1' },
		});
	});

	it('No look can name another resume.', () => {
		expect(savedDocuments.resume.pdf('res_1', { resumeId: 'res_2' }).body).toEqual({
			resumeId: 'res_1',
		});
	});

	it('The PDF of a letter is rendered, with the looks as the body where there are any.', () => {
		expect(savedDocuments.coverLetter.pdf('let_1', { font: 'Inter' })).toEqual({
			method: 'PUT',
			path: '/v1/cover-letters/let_1/render',
			body: { font: 'Inter' },
		});
		expect(savedDocuments.coverLetter.pdf('let_1', {})).not.toHaveProperty('body');
	});
});

describe('The id of a document that other calls take', () => {
	it.each([
		['resume', { resumeId: 'uuid', id: 17 }, 'uuid'],
		['resume', { resumeId: 'uuid', id: 'other' }, 'uuid'],
		['resume', { id: 'uuid' }, 'uuid'],
		['resume', { resumeId: '', id: 'uuid' }, 'uuid'],
		['resume', { resumeId: 17, id: 18 }, undefined],
		['resume', { title: 'Engineer' }, undefined],
		['coverLetter', { coverLetterId: 'letter', id: 17 }, 'letter'],
		// The resume that the letter was written from.
		['coverLetter', { resumeId: 'resume', coverLetterId: 'letter', id: 17 }, 'letter'],
		['coverLetter', { resumeId: 'resume', id: 'letter' }, 'letter'],
	] as const)('Of the type %s it is, in %j, %j.', (type, row, id) => {
		expect(documentIdOf(type, row)).toBe(id);
	});
});
