import { faultOfResume } from '../faults';
import type { Operation } from '../wire/api';
import {
	defaultLetters,
	defaultResumes,
	faultResumes,
	letter,
	multilingualResumes,
	resume,
	type ResumeSummary,
	type StoredDocument,
} from './documents';
import { Ledger } from './ledger';
import { RateLimit } from './rateLimit';

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

/** Resumes that can be used whether they are listed or not. */
const always = [...defaultResumes, ...multilingualResumes, ...faultResumes].map(resume);

/** The only account of an emulator. */
export class Account {
	readonly apiKey: string;
	readonly rateLimit: RateLimit;
	readonly ledger = new Ledger();
	/** The resumes that the account has from the start and lists. */
	private readonly resumes: readonly StoredDocument[];
	/** Newest first. */
	private readonly stored: StoredDocument[] = [];
	private credits: number;

	constructor(options: AccountOptions) {
		const { resumes = defaultResumes, listFaults = false } = options;
		this.apiKey = options.apiKey ?? 'laddro_live_emulator_key';
		this.resumes = [...resumes, ...(listFaults ? faultResumes : [])].map(resume);
		this.rateLimit = new RateLimit(options.requestsPerMinute ?? 0, options.rateWindow ?? 60_000);
		this.credits = options.credits ?? Infinity;
	}

	/** The documents that are listed, those first that have been stored last. */
	list(operation: Operation): StoredDocument[] {
		const own = operation === 'tailor' ? this.resumes : defaultLetters;
		return [...this.stored.filter(({ draft }) => draft.operation === operation), ...own];
	}

	/** The resume with this id, or else the default one; undefined if the account has no such resume. */
	resume(id: string | undefined): StoredDocument | undefined {
		const known = [...this.resumes, ...always];
		if (id === undefined) return this.resumes.find(({ isDefault }) => isDefault) ?? known[0];
		return [...known, ...this.list('tailor')].find((each) => each.id === id);
	}

	/** The cover letter with this id, which may be that of a fault's resume. */
	letter(id: string): StoredDocument | undefined {
		const listed = this.list('coverLetter').find((each) => each.id === id);
		return listed ?? (faultOfResume(id) && letter(id, id));
	}

	/** Stores a document. */
	store(document: StoredDocument): void {
		this.stored.unshift(document);
	}

	/** Takes credits if there are enough, and returns whether there were. */
	take(credits: number): boolean {
		if (credits > this.credits) return false;
		this.credits -= credits;
		return true;
	}
}
