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
	readonly resumes: readonly ResumeSummary[];
	readonly rateLimit: RateLimit;
	readonly ledger = new LedgerBook();
	private credits: number;

	constructor(options: AccountOptions) {
		this.apiKey = options.apiKey ?? 'laddro_live_emulator_key';
		const own = options.resumes ?? defaultResumes;
		this.resumes = options.listFaults ? [...own, ...faultResumes] : own;
		this.rateLimit = new RateLimit(options.requestsPerMinute ?? 0, options.rateWindow ?? 60_000);
		this.credits = options.credits ?? Infinity;
	}

	/** The id of the resume to work on, or undefined if the account has no such resume. */
	resumeId(requested: string | undefined): string | undefined {
		if (requested === undefined) {
			const list = [...this.resumes, ...defaultResumes];
			return (this.resumes.find(({ isDefault }) => isDefault) ?? list[0])?.id;
		}
		const known = [...this.resumes, ...multilingualResumes, ...faultResumes];
		return known.find(({ id }) => id === requested)?.id;
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
