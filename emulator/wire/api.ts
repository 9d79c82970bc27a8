/** How the stream is written: unnamed `section` and `done` events, or the SDKs' named events. */
export type Dialect = 'documented' | 'sdk';

/**
 * What a call for a stream is answered with: sections, in either dialect; steps and then the document's id; steps and
 * then the whole document; the document as JSON; or its PDF.
 */
export type Answers = (typeof answers)[number];
export const answers = ['documented', 'sdk', 'ids', 'inline', 'json', 'pdf'] as const;

/** Where a response names the documents that it stores: in headers, in its last event or its JSON, or nowhere. */
export type IdPlace = 'headers' | 'event' | 'none';

/** What the API can generate. */
export type Operation = 'tailor' | 'coverLetter';

/** The endpoint of each operation. */
export const paths: Readonly<Record<Operation, string>> = {
	tailor: '/v1/tailor',
	coverLetter: '/v1/cover-letters/generate',
};

/** The content of one event. Pieces with the same name make up one section, joined in order. */
export interface SectionPiece {
	readonly section: string;
	readonly content: string;
}

/** The fields of a request body that decide what is written. */
export interface GenerationBody {
	readonly resumeId?: string;
	readonly jobDescription?: string;
	readonly jobUrl?: string;
	readonly positionName?: string;
	readonly language?: string;
	readonly mode?: string;
	/** Tailoring, as a file: whether a cover letter is written as well. */
	readonly includeCoverLetter?: boolean;
}

/** The ids under which results are stored; for a letter also that of the resume it is based on. */
export interface DocumentIds {
	readonly resumeId?: string;
	readonly coverLetterId?: string;
}
