import { isObject, parseJson } from '../common/json';
import { failed, success, type Result } from '../common/result';
import type { Answer, StreamedBody } from './answer';
import { collectBody } from './body';
import type { TryTimer } from './tryTimer';
import { unexpectedAnswer } from './unexpectedAnswer';

/** Reads an answer with a JSON object to its end. */
export async function readJsonAnswer(
	answer: Answer<StreamedBody>,
	timer: TryTimer,
): Promise<Result<Record<string, unknown>>> {
	const body = await collectBody(answer.body, timer);
	if (!body.ok) return body;
	const value = parseJson(body.value.toString());
	return isObject(value) ? success(value) : failed(unexpectedAnswer('json', answer));
}
