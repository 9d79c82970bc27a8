import { createHash } from 'node:crypto';
import { Busboy } from '@fastify/busboy';
import { bodyOf, fileOf, type ApiRequest } from '../../../nodes/Laddro/api/request';

const KIB = 1024;
const TYPE = 'application/pdf';
const SIZES = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 128 * KIB, 1_000_003, 10 * KIB * KIB];

/** Bytes of which no two pieces are the same. */
function bytesOf(size: number): Buffer {
	const bytes = Buffer.alloc(size);
	for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8) * 17 + (at >> 16)) & 255;
	return bytes;
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function chunksOf(file: File): Promise<Uint8Array[]> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.stream()) chunks.push(chunk);
	return chunks;
}

/** The form in which the file is sent, as it goes over the network. */
function formWith(file: File, onSent = () => {}): Response {
	const request: ApiRequest = {
		method: 'POST',
		path: '/v1/tailor',
		body: { jobDescription: 'Käsin "tehty"' },
		file: { content: file, hash: '' },
	};
	const body = bodyOf(request, onSent);
	if (!(body instanceof FormData)) throw new Error('Not a form');
	return new Response(body);
}

describe('A file that is sent from the memory in which it is', () => {
	it.each(SIZES)('It has its size, its name and its type: %d bytes.', (size) => {
		const file = fileOf(bytesOf(size), 'cv.pdf', TYPE);
		expect(file).toBeInstanceOf(File);
		expect([file.size, file.name, file.type]).toEqual([size, 'cv.pdf', TYPE]);
	});

	it.each(SIZES)('Its bytes are the same each time that it is read: %d bytes.', async (size) => {
		const bytes = bytesOf(size);
		const file = fileOf(bytes, 'cv.pdf', TYPE);
		for (let time = 0; time < 2; time++) {
			const chunks = await chunksOf(file);
			expect(digest(Buffer.concat(chunks))).toBe(digest(bytes));
			expect(chunks).toHaveLength(Math.ceil(size / (64 * KIB)));
		}
	});

	it('It may be read twice at the same time.', async () => {
		const bytes = bytesOf(200_000);
		const file = fileOf(bytes, 'cv.pdf', TYPE);
		const both = await Promise.all([chunksOf(file), chunksOf(file)]);
		for (const chunks of both) expect(digest(Buffer.concat(chunks))).toBe(digest(bytes));
	});

	it('It is no copy.', async () => {
		const bytes = bytesOf(200_000);
		const chunks = await chunksOf(fileOf(bytes, 'cv.pdf', TYPE));
		expect(chunks.every(({ buffer }) => buffer === bytes.buffer)).toBe(true);
	});

	it('It has only its own bytes of a memory that it shares.', async () => {
		const bytes = Buffer.from('before%PDF-after').subarray(6, 11);
		expect(Buffer.concat(await chunksOf(fileOf(bytes, 'cv.pdf', TYPE))).toString()).toBe('%PDF-');
	});
});

describe('The form of such a file', () => {
	it.each(SIZES)('It is read as it was sent, and once more: %d bytes.', async (size) => {
		const bytes = bytesOf(size);
		const file = fileOf(bytes, 'cv.pdf', TYPE);
		for (let time = 0; time < 2; time++) {
			const form = await formWith(file).formData();
			const part = form.get('file');
			if (!(part instanceof File)) throw new Error('Not a file');
			expect(digest(new Uint8Array(await part.arrayBuffer()))).toBe(digest(bytes));
			expect(part.type).toBe(TYPE);
			expect(form.get('jobDescription')).toBe('Käsin "tehty"');
		}
	});

	it.each(['cv.pdf', 'läpi 履歴書 😀.pdf', 'é.docx', 'a/b.pdf', 'x'.repeat(300), 'cv; a=b.pdf'])(
		'Its name arrives as it is: %j.',
		async (name) => {
			const part = (await formWith(fileOf(bytesOf(9), name, TYPE)).formData()).get('file');
			expect(part).toMatchObject({ name, size: 9 });
		},
	);

	it('Each chunk of it is told when it is sent.', async () => {
		let sent = 0;
		const form = formWith(fileOf(bytesOf(200_000), 'cv.pdf', TYPE), () => sent++);
		expect(sent).toBe(0);
		await form.arrayBuffer();
		expect(sent).toBe(4);
	});

	it('A server that has another library reads the same.', async () => {
		const bytes = bytesOf(300_000);
		const sent = formWith(fileOf(bytes, 'läpi 履歴書.pdf', TYPE));
		const type = sent.headers.get('content-type') ?? '';
		const reader = new Busboy({ headers: { 'content-type': type } });
		const read: unknown[] = [];
		reader.on('field', (name, value) => read.push([name, value]));
		reader.on('file', (name, stream, fileName, _encoding, mimeType) => {
			const hash = createHash('sha256');
			stream.on('data', (chunk: Buffer) => hash.update(chunk));
			stream.on('end', () => read.push([name, fileName, mimeType, hash.digest('hex')]));
		});
		const content = Buffer.from(await sent.arrayBuffer());
		await new Promise((resolve, reject) => {
			reader.once('finish', resolve).once('error', reject).end(content);
		});
		expect(read).toEqual([
			['jobDescription', 'Käsin "tehty"'],
			['file', 'läpi 履歴書.pdf', TYPE, digest(bytes)],
		]);
	});
});
