import { unzipSync } from 'fflate';
import {
	faultResumeId,
	faults,
	faultsFor,
	startEmulator,
	type Emulator,
	type FaultName,
} from '../../../emulator';
import { POSTING, stream, type Received } from './client';

const MIB = 1024 * 1024;
/** Milliseconds: a busy machine takes its time for large files. */
const PATIENCE = 15_000;

let emulator: Emulator;
beforeAll(async () => (emulator = await startEmulator()));
afterAll(async () => await emulator.close());
beforeEach(() => emulator.ledger.clear());

/** Asks for a file of a resume, or of the resume and a letter. */
async function ask(resumeId: string, includeCoverLetter = false) {
	const body = { resumeId, jobDescription: POSTING, includeCoverLetter };
	return await stream(emulator, { accept: '*/*', body, patience: PATIENCE });
}

const fault = async (name: FaultName, isPair = false) => await ask(faultResumeId(name), isPair);

/** The file that the faults are made from. */
const whole = async (isPair = false) => await ask('res_maya_okafor', isPair);

const isPdf = ({ bytes }: Pick<Received, 'bytes'>) =>
	bytes.subarray(0, 5).toString() === '%PDF-' && bytes.subarray(-6).toString() === '%%EOF\n';

const lengthOf = ({ headers }: Received) =>
	headers['content-length'] === undefined ? undefined : Number(headers['content-length']);

describe('A fault of files', () => {
	const half = async (isPair: boolean) => {
		const { bytes } = await whole(isPair);
		return { all: bytes.length, some: Math.floor(bytes.length / 2) };
	};

	it.each([
		['file_truncated', 'end', 'some'],
		['file_cut', 'broken', 'all'],
		['file_longer', 'any', 'some'],
		['file_chunked_cut', 'broken', undefined],
		['file_open_cut', 'end', undefined],
	] as const)('%s gives half of it, and then: %s', async (name, end, length) => {
		for (const isPair of [false, true]) {
			const sizes = await half(isPair);
			const received = await fault(name, isPair);
			expect(received.status).toBe(200);
			expect(received.bytes).toHaveLength(sizes.some);
			expect(lengthOf(received)).toBe(length && sizes[length]);
			if (end !== 'any') expect(received.end).toBe(end);
			const type = isPair ? 'application/zip' : 'application/pdf';
			expect(received.headers['content-type']).toBe(type);
		}
		expect(emulator.ledger.requests.map(({ credits }) => credits)).toEqual([3, 3, 5, 5]);
	});

	it('file_stall gives half of it and leaves the connection open', async () => {
		const { some } = await half(false);
		const leaving = new AbortController();
		const response = await fetch(`${emulator.url}/v1/tailor`, {
			method: 'POST',
			headers: { 'x-api-key': emulator.apiKey },
			body: JSON.stringify({ resumeId: 'res_fault_file_stall', jobDescription: POSTING }),
			signal: leaving.signal,
		});
		const reader = response.body?.getReader();
		let read = 0;
		while (read < some) read += (await reader?.read())?.value?.length ?? some;
		expect(read).toBe(some);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(emulator.ledger.requests[1]).toMatchObject({ bytesSent: some, endedBy: 'open' });
		leaving.abort();
		await emulator.ledger.settled();
		expect(emulator.ledger.earlyDisconnects).toHaveLength(1);
	});

	it('file_html is an HTML page under the type of the file', async () => {
		const { headers, text, end } = await fault('file_html');
		expect(headers['content-type']).toBe('application/pdf');
		expect(text).toMatch(/^<!doctype html>/);
		expect(end).toBe('end');
	});

	it.each(['file_too_large', 'file_too_large_open'] as const)(
		'%s has more than 64 MiB, and stops when the client leaves',
		async (name) => {
			const received = await fault(name);
			expect(received.end).toBe('end');
			expect(isPdf(received)).toBe(true);
			expect(received.bytes.length).toBeGreaterThan(64 * MIB);
			const isOpen = name === 'file_too_large_open';
			expect(lengthOf(received)).toBe(isOpen ? undefined : received.bytes.length);
			expect(emulator.ledger.requests[0]?.bytesSent).toBe(received.bytes.length);

			const leaving = new AbortController();
			const response = await fetch(`${emulator.url}/v1/tailor`, {
				method: 'POST',
				headers: { 'x-api-key': emulator.apiKey },
				body: JSON.stringify({ resumeId: faultResumeId(name), jobDescription: POSTING }),
				signal: leaving.signal,
			});
			expect(response.status).toBe(200);
			leaving.abort();
			await emulator.ledger.settled();
			expect(emulator.ledger.requests[1]?.bytesSent).toBeLessThan(64 * MIB);
			expect(emulator.ledger.earlyDisconnects).toHaveLength(1);
		},
	);

	it('zip_broken begins and ends like a ZIP file but cannot be unpacked', async () => {
		const { bytes } = await fault('zip_broken', true);
		const { bytes: healthy } = await whole(true);
		expect(bytes).toHaveLength(healthy.length);
		expect(bytes.subarray(0, 40)).toEqual(healthy.subarray(0, 40));
		expect(bytes.subarray(-22)).toEqual(healthy.subarray(-22));
		expect(() => unzipSync(bytes)).toThrow();
	});

	it('zip_bomb is small and unpacks to more than 64 MiB', async () => {
		const { bytes } = await fault('zip_bomb', true);
		expect(bytes.length).toBeLessThan(MIB);
		const files = Object.values(unzipSync(bytes)).map((file) => Buffer.from(file));
		expect(files.map((file) => isPdf({ bytes: file }))).toEqual([true, true]);
		expect(files.reduce((total, file) => total + file.length, 0)).toBeGreaterThan(64 * MIB);
	});
});

