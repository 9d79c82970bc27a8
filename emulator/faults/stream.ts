import type { Frame } from '../plan';
import type { SectionPiece, StreamEnd } from '../types';
import { firstSections, laterSections, sectionFrames, type Fault } from './fault';

const KIB = 1024;

/** Sections that arrive before a stream breaks halfway. */
const ARRIVED = 2;

/** JSON that stops in the middle of a string. */
const malformed: Frame = {
	kind: 'garbage',
	data: '{"type":"section","section":"skills","content":"Plann',
};

/** Frames in place of any section. */
const first = (
	description: string,
	frames: readonly Frame[],
	end: StreamEnd = 'close',
	goesOn = false,
): Fault => ({
	description,
	when: 'stream',
	plan: ({ pieces }) => ({
		kind: 'stream',
		frames: goesOn ? [...frames, ...sectionFrames(pieces), { kind: 'done' }] : frames,
		end,
	}),
});

/** Frames after some sections. */
const mid = (
	description: string,
	frames: readonly Frame[],
	end: StreamEnd = 'close',
	goesOn = false,
): Fault => ({
	description,
	when: 'stream',
	plan: ({ pieces }) => ({
		kind: 'stream',
		frames: [
			...sectionFrames(firstSections(pieces, ARRIVED)),
			...frames,
			...(goesOn ? sectionFrames(laterSections(pieces, ARRIVED)) : []),
			...(goesOn ? [{ kind: 'done' } satisfies Frame] : []),
		],
		end,
	}),
});

const failure = (statusCode?: number): Frame => ({
	kind: 'error',
	message: statusCode === 429 ? 'Rate limit exceeded' : 'The text could not be generated',
	statusCode,
});

function* bigEvent(pieces: readonly SectionPiece[]): Generator<Frame> {
	yield* sectionFrames(firstSections(pieces, 1));
	const content = 'Ein sehr langer Satz. '.repeat(Math.ceil((8 * KIB * KIB) / 22) + KIB);
	yield { kind: 'section', section: 'work_experience', content };
	yield { kind: 'done' };
}

/** 65 MiB of content in pieces of 64 KiB, made one at a time as the client takes them. */
function* bigStream(): Generator<Frame> {
	const content = 'Lorem ipsum dolor sit amet, consectetur. '.repeat(1640).slice(0, 64 * KIB);
	for (let section = 1; section <= 20; section++) {
		for (let piece = 1; piece <= 52; piece++) {
			yield { kind: 'section', section: `section_${section}`, content };
		}
	}
	yield { kind: 'done' };
}

/** Faults of a stream that has opened, so that credits may have been charged. */
export const streamFaults = {
	empty: first('opens the stream and ends it without anything', []),
	cut_first: first('opens the stream and cuts the connection', [], 'cut'),
	stall_first: first('opens the stream and falls silent', [], 'hold'),
	malformed_first: first('starts with an event that is not JSON', [malformed], 'close', true),
	error_first_429: first('streams an error 429 before any section, every time', [failure(429)]),
	error_first_400: first('streams an error 400 before any section', [failure(400)]),
	error_first: first('streams an error without a status before any section', [failure()]),
	nothing: first('is done without any section', [{ kind: 'done' }]),
	truncated: mid('ends after some sections, without done', []),
	cut: mid('cuts the connection after some sections', [], 'cut'),
	stall: mid('falls silent after some sections', [], 'hold'),
	malformed: mid('sends an event that is not JSON after some sections', [malformed], 'close', true),
	wrong_type: mid(
		'sends a number as content after some sections',
		[{ kind: 'section', section: 'skills', content: 42 }],
		'close',
		true,
	),
	error_mid: mid('streams an error 429 after some sections', [failure(429)]),
	error_mid_plain: mid('streams an error without a status after some sections', [failure()]),
	big_event: {
		description: 'sends one event of more than 8 MiB after one section',
		when: 'stream',
		plan: ({ pieces }) => ({ kind: 'stream', frames: bigEvent(pieces) }),
	},
	big_stream: {
		description: 'sends more than 64 MiB of sections',
		when: 'stream',
		plan: () => ({ kind: 'stream', frames: bigStream() }),
	},
} satisfies Record<string, Fault>;
