import { fileOfType } from '../../../nodes/Laddro/api/readFile';
import { settle } from '../fakeClock';
import { response, type BodyEnd } from './fakeApi';
import { FakeTimer } from './fakeTimer';

const PDF = '%PDF-1.7\nhello\n%%EOF\n';
/** A ZIP file without any entry, which is the record at its end alone. */
const ZIP = `PK\u0005\u0006${'\0'.repeat(18)}`;

const reply = (content: string, headers: Record<string, unknown> = {}, end?: BodyEnd) =>
	response(
		200,
		[Buffer.from(content, 'latin1')],
		{ 'content-type': 'application/pdf', ...headers },
		end,
	);

const anyType = fileOfType('pdf', 'zip');

const read = async (...parts: Parameters<typeof reply>) =>
	await anyType.read(reply(...parts), new FakeTimer());

const CUT = { failure: { kind: 'interrupted', cause: 'fileCut' } };
const NOT_THE_FILE = { failure: { kind: 'interrupted', cause: 'notTheFile' } };

describe('A file of another type than was asked for', () => {
	it.each([
		['application/zip', ZIP, 'pdf'],
		['application/pdf', PDF, 'zip'],
	] as const)('Of %s nothing is read.', async (type, content, wanted) => {
		const page = reply(content, { 'content-type': type });
		const result = await fileOfType(wanted).read(page, new FakeTimer());
		expect(result).toEqual({
			failure: { kind: 'unexpectedAnswer', expected: 'file', statusCode: 200, contentType: type },
		});
	});

	it('It is not taken either where only its bytes tell what it is.', async () => {
		const headers = { 'content-type': 'application/octet-stream' };
		expect(await fileOfType('pdf').read(reply(ZIP, headers), new FakeTimer())).toEqual(
			NOT_THE_FILE,
		);
	});
});

describe('A file that is whole', () => {
	it('It is returned with its type, its bytes and its name.', async () => {
		expect(await read(PDF, { 'content-disposition': 'attachment; filename="cv.pdf"' })).toEqual({
			value: { type: 'pdf', content: Buffer.from(PDF), fileName: 'cv.pdf' },
		});
	});

	it('It has no name where the response gives it none.', async () => {
		expect(await read(PDF)).toEqual({
			value: { type: 'pdf', content: Buffer.from(PDF), fileName: undefined },
		});
	});

	it('Its name has the ending of what it is.', async () => {
		const headers = {
			'content-type': 'application/zip',
			'content-disposition': 'attachment; filename=both.pdf',
		};
		expect(await read(ZIP, headers)).toMatchObject({ value: { fileName: 'both.pdf.zip' } });
	});

	it('Its bytes are joined in order, and each chunk counts as an arrival.', async () => {
		const timer = new FakeTimer();
		const chunks = ['%PD', 'F-1.7 ä', '%%EOF'].map((text) => Buffer.from(text));
		const result = await fileOfType('pdf').read(
			response(200, chunks, { 'content-type': 'application/pdf' }),
			timer,
		);
		expect(result).toMatchObject({ value: { content: Buffer.concat(chunks) } });
		expect(timer.arrivals).toBe(3);
	});

	it.each([
		['application/pdf', PDF, 'pdf'],
		['application/x-pdf', PDF, 'pdf'],
		['', PDF, 'pdf'],
		[undefined, ZIP, 'zip'],
		['Application/PDF; charset=binary', PDF, 'pdf'],
		[' application/pdf ;name="x;y"', PDF, 'pdf'],
		['application/zip', ZIP, 'zip'],
		['application/x-zip', ZIP, 'zip'],
		['application/x-zip-compressed', ZIP, 'zip'],
		['application/zip-compressed', ZIP, 'zip'],
		['application/octet-stream', PDF, 'pdf'],
		['application/octet-stream; x=y', ZIP, 'zip'],
		['binary/octet-stream', PDF, 'pdf'],
		['application/x-download', PDF, 'pdf'],
		['application/force-download', ZIP, 'zip'],
	])('The content type %j is taken for what its bytes are.', async (contentType, content, type) => {
		expect(await read(content, { 'content-type': contentType })).toMatchObject({
			value: { type },
		});
	});
});

