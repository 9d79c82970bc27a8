import { setTimeout as sleep } from 'node:timers/promises';
import { bomb, pack, zip } from '../content/zip';
import type { Frame, StreamAnswer } from '../wire/answer';
import { byteFrames, disposition, fileContent, type Content, type NamedFile } from '../wire/file';
import type { FileFault } from './fault';

const MIB = 1024 * 1024;

/** What is different in the answer, given the normal one's content. */
type Change = (content: Content, files: readonly NamedFile[]) => Partial<StreamAnswer>;

const fault =
	(of: FileFault['of'], when: FileFault['when']) =>
	(description: string, change: Change): FileFault => ({
		description,
		when,
		of,
		answer: (files) => {
			const content = fileContent(pack(files));
			const { headers, bytes } = content;
			return { kind: 'stream', headers, frames: byteFrames(bytes), ...change(content, files) };
		},
	});

const broken = fault('file', 'within');
const healthy = fault('file', 'healthy');
const brokenZip = fault('zip', 'within');
const healthyZip = fault('zip', 'healthy');

const half = ({ bytes }: Content): Buffer => bytes.subarray(0, bytes.length / 2);

const withLength = ({ headers }: Content, bytes: number) => ({
	...headers,
	'content-length': String(bytes),
});

function without(name: string, { headers }: Content): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}

/** The headers and bytes of another file than the normal one. */
function replaced(file: NamedFile): Partial<StreamAnswer> {
	const { headers, bytes } = fileContent(file);
	return { headers, frames: byteFrames(bytes) };
}

/** Comments that make a PDF file larger, of which only one at a time is kept in memory. */
function* padded({ bytes }: Content): Generator<Frame> {
	yield { kind: 'bytes', bytes };
	for (let n = 0; n < 65; n++) yield { kind: 'bytes', bytes: Buffer.alloc(MIB, '%\n') };
	yield { kind: 'bytes', bytes: bytes.subarray(-64) };
}
const paddedLength = ({ bytes }: Content): number => bytes.length + 65 * MIB + 64;

/** A PDF file of this size: comments stand before the part in which readers look for its table. */
function enlarged(file: NamedFile, size: number): NamedFile {
	const end = file.bytes.lastIndexOf('startxref');
	const comments = Buffer.alloc(size - file.bytes.length, `%${'.'.repeat(98)}\n`);
	comments.writeUInt8(10, comments.length - 1);
	const parts = [file.bytes.subarray(0, end), comments, file.bytes.subarray(end)];
	return { ...file, bytes: Buffer.concat(parts) };
}

async function* slowly({ bytes }: Content): AsyncGenerator<Frame> {
	for (let tenth = 0; tenth < 10; tenth++) {
		if (tenth > 0) await sleep(100);
		const [start, end] = [tenth, tenth + 1].map((n) => Math.round((n * bytes.length) / 10));
		yield { kind: 'bytes', bytes: bytes.subarray(start, end) };
	}
}

const page = Buffer.from(
	'<!doctype html><html><body><h1>Sign in to the network</h1></body></html>\n',
);

/** The same ZIP file with rubbish in the middle. */
function damaged({ bytes }: Content): Buffer {
	const quarter = Math.floor(bytes.length / 4);
	return Buffer.from(bytes).fill(0xff, quarter, 3 * quarter);
}

const named = (content: Content, value: string) => ({
	headers: { ...content.headers, 'content-disposition': value },
});

/** Faults of files, all of which cost credits, and unusual but complete files. */
export const inFile = {
	file_truncated: broken('sends half of the file as if it were all', (content) => ({
		headers: withLength(content, half(content).length),
		frames: byteFrames(half(content)),
	})),
	file_cut: broken('sends half of the file, then cuts the connection', (content) => ({
		frames: byteFrames(half(content)),
		end: 'cut',
	})),
	file_longer: broken('names half the length of the file that it sends', (content) => ({
		headers: withLength(content, half(content).length),
	})),
	file_chunked_cut: broken('sends half of a file of unknown length, then cuts', (content) => ({
		headers: without('content-length', content),
		frames: byteFrames(half(content)),
		end: 'cut',
	})),
	file_open_cut: broken(
		'sends half of a file that ends when the connection is closed',
		(content) => ({
			headers: { ...without('content-length', content), connection: 'close' },
			frames: byteFrames(half(content)),
		}),
	),
	file_stall: broken('sends nothing more after half of the file', (content) => ({
		frames: byteFrames(half(content)),
		end: 'hold',
	})),
	file_html: broken('sends an HTML page that it calls the file', (content) => ({
		headers: withLength(content, page.length),
		frames: byteFrames(page),
	})),
	file_too_large: broken('sends a file of more than 64 MiB', (content) => ({
		headers: withLength(content, paddedLength(content)),
		frames: padded(content),
	})),
	file_too_large_open: broken('sends more than 64 MiB of unknown length', (content) => ({
		headers: without('content-length', content),
		frames: padded(content),
	})),
	zip_broken: brokenZip('sends a ZIP file with rubbish in the middle', (content) => ({
		frames: byteFrames(damaged(content)),
	})),
	zip_bomb: brokenZip('sends a small ZIP file that unpacks to more than 64 MiB', (_, files) =>
		replaced(bomb(files, 33 * MIB)),
	),

	file_no_length: healthy('sends a file of unknown length', (content) => ({
		headers: without('content-length', content),
	})),
	file_large: healthy('sends 20 MB', (_, files) =>
		replaced(
			pack(
				files.map((file) => enlarged(file, 20_000_000 / files.length)),
				{ level: 0 },
			),
		),
	),
	file_slow: healthy('sends the file within a second', (content) => ({ frames: slowly(content) })),
	file_no_name: healthy('sends a file without a name', (content) => ({
		headers: without('content-disposition', content),
	})),
	file_odd_name: healthy('names the file with a path and control characters', (content) =>
		named(
			content,
			'attachment; filename="..\\\\..\\\\etc/pa\tsswd.pdf"; ' +
				"filename*=UTF-8''..%2F..%2Fetc%2Fpa%00ss%0D%0Awd%7F.pdf",
		),
	),
	file_utf8_name: healthy('names the file in Greek and with an emoji', (content) =>
		named(content, disposition('Βιογραφικό 🚀 (Müller).pdf')),
	),
	zip_paths: healthyZip('sends a ZIP file whose names are paths outside of it', (_, files) => {
		const names = ['../../etc/passwd.pdf', 'C:\\Windows\\cover-letter.pdf'];
		return replaced(zip(files.map((file, n) => ({ ...file, name: names[n] ?? file.name }))));
	}),
} satisfies Record<string, FileFault>;
