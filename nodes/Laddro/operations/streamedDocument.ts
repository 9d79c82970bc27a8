import { withoutUndefined } from '../common/json';
import { success } from '../common/result';
import type { DocumentStyle } from '../output/document';
import { hasUsableSections, toItems } from '../output/items';
import { readFields, type Field } from '../parameters/field';
import { jobPosting, positionName } from '../parameters/jobPosting';
import { language } from '../parameters/language';
import { additionalFields, includeInputFields, sectionHeadings } from '../parameters/options';
import { outputForm } from '../parameters/output';
import { requestFields } from '../parameters/requestOptions';
import { resumeId } from '../parameters/resume';
import type { Operation } from './operation';

/** A document that Laddro generates for a job posting and sends as a stream. */
interface StreamedDocument {
	/** Value of `operation` in the output items. */
	readonly operation: string;
	/** The streaming endpoint, below the base URL. */
	readonly path: string;
	/** Whether its sections have headings unless the option Section Headings says otherwise. */
	readonly headings: boolean;
	/** Fields that only this operation has, by their names in the request's body. */
	readonly bodyFields?: Readonly<Record<string, Field<string | undefined>>>;
}

const SECOND = 1000;

const applicationFields = { resumeId, positionName, jobPosting, language };
const outputFields = { outputForm, sectionHeadings, includeInputFields, additionalFields };

/** The fields of an operation that generates one document, and how an input item becomes its call. */
export function streamedDocument({
	operation,
	path,
	headings,
	bodyFields = {},
}: StreamedDocument): Pick<Operation, 'fields' | 'read'> {
	return {
		fields: [applicationFields, outputFields, bodyFields, requestFields].flatMap(
			(group): Array<Field<unknown>> => Object.values(group),
		),
		read(parameters) {
			const application = readFields(applicationFields, parameters);
			if (!application.ok) return application;
			const own = readFields(bodyFields, parameters);
			if (!own.ok) return own;
			const output = readFields(outputFields, parameters);
			if (!output.ok) return output;
			const request = readFields(requestFields, parameters);
			if (!request.ok) return request;

			const { jobPosting: posting, ...applicant } = application.value;
			const { outputForm: form, includeInputFields: keepsInput } = output.value;
			const style: DocumentStyle = {
				format: form.output === 'document' ? form.format : 'markdown',
				headings: output.value.sectionHeadings ?? headings,
				language: applicant.language,
			};
			const { maxRetries, idleTimeout, timeout, onInterruption } = request.value;
			const body: Record<string, unknown> = {
				...output.value.additionalFields,
				...withoutUndefined({ ...applicant, ...posting, ...own.value }),
			};
			return success({
				limits: { maxRetries, idleTimeout: idleTimeout * SECOND, timeout: timeout * SECOND },
				includeInputFields: keepsInput,
				liveStyle: style,
				async run(call) {
					const generation = await call({ path, body });
					const { sections, failure } = generation;
					const isUsable = !failure || hasUsableSections({ sections, failure }, onInterruption);
					const document = { operation, resumeId: sentResumeId(body), sections, failure };
					return { generation, items: isUsable ? await toItems(document, form.output, style) : [] };
				},
			});
		},
	};
}

/** The resume that was asked for, by its parameter or by an additional body field; `null` for the default one. */
function sentResumeId({ resumeId: id }: Readonly<Record<string, unknown>>): string | null {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
