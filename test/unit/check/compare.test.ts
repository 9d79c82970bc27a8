import { compare } from '../../../check/compare';
import type { Exchange } from '../../../check/exchange';

const response = (path: string, body: string | Buffer, headers = {}): Exchange => ({
	request: { method: 'POST', path, stream: false },
	status: 200,
	headers,
	respondedAt: 0,
	chunks: [{ at: 1, bytes: Buffer.from(body) }],
	end: 'close',
	endedAt: 2,
});
const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
const section = (name: string, content: string) =>
	event({ type: 'section', section: name, content });

const stream = response(
	'/v1/tailor',
	section('summary', 'A nurse ') +
		section('summary', 'in Turku') +
		section('skills', '- Triage') +
		event({ type: 'done' }),
	{ 'x-resume-id': 'r1' },
);
const sections = { summary: 'A nurse in Turku', skills: '- Triage' };
const document = {
	document: 'Summary\nA nurse in Turku\n\nSkills\n- Triage',
	sections,
	sectionOrder: ['summary', 'skills'],
	documentId: 'r1',
	complete: true,
};

it('a document with all that the bytes say is right', () => {
	expect(compare('document', [stream], [{ json: document }])).toBeUndefined();
});

it.each([
	['another sections', { sections: { ...sections, skills: '' } }],
	['another sectionOrder', { sectionOrder: ['skills', 'summary'] }],
	['another documentId', { documentId: 'r2' }],
	['another complete', { complete: false }],
	['document lacks words', { document: 'A nurse in Triage' }],
])('a document is reported that has %s', (problem, change) => {
	expect(compare('document', [stream], [{ json: { ...document, ...change } }])).toBe(problem);
});

it('sections are held against the bytes one by one', () => {
	const items = Object.entries(sections).map(([name, content], sectionIndex) => ({
		json: { section: name, content, sectionIndex, sectionCount: 2, complete: true },
	}));
	expect(compare('sections', [stream], items)).toBeUndefined();
	expect(compare('sections', [stream], items.slice(0, 1))).toMatch(/^1 items instead of 2/);
	items[1]!.json.content = 'Triage';
	expect(compare('sections', [stream], items)).toBe('another content');
});

it('a file is held against the bytes', () => {
	const pdf = Buffer.from('%PDF-1.7 %%EOF');
	const items = (bytes: Buffer) => [
		{
			json: { complete: true },
			binary: { data: { data: bytes.toString('base64'), mimeType: 'application/pdf' } },
		},
	];
	expect(compare('file', [response('/v1/export', pdf)], items(pdf))).toBeUndefined();
	expect(compare('file', [response('/v1/export', pdf)], items(pdf.subarray(1)))).toBe(
		'1 files, 0 of 1 as sent',
	);
});

it('stored documents are held against the fields, with the id that other calls take', () => {
	const row = { id: 7, resumeId: 'r1', title: 'Nurse' };
	const list = response('/v1/resumes', JSON.stringify({ items: [row], total: 1 }));
	expect(compare('rows', [list], [{ json: { ...row, id: 'r1' } }])).toBeUndefined();
	expect(compare('rows', [list], [{ json: { ...row } }])).toBe('another id');
	const one = response('/v1/resumes/r1', JSON.stringify(row));
	expect(compare('rows', [one], [{ json: { ...row, id: 'r1', title: 'Doctor' } }])).toBe(
		'another title',
	);
});

it('a document that was read back is complete, or it is reported', () => {
	const ids = response('/v1/tailor', event({ type: 'done', resumeId: 'r1' }));
	const get = response('/v1/resumes/r1', '{}');
	const given = [ids, { ...get, request: { ...get.request, method: 'GET' as const } }];
	expect(compare('document', given, [{ json: { complete: true } }])).toBeUndefined();
	expect(compare('document', given, [])).toBe('no complete document');
});
