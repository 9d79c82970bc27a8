import { runInNewContext } from 'node:vm';
import { readPage } from './pages';

/** What a node's text becomes in n8n: its parts in double braces are JavaScript. */
function evaluated(text: string, variables: object): string {
	return text
		.replace(/^=/, '')
		.replace(/\{\{(.+?)\}\}/gs, (_, code: string) => String(runInNewContext(code, variables)));
}

/** A text of a node in an example, with what the node before it and the webhook have. */
function textIn(example: string, node: string, json: object, body: object): string {
	const { nodes }: { nodes: Array<{ name: string; parameters: { text?: string } }> } = JSON.parse(
		readPage(`examples/${example}`),
	);
	const text = nodes.find(({ name }) => name === node)?.parameters.text ?? '';
	return evaluated(text, { $json: json, $: () => ({ item: { json: { body } } }) });
}

describe('The message of the example for Slack', () => {
	it.each([
		['Product Manager', 'Product Manager'],
		['<!channel> R&D >', '&lt;!channel&gt; R&amp;D &gt;'],
		['<https://a.example|Sign in>', '&lt;https://a.example|Sign in&gt;'],
		[undefined, ''],
		[7, '7'],
	])("has the caller's position name %j as text", (positionName, shown) => {
		expect(
			textIn('cover-letter-to-slack.json', 'Slack', { document: 'Dear *Jane*' }, { positionName }),
		).toBe(`*Cover letter: ${shown}*\n\nDear *Jane*`);
	});
});
