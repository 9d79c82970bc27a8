// What the package relies on in Laddro's API, one fact a row. Whoever learns that one of them is different changes the
// row, what depends on it, and the emulator.
import * as answers from './answers';
import type { Exchange } from './exchange';
import { storedId, type ResponseName, type Responses } from './requests';
import * as response from './responseChecks';
import { readStream, type Reading } from './stream';
import * as stream from './streamChecks';
import { holds, notSeen, together, verdict, type Verdict } from './verdict';

/** Something that the package relies on. */
export type Fact = readonly [
	id: string,
	/** Where it comes from: Laddro's documentation, its SDKs, its MCP server, or nowhere yet. */
	source: 'documentation' | 'SDK' | 'MCP server' | 'not known',
	fact: string,
	/** Why the node cares. */
	why: string,
	check: (responses: Responses) => Verdict,
];

/** A fact, and what was found of it. */
export interface Finding {
	readonly fact: Fact;
	readonly verdict: Verdict;
}

/** How long the node waits by default, in milliseconds. */
const IDLE_TIMEOUT = 120_000;
const TIMEOUT = 300_000;

const LANGUAGES = 'en de es fr it nl pl pt is fi sv no da et ro cs sk hu lt lv uk'.split(' ');
const RESUME_SECTIONS =
	'header personal summary experience employment work_experience education skills languages certifications certificates projects references extraCurricularActivities custom highlights';
const LETTER_SECTIONS =
	'personalDetails employerDetails letterContent greeting opening body closing signature';
const SECTIONS = `${RESUME_SECTIONS} ${LETTER_SECTIONS}`.split(' ');

/** The check of responses by their names, as far as there were any. */
const of =
	(check: (response: Exchange) => Verdict, ...names: readonly ResponseName[]) =>
	(responses: Responses): Verdict =>
		together(names.map((name) => [name, responses[name] ? check(responses[name]) : notSeen]));

/** The same of those that were accepted. */
const ofAccepted = (check: (response: Exchange) => Verdict, ...names: readonly ResponseName[]) =>
	of((each) => (each.status === 200 ? check(each) : notSeen), ...names);

const ofStreams = (check: (reading: Reading, exchange: Exchange) => Verdict) =>
	ofAccepted(
		(each) => (answers.isStream(each) ? check(readStream(each), each) : notSeen),
		'tailor',
		'coverLetter',
	);

const PDFS = ['tailorPdf', 'coverLetterPdf', 'exportPdf', 'renderPdf'] as const;

/** An id that a response names is one under which its document can be fetched. */
function storedUnder(exchange: Exchange | undefined, found: Exchange | undefined): Verdict {
	if (exchange?.status !== 200) return notSeen;
	const named = storedId(exchange);
	if (named === undefined) return holds('the response names none');
	const isFound = found?.status === 200;
	const seen = `in ${named.place}`;
	return verdict(isFound, isFound ? seen : `${seen}, but fetching it gives ${found?.status}`);
}

