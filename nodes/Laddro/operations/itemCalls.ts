import { call, keptOutcome, type Outcome } from '../api/call';
import { fileOfType } from '../api/readFile';
import { json, savedLetter, type SavedLetter } from '../api/readJson';
import type { ApiRequest } from '../api/request';
import type { DocumentIds } from '../common/documentIds';
import type { Failure } from '../common/failure';
import type { FileType } from '../common/fileTypes';
import type { KeptDocuments } from '../kept/keptDocuments';
import type { KeptDocument, PaidCall } from '../kept/record';
import { requestKey } from '../kept/requestKey';
import { areStored, storeFiles, type StoredFile } from '../output/files';
import { downloadSaved, type BrokenFiles, type WantedFile } from './downloadSaved';
import { complete, pay, type CallSetting, type Order } from './generate';
import { passOn } from './passOn';
import { Sources } from './sources';
import type { Sections } from '../stream/streamReader';
import type { Calls, Unpack } from './operation';

/** The calls that the task of one input item makes. What was kept from an earlier try is not asked for again. */
export class ItemCalls implements Calls {
	/** The calls that have ended, in their order. */
	readonly made: Outcome[] = [];
	/** What has arrived of the last document, where it was one. */
	lastSections: Sections | undefined;

	constructor(
		private readonly setting: CallSetting,
		private readonly kept: KeptDocuments,
		private readonly sources = new Sources(),
	) {}

	async texts(order: Order): Promise<Outcome<PaidCall>> {
		const key = requestKey(this.setting.context.client.account, 'text', order.request);
		const before = this.kept.take(key);
		/** What the next try needs, whatever comes between. */
		let known = before;
		try {
			const earlier = before && 'paid' in before ? await this.reused(order, before) : undefined;
			const ended = earlier && (await complete(order, earlier, this.setting));
			let outcome = ended;
			// Nothing can come of the earlier call any more.
			if (!outcome || (ended?.isGone && !isUsed(order, ended.value))) {
				const paid = await pay(order, this.setting);
				if (isWorthKeeping(order, paid)) known = keptCall(paid);
				outcome = await complete(order, paid, this.setting);
			}
			if (isWorthKeeping(order, outcome)) known = keptCall(outcome);
			else if (ended) {
				// The earlier call has been paid for, and what it brought is still there.
				known = keptCall(ended);
				const hasMore = outcome !== ended && (outcome.value?.arrived.size ?? 0) > 0;
				const { value, ids } = hasMore ? outcome : ended;
				outcome = { ...outcome, value, ids, charged: 'yes' };
			}
			const { value } = outcome;
			this.lastSections = value?.texts.at(-1)?.sections ?? value?.arrived;
			const isEmpty = !value || value.texts.length + value.arrived.size + value.files.length === 0;
			// A file in place of a stream is only wanted where its text is missing.
			const isWanted = order.accepts === 'file' || outcome.failure !== undefined;
			return this.note({ ...outcome, isEmpty, hasLostFile: isWanted && value?.hasLostFile });
		} finally {
			if (known) this.kept.add(key, known);
		}
	}

	async files(
		request: ApiRequest,
		types: readonly FileType[],
		unpack: Unpack,
		wanted: readonly WantedFile[] = [],
	): Promise<Outcome<readonly StoredFile[]>> {
		const { helpers, context } = this.setting;
		const key = requestKey(context.client.account, 'file', request);
		const before = this.kept.take(key);
		/** What the next try needs, whatever comes between. */
		let known = before;
		try {
			if (before && 'files' in before && (await areStored(helpers, before.files))) {
				return this.note(keptOutcome(before.ids, before.files));
			}
			const broken = before && brokenFiles(before);
			if (broken) known = broken;
			const note = (made: Outcome) => this.note(made);
			const { value, ...outcome } =
				(broken && (await downloadSaved(wanted, broken, this.setting, note))) ??
				(await this.paidFiles(request, types, unpack));
			const { ids, failure, charged, sentAt = broken?.paid.sentAt } = outcome;
			if (value && !failure) known = { ids, files: value };
			else if (failure && charged === 'yes' && wanted.length > 0) {
				// Why it broke, and not why a download was not made: the run of a later try does not end with that.
				const cause = broken?.failure ?? failure;
				known = { ids, failure: cause, paid: { ...NOTHING_PAID, files: value ?? [], sentAt } };
			}
			const paidFor = broken ? 'yes' : charged;
			return this.note({ ...outcome, charged: paidFor, value: failure ? undefined : value });
		} finally {
			if (known) this.kept.add(key, known);
		}
	}

