import type { UnexpectedAnswerFailure } from '../common/failure';
import { headerOf, type Answer } from './answer';

/** Characters of a content type that are shown. */
const CONTENT_TYPE_LIMIT = 100;

/** A success of another content type than asked for, as a proxy or a login page sends it. */
export function unexpectedAnswer(
	expected: UnexpectedAnswerFailure['expected'],
	{ statusCode, headers }: Answer,
): UnexpectedAnswerFailure {
	return {
		kind: 'unexpectedAnswer',
		expected,
		statusCode,
		contentType: headerOf(headers, 'content-type')?.slice(0, CONTENT_TYPE_LIMIT),
	};
}
