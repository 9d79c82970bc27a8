import { onlyWhere, readFields } from '../../../nodes/Laddro/parameters/field';
import {
	coverLetterField,
	documentFormat,
	output,
	outputField,
} from '../../../nodes/Laddro/parameters/output';
import { parametersWith } from './context';

const read = (values: Record<string, unknown>) =>
	readFields(
		{ output, ...onlyWhere({ documentFormat }, output, ['document']) },
		parametersWith(values),
	);

describe('The form of the output', () => {
	it('A new node gives a single document in Markdown.', () => {
		const form = { output: 'document', documentFormat: 'markdown' };
		expect(read({})).toEqual({ ok: true, value: form });
		expect(read({ output: null, documentFormat: null })).toEqual({ ok: true, value: form });
	});

	it.each(['markdown', 'html', 'text', 'slack'])('A document can be written in %s.', (format) => {
		expect(read({ output: 'document', documentFormat: format })).toEqual({
			ok: true,
			value: { output: 'document', documentFormat: format },
		});
	});

	it.each(['sections', 'pdf'])(
		'The output "%s" has no format, so that a wrong one does not matter.',
		(form) => {
			const value = { output: form, documentFormat: undefined };
			expect(read({ output: form, documentFormat: 'doc' })).toEqual({ ok: true, value });
		},
	);

	it.each([
		[{ output: 'doc' }, "'Output' has an unknown value", 'Use one of: document, sections, pdf.'],
		[
			{ documentFormat: 'toString' },
			"'Document Format' has an unknown value",
			'Use one of: html, markdown, text, slack.',
		],
		[
			{ documentFormat: 1 },
			"'Document Format' has an unknown value",
			'Use one of: html, markdown, text, slack.',
		],
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
