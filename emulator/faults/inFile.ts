import { setTimeout as sleep } from 'node:timers/promises';
import { byteFrames, fileResponse, pack, zip, type NamedFile } from '../wire/file';
import type { Frame, Response } from '../wire/response';
import { faultsOf, type Fault } from './fault';

const MIB = 1024 * 1024;

const fault =
	(...sort: Parameters<typeof faultsOf>) =>
	(description: string, respond: (file: NamedFile, files: readonly NamedFile[]) => Response) =>
		faultsOf(...sort)(description, ({ files = [] }) => respond(pack(files), files));

const broken = fault('file', 'within');
const healthy = fault('file', 'healthy');

const half = ({ bytes }: NamedFile): Buffer => bytes.subarray(0, bytes.length / 2);

/** Sends half of the file under the headers of the whole one. */
const sendHalf = (file: NamedFile, more: Partial<Response>): Response =>
	fileResponse(file, { frames: byteFrames(half(file)), ...more });

const noLength = { 'content-length': undefined };

/** Empty lines that make a file larger than 64 MiB, of which only one MiB is kept in memory. */
function* padded({ bytes }: NamedFile): Generator<Frame> {
	yield { kind: 'bytes', bytes };
	const lines = Buffer.alloc(MIB, '\n');
	for (let n = 0; n < 65; n++) yield { kind: 'bytes', bytes: lines };
	yield { kind: 'bytes', bytes: bytes.subarray(-64) };
}
const paddedLength = ({ bytes }: NamedFile): string => String(bytes.length + 65 * MIB + 64);

/** Files of this size in total: empty lines stand before the part in which readers look for a PDF's table. */
function enlarged(files: readonly NamedFile[], size: number): NamedFile {
	const large = files.map((file) => {
		const end = file.bytes.lastIndexOf('startxref');
		const lines = Buffer.alloc(Math.ceil(size / files.length) - file.bytes.length, '\n');
		const bytes = Buffer.concat([file.bytes.subarray(0, end), lines, file.bytes.subarray(end)]);
		return { ...file, bytes };
	});
	return pack(large, { level: 0 });
}

let smallZip: NamedFile | undefined;

/** A small ZIP file with two files that begin and end like a PDF, and have 33 MiB of spaces in between. Made once. */
function bomb(): NamedFile {
	const bytes = Buffer.alloc(33 * MIB, ' ');
	bytes.write('%PDF-1.7\n');
	bytes.write('\n%%EOF\n', bytes.length - 7);
	const named = (name: string) => ({ name, mimeType: 'application/pdf', bytes });
	smallZip ??= zip([named('Resume.pdf'), named('Cover Letter.pdf')], { level: 1 });
	return smallZip;
}

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
function damaged(file: NamedFile): NamedFile {
	const quarter = Math.floor(file.bytes.length / 4);
	return { ...file, bytes: Buffer.from(file.bytes).fill(0xff, quarter, 3 * quarter) };
}

/** Faults of files, all of which cost credits, and unusual but complete files. */
export const inFile = {
	file_truncated: broken('sends half of the file as if it were all', (file) =>
		fileResponse({ ...file, bytes: half(file) }),
	),
	file_cut: broken('sends half of the file, then cuts the connection', (file) =>
		sendHalf(file, { end: 'cut' }),
	),
	file_longer: broken('names half the length of the file that it sends', (file) =>
		fileResponse(file, { headers: { 'content-length': String(half(file).length) } }),
	),
	file_chunked_cut: broken('sends half of a file of unknown length, then cuts', (file) =>
		sendHalf(file, { headers: noLength, end: 'cut' }),
	),
	file_open_cut: broken('sends half of a file that ends when the connection is closed', (file) =>
		sendHalf(file, { headers: { ...noLength, connection: 'close' } }),
	),
	file_stall: broken('sends nothing more after half of the file', (file) =>
		sendHalf(file, { end: 'hold' }),
	),
	file_html: broken('sends an HTML page that it calls the file', (file) =>
		fileResponse({ ...file, bytes: page }),
	),
	file_too_large: broken('sends a file of more than 64 MiB', (file) =>
		fileResponse(file, {
			headers: { 'content-length': paddedLength(file) },
			frames: padded(file),
		}),
	),
	file_too_large_open: broken('sends more than 64 MiB of unknown length', (file) =>
		fileResponse(file, { headers: noLength, frames: padded(file) }),
	),
	zip_broken: fault('zip', 'within')('sends a ZIP file with rubbish in the middle', (file) =>
		fileResponse(damaged(file)),
	),
	zip_bomb: fault('zip', 'within')('sends a small ZIP file that unpacks to more than 64 MiB', () =>
		fileResponse(bomb()),
	),

	file_no_length: healthy('sends a file of unknown length', (file) =>
		fileResponse(file, { headers: noLength }),
	),
	file_large: healthy('sends 20 MB', (_, files) => fileResponse(enlarged(files, 20_000_000))),
	file_slow: healthy('sends the file within a second', (file) =>
		fileResponse(file, { frames: slowly(file.bytes) }),
	),
	file_no_name: healthy('sends a file without a name', (file) =>
		fileResponse(file, { headers: { 'content-disposition': undefined } }),
	),
	file_odd_name: healthy('names the file with a path and control characters', (file) =>
		fileResponse(file, {
			headers: {
				'content-disposition':
					'attachment; filename="..\\\\..\\\\etc/pa\tsswd.pdf"; ' +
					"filename*=UTF-8''..%2F..%2Fetc%2Fpa%00ss%0D%0Awd%7F.pdf",
			},
		}),
	),
	file_utf8_name: healthy('names the file in Greek and with an emoji', (file) =>
		fileResponse({ ...file, name: 'Βιογραφικό 🚀 (Müller).pdf' }),
	),
	zip_paths: fault('zip', 'healthy')(
		'sends a ZIP file whose names are paths outside of it',
		(_, files) => {
			const names = ['../../etc/passwd.pdf', 'C:\\Windows\\cover-letter.pdf'];
			return fileResponse(zip(files.map((file, n) => ({ ...file, name: names[n] ?? file.name }))));
		},
	),
} satisfies Record<string, Fault>;
