import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Failure } from '../../../nodes/Laddro/common/failure';
import { failureItem } from '../../../nodes/Laddro/output/failureOutput';
import { CONNECTION_CUT, failedWith, NO_CREDITS } from '../output/generation';
import { readPage, root } from './pages';

/** What a node's text becomes in n8n: its parts in double braces are JavaScript. */
function evaluated(text: string, variables: object): string {
	return text
		.replace(/^=/, '')
		.replace(/\{\{(.+?)\}\}/gs, (_, code: string) => String(runInNewContext(code, variables)));
}

/** A parameter of a node in an example, as it is in the file. */
function parameterIn(example: string, node: string, parameter: string): string {
	const { nodes }: { nodes: Array<{ name: string; parameters: Record<string, unknown> }> } =
		JSON.parse(readPage(`examples/${example}`));
	return String(nodes.find(({ name }) => name === node)?.parameters[parameter]);
}

it('each example has a note, and few enough nodes to be seen at a glance', () => {
	for (const file of readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'))) {
		const { nodes }: { nodes: Array<{ type: string; parameters: { content?: string } }> } =
			JSON.parse(readPage(`examples/${file}`));
		const [note] = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters.content).toMatch(/^## /);
		expect(nodes.length).toBeLessThanOrEqual(file === 'daily-applications.json' ? 20 : 14);
	}
});

describe('The message of the example for Slack', () => {
	it.each([
		['Product Manager', 'Product Manager'],
		['<!channel> R&D >', '&lt;!channel&gt; R&amp;D &gt;'],
		['<https://a.example|Sign in>', '&lt;https://a.example|Sign in&gt;'],
		[undefined, ''],
		[7, '7'],
	])("has the caller's position name %j as text", (positionName, shown) => {
		const text = parameterIn('cover-letter-to-slack.json', 'Slack', 'text');
		const $json = { document: 'Dear *Jane*' };
		const $ = () => ({ item: { json: { body: { positionName } } } });
		expect(evaluated(text, { $json, $ })).toBe(`*Cover letter: ${shown}*\n\nDear *Jane*`);
	});
});

describe('The last page of the example with a form', () => {
	const wrong = /^Please check that your resume is a PDF or DOCX file .* the whole posting\.$/;
	const later = 'Your resume could not be tailored right now. Please try again later.';

	it.each<[Failure, unknown]>([
		[
			{ kind: 'parameter', message: "The file in 'Input Binary Field' is empty" },
			expect.stringMatching(wrong),
		],
		[{ kind: 'status', statusCode: 413, meaning: 'tooLarge' }, expect.stringMatching(wrong)],
		[{ kind: 'status', statusCode: 422, meaning: 'unprocessable' }, expect.stringMatching(wrong)],
		[NO_CREDITS, later],
		[CONNECTION_CUT, later],
	])('tells a visitor what to do, in words of its own, after $kind $cause', (failure, words) => {
		const text = parameterIn('resume-from-form.json', 'Failure', 'completionMessage');
		const { json } = failureItem(failedWith(failure), { itemIndex: 0, itemCount: 1 });
		expect(evaluated(text, { $json: json })).toEqual(words);
	});
});

describe('The e-mail of the example that asks before it sends', () => {
	const skills = { section: 'skills', title: 'Skills', added: ['Go', 'SQL'], removed: ['Excel'] };
	const summary = { section: 'summary', title: 'Summary', added: ['I lead.'], removed: [] };

	it.each([
		[
			[skills, summary],
			'Skills\n- removed: Excel\n+ added: Go\n+ added: SQL\n\nSummary\n+ added: I lead.',
		],
		[[], 'Nothing was changed.'],
		[null, 'The resume could not be compared with its source.'],
		[undefined, 'The resume could not be compared with its source.'],
	])('tells in words what was changed in the resume: %j', (changes, words) => {
		const text = parameterIn('review-before-sending.json', 'Ask Me', 'message');
		const json = { coverLetter: 'Dear all,', resume: 'Hannah Doyle', changes };
		const $ = () => ({ first: () => ({ json }) });
		expect(evaluated(text, { $ })).toContain(
			`THE LETTER\n\nDear all,\n\nWHAT WAS CHANGED IN THE RESUME\n\n${words}\n\nTHE RESUME\n\nHannah Doyle`,
		);
	});
});