describe('A response that is no file', () => {
	it.each([
		'text/html; charset=utf-8',
		'text/event-stream',
		'application/pdfx',
		'xapplication/pdf',
		'application/zipx',
		'xapplication/zip',
		'application/octet-streams',
		'x-binary/octet-stream',
		'text/html; application/pdf',
		'image/png',
	])('The content type %j is refused, and the response is closed unread.', async (contentType) => {
		const page = reply(PDF, { 'content-type': contentType }, 'hold');
		const timer = new FakeTimer();
		expect(await anyType.read(page, timer)).toEqual({
			failure: { kind: 'unexpectedAnswer', expected: 'file', statusCode: 200, contentType },
		});
		expect(page.body.destroyed).toBe(true);
		expect(timer.arrivals).toBe(0);
	});

	it.each([
		['{"data":{"resumeId":"res_9"}}', { resumeId: 'res_9' }],
		['{"resume', {}],
	])('The ids are known that its JSON names: %s', async (body, ids) => {
		const failure = { kind: 'unexpectedAnswer', expected: 'file' };
		expect(await read(body, { 'content-type': 'application/json' })).toMatchObject({
			failure,
			ids,
		});
	});

	it.each([
		['a page that is called a PDF', '<html>%PDF %%EOF', 'application/pdf'],
		['a ZIP file that is called a PDF', ZIP, 'application/pdf'],
		['a PDF that is called a ZIP file', PDF, 'application/zip'],
		['a page of no declared type', '<html>', 'application/octet-stream'],
		['a page without any type', '<html>', undefined],
		['nothing at all', '', 'application/octet-stream'],
		['nothing at all that is called a PDF', '', 'application/pdf'],
		['a PDF that begins too late', `${' '.repeat(1020)}%PDF-1.7 %%EOF`, 'application/pdf'],
		['the beginning of the beginning', '%PDF', 'application/pdf'],
	])('What came is refused when it is %s.', async (_, content, contentType) => {
		expect(await read(content, { 'content-type': contentType })).toEqual(NOT_THE_FILE);
	});
});

describe('A file that is not whole', () => {
	const length = (bytes: number | string) => ({ 'content-length': String(bytes) });

	it.each([
		['no end', '%PDF-1.7\nhello\n', {}],
		['no end, and all that was announced', '%PDF-1.7\n', length(9)],
		['half an end', '%PDF-1.7\n%%EO', {}],
		['an end that is too far from its last byte', `%PDF-1.7\n%%EOF${'x'.repeat(1020)}`, {}],
	])('It is cut when it has %s.', async (_, content, headers) => {
		expect(await read(content, headers)).toEqual(CUT);
	});

	it.each([
		['has exactly the announced length', PDF, length(PDF.length)],
		['is longer than announced', PDF, length(1)],
		['begins after headers of another program', `${' '.repeat(1019)}${PDF}`, {}],
		['has an end 1,024 bytes before its last', `%PDF-1.7\n%%EOF${'x'.repeat(1019)}`, {}],
		['is padded after its end', `%PDF-1.7\n%%EOF${'\0'.repeat(5000)}`, {}],
		['is shorter than what was announced, as n8n unpacked it', PDF, length(PDF.length + 28)],
		['has a length that is no number', PDF, length('many')],
		['has a length with a fraction', PDF, length('1000.5')],
		['has a length that is a list', PDF, { 'content-length': ['1000'] }],
		['has the length of its compressed form', PDF, { ...length(1000), 'content-encoding': 'gzip' }],
	])('It is whole when it %s.', async (_, content, headers) => {
		expect(await read(content, headers)).toMatchObject({ value: { content: expect.any(Buffer) } });
	});

	it('A ZIP file may have a comment of 64 KiB after its end, and no more.', async () => {
		const type = { 'content-type': 'application/zip' };
		expect(await read(ZIP + 'x'.repeat(65_535), type)).toMatchObject({
			value: { content: expect.any(Buffer) },
		});
		expect(await read(`PK\u0003\u0004${ZIP}${'x'.repeat(65_536)}`, type)).toEqual(CUT);
		expect(await read('PK\u0003\u0004 and nothing else', type)).toEqual(CUT);
	});

	it('It is interrupted when its connection is cut.', async () => {
		const { value, failure } = await read(PDF, {}, 'cut');
		expect(value).toBeUndefined();
		expect(failure).toEqual({ kind: 'interrupted', cause: 'connectionCut' });
	});

	it('It is closed when its time is up.', async () => {
		const slow = reply('%PDF-', {}, 'hold');
		const timer = new FakeTimer();
		const result = anyType.read(slow, timer);
		await settle();
		timer.endWith({ kind: 'stopped' });
		expect((await result).failure).toEqual({ kind: 'stopped' });
		expect(slow.body.destroyed).toBe(true);
	});
});
