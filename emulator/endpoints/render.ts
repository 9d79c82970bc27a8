import { renderFile } from '../content/renderFile';
import { readBody } from '../http/readBody';
import type { Operation } from '../wire/api';
import { refuse } from '../wire/errors';
import { answer, type Call } from './call';
import { checkLanguage, text } from './checkFields';
import { checkLooks } from './checkLooks';
import { find } from './documents';

/** In credits. */
const PRICE = 1;
/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/**
 * Renders a stored document as a PDF.
 * @throws {Refusal} 404 if the account has none with this id, 400 if the looks are not known
 */
export async function render(operation: Operation, call: Call, id: string): Promise<void> {
	const { exchange } = call;
	const { fields } = await readBody(exchange.request);
	exchange.note({ kind: 'file', body: fields });
	const { draft } = find(operation, call, id);
	const file = await renderFile(draft, checkLooks(fields));
	const item = exchange.entry.path;
	const normal = { kind: 'pdf', files: [file] } as const;
	await answer(call, { operation: 'render', fields, source: id, item, price: PRICE, normal });
}

/**
 * Renders a resume as a PDF, or with `?output=url` names an address where it can be had.
 * @throws {Refusal} as `render` does
 */
export async function exportResume(call: Call): Promise<void> {
	const { exchange, account } = call;
	const { fields } = await readBody(exchange.request);
	const id = text(fields, 'resumeId');
	exchange.note({ body: fields, resumeId: id ?? null });
	if (id === undefined) throw refuse(400, 'resumeId is required');
	const looks = { ...checkLooks(fields), language: checkLanguage(fields, 'locale') };
	const { path, query } = exchange.entry;
	const order = { operation: 'export', fields, source: id, item: path + id, price: PRICE } as const;
	const file = await renderFile(find('tailor', call, id).draft, looks);
	if (new URLSearchParams(query).get('output') !== 'url') {
		exchange.note({ kind: 'file' });
		return await answer(call, { ...order, normal: { kind: 'pdf', files: [file] } });
	}
	const { host } = exchange.request.headers;
	const json = {
		downloadUrl: `http://${host}/v1/downloads/${account.offer(file)}`,
		expiresAt: new Date(Date.now() + DAY).toISOString(),
	};
	await answer(call, { ...order, normal: { kind: 'json', json } });
}

/**
 * Sends a file that has been exported.
 * @throws {Refusal} 404 if there is none
 */
export async function download(call: Call, token: string): Promise<void> {
	const file = call.account.downloads.get(token);
	if (file === undefined) throw refuse(404, 'File not found');
	call.exchange.note({ kind: 'file' });
	await answer(call, { operation: 'read', item: token, normal: { kind: 'pdf', files: [file] } });
}