/** The facts, in the order of the report. */
// prettier-ignore
export const facts: readonly Fact[] = [
	['answers', 'not known', 'A call for a stream gets sections, an id, the whole document, or a file', 'the document comes from there, or is read back',
		ofAccepted(answers.way, 'tailor', 'coverLetter')],
	['stream-type', 'documentation', 'A stream is text/event-stream, and what comes in its place is what it says', 'any other type is a failure',
		ofAccepted(answers.type, 'tailor', 'coverLetter')],
	['dialect', 'not known', 'Sections come in one of the two known dialects', 'others are passed over',
		ofStreams(stream.dialect)],
	['progress', 'not known', 'Events before the end that are no sections tell of progress', 'their text is not used',
		ofStreams(answers.progress)],
	['complete', 'not known', 'The event that ends a stream has ids, a document, or nothing', 'they are read, and what else it says is in details',
		ofStreams(answers.complete)],
	['ids', 'not known', 'An id that the response names is that of a stored document', 'documentId is for fetching it again',
		({ tailor, storedResume, coverLetter, storedLetter }) => together([
			['tailor', storedUnder(tailor, storedResume)],
			['coverLetter', storedUnder(coverLetter, storedLetter)],
		])],
	['stored-content', 'documentation', 'A stored document comes with its text', 'a document that did not arrive is read back',
		ofAccepted(answers.content, 'resume', 'letter', 'storedResume', 'storedLetter')],
	['key', 'documentation', 'The header x-api-key opens the account', 'the credential sends nothing else',
		of(response.status(200), 'resumes')],
	['wrong-key', 'documentation', 'A wrong key gets 401', '401 ends the whole run',
		of(response.status(401), 'wrongKey')],
	['no-key', 'documentation', 'A request without a key gets 401', 'the credential test says what is wrong',
		of(response.status(401), 'noKey')],
	['not-found', 'documentation', 'A resume that does not exist gets 404', '404 fails one item, not the run',
		of(response.status(404), 'missingResume')],
	['error-shape', 'documentation', 'Errors are JSON: error, message, statusCode; or error, code', "the message that users see is the API's own",
		of(response.errorShape, 'wrongKey', 'noKey', 'missingResume')],
	['resume-list', 'SDK', 'The list of resumes is items and total, or data', 'the picker and Get Many read both',
		of(response.listShape, 'resumes')],
	['resume-ids', 'SDK', 'A resume in the list has resumeId, or else id, as a text', 'it is what other calls take',
		of(response.listIds('resumeId'), 'resumes')],
	['resume-titles', 'documentation', 'A resume in the list has title and updatedAt', 'the picker shows them',
		of(response.listTitles, 'resumes')],
	['resume-default', 'SDK', 'One resume in the list is the default, or the list does not say', 'the picker begins with it',
		of(response.listDefault, 'resumes')],
	['pages', 'documentation', 'limit and offset choose a page', 'long lists are read page by page',
		({ resumes, secondResume }) => of(response.listPages(secondResume), 'resumes')({ resumes })],
	['resume', 'documentation', 'A resume can be fetched by the id of the list', 'Get returns it',
		of(response.oneDocument, 'resume')],
	['letter-list', 'SDK', 'The list of cover letters is items and total, or data', 'the picker and Get Many read both',
		of(response.listShape, 'letters')],
	['letter-ids', 'SDK', 'A letter in the list has coverLetterId, or else id, as a text', 'it is what other calls take',
		of(response.listIds('coverLetterId'), 'letters')],
	['letter', 'SDK', 'A cover letter can be fetched by the id of the list', 'Get returns it',
		of(response.oneDocument, 'letter')],
	['templates', 'SDK', 'templates lists templates with id and name', "the picker 'Template' shows them",
		of(response.entries('templates', 'id', 'name'), 'templates')],
	['colors', 'MCP server', 'A template has availableColors with id', "the picker 'Color' shows them",
		of(response.entries('availableColors', 'id'), 'template')],
	['template-fonts', 'MCP server', 'A template has availableFonts with family and label', "the picker 'Font' shows them",
		of(response.entries('availableFonts', 'family', 'label'), 'template')],
	['fonts', 'SDK', 'fonts lists fonts with family and label', "the picker 'Font' shows them",
		of(response.entries('fonts', 'family', 'label'), 'fonts')],
	['languages', 'SDK', 'languages lists languages with code and name', "'Language' offers them",
		of(response.entries('languages', 'code', 'name'), 'languages')],
	['language-codes', 'SDK', 'The node knows all languages', 'titles of sections are written in them',
		of(response.languageCodes(LANGUAGES), 'languages')],
	['accepted', 'SDK', 'A stream without resumeId works on the default resume', "an empty 'Resume' is left out of the body",
		of(response.status(200), 'tailor', 'coverLetter')],
	['readable', 'documentation', 'Every event has a JSON object, or text in a named event', 'any other one breaks the stream off',
		ofStreams(stream.readable)],
	['texts', 'documentation', 'section and content are texts', 'any other type breaks the stream off',
		ofStreams(stream.texts)],
	['pieces', 'not known', 'Sections come whole, or in pieces that follow each other', 'live output writes them one after the other',
		ofStreams(stream.order)],
	['increments', 'not known', 'A piece does not repeat what came before it', 'pieces are joined',
		ofStreams(stream.increments)],
	['section-names', 'documentation', 'The sections have names that are known', 'only known ones have titles in other languages',
		ofStreams(stream.names(SECTIONS))],
	['content', 'not known', 'Content is plain text, Markdown or HTML', 'the formats are made from these',
		ofStreams(stream.contents)],
	['utf-8', 'documentation', 'A stream is UTF-8', 'it is decoded as such',
		ofStreams(stream.utf8)],
	['sizes', 'not known', 'An event has 8 MiB at the most, a stream 64 MiB', 'more is not read',
		ofStreams(stream.sizes)],
	['end', 'documentation', 'A stream ends with done or complete', 'without it, it counts as interrupted',
		ofStreams(stream.done)],
	['after-end', 'not known', 'Nothing comes after the end', 'the node closes the connection there',
		ofStreams(stream.afterDone)],
	['silence', 'not known', `A stream is never silent for ${IDLE_TIMEOUT / 1000} s`, "the default of 'Idle Timeout'",
		ofAccepted((each) => stream.silence(IDLE_TIMEOUT)(readStream(each)), 'tailor', 'coverLetter')],
	['duration', 'SDK', `A stream is done within ${TIMEOUT / 1000} s`, "the default of 'Timeout'",
		ofAccepted((each) => stream.duration(TIMEOUT)(readStream(each), each), 'tailor', 'coverLetter')],
	['files', 'SDK', 'Calls for files are accepted', "'Output' PDF File and Download PDF",
		of(response.status(200), ...PDFS, 'bothZip')],
	['pdf-type', 'SDK', 'A PDF is application/pdf', 'other types are looked at more closely, or refused',
		ofAccepted(response.contentType('application/pdf'), ...PDFS)],
	['pdf-whole', 'SDK', 'A PDF begins with %PDF- and ends with %%EOF', 'any other one counts as cut',
		ofAccepted(response.wholeFile('pdf'), ...PDFS)],
	['zip-type', 'SDK', 'A resume with its letter is application/zip', 'it is unpacked into two files',
		ofAccepted(response.contentType('application/zip'), 'bothZip')],
	['zip-whole', 'SDK', 'A ZIP begins and ends like one', 'any other one counts as cut',
		ofAccepted(response.wholeFile('zip'), 'bothZip')],
	['zip-files', 'SDK', 'The ZIP has two PDF files', 'they become two binary fields',
		ofAccepted(response.zipEntries, 'bothZip')],
	['file-length', 'not known', 'A file comes with its content-length', 'a cut file is noticed by it',
		ofAccepted(response.hasHeader('content-length'), ...PDFS, 'bothZip')],
	['file-name', 'SDK', 'A file comes with a name in content-disposition', 'it is the name of the output file',
		ofAccepted(response.fileName, ...PDFS, 'bothZip')],
	['resume-file-id', 'SDK', 'A resume as a file comes with x-resume-id', 'it becomes documentId',
		ofAccepted(response.hasHeader('x-resume-id'), 'tailorPdf', 'bothZip')],
	['letter-file-id', 'SDK', 'A letter as a file comes with x-cover-letter-id', 'it becomes documentId or coverLetterId',
		ofAccepted(response.hasHeader('x-cover-letter-id'), 'coverLetterPdf', 'bothZip')],
];

/** Holds responses against the facts. */
export const judge = (responses: Responses): Finding[] =>
	facts.map((fact) => ({ fact, verdict: fact[4](responses) }));
