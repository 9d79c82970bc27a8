import type { IExecuteFunctions } from 'n8n-workflow';
import { call, type CallContext, type CallLimits, type Outcome } from '../api/call';
import { document } from '../api/readDocument';
import type { ReceivedFile } from '../api/readFile';
import type { ApiRequest } from '../api/request';
import { isRetryable } from '../api/retryPolicy';
import { documentIdOf, savedDocuments } from '../api/savedDocuments';
import type { DocumentType } from '../common/documentIds';
import type { PaidCall } from '../kept/record';
import { storeFiles, type NamedFile } from '../output/files';
import type { DocumentText } from '../output/items';
import type { LivePart } from '../output/live';
import type { DocumentStyle } from '../render/document';
import { detailsOf } from '../stored/details';
import { readStored, type StoredDocument } from '../stored/readStored';
import { readBack } from './readBack';
import { isResult, isSource, type Expected } from './isResult';
import { passOn } from './passOn';

/** A document whose text a call is to bring. */
export interface Wanted {
	/** Value of `operation` in the output items. */
	readonly operation: string;
	readonly type: DocumentType;
	readonly style: DocumentStyle;
	/** The stored resume that it is a version of: its id, or `null` for the account's default one. */
	readonly source?: string | null;
}

/** A paid call for the text of a document, or of a resume and its letter. */
export interface Order {
	readonly request: ApiRequest;
	/** Where Laddro streams nothing, files are asked for, and the texts are read back. */
	readonly accepts: 'stream' | 'file';
	readonly wanted: readonly [Wanted, ...Wanted[]];
	/** Whether what has arrived of a broken stream is used. */
	readonly keepsPartial: boolean;
	/** What becomes of a file that comes without its text. */
	readonly unpack: (file: ReceivedFile) => Promise<readonly NamedFile[]>;
}

/** What the calls of one input item need besides their requests. */
export interface CallSetting {
	readonly helpers: IExecuteFunctions['helpers'];
	readonly limits: CallLimits;
	readonly context: CallContext;
	/** Aborts when the execution is cancelled. */
	readonly signal: AbortSignal;
	readonly part: LivePart | undefined;
}

/** Makes the paid call, and takes whatever its response brings. */
export async function pay(order: Order, setting: CallSetting): Promise<Outcome<PaidCall>> {
	const { helpers, limits, context, signal, part } = setting;
	const [first] = order.wanted;
	let lastSection: string | undefined;
	const reader = document({
		accepts: order.accepts,
		onPiece(piece) {
			lastSection = piece.section;
			part?.piece(piece, first.style);
		},
		find: async (data) => await findIn(data, order),
	});
	const { value, failure, ...rest } = await call(order.request, reader, limits, context, signal);
	const {
		sections = new Map<string, string>(),
		found,
		last,
		ids: otherIds = {},
		file,
	} = value ?? {};
	const files = await storeFiles(helpers, file ? await order.unpack(file) : []);
	const { idField } = savedDocuments[first.type];
	const details = detailsOf(last, found?.map(({ fields }) => fields) ?? []);
	const texts: DocumentText[] = [];
	const cutSection = failure && lastSection;
	if (!failure && sections.size > 0) {
		texts.push({ sections, documentId: rest.ids[idField], details });
	} else if (await isWholeOf(found?.[0], { arrived: sections, cutSection }, signal)) {
		for (const [index, { sections: whole, locale, fields }] of (found ?? []).entries()) {
			const { type, style } = order.wanted[index]!;
			const documentId = rest.ids[savedDocuments[type].idField] ?? documentIdOf(type, fields);
			const text = { sections: whole, locale, documentId, ...(index === 0 && { details }) };
			await passOn(text, style, part, index === 0 ? { arrived: sections, cutSection } : undefined);
			texts.push(text);
		}
	}
	const missing = texts.length > 0 ? undefined : failure;
	return {
		...rest,
		// Where files are asked for, losing one is not to go unnoticed.
		failure: files.ok || order.accepts === 'stream' ? missing : files.failure,
		value: {
			otherIds,
			sentAt: rest.sentAt,
			texts,
			arrived: missing ? sections : new Map(),
			cutSection: missing && cutSection,
			details,
			files: files.ok ? files.value : [],
			hasLostFile: !files.ok || (order.accepts === 'file' && !file && rest.charged === 'yes'),
		},
	};
}

/** Whether a document that a response holds whole can be that of which these sections had arrived. */
async function isWholeOf(
	document: StoredDocument | undefined,
	expected: Pick<Expected, 'arrived' | 'cutSection'>,
	signal: AbortSignal,
): Promise<boolean> {
	if (!document) return false;
	return (
		expected.arrived.size === 0 ||
		(await isResult({ ...document, documentId: '' }, expected, signal))
	);
}

/**
 * Reads back what the response did not bring, where Laddro may have stored it.
 *
 * @returns `isGone` when the store had nothing to the very end, or only what can't be the result
 */
export async function complete(
	order: Order,
	paid: Outcome<PaidCall>,
	{ limits, context, signal, part }: CallSetting,
): Promise<Outcome<PaidCall> & { isGone?: boolean }> {
	const { value, ids, failure = { kind: 'nothingGenerated', events: '' } } = paid;
	// A request that may be sent again has not been carried out.
	if (!value || failure.kind === 'stopped' || isRetryable(failure)) return paid;
	const isFileLost = failure.kind === 'interrupted' && failure.cause === 'notStored';
	if (isFileLost && !paid.isKept) return paid;
	const { otherIds, sentAt, details } = value;
	const texts = [...value.texts];
	let { arrived, cutSection } = value;
	for (const { type, style, source } of order.wanted.slice(texts.length)) {
		const { idField } = savedDocuments[type];
		const named = [ids[idField], otherIds[idField]].filter(
			(id): id is string => id !== undefined && id !== source,
		);
		const expected = { source, arrived, cutSection, sentAt };
		const { copy, isGone } = await readBack(
			[...new Set(named)],
			{
				type,
				language: style.language,
				isResult: async (found, run) => await isResult(found, expected, run),
			},
			limits,
			{ ...context, gate: context.gate.urgent },
			signal,
		);
		if (!copy) {
			const left = { ...value, texts, arrived, cutSection };
			// A file without an id is all that can be had.
			const isLost = isGone && (named.length > 0 || value.files.length === 0);
			return { ...paid, failure, value: left, isGone: isLost };
		}
		const { sections, locale, documentId } = copy;
		const text = {
			sections,
			locale,
			documentId,
			isRecovered: true,
			...(texts.length === 0 && { details }),
		};
		// What an earlier try has sent is not before the caller of this one.
		await passOn(text, style, part, paid.isKept ? undefined : { arrived, cutSection });
		texts.push(text);
		arrived = new Map();
		cutSection = undefined;
	}
	return { ...paid, failure: undefined, value: { ...value, texts, arrived } };
}

/** The documents that JSON data holds whole, as far as they follow each other in the order that is wanted. */
async function findIn(data: unknown, { wanted }: Order): Promise<StoredDocument[] | undefined> {
	const documents: StoredDocument[] = [];
	for (const { type, style, source } of wanted) {
		const stored = await readStored(type, data, style.language);
		if (!stored || stored.sections.size === 0) break;
		if (isSource({ documentId: documentIdOf(type, stored.fields), fields: stored.fields }, source))
			break;
		documents.push(stored);
	}
	return documents.length > 0 ? documents : undefined;
}
