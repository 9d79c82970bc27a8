/** Milliseconds since some moment that is the same for all processes of this machine. */
export function systemTime(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}
