import type { Fault, ResponseKind } from './fault';
import { inFile } from './inFile';
import { inStream } from './inStream';
import { ofAny } from './ofAny';
import { ofCopy } from './ofCopy';

const table = { ...ofAny, ...inStream, ...inFile, ...ofCopy };

/** The name of a fault; the resume `res_fault_<name>` shows it. */
export type FaultName = keyof typeof table;

/** The name of a fault that streams can have. */
export type StreamFaultName = keyof typeof ofAny | keyof typeof inStream;

/** The name of a fault that files can have. */
export type FileFaultName = keyof typeof ofAny | keyof typeof inFile;

/** Every fault by its name. */
export const faults: Readonly<Record<FaultName, Fault>> = table;

const isFaultName = (name: string): name is FaultName => Object.hasOwn(table, name);

/** All names: of any response, of streams, of files, of stored copies. */
export const faultNames: readonly FaultName[] = Object.keys(table).filter(isFaultName);

/** The names of the faults that such a response can have, those of stored copies left out. */
export function faultsFor(kind: 'stream'): readonly StreamFaultName[];
export function faultsFor(kind: 'pdf' | 'zip'): readonly FileFaultName[];
export function faultsFor(kind: ResponseKind): readonly FaultName[];
export function faultsFor(kind: ResponseKind): readonly FaultName[] {
	return faultNames.filter((name) => faults[name].of !== 'copy' && existsFor(faults[name], kind));
}

/** Whether such a response can have this fault. */
export const existsFor = ({ of }: Fault, kind: ResponseKind): boolean =>
	of === 'any' ||
	of === kind ||
	(of === 'file' && (kind === 'pdf' || kind === 'zip')) ||
	(of === 'copy' && kind !== 'json');

const PREFIX = 'res_fault_';

/** The id of the resume that shows a fault. */
export const faultResumeId = (name: FaultName): string => `${PREFIX}${name}`;

/** The fault that a resume shows, if it shows one: by its id, or that with an extension as its file's name. */
export function faultOfResume(source: string): FaultName | undefined {
	const name = source.startsWith(PREFIX) ? source.slice(PREFIX.length).replace(/\W.*/s, '') : '';
	return isFaultName(name) ? name : undefined;
}
