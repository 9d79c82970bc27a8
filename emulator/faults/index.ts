import { beforeFaults } from './before';
import type { Fault } from './fault';
import { healthyFaults } from './healthy';
import { recoveringFaults } from './recovering';
import { streamFaults } from './stream';

const table = { ...beforeFaults, ...recoveringFaults, ...streamFaults, ...healthyFaults };

/** The name of a fault; the resume that shows it is `res_fault_<name>`. */
export type FaultName = keyof typeof table;

/** Every fault, by its name. */
export const faults: Readonly<Record<FaultName, Fault>> = table;

const isFaultName = (name: string): name is FaultName => Object.hasOwn(table, name);

/** All names, in the table's order: before the answer, recovering, in the stream, healthy. */
export const faultNames: readonly FaultName[] = Object.keys(table).filter(isFaultName);

const PREFIX = 'res_fault_';

/** The id of the resume that shows a fault. */
export const faultResumeId = (name: FaultName): string => `${PREFIX}${name}`;

/** The fault that a resume shows, if it shows one. */
export function faultOfResume(resumeId: string): FaultName | undefined {
	const name = resumeId.startsWith(PREFIX) ? resumeId.slice(PREFIX.length) : '';
	return isFaultName(name) ? name : undefined;
}
