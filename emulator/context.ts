import type { Account } from './account';
import type { Gate } from './gate';
import type { LedgerBook } from './ledger';
import type { RateLimit } from './rateLimit';
import type { ChooseBehaviour, Dialect, ResumeSummary } from './types';

/** What all requests to one emulator share. */
export interface Context {
	readonly apiKey: string;
	readonly dialect: Dialect;
	readonly pieceDelay: number;
	readonly keepBodies: boolean;
	readonly resumes: readonly ResumeSummary[];
	readonly resumeListShape: 'sdk' | 'doc';
	readonly behaviour: ChooseBehaviour;
	readonly ledger: LedgerBook;
	readonly account: Account;
	readonly rateLimit: RateLimit;
	readonly gate: Gate;
}
