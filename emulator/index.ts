/** The stand-in for Laddro's Career API: a real HTTP server, on the loopback interface only. */
export { chaos, chaosFailures, chaosOddities } from './chaos';
export { defaultResumes } from './content/resumes';
export { faultNames, faultResumeId, faults, type FaultName } from './faults';
export type { Fault, FaultMoment } from './faults/fault';
export type { Ledger, LedgerEntry } from './ledger';
export { startEmulator } from './server';
export type * from './types';
