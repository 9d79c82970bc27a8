import type { Frame, StreamEnd } from '../wire/answer';
import type { SectionPiece } from '../wire/api';
import type { StreamFault } from './fault';
import { sectionFrames, splitAfter } from './frames';

const KIB = 1024;
const done: Frame = { kind: 'done' };

/**
 * Sends the first sections, then these frames.
 * @param sections how many of the normal sections come first
 * @param end how the stream stops; `goOn` sends the other sections and `done` before it is closed
 */
const stream = (
	sections: number,
	description: string,
	frames: readonly Frame[],
	end: StreamEnd | 'goOn' = 'close',
): StreamFault => ({
	description,
	when: 'within',
	of: 'stream',
	answer: ({ pieces }) => {
		const [first, others] = splitAfter(sections, pieces);
		const rest = end === 'goOn' ? [...sectionFrames(others), done] : [];
		return {
			kind: 'stream',
			frames: [...sectionFrames(first), ...frames, ...rest],
			end: end === 'goOn' ? 'close' : end,
		};
	},
});

const error = (statusCode?: number): Frame => ({
	kind: 'error',
	message: statusCode === 429 ? 'Rate limit exceeded' : 'The text could not be generated',
	statusCode,
});

/** JSON that ends within a string. */
const malformed: Frame = {
	kind: 'malformed',
	data: '{"type":"section","section":"skills","content":"Plann',
};

/** The second event is the one that the documented dialect, which has no progress, sends. */
const progress: Frame[] = [
	{ kind: 'progress', text: 'Reading the resume' },
	{ kind: 'event', data: '{"type":"usage","tokens":12}' },
];

function bigEvent(pieces: readonly SectionPiece[]): Frame[] {
	const content = 'Ein sehr langer Satz. '.repeat(Math.ceil((8 * KIB * KIB) / 22) + KIB);
	const [first] = splitAfter(1, pieces);
	return [...sectionFrames(first), { kind: 'section', section: 'work_experience', content }, done];
}

/** 65 MiB of content in pieces of 64 KiB, of which only one at a time is kept in memory. */
function* bigStream(): Generator<Frame> {
	const content = 'Lorem ipsum dolor sit amet, consectetur. '.repeat(1640).slice(0, 64 * KIB);
	for (let section = 1; section <= 20; section++) {
		for (let piece = 1; piece <= 52; piece++) {
			yield { kind: 'section', section: `section_${section}`, content };
		}
	}
	yield done;
}

/** Faults of a stream that has opened. Those that do not start with an error cost credits. */
export const inStream = {
	empty: stream(0, 'opens the stream and ends it without any event', []),
	cut_first: stream(0, 'opens the stream and cuts the connection', [], 'cut'),
	stall_first: stream(0, 'opens the stream and sends nothing', [], 'hold'),
	malformed_first: stream(0, 'starts with an event that is not JSON', [malformed], 'goOn'),
	error_first_429: stream(0, 'starts with an error 429, every time', [error(429)]),
	error_first_503: stream(0, 'starts with an error 503, every time', [error(503)]),
	error_first_500: stream(0, 'starts with an error 500', [error(500)]),
	error_first_400: stream(0, 'starts with an error 400', [error(400)]),
	error_first: stream(0, 'starts with an error without a status', [error()]),
	progress_then_429: stream(0, 'streams an error 429 after an event that is no section', [
		...progress,
		error(429),
	]),
	nothing: stream(0, 'sends done without any section', [done]),
	truncated: stream(2, 'ends after some sections, without done', []),
	cut: stream(2, 'cuts the connection after some sections', [], 'cut'),
	stall: stream(2, 'sends nothing more after some sections', [], 'hold'),
	malformed: stream(2, 'sends an event that is not JSON after some sections', [malformed], 'goOn'),
	wrong_type: stream(
		2,
		'sends a number as content after some sections',
		[{ kind: 'section', section: 'skills', content: 42 }],
		'goOn',
	),
	error_mid: stream(2, 'streams an error 429 after some sections', [error(429)]),
	error_mid_plain: stream(2, 'streams an error without a status after some sections', [error()]),
	big_event: {
		description: 'sends one event of more than 8 MiB after one section',
		when: 'within',
		of: 'stream',
		answer: ({ pieces }) => ({ kind: 'stream', frames: bigEvent(pieces) }),
	},
	big_stream: {
		description: 'sends more than 64 MiB of sections',
		when: 'within',
		of: 'stream',
		answer: () => ({ kind: 'stream', frames: bigStream() }),
	},
} satisfies Record<string, StreamFault>;
