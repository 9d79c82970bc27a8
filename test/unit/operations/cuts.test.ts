import type { IExecuteFunctions } from 'n8n-workflow';
import { complete, pay, type Order } from '../../../nodes/Laddro/operations/generate';
import { plainText } from '../../../nodes/Laddro/operations/isResult';
import { Body, response, SSE } from '../api/fakeApi';
import { GENERATION, LIMITS, stage } from '../api/stage';
import { binaryHelpers } from '../parameters/binaryHelpers';
import { bytesOf, DONE, section } from '../stream/sse';

/** As the documentation has it: the contact details, two sentences with characters of several bytes, and a list. */
const STREAM = [
	section('header', 'Aino Virtanen\nTampere · aino@example.com'),
	section(
		'summary',
		'Sairaanhoitaja, joka on työskennellyt yhdeksän vuotta. Hakee uutta työtä 🚀.',
	),
	section('skills', '- Lääkehoito\n- Haavanhoito & <em>ensiapu</em>'),
	DONE,
].join('');

/** The same resume as Laddro stores it. */
const STORED = {
	id: 'res_9',
	isDefault: false,
	personal: { firstName: 'Aino', lastName: 'Virtanen', city: 'Tampere', email: 'aino@example.com' },
	summary: {
		value: 'Sairaanhoitaja, joka on työskennellyt yhdeksän vuotta. Hakee uutta työtä 🚀.',
	},
	sections: [
		{ type: 'skills', items: [{ skill: 'Lääkehoito' }, { skill: 'Haavanhoito & ensiapu' }] },
	],
};

const ORDER: Order = {
	request: GENERATION,
	accepts: 'stream',
	keepsPartial: false,
	wanted: [
		{
			operation: 'tailor',
			type: 'resume',
			style: { format: 'text', headings: true },
			source: null,
		},
	],
	unpack: async () => [],
};

const bytes = bytesOf(STREAM);
/** A last event counts without the empty line that closes it. */
const END = bytes.length - 2;

/** What comes of the stream when its connection breaks after so many bytes. */
async function cutAt(length: number, headers: Record<string, string>) {
	const body = new Body(length === 0 ? [] : [bytes.slice(0, length)], 'cut');
	const reply = { statusCode: 200, headers: { ...SSE, ...headers }, body };
	const { api, context } = stage([reply, response(200, STORED)]);
	const helpers: object = binaryHelpers({}, {});
	const setting = {
		helpers: helpers as IExecuteFunctions['helpers'],
		limits: LIMITS,
		context,
		signal: new AbortController().signal,
		part: undefined,
	};
	const { value, failure } = await complete(ORDER, await pay(ORDER, setting), setting);
	return { texts: value?.texts ?? [], failure, requests: api.requests.length };
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

it('A stream that is cut at any byte is complete with the same words, read back where it was cut.', async () => {
	const wanted = wordsOf(await plainText((await cutAt(bytes.length, {})).texts[0]!.sections));
	for (let length = 0; length <= bytes.length; length++) {
		const { texts, failure, requests } = await cutAt(length, { 'x-resume-id': 'res_9' });
		const [{ sections, isRecovered = false } = { sections: new Map() }] = texts;
		const words = wordsOf(await plainText(sections));
		expect([length, failure, isRecovered, requests]).toEqual([
			length,
			undefined,
			length < END,
			length < END ? 2 : 1,
		]);
		expect(words).toEqual(wanted);
	}
}, 120_000);

it('A stream that is cut before its end, and does not name its document, is interrupted.', async () => {
	for (let length = 0; length < END; length += 7) {
		const { failure, requests } = await cutAt(length, {});
		expect([length, failure?.kind, requests]).toEqual([length, 'interrupted', 1]);
	}
});
