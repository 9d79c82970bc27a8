import { setTimeout as sleep } from 'node:timers/promises';
import { pack, zip } from '../content/zip';
import { byteFrames, disposition, fileResponse, type NamedFile } from '../wire/file';
import type { Frame, Response } from '../wire/response';
import type { Fault } from './fault';

const MIB = 1024 * 1024;

/** What is different from the normal response. */
type Change = Pick<Partial<Response>, 'frames' | 'end'> & {
	/** What to send instead of these headers, or undefined to leave them out. */
	readonly headers?: Readonly<Record<string, string | number | undefined>>;
};

const fault =
	(of: 'file' | 'zip', when: Fault['when']) =>
	(description: string, change: (bytes: Buffer, files: readonly NamedFile[]) => Change): Fault => ({
		description,
		when,
		of,
		outcome: ({ files = [] }) => {
			const file = pack(files);
			const normal = fileResponse(file);
			const changes = change(file.bytes, files);
			const headers = Object.entries({ ...normal.headers, ...changes.headers })
				.filter(([, value]) => value !== undefined)
				.map(([name, value]) => [name, String(value)]);
			return { ...normal, ...changes, headers: Object.fromEntries(headers) };
		},
	});

const broken = fault('file', 'within');
const healthy = fault('file', 'healthy');

const brokenZip = fault('zip', 'within');
const healthyZip = fault('zip', 'healthy');

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

/** Empty lines that make a file larger than 64 MiB, of which only one MiB is kept in memory. */
function* padded(bytes: Buffer): Generator<Frame> {
	yield { kind: 'bytes', bytes };
	const lines = Buffer.alloc(MIB, '\n');
	for (let n = 0; n < 65; n++) yield { kind: 'bytes', bytes: lines };
	yield { kind: 'bytes', bytes: bytes.subarray(-64) };
}
const paddedLength = (bytes: Buffer): number => bytes.length + 65 * MIB + 64;

/** A PDF file of this size: empty lines stand before the part in which readers look for its table. */
function enlarged(file: NamedFile, size: number): NamedFile {
	const end = file.bytes.lastIndexOf('startxref');
	const lines = Buffer.alloc(size - file.bytes.length, '\n');
	const bytes = Buffer.concat([file.bytes.subarray(0, end), lines, file.bytes.subarray(end)]);
	return { ...file, bytes };
}

/** What begins and ends like a PDF file, with 33 MiB of spaces in between. */
const bomb = (file: NamedFile): NamedFile => ({
	...file,
	bytes: Buffer.from(`%PDF-1.7\n${' '.repeat(33 * MIB)}\n%%EOF\n`),
});

async function* slowly(bytes: Buffer): AsyncGenerator<Frame> {
	const size = Math.ceil(bytes.length / 10);
	for (let start = 0; start < bytes.length; start += size) {
		if (start > 0) await sleep(100);
		yield { kind: 'bytes', bytes: bytes.subarray(start, start + size) };
	}
}

const page = Buffer.from(
	'<!doctype html><html><body><h1>Sign in to the network</h1></body></html>\n',
);

/** The same ZIP file with rubbish in the middle. */
function damaged(bytes: Buffer): Buffer {
	const quarter = Math.floor(bytes.length / 4);
	return Buffer.from(bytes).fill(0xff, quarter, 3 * quarter);
}

/** Faults of files, all of which cost credits, and unusual but complete files. */
export const inFile = {
	file_truncated: broken('sends half of the file as if it were all', (bytes) => ({
		headers: { 'content-length': half(bytes).length },
		frames: byteFrames(half(bytes)),
	})),
	file_cut: broken('sends half of the file, then cuts the connection', (bytes) => ({
		frames: byteFrames(half(bytes)),
		end: 'cut',
	})),
	file_longer: broken('names half the length of the file that it sends', (bytes) => ({
		headers: { 'content-length': half(bytes).length },
	})),
	file_chunked_cut: broken('sends half of a file of unknown length, then cuts', (bytes) => ({
		headers: { 'content-length': undefined },
		frames: byteFrames(half(bytes)),
		end: 'cut',
	})),
	file_open_cut: broken(
		'sends half of a file that ends when the connection is closed',
		(bytes) => ({
			headers: { 'content-length': undefined, connection: 'close' },
			frames: byteFrames(half(bytes)),
		}),
	),
	file_stall: broken('sends nothing more after half of the file', (bytes) => ({
		frames: byteFrames(half(bytes)),
		end: 'hold',
	})),
	file_html: broken('sends an HTML page that it calls the file', () => ({
		headers: { 'content-length': page.length },
		frames: byteFrames(page),
	})),
	file_too_large: broken('sends a file of more than 64 MiB', (bytes) => ({
		headers: { 'content-length': paddedLength(bytes) },
		frames: padded(bytes),
	})),
	file_too_large_open: broken('sends more than 64 MiB of unknown length', (bytes) => ({
		headers: { 'content-length': undefined },
		frames: padded(bytes),
	})),
	zip_broken: brokenZip('sends a ZIP file with rubbish in the middle', (bytes) => ({
		frames: byteFrames(damaged(bytes)),
	})),
	zip_bomb: brokenZip('sends a small ZIP file that unpacks to more than 64 MiB', (_, files) =>
		fileResponse(zip(files.map(bomb), { level: 1 })),
	),

	file_no_length: healthy('sends a file of unknown length', () => ({
		headers: { 'content-length': undefined },
	})),
	file_large: healthy('sends 20 MB', (_, files) => {
		const large = files.map((file) => enlarged(file, 20_000_000 / files.length));
		return fileResponse(pack(large, { level: 0 }));
	}),
	file_slow: healthy('sends the file within a second', (bytes) => ({ frames: slowly(bytes) })),
	file_no_name: healthy('sends a file without a name', () => ({
		headers: { 'content-disposition': undefined },
	})),
	file_odd_name: healthy('names the file with a path and control characters', () => ({
		headers: {
			'content-disposition':
				'attachment; filename="..\\\\..\\\\etc/pa\tsswd.pdf"; ' +
				"filename*=UTF-8''..%2F..%2Fetc%2Fpa%00ss%0D%0Awd%7F.pdf",
		},
	})),
	file_utf8_name: healthy('names the file in Greek and with an emoji', () => ({
		headers: { 'content-disposition': disposition('Βιογραφικό 🚀 (Müller).pdf') },
	})),
	zip_paths: healthyZip('sends a ZIP file whose names are paths outside of it', (_, files) => {
		const names = ['../../etc/passwd.pdf', 'C:\\Windows\\cover-letter.pdf'];
		return fileResponse(zip(files.map((file, n) => ({ ...file, name: names[n] ?? file.name }))));
	}),
} satisfies Record<string, Fault>;
