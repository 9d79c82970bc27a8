/** An emulator of Laddro's Career API: a real HTTP server, on the loopback interface only. */
export { defaultResumes, multilingualResumes, type ResumeSummary } from './account/documents';
export type { LedgerEntry } from './account/ledger';
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
export { chaos } from './faults/chaos';
export { readRecording, recordChunk, recordedBytes, replay, type Recording } from './replay';
export { startEmulator, type Emulator, type EmulatorOptions } from './server';
export { answers, type Answers, type Dialect, type Operation } from './wire/api';
export { eventOf, formatEvent } from './wire/events';
