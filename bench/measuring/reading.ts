import type { Collected } from '../readers/reader';

/** One measured reading. Memory is in bytes and only exact in a process that is for memory, time in milliseconds. */
export interface Reading extends Collected {
	/** CPU time of the whole process, all threads. */
	cpu: number;
	wall: number;
	/** Resident memory just before. */
	residentBefore: number;
	/** The most resident memory that the process has had in its life. */
	residentPeak: number;
	/** Memory that V8 still holds just after: its heap and what it keeps outside. */
	held: number;
}
