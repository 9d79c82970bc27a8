import type { Sections } from '../../../nodes/Laddro/stream/streamReader';
import type { Failure } from '../../../nodes/Laddro/transport/failure';
import type { FailedGeneration } from '../../../nodes/Laddro/transport/generate';

export const TWO_SECTIONS: Sections = new Map([
	['work_experience', 'Built things.'],
	['skills', 'TypeScript'],
]);

export const NODE = {
	id: '1',
	name: 'Laddro',
	type: 'n8n-nodes-laddro.laddro',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

export function failed(
	failure: Partial<Failure> = {},
	rest: Partial<FailedGeneration> = {},
): FailedGeneration {
	return {
		sections: new Map(),
		failure: { kind: 'status', message: 'No such resume', ...failure },
		attempts: 1,
		waited: 0,
		waitedFor: new Set(),
		...rest,
	};
}
