import { faults, type FaultName } from './faults';
import { heldFrames, normalFrames, type FaultContext } from './faults/fault';
import { jsonPlan, type Frame, type Plan } from './plan';
import type { Behaviour, PlainScript, Script, SectionPiece, Source } from './types';

async function* framesOf(pieces: Source<SectionPiece>): AsyncGenerator<Frame> {
	for await (const { section, content } of pieces) yield { kind: 'section', section, content };
	yield { kind: 'done' };
}

async function* bytesOf(chunks: Source<Buffer | string>): AsyncGenerator<Frame> {
	for await (const bytes of chunks) yield { kind: 'bytes', bytes };
}

function plainPlan({ status, headers = {}, body = '' }: PlainScript): Plan {
	return typeof body === 'string' || Buffer.isBuffer(body)
		? { kind: 'plain', status, headers, body }
		: jsonPlan(status, body, headers);
}

function scriptPlan(script: Script, pieces: readonly SectionPiece[]): Plan {
	if ('events' in script) return { kind: 'stream', frames: framesOf(script.events) };
	if ('raw' in script) return { kind: 'stream', frames: bytesOf(script.raw), end: script.end };
	if ('status' in script) return plainPlan(script);
	if ('hold' in script) return { kind: 'stream', frames: heldFrames(pieces) };
	return { kind: 'stream', frames: normalFrames(pieces) };
}

/** What is going to happen to a request. */
export interface Decision {
	readonly plan: Plan;
	/** The fault that shapes the answer; null when it is normal or scripted. */
	readonly fault: FaultName | null;
	/** Milliseconds before the answer. */
	readonly delay: number;
}

/** Turns a behaviour (or none) into what is going to happen. */
export function decide(
	behaviour: Behaviour | undefined,
	pieces: readonly SectionPiece[],
	hasMet: (fault: FaultName) => boolean,
): Decision {
	const normal: Plan = { kind: 'stream', frames: normalFrames(pieces) };
	if (behaviour === undefined) return { plan: normal, fault: null, delay: 0 };
	if (typeof behaviour !== 'string') {
		return { plan: scriptPlan(behaviour, pieces), fault: null, delay: behaviour.delay ?? 0 };
	}
	const context: FaultContext = { pieces, metBefore: hasMet(behaviour) };
	const plan = faults[behaviour].plan(context);
	return { plan: plan ?? normal, fault: plan ? behaviour : null, delay: 0 };
}
