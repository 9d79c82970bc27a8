import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { Clock } from '../common/clock';
import { thrownParameter } from '../common/failure';
import { failed, success, type Result } from '../common/result';
import { withinTime } from '../common/untilAborted';
import { checkBaseUrl } from './baseUrl';
import { Client } from './client';
import { sentKey } from './redact';

/** Name of the credential in workflows. */
export const CREDENTIAL = 'laddroApi';

/** Milliseconds that n8n may take to provide the credential, which may come from an external vault. */
export const CREDENTIAL_TIMEOUT = 60_000;

/**
 * Makes the client for the node's credential.
 *
 * @param cancelled aborts when the execution is cancelled
 */
export async function connect(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	clock: Clock,
	cancelled?: AbortSignal,
): Promise<Result<Client>> {
	const credential = await readCredential(context, clock, cancelled);
	if (!credential.ok) return credential;
	const { apiKey, baseUrl } = credential.value;
	const checked = checkBaseUrl(baseUrl);
	if (!checked.ok) return checked;
	return success(
		new Client(
			async (options) =>
				await context.helpers.httpRequestWithAuthentication.call(
					cancelledBy(options.abortSignal, context),
					CREDENTIAL,
					options,
				),
			checked.value,
			sentKey(apiKey),
			clock,
		),
	);
}

async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	clock: Clock,
	cancelled: AbortSignal | undefined,
): Promise<Result<ICredentialDataDecryptedObject>> {
	try {
		const credential = await withinTime(
			context.getCredentials(CREDENTIAL),
			clock,
			CREDENTIAL_TIMEOUT,
			cancelled,
		);
		if (credential) return success(credential.value);
	} catch (thrown) {
		return failed(thrownParameter(thrown));
	}
	if (cancelled?.aborted) return failed({ kind: 'stopped' });
	return failed({
		kind: 'parameter',
		message: `n8n did not provide the Laddro API credential within ${CREDENTIAL_TIMEOUT / 1000} seconds`,
		advice: 'If the credential uses external secrets, check that n8n can reach the vault.',
	});
}

/**
 * The context with another cancel signal. n8n's helper replaces a request's signal with that of its context, which is
 * the execution's; from this context it takes the request's.
 */
function cancelledBy<Context extends object>(
	signal: IHttpRequestOptions['abortSignal'],
	context: Context,
): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } });
}
