import { Container } from '@n8n/di';
import { Cipher, Credentials, EncryptionKeyProxy, InstanceSettings } from 'n8n-core';
import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type ICredentials,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
} from 'n8n-workflow';

/** n8n's own key chain lives in its database; here it has the one key of this process. */
function provideEncryptionKey(): void {
	const cipher = Container.get(Cipher);
	const { encryptionKey } = Container.get(InstanceSettings);
	const key = {
		id: 'engine',
		value: cipher.encryptDEKWithInstanceKey(encryptionKey),
		algorithm: 'aes-256-cbc',
		format: 'no-prefix',
	} as const;
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => key,
		getLegacyKey: async () => key,
	});
}

/** Keeps credentials encrypted, as n8n's database does, and lets their types authenticate requests. */
export class EngineCredentials extends ICredentialsHelper {
	private readonly stored = new Map<string, Credentials>();

	constructor(private readonly types: ReadonlyMap<string, ICredentialType>) {
		super();
		provideEncryptionKey();
	}

	/** @param name as the workflow refers to it */
	async store(name: string, type: string, data: ICredentialDataDecryptedObject): Promise<void> {
		const credentials = new Credentials({ id: name, name }, type);
		await credentials.setData(data);
		this.stored.set(name, credentials);
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const authenticate = this.types.get(typeName)?.authenticate;
		if (typeof authenticate !== 'function') {
			throw new Error(`The engine can't authenticate with ${typeName}`);
		}
		return await authenticate(credentials, request);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials({ name }: INodeCredentialsDetails): Promise<ICredentials> {
		const credentials = this.stored.get(name);
		if (!credentials) throw new Error(`The engine has no credential called ${name}`);
		return credentials;
	}

	async getDecrypted(
		_additionalData: unknown,
		details: INodeCredentialsDetails,
	): Promise<ICredentialDataDecryptedObject> {
		return await (await this.getCredentials(details)).getData();
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.types.get(type)?.properties ?? [];
	}
}
