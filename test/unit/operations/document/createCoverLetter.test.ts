import { createCoverLetter } from '../../../../nodes/Laddro/operations/document/createCoverLetter';
import { parametersWith } from '../../parameters/context';
import { bodyFor, runWith, taskFor } from '../task';

const letter = { letterContent: 'Dear Jane', fullName: 'Maya Okafor' };
const FAILURE = { kind: 'connection', code: 'ECONNRESET', mayBeDelivered: true } as const;

describe('Saving a cover letter', () => {
	it('It is one request with the letter as HTML and the name.', async () => {
		const { requests } = await runWith(taskFor(createCoverLetter, letter));
		expect(requests).toEqual([
			{
				method: 'POST',
				path: '/v1/cover-letters',
				body: { fullName: 'Maya Okafor', letterContent: '<p>Dear Jane</p>' },
			},
		]);
	});

	it.each([
		['Dear Jane\n\n- **Go**', '<p>Dear Jane</p>\n<ul>\n<li><strong>Go</strong></li>\n</ul>'],
		['<p onclick="x()">Dear Jane<script>y()</script></p>', '<p>Dear Jane</p>'],
		['Kind regards,\nMaya', '<p>Kind regards,<br>\nMaya</p>'],
		[42, '<p>42</p>'],
	])('The letter %j is sent as %j.', async (letterContent, html) => {
		const body = await bodyFor(createCoverLetter, { ...letter, letterContent });
		expect(body.letterContent).toBe(html);
	});

	it('The details that are set are sent, without spaces around them.', async () => {
		const details = {
			title: 'To Acme',
			jobTitle: ' Nurse ',
			address: 'Helsinki',
			email: 'maya@example.com',
			phone: 40123,
			companyName: 'Acme',
			hiringManager: '',
		};
		expect(await bodyFor(createCoverLetter, { ...letter, letterDetails: details })).toEqual({
			title: 'To Acme',
			jobTitle: 'Nurse',
			address: 'Helsinki',
			email: 'maya@example.com',
			phone: '40123',
			companyName: 'Acme',
			fullName: 'Maya Okafor',
			letterContent: '<p>Dear Jane</p>',
		});
	});

	it('It is one item with the id and the title of the letter.', async () => {
		const { items } = await runWith(taskFor(createCoverLetter, letter), {
			save: { value: { title: 'Cover letter' } },
		});
		expect(items.map(({ json }) => Object.entries(json))).toEqual([
			[
				['documentId', 'let_9'],
				['title', 'Cover letter'],
				['operation', 'createCoverLetter'],
				['complete', true],
			],
		]);
	});

	it('The title is the one that was sent, where the response has none.', async () => {
		const task = taskFor(createCoverLetter, { ...letter, letterDetails: { title: 'To Acme' } });
		expect((await runWith(task)).json).toMatchObject([{ title: 'To Acme' }]);
		const [untitled] = (await runWith(taskFor(createCoverLetter, letter))).json;
		expect(untitled).not.toHaveProperty('title');
	});

	it('When it fails there is no item, but what it was for.', async () => {
		const { items, failed } = await runWith(taskFor(createCoverLetter, letter), {
			save: { failure: FAILURE, value: undefined },
		});
		expect(items).toEqual([]);
		expect(failed).toMatchObject({ failure: FAILURE, operation: 'createCoverLetter' });
	});

	it.each([
		["'Letter' is empty", { letterContent: '' }],
		["'Letter' is empty", { letterContent: ' \u200b\n' }],
		["'Letter' is empty", { letterContent: null }],
		["'Letter' is not text", { letterContent: 'NaN' }],
		["'Letter' is not text", { letterContent: ' [object Object] ' }],
		["'Letter' is not text", { letterContent: { text: 'Dear Jane' } }],
		["'Letter' is not text", { letterContent: ['Dear Jane'] }],
		["'Full Name' is empty", { fullName: '  ' }],
		["'Full Name' is not text", { fullName: {} }],
		["'Email' is not text", { letterDetails: { email: {} } }],
		["'Max Retries' is not a whole", { requestOptions: { maxRetries: 11 } }],
	])('%s with %j.', (message, parameters) => {
		expect(createCoverLetter.read(parametersWith({ ...letter, ...parameters }))).toMatchObject({
			ok: false,
			failure: { kind: 'parameter', message: expect.stringContaining(message) },
		});
	});

	it.each(['<p>&nbsp;</p>', '<script>x()</script>', '<img src="x">'])(
		'The letter %s, of which nothing is left, is empty before anything is sent.',
		async (letterContent) => {
			const task = taskFor(createCoverLetter, { ...letter, letterContent });
			expect(await task.check?.()).toMatchObject({ message: "'Letter' is empty" });
			expect(await taskFor(createCoverLetter, letter).check?.()).toBeUndefined();
		},
	);
});
