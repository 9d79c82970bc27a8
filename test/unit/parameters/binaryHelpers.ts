import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';

/** The bytes of files that do not stand in their items, by their ids; an error is one that reading ends in. */
export type StoredBytes = Readonly<Record<string, Buffer | Error>>;

/** A file that stands in its item. */
export function inlineFile(content: string | Buffer, rest: Partial<IBinaryData> = {}): IBinaryData {
	return { data: Buffer.from(content).toString('base64'), mimeType: 'application/pdf', ...rest };
}

/** A file that lies elsewhere. */
export function storedFile(id: string, rest: Partial<IBinaryData> = {}): IBinaryData {
	return { data: 'filesystem-v2', mimeType: 'application/pdf', id, ...rest };
}

/** The text of a file that is to be sent, as the HTTP client reads it. */
export async function textOf(file: File | undefined): Promise<string> {
	return await new Response(file?.stream()).text();
}

/** n8n's helpers for files, as far as the node needs them. */
export function binaryHelpers(
	files: Readonly<Record<string, IBinaryData>>,
	stored: StoredBytes,
): object {
	const assertBinaryData = (_: number, field: string | IBinaryData): IBinaryData => {
		const file = typeof field === 'string' ? files[field] : field;
		if (!file)
			throw new Error(`This operation expects the node's input data to contain '${String(field)}'`);
		return file;
	};
	const bytesOf = (id: string): Buffer => {
		const bytes = stored[id] ?? new Error(`ENOENT: no such file, open '/home/node/.n8n/${id}'`);
		if (bytes instanceof Error) throw bytes;
		return bytes;
	};
	return {
		assertBinaryData,
		getBinaryDataBuffer: async (item: number, field: string | IBinaryData) => {
			const { id, data } = assertBinaryData(item, field);
			return id === undefined ? Buffer.from(data, 'base64') : bytesOf(id);
		},
		getBinaryMetadata: async (id: string) => ({ fileSize: bytesOf(id).length }),
		getBinaryStream: async (id: string, chunkSize: number) => {
			const bytes = bytesOf(id);
			const chunks = [bytes.subarray(0, chunkSize), bytes.subarray(chunkSize)];
			return Readable.from(chunks.filter(({ length }) => length > 0));
		},
	};
}
