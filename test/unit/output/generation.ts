import type { Outcome } from '../../../nodes/Laddro/api/call';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import type { FailedTask } from '../../../nodes/Laddro/output/failureOutput';
import type { Sections } from '../../../nodes/Laddro/stream/streamReader';

export const TWO_SECTIONS: Sections = new Map([
	['work_experience', 'Built things.'],
	['skills', 'TypeScript'],
]);

/** Sections whose names mean something else to JavaScript, or would change places in a plain object. */
export const STRANGE_SECTIONS: Sections = new Map([
	['__proto__', 'a'],
	['constructor', 'b'],
	['2', 'c'],
	['1', 'd'],
]);

export const NODE = {
	id: '1',
	name: 'Laddro',
	type: 'n8n-nodes-laddro.laddro',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

export const NO_CREDITS = {
	kind: 'status',
	statusCode: 402,
	meaning: 'noCredits',
	message: 'Not enough credits',
	code: 'insufficient_credits',
} as const satisfies Failure;

export const CONNECTION_CUT = {
	kind: 'interrupted',
	cause: 'connectionCut',
} as const satisfies Failure;

/** A paid call that ended after one request, unless the rest says otherwise. */
export function callWith<Value>(rest: Partial<Outcome<Value>> = {}): Outcome<Value> {
	const charged = rest.isFree || rest.attempts === 0 ? 'no' : 'maybe';
	return {
		isFree: false,
		charged,
		ids: {},
		attempts: 1,
		waited: 0,
		took: 0,
		waitedFor: new Set(),
		...rest,
	};
}

/**
 * A task whose call failed.
 *
 * @param call what is not as in {@link callWith}
 * @param rest what else is known of the task
 */
export function failedWith(
	failure: Failure,
	call: Partial<Outcome> = {},
	rest: Partial<FailedTask> = {},
): FailedTask {
	return { failure, call: callWith({ failure, ...call }), ...rest };
}
