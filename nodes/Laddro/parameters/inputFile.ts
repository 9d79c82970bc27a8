import { createHash } from 'crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { ParameterFailure } from '../common/failure';
import { failed, success, type Result } from '../common/result';
import { fileOf, type UploadedFile } from '../transport/request';

/** Bytes of the largest file that Laddro takes. */
export const FILE_LIMIT = 10 * 1024 * 1024;

/** How a PDF begins; other programs' headers may stand before it. */
const PDF_START = '%PDF-';
/** Bytes in which a PDF has to begin (ISO 32000-1, annex H.3.4.1). */
const PDF_START_WITHIN = 1024;
/** How a DOCX begins, which is a ZIP file. */
const DOCX_START = 'PK\u0003\u0004';

interface FileKind {
	readonly mimeType: string;
	readonly ending: string;
}

const PDF: FileKind = { mimeType: 'application/pdf', ending: '.pdf' };
const DOCX: FileKind = {
	mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	ending: '.docx',
};

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

	/** Checks the file's size and kind, of which only the beginning is read. */
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
			if (kindOf(await this.beginning())) return undefined;
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
			const bytes = await this.helpers.getBinaryDataBuffer(this.itemIndex, this.field);
			const { mimeType, ending } = kindOf(bytes) ?? PDF;
			const hash = createHash('sha256').update(bytes).digest('hex');
			return success({ content: fileOf(bytes, this.fileName(ending), mimeType), hash });
		} catch {
			return failed(lostFile());
		}
	}

	private async size(): Promise<number> {
		const { id, data } = this.data;
		if (id === undefined) return Buffer.byteLength(data, 'base64');
		return (await this.helpers.getBinaryMetadata(id)).fileSize;
	}

	private async beginning(): Promise<Buffer> {
		const { id, data } = this.data;
		// Four characters of base64 stand for three bytes.
		if (id === undefined) return Buffer.from(data.slice(0, 2 * PDF_START_WITHIN), 'base64');
		const chunks: Buffer[] = [];
		let missing = PDF_START_WITHIN;
		for await (const chunk of await this.helpers.getBinaryStream(id, PDF_START_WITHIN)) {
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

function kindOf(bytes: Buffer): FileKind | undefined {
	if (bytes.subarray(0, PDF_START_WITHIN).includes(PDF_START, 0, 'latin1')) return PDF;
	return bytes.toString('latin1', 0, DOCX_START.length) === DOCX_START ? DOCX : undefined;
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
