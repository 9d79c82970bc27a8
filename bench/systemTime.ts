/** Milliseconds since a moment that is the same for all processes of this machine. */
export function systemTime(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

/** Milliseconds since the {@link systemTime} at the end of a text, if there is one. */
export function latencyOf(text: string): number | undefined {
	const writtenAt = / (\d+(?:\.\d+)?)$/.exec(text)?.[1];
	return writtenAt === undefined ? undefined : systemTime() - Number(writtenAt);
}
