import { zipSync } from 'fflate';
import type { Alteration, Answer, Request } from './alteredApi';

type Row = Record<string, unknown>;
type Json = Record<string, unknown> & { items?: Row[]; templates?: Row[] };

/** Changes the JSON of the answers to a request. */
const json =
	(target: string | RegExp, change: (fields: Json) => unknown): Alteration =>
	(answer, request) => {
		if (!matches(request, target)) return;
		const fields = JSON.parse(answer.body.toString());
		answer.body = Buffer.from(JSON.stringify(change(fields) ?? fields));
	};

const matches = ({ target }: Request, wanted: string | RegExp): boolean =>
	typeof wanted === 'string' ? target === wanted : wanted.test(target);

const status =
	(target: string | RegExp, code: number): Alteration =>
	(answer, request) => {
		if (matches(request, target)) answer.status = code;
	};

/** Changes the rows of a list. */
const rows = (target: string, change: (row: Row) => void): Alteration =>
	json(target, ({ items = [] }) => items.forEach(change));

/** Changes the text of the resume's stream. */
const stream =
	(change: (text: string) => string): Alteration =>
	(answer, request) => {
		if (!request.wantsStream || request.target !== 'POST /v1/tailor') return;
		answer.body = Buffer.from(change(answer.body.toString()));
	};

const event = (fields: Record<string, unknown>) => `data: ${JSON.stringify(fields)}\n\n`;
const DONE = event({ type: 'done' });
const beforeDone = (text: string) => stream((all) => all.replace(DONE, `${text}${DONE}`));

/** Changes the files of a request. */
const file =
	(target: string | RegExp, change: (answer: Answer) => void): Alteration =>
	(answer, request) => {
		if (!request.wantsStream && matches(request, target)) change(answer);
	};
const isZip = ({ headers }: Answer) => headers['content-type'] === 'application/zip';
const zip = (change: (answer: Answer) => void): Alteration =>
	file('POST /v1/tailor', (answer) => {
		if (isZip(answer)) change(answer);
	});

const LIST = 'GET /v1/resumes';
const LETTERS = 'GET /v1/cover-letters';
const EXPORT = 'POST /v1/export';
const DEFAULT = 'GET /v1/resumes/res_hannah_doyle';
const TEMPLATE = /^GET \/v1\/templates\/./;
const MISSING = /\/00000000-/;
const isWrongKey = ({ headers }: Request) => headers['x-api-key'] === 'laddro_live_wrong_key';

/** Each section's pieces with everything that came before them. */
function cumulative(text: string): string {
	const soFar = new Map<string, string>();
	return text.replace(/^data: (\{"type":"section".*\})$/gm, (_, data: string) => {
		const { section, content, ...rest } = JSON.parse(data);
		soFar.set(section, (soFar.get(section) ?? '') + content);
		return `data: ${JSON.stringify({ ...rest, section, content: soFar.get(section) })}`;
	});
}

/** The first letter of the list, which is there before any is generated, can't be fetched. */
function goneLetter(): Alteration {
	let path: string | undefined;
	return (answer, { target }) => {
		if (target === LETTERS)
			path = `${LETTERS}/${JSON.parse(answer.body.toString()).items[0].coverLetterId}`;
		if (target === path) answer.status = 410;
	};
}

