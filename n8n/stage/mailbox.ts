import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps the mails it receives. */
export interface Mailbox {
	/** The data of an n8n credential of type `smtp`. */
	readonly credential: object;
	/** In the order in which they came. */
	readonly mails: ParsedMail[];
	close(): Promise<void>;
}

/**
 * Starts a mail server on a free port.
 * @param onMail called for each mail
 */
export async function startMailbox(onMail?: (mail: ParsedMail) => void): Promise<Mailbox> {
	const mails: ParsedMail[] = [];
	const login = { user: 'career', password: 'loopback' };
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		authMethods: ['PLAIN', 'LOGIN'],
		allowInsecureAuth: true,
		onAuth({ username, password }, _session, callback) {
			if (username === login.user && password === login.password)
				callback(null, { user: username });
			else callback(new Error('Wrong login'));
		},
		onData(stream, _session, callback) {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				onMail?.(mail);
				callback();
			}, callback);
		},
	});
	const listening = once(server.server, 'listening');
	server.listen(0, '127.0.0.1');
	await listening;
	const address = server.server.address();
	if (address === null || typeof address === 'string')
		throw new Error('The mail server has no port');
	return {
		credential: {
			...login,
			host: '127.0.0.1',
			port: address.port,
			secure: false,
			disableStartTls: true,
		},
		mails,
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