describe('An unusual but complete file', () => {
	it.each([
		'file_no_length',
		'file_no_name',
		'file_odd_name',
		'file_utf8_name',
		'file_slow',
	] as const)('%s has the bytes of the normal one', async (name) => {
		const [pdf, zip] = await Promise.all([fault(name), fault(name, true)]);
		expect([pdf.end, zip.end]).toEqual(['end', 'end']);
		expect(pdf.bytes.equals((await whole()).bytes)).toBe(true);
		expect(zip.bytes.equals((await whole(true)).bytes)).toBe(true);
	});

	it('has no length, no name, or an odd one', async () => {
		expect((await fault('file_no_length')).headers).not.toHaveProperty('content-length');
		expect((await fault('file_no_name')).headers).not.toHaveProperty('content-disposition');
		const nameIn = async (name: FaultName) => (await fault(name)).headers['content-disposition'];
		const odd = (await nameIn('file_odd_name')) ?? '';
		expect(odd).toContain('filename="..\\\\..\\\\etc/pa\tsswd.pdf"');
		const [, encoded = ''] = odd.split("filename*=UTF-8''");
		expect(decodeURIComponent(encoded)).toBe('../../etc/pa\0ss\r\nwd\x7f.pdf');
		const [, greek = ''] = ((await nameIn('file_utf8_name')) ?? '').split("filename*=UTF-8''");
		expect(decodeURIComponent(greek)).toBe('Βιογραφικό 🚀 (Müller).pdf');
	});

	it('file_slow comes in several parts', async () => {
		expect((await fault('file_slow')).chunks).toBeGreaterThanOrEqual(10);
	});

	it('file_large has 20 MB, as a PDF or in a ZIP', async () => {
		const pdf = await fault('file_large');
		expect(pdf.bytes).toHaveLength(20_000_000);
		expect(isPdf(pdf)).toBe(true);
		const zip = await fault('file_large', true);
		expect(zip.bytes.length).toBeGreaterThan(20_000_000);
		const files = Object.values(unzipSync(zip.bytes));
		expect(files.map((file) => isPdf({ bytes: Buffer.from(file) }))).toEqual([true, true]);
	});

	it('zip_paths names its files by paths that lead out of it', async () => {
		const files = unzipSync((await fault('zip_paths', true)).bytes);
		expect(Object.keys(files)).toEqual(['../../etc/passwd.pdf', 'C:\\Windows\\cover-letter.pdf']);
		const normal = unzipSync((await whole(true)).bytes);
		expect(Object.values(files)).toEqual(Object.values(normal));
	});
});

describe('The list of faults', () => {
	it('says for which responses each of them exists', () => {
		const has = (kind: Parameters<typeof faultsFor>[0], name: FaultName) =>
			faultsFor(kind).includes(name);
		const kinds = (name: FaultName) =>
			(['stream', 'pdf', 'zip', 'json'] as const).filter((kind) => has(kind, name));
		expect(kinds('status_503')).toEqual(['stream', 'pdf', 'zip', 'json']);
		expect(kinds('unavailable_once')).toEqual(['stream', 'pdf', 'zip', 'json']);
		expect(kinds('error_first_once')).toEqual(['stream']);
		expect(kinds('truncated')).toEqual(['stream']);
		expect(kinds('file_cut')).toEqual(['pdf', 'zip']);
		expect(kinds('zip_bomb')).toEqual(['zip']);
	});

	it('has faults for a file that look as they do in place of a stream, and cost nothing', async () => {
		const names = faultsFor('pdf').filter(
			(name) => faults[name].when === 'before' && !/no_answer|stalls|redirect/.test(name),
		);
		expect(names.length).toBeGreaterThan(20);
		const see = async (name: FaultName, response: Promise<Received>) => {
			const { status, end, text } = await response;
			return { name, status, end, text };
		};
		const files = names.map((name) => see(name, fault(name)));
		const seen = await Promise.all(files);
		const streams = names.map((name) =>
			see(name, stream(emulator, { resumeId: faultResumeId(name) })),
		);
		expect(seen).toEqual(await Promise.all(streams));
		expect(emulator.ledger.credits).toBe(0);
	});

	it('shows a fault of other responses as a normal response', async () => {
		const { bytes } = await whole();
		for (const name of ['truncated', 'zip_broken'] as const) {
			expect((await fault(name)).bytes.equals(bytes)).toBe(true);
		}
		const streamed = await stream(emulator, { resumeId: faultResumeId('file_cut') });
		expect(streamed).toMatchObject({ end: 'end', status: 200 });
		expect(emulator.ledger.requests.map((entry) => entry.fault)).toEqual([null, null, null, null]);
	});
});