/** For each fact that needs no file, an API in which nothing but this fact is different. */
export const alterations: Readonly<Record<string, Alteration>> = {
	'wrong-key': (answer, request) => {
		if (isWrongKey(request)) answer.status = 403;
	},
	'no-key': (answer, { headers }) => {
		if (headers['x-api-key'] === undefined && answer.status === 401) answer.status = 403;
	},
	'not-found': status(MISSING, 400),
	'error-shape': json(MISSING, () => ({ detail: 'There is none' })),
	'resume-list': json(LIST, ({ items, ...rest }) => ({ results: items, ...rest })),
	'resume-ids': rows(LIST, (row) => delete row.resumeId),
	'resume-titles': rows(LIST, (row) => (row.title = null)),
	'resume-default': rows(LIST, (row) => (row.isDefault = true)),
	pages: (answer, { target, query }) => {
		if (target !== LIST || !query.includes('limit=1&')) return;
		answer.body = Buffer.from('{"items":[{"resumeId":"res_hannah_doyle"}],"total":24}');
	},
	resume: status(DEFAULT, 500),
	'letter-list': json(LETTERS, ({ items }) => ({ letters: items })),
	'letter-ids': rows(LETTERS, (row) => (row.coverLetterId = 7)),
	letter: goneLetter(),
	templates: json('GET /v1/templates', ({ templates = [] }) => ({
		templates: templates.map(({ id }) => ({ id })),
	})),
	colors: json(TEMPLATE, ({ availableColors, ...rest }) => ({ ...rest, colors: availableColors })),
	'template-fonts': json(TEMPLATE, (template) => ({ ...template, availableFonts: ['Inter'] })),
	fonts: json('GET /v1/fonts', () => ({ fonts: [] })),
	languages: json('GET /v1/languages', () => ({ languages: [{ code: 'en' }, { code: 'de' }] })),
	'language-codes': json('GET /v1/languages', () => ({
		languages: [{ code: 'tr', name: 'Turkish' }],
	})),
	accepted: (answer, { wantsStream, target }) => {
		if (wantsStream && target.includes('cover-letters')) answer.status = 500;
	},
	'stream-type': (answer, { wantsStream }) => {
		if (wantsStream) answer.headers['content-type'] = 'text/plain';
	},
	dialect: stream((text) => text.replaceAll('"type":"section","section"', '"type":"chunk","name"')),
	readable: beforeDone('data: {"type":"section","section\n\n'),
	texts: stream((text) => text.replace(/"content":"(?:[^"\\]|\\.)*"/, '"content":7')),
	pieces: beforeDone(event({ type: 'section', section: 'summary', content: 'And more.' })),
	increments: stream(cumulative),
	'section-names': stream((text) => text.replaceAll('"section":"summary"', '"section":"motto"')),
	content: beforeDone(event({ type: 'section', section: 'custom', content: '{"rows":[1]}' })),
	'utf-8': (answer, { wantsStream }) => {
		if (wantsStream) answer.body = Buffer.concat([Buffer.from([0x3a, 0xff, 0x0a]), answer.body]);
	},
	sizes: beforeDone(event({ type: 'usage', filler: 'x'.repeat(9 * 1024 * 1024) })),
	end: stream((text) => text.replace(DONE, '')),
	'after-end': stream((text) => text + event({ type: 'usage', tokens: 12 })),
	answers: (answer, request) => {
		stream(() => DONE)(answer, request);
		if (request.wantsStream) delete answer.headers['x-resume-id'];
	},
	'stored-content': json(DEFAULT, ({ resumeId, title }) => ({ resumeId, title })),
	ids: (answer, { wantsStream }) => {
		if (wantsStream) answer.headers['x-resume-id'] = '00000000-0000-4000-8000-000000000000';
	},
};

/** The same for the facts of files. */
export const fileAlterations: Readonly<Record<string, Alteration>> = {
	files: status(EXPORT, 500),
	'pdf-type': file(EXPORT, ({ headers }) => (headers['content-type'] = 'application/octet-stream')),
	'pdf-whole': file(EXPORT, (answer) => (answer.body = answer.body.subarray(0, 5000))),
	'zip-type': zip(({ headers }) => (headers['content-type'] = 'application/x-zip')),
	'zip-whole': zip((answer) => (answer.body = answer.body.subarray(0, 5000))),
	'zip-files': zip((answer) => {
		answer.body = Buffer.from(zipSync({ 'resume.pdf': Buffer.from('%PDF-1.7 %%EOF') }));
	}),
	'file-length': file(EXPORT, ({ headers }) => delete headers['content-length']),
	'file-name': file(EXPORT, ({ headers }) => delete headers['content-disposition']),
	'resume-file-id': zip(({ headers }) => delete headers['x-resume-id']),
	'letter-file-id': zip(({ headers }) => delete headers['x-cover-letter-id']),
};