	private async paidFiles(
		request: ApiRequest,
		types: readonly FileType[],
		unpack: Unpack,
	): Promise<Outcome<readonly StoredFile[]>> {
		const { helpers, limits, context, signal } = this.setting;
		const { value, ...rest } = await call(request, fileOfType(...types), limits, context, signal);
		if (!value) return rest;
		const stored = await storeFiles(helpers, await unpack(value));
		return stored.ok ? { ...rest, value: stored.value } : { ...rest, failure: stored.failure };
	}

	async save(request: ApiRequest): Promise<Outcome<SavedLetter>> {
		const { limits, context, signal } = this.setting;
		const key = requestKey(context.client.account, 'save', request);
		const before = this.kept.take(key);
		if (before && 'saved' in before) {
			this.kept.add(key, before);
			return this.note({ ...keptOutcome(before.ids, before.saved), isFree: true, charged: 'no' });
		}
		const outcome = await call(request, savedLetter, limits, context, signal);
		const { value: saved, ids } = outcome;
		if (saved) this.kept.add(key, { ids, saved });
		return this.note(outcome);
	}

	async json(request: ApiRequest): Promise<Outcome<Record<string, unknown>>> {
		const { limits, context, signal } = this.setting;
		return this.note(await call(request, json, limits, context, signal));
	}

	async source(id: string | null): Promise<Sections | undefined> {
		return await this.sources.read(id, this.setting);
	}

	/** What an earlier try has paid for. The caller of a live response has seen nothing of it. */
	private async reused(
		{ wanted }: Order,
		{ ids, paid, failure }: { ids: DocumentIds; paid: PaidCall; failure?: Failure },
	): Promise<Outcome<PaidCall>> {
		const { helpers, part } = this.setting;
		for (const [index, text] of paid.texts.entries()) {
			await passOn(text, wanted[index]?.style ?? wanted[0].style, part);
		}
		const left = (await areStored(helpers, paid.files)) ? {} : { files: [], hasLostFile: true };
		return { ...keptOutcome(ids, { ...paid, ...left }), failure };
	}

	private note<Value>(outcome: Outcome<Value>): Outcome<Value> {
		this.made.push(outcome);
		return outcome;
	}
}

/** A call for files that brought nothing. */
const NOTHING_PAID: PaidCall = { texts: [], arrived: new Map(), files: [], otherIds: {} };

/** What is kept of a call whose files have not come, or that n8n has lost since. */
function brokenFiles(kept: KeptDocument): BrokenFiles | undefined {
	const failure = { kind: 'interrupted', cause: 'notStored' } as const;
	if ('files' in kept) return { ids: kept.ids, failure, paid: NOTHING_PAID };
	return 'paid' in kept ? { failure, ...kept } : undefined;
}

/** Whether a later try could do something with what a call brought. */
function isWorthKeeping(order: Order, call: Outcome<PaidCall>): boolean {
	const { value, failure, ids, charged } = call;
	// A request that was refused is sent again, whatever id its response named.
	if (!value || charged === 'no') return false;
	return !failure || Object.keys(ids).length + value.files.length > 0 || isUsed(order, value);
}

/** Whether what had arrived of a broken stream is the output. */
function isUsed({ keepsPartial }: Order, value: PaidCall | undefined): boolean {
	return keepsPartial && value !== undefined && value.arrived.size > 0;
}

function keptCall({ ids, value: paid, failure }: Outcome<PaidCall>): KeptDocument | undefined {
	return paid && { ids, paid, failure };
}
