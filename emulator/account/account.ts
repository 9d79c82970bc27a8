import type { Draft } from '../content/write';
import type { Operation } from '../wire/api';
import { document, resume, type StoredDocument } from './documents';
import { LedgerBook } from './ledger';
import { RateLimit } from './rateLimit';
import { defaultResumes, faultResumes, multilingualResumes, type ResumeSummary } from './resumes';

export interface AccountOptions {
	/** The only key that is accepted. Default `laddro_live_emulator_key`. */
	readonly apiKey?: string;
	/** The credits at the start. Default Infinity. */
	readonly credits?: number;
	/** Requests admitted per `rateWindow`; 0 (default) admits all. */
	readonly requestsPerMinute?: number;
	/** Milliseconds that the rate limit's "minute" lasts. Default 60000. */
	readonly rateWindow?: number;
	/** Replaces the resumes in the list. `multilingualResumes` and `faultResumes` can be used anyway. */
	readonly resumes?: readonly ResumeSummary[];
	/** Whether the list ends with the resumes that show a fault. Default false. */
	readonly listFaults?: boolean;
}

/** The only account of an emulator. */
export class Account {
	readonly apiKey: string;
	readonly rateLimit: RateLimit;
	readonly ledger = new LedgerBook();
	/** The resumes that the account has from the start and lists. */
	private readonly resumes: readonly StoredDocument[];
	/** Newest first. */
	private readonly generated: StoredDocument[] = [];
	private stored = 0;
	private credits: number;

	constructor(options: AccountOptions) {
		this.apiKey = options.apiKey ?? 'laddro_live_emulator_key';
		const own = options.resumes ?? defaultResumes;
		this.resumes = [...own, ...(options.listFaults ? faultResumes : [])].map(resume);
		this.rateLimit = new RateLimit(options.requestsPerMinute ?? 0, options.rateWindow ?? 60_000);
		this.credits = options.credits ?? Infinity;
	}

	/** The documents that are listed, those first that have been generated last. */
	list(operation: Operation): StoredDocument[] {
		const own = operation === 'tailor' ? this.resumes : [];
		return [...this.generated.filter(({ draft }) => draft.operation === operation), ...own];
	}

	/** The resume to work on, or undefined if the account has none with this id. */
	resume(requested: string | undefined): StoredDocument | undefined {
		const listed = [...this.resumes, ...defaultResumes.map(resume)];
		if (requested === undefined) return listed.find(({ isDefault }) => isDefault) ?? listed[0];
		const known = [...multilingualResumes, ...faultResumes].map(resume);
		return (
			[...listed, ...known].find(({ id }) => id === requested) ?? this.find('tailor', requested)
		);
	}

	private find(operation: Operation, requested: string): StoredDocument | undefined {
		return this.generated.find(
			({ id, draft }) => id === requested && draft.operation === operation,
		);
	}

	/** Stores what has been generated. */
	store(draft: Draft): StoredDocument {
		const result = document(`generated ${++this.stored}`, draft);
		this.generated.unshift(result);
		return result;
	}

	/** Removes what has been stored by mistake. */
	discard(documents: readonly StoredDocument[]): void {
		for (const document of documents) this.generated.splice(this.generated.indexOf(document), 1);
	}

	/** Takes credits if there are enough, and returns whether there were. */
	take(credits: number): boolean {
		if (credits > this.credits) return false;
		this.credits -= credits;
		return true;
	}

	giveBack(credits: number): void {
		this.credits += credits;
	}
}
