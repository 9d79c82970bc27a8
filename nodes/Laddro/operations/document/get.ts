import { documentIdOf, documentRequest } from '../../api/savedDocuments';
import { success } from '../../common/result';
import { generatedItems, savedItem } from '../../output/items';
import { onlyWhere } from '../../parameters/field';
import { includeInputFields, sectionHeadings } from '../../parameters/options';
import { documentFormat, simplify, storedOutput } from '../../parameters/output';
import { limits } from '../../parameters/requestOptions';
import { readStored } from '../../stored/readStored';
import { operation } from '../operation';
import { documentId, documentType } from './documentFields';

export const get = operation(
	{
		resource: 'document',
		value: 'get',
		label: 'Get',
		action: 'Get document',
		description: 'Get a stored resume or cover letter',
		credits: 0,
	},
	{
		documentType,
		documentId,
		output: storedOutput,
		...onlyWhere({ documentFormat }, storedOutput, ['document', 'sections']),
		...onlyWhere({ simplify, sectionHeadings }, storedOutput, ['document']),
		includeInputFields,
		limits,
	},
	({ documentType: type, documentId: asked, output, ...values }) => {
		const isResume = type === 'resume';
		const { documentFormat: format = 'html', sectionHeadings: headings = isResume } = values;
		return success({
			limits: values.limits,
			includeInputFields: values.includeInputFields,
			isFree: true,
			async run(calls) {
				const call = await calls.json(documentRequest(type, asked));
				const about = { operation: 'get', documentId: asked };
				const { value = {}, failure } = call;
				if (failure) return { failed: { failure, call, ...about, isSaved: true } };
				if (output === 'asSent') return { items: [savedItem(type, value, asked)] };
				const stored = await readStored(type, value);
				if (!stored || stored.sections.size === 0) {
					const failure = { kind: 'unexpectedAnswer', expected: 'storedText' } as const;
					return { failed: { failure, call, ...about, isSaved: true } };
				}
				const { sections, title: documentTitle, locale, fields } = stored;
				const id = documentIdOf(type, fields) ?? asked;
				const document = {
					operation: 'get',
					stored: { documentType: type, documentTitle },
					resumeId: isResume ? id : null,
					documentId: id,
					sections,
					locale,
					style: { format, headings },
				};
				return {
					items: await generatedItems(
						[document],
						{ output, simplify: values.simplify === true },
						1,
					),
				};
			},
		});
	},
);
