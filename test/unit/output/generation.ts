import type { Failure } from '../../../nodes/Laddro/common/failure';
import type { FailedCall } from '../../../nodes/Laddro/output/failureOutput';
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

/** A call for a stream that failed after one request, unless the rest says otherwise. */
export function failedWith(failure: Failure, rest: Partial<FailedCall> = {}): FailedCall {
	return {
		sections: new Map(),
		failure,
		isFree: false,
		ids: {},
		attempts: 1,
		waited: 0,
		waitedFor: new Set(),
		...rest,
	};
}
