/** A request to the API, made without any code of the node. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Below the base URL, with its query. */
	readonly path: string;
	/** Whether an event stream is asked for. */
	readonly stream: boolean;
	readonly body?: Fields;
}

/** A request and all that came of it. Times are milliseconds after the request was sent. */
export interface Exchange {
	readonly request: ApiRequest;
	readonly status: number;
	/** By their names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** When the headers arrived. */
	readonly respondedAt: number;
	/** Bytes that arrived together. */
	readonly chunks: ReadonlyArray<{ readonly at: number; readonly bytes: Buffer }>;
	/** Whether the server ended the response, broke it off, or left it open for as long as we listened. */
	readonly end: 'close' | 'cut' | 'hold';
	readonly endedAt: number;
}

export const bytesOf = ({ chunks }: Pick<Exchange, 'chunks'>): Buffer =>
	Buffer.concat(chunks.map(({ bytes }) => bytes));

/** Reads each exchange once, whoever asks: some are large, and many facts look at the same one. */
export function oncePer<From extends Pick<Exchange, 'chunks'>, Value>(
	read: (exchange: From) => Value,
): (exchange: From) => Value {
	const known = new WeakMap<From, { value: Value }>();
	return (exchange) => {
		const found = known.get(exchange) ?? { value: read(exchange) };
		known.set(exchange, found);
		return found.value;
	};
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text's JSON value; undefined where it is no JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The fields of a response's JSON object; none where it is none. */
export function fieldsOf(exchange: Exchange | undefined): Fields {
	const value = exchange && parsed(bytesOf(exchange).toString());
	return isFields(value) ? value : {};
}

/** The rows of a list, in either of its known shapes; undefined in any other one. */
export function rowsOf(exchange: Exchange | undefined): readonly Fields[] | undefined {
	const { items, data } = fieldsOf(exchange);
	const rows: unknown = items ?? data;
	return Array.isArray(rows) ? rows.filter(isFields) : undefined;
}

/** The id of a row that other calls take; undefined where it has none. */
export function idOf({ resumeId, coverLetterId, id }: Fields = {}): string | undefined {
	const known = resumeId ?? coverLetterId ?? id;
	return typeof known === 'string' && known !== '' ? known : undefined;
}
