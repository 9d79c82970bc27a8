import { beforeAnswer } from './beforeAnswer';
import type { AnswerKind, Fault, StreamFault } from './fault';
import { healthyStreams } from './healthy';
import { inFile } from './inFile';
import { inStream } from './inStream';
import { recovering } from './recovering';

const table = { ...beforeAnswer, ...recovering, ...inStream, ...healthyStreams, ...inFile };

/** The name of a fault; the resume `res_fault_<name>` shows it. */
export type FaultName = keyof typeof table;

/** The name of a fault that streams can have. */
export type StreamFaultName = Exclude<FaultName, keyof typeof inFile>;

/** The name of a fault that files can have. */
export type FileFaultName = {
	[Name in FaultName]: (typeof table)[Name] extends StreamFault ? never : Name;
}[FaultName];

/** Every fault by its name. */
export const faults: Readonly<Record<FaultName, Fault>> = table;

const isFaultName = (name: string): name is FaultName => Object.hasOwn(table, name);

/** All names: before the answer, recovering, in a stream, healthy streams, in a file. */
export const faultNames: readonly FaultName[] = Object.keys(table).filter(isFaultName);

/** The names of the faults that such an answer can have. */
export function faultsFor(kind: 'stream'): readonly StreamFaultName[];
export function faultsFor(kind: 'pdf' | 'zip'): readonly FileFaultName[];
export function faultsFor(kind: AnswerKind): readonly FaultName[];
export function faultsFor(kind: AnswerKind): readonly FaultName[] {
	return faultNames.filter((name) => existsFor(faults[name], kind));
}

/** Whether such an answer can have this fault. */
function existsFor({ of }: Fault, kind: AnswerKind): boolean {
	if (of === 'file') return kind === 'pdf' || kind === 'zip';
	return of === 'any' || of === kind;
}

const PREFIX = 'res_fault_';

/** The id of the resume that shows a fault. */
export const faultResumeId = (name: FaultName): string => `${PREFIX}${name}`;

/** The fault that a resume shows, if it shows one: by its id, or that with an extension as its file's name. */
export function faultOfResume(source: string): FaultName | undefined {
	const name = source.startsWith(PREFIX) ? source.slice(PREFIX.length).replace(/\W.*/s, '') : '';
	return isFaultName(name) ? name : undefined;
}
