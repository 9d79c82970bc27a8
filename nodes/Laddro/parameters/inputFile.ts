import { createHash } from 'crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileOf, type UploadedFile } from '../api/request';
import type { ParameterFailure } from '../common/failure';
import { beginsLike, fileTypes } from '../common/fileTypes';
import { failed, success, type Result } from '../common/result';

/** Bytes of the largest file that Laddro takes. */
export const FILE_LIMIT = 10 * 1024 * 1024;

/** Bytes that tell a file's type. */
const BEGINNING = fileTypes.pdf.startWithin;

/** A file of an input item that is to be sent to the API. */
export class InputFile {
	/**
	 * @param field its binary field, or the file itself, as n8n's helpers take it
	 * @param data what n8n knows of it
	 */
	constructor(
		private readonly helpers: IExecuteFunctions['helpers'],
		private readonly itemIndex: number,
		private readonly field: string | IBinaryData,
		private readonly data: IBinaryData,
	) {}

	/** Checks the file's size and kind. Of a PDF only the beginning is read; a DOCX has its list of contents at its end. */
	async check(): Promise<ParameterFailure | undefined> {
		try {
			const size = await this.size();
			if (size === 0) return unusableFile('is empty', 'Use a PDF or DOCX file that has content.');
			if (size > FILE_LIMIT) {
				return unusableFile(
					`has ${(Math.ceil((size / 1024 / 1024) * 10) / 10).toFixed(1)} MB`,
					'Laddro takes files of up to 10 MB.',
				);
			}
			const beginning = await this.beginning();
			const isZip = beginsLike('docx', beginning);
			if (typeOf(isZip ? await this.bytes() : beginning)) return undefined;
			return unusableFile(
				'is neither a PDF nor a DOCX file',
				'Save the resume as PDF or DOCX. The content of the file decides, not its name.',
			);
		} catch {
			return lostFile();
		}
	}

	/** The whole file, to be sent. */
	async read(): Promise<Result<UploadedFile, ParameterFailure>> {
		try {
			const bytes = await this.bytes();
			const { mimeType, ending } = fileTypes[typeOf(bytes) ?? 'pdf'];
			const hash = createHash('sha256').update(bytes).digest('hex');
			return success({ content: fileOf(bytes, this.fileName(ending), mimeType), hash });
		} catch {
			return failed(lostFile());
		}
	}

	private async bytes(): Promise<Buffer> {
		return await this.helpers.getBinaryDataBuffer(this.itemIndex, this.field);
	}

	private async size(): Promise<number> {
		const { id, data } = this.data;
		if (id === undefined) return Buffer.byteLength(data, 'base64');
		return (await this.helpers.getBinaryMetadata(id)).fileSize;
	}

	private async beginning(): Promise<Buffer> {
		const { id, data } = this.data;
		// Four characters of base64 stand for three bytes.
		if (id === undefined) return Buffer.from(data.slice(0, 2 * BEGINNING), 'base64');
		const chunks: Buffer[] = [];
		let missing = BEGINNING;
		for await (const chunk of await this.helpers.getBinaryStream(id, BEGINNING)) {
			chunks.push(Buffer.from(chunk));
			missing -= chunk.length;
			// Leaving the loop closes the stream.
			if (missing <= 0) break;
		}
		return Buffer.concat(chunks);
	}

	private fileName(ending: string): string {
		const name = this.data.fileName?.trim() || 'resume';
		return name.toLowerCase().endsWith(ending) ? name : name + ending;
	}
}

/** The entry that makes a ZIP file a DOCX. Word on the web gives it a number. */
const DOCX_TEXT = /word\/document\d*\.xml/;

function typeOf(bytes: Buffer): 'pdf' | 'docx' | undefined {
	// What begins like a ZIP file is no PDF file, even where an entry of it is one.
	if (beginsLike('docx', bytes)) return DOCX_TEXT.test(entriesOf(bytes)) ? 'docx' : undefined;
	return beginsLike('pdf', bytes) ? 'pdf' : undefined;
}

/** The list of a ZIP file's entries, as it is in the file. It says where it begins in the record that ends the file. */
function entriesOf(zip: Buffer): string {
	const end = zip.lastIndexOf(fileTypes.docx.end, undefined, 'latin1');
	if (end === -1 || end + 20 > zip.length) return '';
	return zip.toString('latin1', zip.readUInt32LE(end + 16), end);
}

function unusableFile(problem: string, advice: string): ParameterFailure {
	return { kind: 'parameter', message: `The file in 'Input Binary Field' ${problem}`, advice };
}

/** n8n's own error is not passed on: on some versions it names a path of the server. */
function lostFile(): ParameterFailure {
	return unusableFile(
		'cannot be read',
		'n8n does not have it any more. Run the node that provides it again.',
	);
}
