import type { Answers, SectionPiece } from '../wire/api';
import { fileResponse, pack } from '../wire/file';
import { jsonResponse, streamResponse, type Frame, type Response } from '../wire/response';
import type { Normal } from './fault';

/** The last frame of a stream that ends well. */
export const done = { kind: 'done' } as const;

export const sectionFrames = (pieces: readonly SectionPiece[]): Frame[] =>
	pieces.map((piece) => ({ kind: 'section', ...piece }));

/** The frames of a normal stream of sections. */
export const normalFrames = (pieces: readonly SectionPiece[]): Frame[] => [
	{ kind: 'progress', text: 'Reading the resume' },
	{ kind: 'progress', text: 'Comparing it with the posting' },
	...sectionFrames(pieces),
	done,
];

/** What happens before a document is there, of which the SDKs' clients see nothing but that it does. */
const steps: readonly Frame[] = ['reading', 'matching', 'writing'].map((step, index) => ({
	kind: 'progress',
	text: JSON.stringify({ step, progress: 30 * (index + 1) }),
}));

/** The dialect of these answers' streams: only the SDKs' has events without text. */
export const dialectOf = (answers: Answers) => (answers === 'documented' ? answers : 'sdk');

/** Whether these answers are streams of sections. */
export const haveSections = (answers: Answers): boolean =>
	answers === 'documented' || answers === 'sdk';

/**
 * The response if nothing is unusual.
 * @param holds whether a stream waits after its first section, or its first event, until `Emulator.release()`
 */
export function usual(normal: Normal, holds = false): Response {
	const { kind, answers = 'documented', pieces = [], files = [], json = {}, status = 200 } = normal;
	if (kind === 'json' || (kind === 'stream' && answers === 'json')) {
		return { ...jsonResponse(status, json), delivers: true, ids: 'event' };
	}
	if (kind !== 'stream' || answers === 'pdf') return fileResponse(pack(files));
	const sections = haveSections(answers);
	const end: Frame = answers === 'inline' ? { ...done, extra: json } : done;
	const frames = sections ? normalFrames(pieces) : [...steps, end];
	const first = Math.max(
		0,
		frames.findIndex((frame) => frame.kind === 'section'),
	);
	if (holds) frames.splice(first + 1, 0, { kind: 'hold' });
	return streamResponse(frames, {
		dialect: dialectOf(answers),
		ids: sections ? 'headers' : 'event',
	});
}
