import { language } from '../../../nodes/Laddro/parameters/options';
import { BadExpression, parametersWith } from './context';

const read = (value: unknown) => language.read(parametersWith({ options: { language: value } }));

describe('The language', () => {
	it('The editor offers the known codes by their names.', () => {
		const choices = (language.properties[0]?.options ?? []).map((choice) => [
			'value' in choice && choice.value,
			choice.name,
		]);
		expect(choices).toEqual([
			['cs', 'Czech'],
			['da', 'Danish'],
			['nl', 'Dutch'],
			['en', 'English'],
			['et', 'Estonian'],
			['fi', 'Finnish'],
			['fr', 'French'],
			['de', 'German'],
			['hu', 'Hungarian'],
			['is', 'Icelandic'],
			['it', 'Italian'],
			['lv', 'Latvian'],
			['lt', 'Lithuanian'],
			['no', 'Norwegian'],
			['pl', 'Polish'],
			['pt', 'Portuguese'],
			['ro', 'Romanian'],
			['sk', 'Slovak'],
			['es', 'Spanish'],
			['sv', 'Swedish'],
			['uk', 'Ukrainian'],
		]);
	});

	it.each(['', ' ', null, undefined])("The language is Laddro's choice when it is %j.", (value) => {
		expect(read(value)).toEqual({ ok: true, value: undefined });
	});

	it.each([
		['fi', 'fi'],
		['pt-BR', 'pt-BR'],
		[' xx ', 'xx'],
	])('The code %j from an expression is taken as "%s", known or not.', (value, code) => {
		expect(read(value)).toEqual({ ok: true, value: code });
	});

	it('Anything but text is refused.', () => {
		expect(read(['en'])).toMatchObject({ failure: { message: "'Language' is not text" } });
	});

	it('An expression that fails is the failure.', () => {
		expect(read(new BadExpression('No'))).toMatchObject({ failure: { message: 'No' } });
	});
});
