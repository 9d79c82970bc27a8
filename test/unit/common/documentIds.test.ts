import { readDocumentIds } from '../../../nodes/Laddro/common/documentIds';

describe('The ids under which Laddro has stored a result', () => {
	it.each([
		[{ resumeId: 'res_1' }, { resumeId: 'res_1' }],
		[{ coverLetterId: 'let_1' }, { coverLetterId: 'let_1' }],
		[
			{ resumeId: 'res_1', coverLetterId: 'let_1', id: 17, type: 'done' },
			{ resumeId: 'res_1', coverLetterId: 'let_1' },
		],
		[{ resumeId: ' res_1\n' }, { resumeId: 'res_1' }],
		[{ type: 'complete', data: { coverLetterId: 'let_1' } }, { coverLetterId: 'let_1' }],
		[{ resumeId: 'res_1', resume: { resumeId: 'res_2' } }, { resumeId: 'res_1' }],
		[{ resumeId: 'x'.repeat(200) }, { resumeId: 'x'.repeat(200) }],
	])('They are read from %j.', (fields, ids) => {
		expect(readDocumentIds(fields)).toStrictEqual(ids);
	});

	it.each([
		{},
		{ id: 'res_1' },
		{ resumeId: '' },
		{ resumeId: '  ' },
		{ resumeId: 17, coverLetterId: null },
		{ resumeId: ['res_1'] },
		{ resumeId: '../../other' },
		{ resumeId: '..' },
		{ resumeId: 'a?b' },
		{ resumeId: 'half \ud83d' },
		{ resumeId: 'x'.repeat(201) },
		undefined,
		null,
		'res_1',
		['res_1'],
		{ other: { resumeId: 'res_1' } },
	])('There are none in %j.', (fields) => {
		expect(readDocumentIds(fields)).toStrictEqual({});
	});
});
