import type { Generation } from '../calls/generate';
import { withoutUndefined } from '../common/json';
import { success } from '../common/result';
import type { DocumentStyle } from '../output/document';
import { documentItem, hasUsableSections, toItems, type Generated } from '../output/items';
import { readFields, type Field } from '../parameters/field';
import { jobPosting, positionName } from '../parameters/jobPosting';
import { language } from '../parameters/language';
import { additionalFields, includeInputFields, sectionHeadings } from '../parameters/options';
import { outputForm } from '../parameters/output';
import { requestFields } from '../parameters/requestOptions';
import { resumeId } from '../parameters/resume';
import type { Call, Operation } from './operation';

/** A kind of document that Laddro generates for a job posting and sends as a stream. */
export interface DocumentKind {
	/** Value of `operation` in its output items. */
	readonly operation: string;
	/** The streaming endpoint, below the base URL. */
	readonly path: string;
	/** Whether its sections have headings unless the option Section Headings says otherwise. */
	readonly headings: boolean;
	/** Fields that only this kind has, by their names in the request's body. */
	readonly bodyFields?: Readonly<Record<string, Field<string | undefined>>>;
}

/** A document that is to be generated: the body of its request, and how it is written. */
interface Order {
	readonly kind: DocumentKind;
	readonly body: Readonly<Record<string, unknown>>;
	readonly style: DocumentStyle;
}

const SECOND = 1000;

const applicationFields = { resumeId, positionName, jobPosting, language };
const outputFields = { outputForm, sectionHeadings, includeInputFields, additionalFields };

/**
 * The fields of an operation that generates a document, or a resume and the letter that goes with it, and how an input
 * item becomes its calls: one for each document, in this order, up to the first that fails.
 */
export function streamedDocuments(
	...kinds: readonly DocumentKind[]
): Pick<Operation, 'fields' | 'read'> {
	const bodyFields = kinds.map((kind) => kind.bodyFields ?? {});
	return {
		fields: [applicationFields, outputFields, ...bodyFields, requestFields].flatMap(
			(group): Array<Field<unknown>> => Object.values(group),
		),
		read(parameters) {
			const application = readFields(applicationFields, parameters);
			if (!application.ok) return application;
			const { jobPosting: posting, ...applicant } = application.value;
			const own: Array<Record<string, string | undefined>> = [];
			for (const fields of bodyFields) {
				const values = readFields(fields, parameters);
				if (!values.ok) return values;
				own.push(values.value);
			}
			const output = readFields(outputFields, parameters);
			if (!output.ok) return output;
			const request = readFields(requestFields, parameters);
			if (!request.ok) return request;

			const { outputForm: form, sectionHeadings: headings } = output.value;
			const { maxRetries, idleTimeout, timeout, onInterruption } = request.value;
			const orders = kinds.map(
				(kind, index): Order => ({
					kind,
					body: {
						...output.value.additionalFields,
						...withoutUndefined({ ...applicant, ...posting, ...own[index] }),
					},
					style: {
						format: form.output === 'document' ? form.format : 'markdown',
						headings: headings ?? kind.headings,
						language: applicant.language,
					},
				}),
			);
			return success({
				limits: { maxRetries, idleTimeout: idleTimeout * SECOND, timeout: timeout * SECOND },
				includeInputFields: output.value.includeInputFields ?? false,
				async run(call) {
					const generations = await generateAll(orders, call);
					const documents = generations.map((generation, index) =>
						documentOf(orders[index]!, generation),
					);
					const last = generations.at(-1)!;
					const isUsable = !last.failure || hasUsableSections(last, onInterruption);
					if (isUsable)
						return { generations, items: await toItems(documents, form.output, kinds.length) };
					const paid = documents.find(({ failure }) => !failure);
					return { generations, items: [], resume: paid && (await documentItem(paid)) };
				},
			});
		},
	};
}

/** Makes the calls one after the other. After a failure the next one is not made: it would be paid for in vain. */
async function generateAll(orders: readonly Order[], call: Call): Promise<Generation[]> {
	const generations: Generation[] = [];
	for (const { kind, body, style } of orders) {
		const generation = await call({ path: kind.path, body }, style);
		generations.push(generation);
		if (generation.failure) break;
	}
	return generations;
}

function documentOf({ kind, body, style }: Order, { sections, failure }: Generation): Generated {
	return {
		operation: kind.operation,
		resumeId: sentResumeId(body),
		sections,
		failure,
		style,
	};
}

/** The resume that was asked for, by its parameter or by an additional body field; `null` for the default one. */
function sentResumeId({ resumeId: id }: Readonly<Record<string, unknown>>): string | null {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
