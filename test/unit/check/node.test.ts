import { judge } from '../../../check/facts';
import { language } from '../../../nodes/Laddro/parameters/options';
import { limits } from '../../../nodes/Laddro/parameters/requestOptions';

/** What the fact says, and what is found of it where the API has these languages. */
function factOf(id: string, languages: readonly unknown[] = []) {
	const bytes = Buffer.from(JSON.stringify({ languages: languages.map((code) => ({ code })) }));
	const finding = judge({
		languages: {
			request: { method: 'GET', path: '/v1/languages', stream: false },
			status: 200,
			headers: {},
			respondedAt: 0,
			chunks: [{ at: 1, bytes }],
			end: 'close',
			endedAt: 2,
		},
	}).find(({ fact }) => fact[0] === id);
	return { text: finding?.fact[2], verdict: finding?.verdict };
}

const defaultOf = (name: string) =>
	String(limits.properties.find((property) => property.name === name)?.default);

it('the languages of the facts are those that the node offers', () => {
	const [property] = language.properties;
	const codes = (property?.options ?? []).flatMap((each) =>
		'value' in each && each.value !== '' ? [each.value] : [],
	);
	expect(codes.length).toBeGreaterThan(14);
	expect(factOf('language-codes', codes).verdict?.kind).toBe('holds');
	expect(factOf('language-codes', [...codes, 'xx']).verdict).toMatchObject({
		seen: 'not known: xx',
	});
});

it("the times of the facts are the node's defaults", () => {
	expect(factOf('silence').text).toContain(`${defaultOf('idleTimeout')} s`);
	expect(factOf('duration').text).toContain(`${defaultOf('timeout')} s`);
});
