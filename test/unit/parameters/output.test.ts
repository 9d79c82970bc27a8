import { tailor } from '../../../nodes/Laddro/operations/application/tailor';
import { readFields } from '../../../nodes/Laddro/parameters/field';
import {
	coverLetterField,
	documentFormat,
	output,
	outputField,
	simplify,
} from '../../../nodes/Laddro/parameters/output';
import { parametersWith } from './context';

const read = (values: Record<string, unknown>) =>
	readFields({ output, documentFormat, simplify }, parametersWith(values));

describe('The form of the output', () => {
	it('A new node gives a single document in HTML, simplified.', () => {
		const form = { output: 'document', documentFormat: 'html', simplify: true };
		const notSet = { output: null, documentFormat: null, simplify: null };
		expect(read(notSet)).toEqual({ ok: true, value: form });
		for (const { properties } of [output, documentFormat, simplify]) {
			expect(Object.values(form)).toContain(properties[0]?.default);
		}
	});

	it.each(['asSent', 'html', 'markdown', 'text', 'slack'])(
		'A document can be written in %s.',
		(format) => {
			expect(read({ documentFormat: format })).toMatchObject({
				ok: true,
				value: { output: 'document', documentFormat: format },
			});
		},
	);

	it('A PDF file has no format, so that a wrong one does not matter.', () => {
		const parameters = parametersWith({ output: 'pdf', documentFormat: 'doc', simplify: 'maybe' });
		expect(tailor.read(parameters)).toMatchObject({ ok: true });
	});

	it.each([
		[{ output: 'doc' }, "'Output' has an unknown value", 'Use one of: document, sections, pdf.'],
		[
			{ documentFormat: 'toString' },
			"'Format' has an unknown value",
			'Use one of: asSent, html, markdown, text, slack.',
		],
		[
			{ documentFormat: 1 },
			"'Format' has an unknown value",
			'Use one of: asSent, html, markdown, text, slack.',
		],
		[{ simplify: 'maybe' }, "'Simplify' is not true or false", 'Use true or false.'],
	])('The parameters %j are refused: %s', (values, message, advice) => {
		expect(read(values)).toMatchObject({ ok: false, failure: { message, advice } });
	});
});

describe('The binary fields of the output', () => {
	it.each([
		['outputField', outputField, 'data'],
		['coverLetterField', coverLetterField, 'coverLetter'],
	])('The field %s is named by its parameter.', (name, field, preset) => {
		expect(field.read(parametersWith({ [name]: ' file ' }))).toEqual({ ok: true, value: 'file' });
		expect(field.read(parametersWith({ [name]: '' }))).toEqual({ ok: true, value: preset });
		expect(field.properties[0]?.default).toBe(preset);
	});
});
