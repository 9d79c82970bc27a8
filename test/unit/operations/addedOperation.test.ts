import { success } from '../../../nodes/Laddro/common/result';
import { operations, readTask } from '../../../nodes/Laddro/operations';
import { describeParameters, describeSubtitle } from '../../../nodes/Laddro/operations/description';
import { operation } from '../../../nodes/Laddro/operations/operation';
import { choiceField, textField } from '../../../nodes/Laddro/parameters/kinds';
import { limits } from '../../../nodes/Laddro/parameters/requestOptions';
import { resume } from '../../../nodes/Laddro/parameters/resume';
import { APPLICATION } from '../../package/contract';
import { parametersWith } from '../parameters/context';
import { entriesOf, parameter, parametersNamed } from './described';
import { run } from './task';

describe('An operation that is added', () => {
	const question = textField({ displayName: 'Question', name: 'question', default: '' });
	const tone = choiceField(
		{
			displayName: 'Tone',
			name: 'tone',
			options: [{ name: 'Friendly', value: 'friendly' }],
			default: 'friendly',
			displayOptions: { show: { '/language': ['en'] }, hide: { '/output': ['sections'] } },
		},
		'options',
	);
	const fields = { resume, question, tone, limits };

	/** All there is to the invented operation. */
	const ask = operation(
		{
			resource: 'application',
			value: 'ask',
			label: 'Ask a Question',
			action: 'Ask a question',
			description: 'Have a question of the employer answered',
			credits: 1,
		},
		fields,
		({ resume: chosen, question: text, limits: taken }) =>
			success({
				limits: taken,
				includeInputFields: false,
				async run(calls) {
					const body = { text, from: chosen.source };
					const style = { format: 'text', headings: true } as const;
					const request = { method: 'POST', path: '/v1/ask', body } as const;
					const wanted = [{ operation: 'ask', type: 'resume', style }] as const;
					const { value } = await calls.texts({
						request,
						wanted,
						accepts: 'stream',
						keepsPartial: false,
						unpack: async () => [],
					});
					const [answer] = value?.texts ?? [];
					return {
						items: [{ json: { answer: [...(answer?.sections.values() ?? [])].join(' ') } }],
					};
				},
			}),
	);

	const all = [...operations, ask];
	const properties = describeParameters(all);

	it('The operation is in the list of operations, with its label, its action and its description.', () => {
		const { options = [] } = parameter(properties, 'operation');
		expect(options).toHaveLength(APPLICATION.length + 1);
		expect(options.at(-1)).toEqual({
			name: 'Ask a Question',
			value: 'ask',
			action: 'Ask a question',
			description: 'Have a question of the employer answered (1 credit)',
		});
		expect(parameter(properties, 'operation').default).toBe('tailor');
	});

	it('Its own fields are shown for it alone.', () => {
		expect(parameter(properties, 'question')).toMatchObject({
			displayName: 'Question',
			type: 'string',
			displayOptions: { show: { resource: ['application'], operation: ['ask'] } },
		});
	});

	it('A field of its own in a collection is offered for it alone, under its own conditions too.', () => {
		expect(parameter(entriesOf(properties, 'options'), 'tone').displayOptions).toEqual({
			show: { '/operation': ['ask'], '/language': ['en'] },
			hide: { '/output': ['sections'] },
		});
	});

	it('A field that it shares is described once, and shown for all operations that have it.', () => {
		const resumes = parametersNamed(properties, 'resumeId');
		expect(resumes).toHaveLength(1);
		expect(resumes[0]?.displayOptions?.show?.operation).toEqual([...APPLICATION, 'ask']);
	});

	it('A field that it does not have is not shown for it.', () => {
		expect(parameter(properties, 'jobPosting').displayOptions?.show?.operation).toEqual(
			APPLICATION,
		);
		const entry = parameter(entriesOf(properties, 'options'), 'includeInputFields');
		expect(entry.displayOptions?.show).toEqual({
			'/operation': operations.map(({ value }) => value),
		});
	});

	it('What it shares with every operation in a collection is offered without conditions.', () => {
		const entries = entriesOf(properties, 'requestOptions');
		expect(parameter(entries, 'maxRetries').displayOptions).toBeUndefined();
		expect(parameter(entries, 'onInterruption').displayOptions).toBeDefined();
	});

	it('Its label is the line below a node.', () => {
		expect(describeSubtitle(all)).toContain('"ask":"Ask a Question"}[$parameter["operation"]]');
	});

	it('Its items are read and worked on by it.', async () => {
		const parameters = { operation: 'ask', question: 'Why you?', options: { tone: 'friendly' } };
		const task = readTask(parametersWith(parameters), all);
		if (!task.ok) throw new Error('Not read');
		const { requests, json } = await run(task.value);
		expect(requests).toEqual([
			{ method: 'POST', path: '/v1/ask', body: { from: 'laddro', text: 'Why you?' } },
		]);
		expect(json).toEqual([{ answer: 'Built things. TypeScript' }]);
		expect(task.value.limits.timeout).toBe(300_000);
	});

	it('A wrong field of its own is the failure of its item.', () => {
		const parameters = { operation: 'ask', question: [] };
		expect(readTask(parametersWith(parameters), all)).toMatchObject({
			failure: { message: "'Question' is not text" },
		});
	});

	it('Its name is in the advice for an unknown operation.', () => {
		expect(readTask(parametersWith({ operation: 'x' }), all)).toMatchObject({
			failure: { advice: `Use one of: ${[...APPLICATION, 'ask'].join(', ')}.` },
		});
	});
});
