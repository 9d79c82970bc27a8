import { parseUrl } from '../common/url';

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Longer addresses are not for people, and some mail clients refuse them. */
const LONGEST = 2048;

/** What would end an address in one of the formats. */
const UNSAFE = /[\s<>"'`()\\|^{}[\]]/g;

/**
 * The address of a link in the one form in which it is safe in every format, or `undefined` for one that must not be
 * followed: another protocol than those of the web, of mail and of telephones, or none at all.
 */
export function safeHref(address: string): string | undefined {
	const url = address.length > LONGEST ? undefined : parseUrl(address);
	if (!url || !PROTOCOLS.has(url.protocol)) return undefined;
	return url.href.replace(UNSAFE, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
