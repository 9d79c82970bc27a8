const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements whose borders separate paragraphs. */
export const BLOCKS = names(
	'address article aside blockquote center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul',
);

/** Inline elements that have an effect. */
export const INLINE = names('a b br cite code del em i img s strike strong');

/** Known elements without effect: their tags are dropped, their text stays. */
export const WITHOUT_EFFECT = names(
	'abbr acronym applet area audio base basefont bdi bdo bgsound big blink body button canvas caption col colgroup data datalist details dfn dialog dir embed font frame frameset head html iframe input ins isindex kbd keygen label legend link map mark marquee math menu meta meter noembed noframes noscript object optgroup option output param picture plaintext portal progress q rp rt ruby samp script select slot small source span style sub summary sup svg template textarea time title track tt u var video wbr xmp',
);

/** Elements that are never closed. */
export const VOID = names('br hr img');

/** Elements that often are not closed: the next one of the kind ends them. */
export const ENDED_BY_NEXT = names('dd dt li p td th tr');

/** Elements whose content is not for people to read. */
export const HIDDEN = names(
	'audio canvas embed head iframe math noembed noframes noscript object script select style svg template textarea title video xmp',
);
