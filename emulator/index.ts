/** An emulator of Laddro's Career API: a real HTTP server, on the loopback interface only. */
export type { LedgerEntry } from './account/ledger';
export { defaultResumes, multilingualResumes, type ResumeSummary } from './account/resumes';
export { multilingualPeople, people, personOf, postings } from './content/people';
export { write } from './content/write';
export {
	faultNames,
	faultResumeId,
	faults,
	faultsFor,
	type FaultName,
	type FileFaultName,
	type StreamFaultName,
} from './faults';
export type { Behaviour, ReceivedRequest } from './faults/behaviour';
export { chaos, chaosFailures, chaosOddities } from './faults/chaos';
export { readRecording, recordChunk, recordedBytes, type Recording } from './replay/recording';
export { replay } from './replay/replay';
export { startEmulator, type Emulator, type EmulatorOptions } from './server';
export type { Dialect, Operation } from './wire/api';
export { eventOf, formatEvent } from './wire/events';
