import { parseUrl } from '../common/url';

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Longer addresses are not for people, and some mail clients refuse them. */
const LONGEST = 2048;

/** What would end an address in one of the formats. */
const UNSAFE = /[\s<>"'`()\\|^{}[\]]/g;

/** Addresses that lead to the same place as they are written: with a host in ASCII, and nothing that can't be seen. */
const CLEAR = /^(?:https?:\/\/[\w.~%:@-]+(?=[/?#]|$)|mailto:|tel:)[!-[\]-~\p{L}\p{M}\p{N}]*$/iu;

/**
 * The address of a link as it was written, or in a form in which it is safe in every format. `undefined` for one that
 * must not be followed: another protocol than those of the web, of mail and of telephones, or none at all.
 */
export function safeHref(address: string): string | undefined {
	const url = address.length > LONGEST ? undefined : parseUrl(address);
	if (!url || !PROTOCOLS.has(url.protocol)) return undefined;
	const written = CLEAR.test(address) ? address : url.href;
	return written.replace(UNSAFE, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
