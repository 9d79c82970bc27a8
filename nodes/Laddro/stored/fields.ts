import { isObject } from '../common/json';
import { titleOf } from '../common/title';
import { markdownWriter } from '../render/markdown';
import type { Block } from '../render/tree';
import { inWords, PERIOD_FIELDS, periodOf } from './dates';
import { asContent, asText, isContent } from './text';

/** Fields with text that may have markup. */
const CONTENTS = [
	'description',
	'summary',
	'value',
	'content',
	'text',
	'html',
	'highlights',
	'achievements',
	'responsibilities',
	'bullets',
];
const PERIODS = ['dates', 'date', 'period', 'duration', 'year'];

/** Names of fields, in words, that are for programs. */
const HIDDEN = new RegExp(
	[
		'^(key|slug|type|kind|locale|status|step|progress|meta|metadata|settings|version)$',
		'^(font|template|theme|colou?r|layout|style|margin|spacing|created|updated|modified|deleted)( |$)',
		'(^| )(ids?|uuid|guid|at|colou?r|font|styles?|template|theme|layout|order|index)$',
		'(^| )(photo|image|avatar|picture|icon)( url)?$',
	].join('|'),
);
const ID = /(^| )(ids?|uuid|guid)$/;

/** Levels of objects and arrays in a field that are looked into. */
const DEEPEST = 6;

/** The fields of an object, which are taken by their names. What is left in the end are those that nobody knows. */
export class Fields {
	private readonly left: Map<string, unknown>;

	/** @param areCustom whether a user has named the fields */
	constructor(
		object: Readonly<Record<string, unknown>>,
		private readonly language: string,
		private readonly areCustom = false,
	) {
		this.left = new Map(visibleEntries(object, areCustom));
	}

	/** The texts of these fields, in this order. A field that is not text is left. */
	take(names: readonly string[]): string[] {
		return names.flatMap((name) => {
			const text = asText(this.left.get(name));
			if (text === '') return [];
			this.left.delete(name);
			return [text];
		});
	}

	/** A place on one line, whether it is text, several fields, or an object. */
	takePlace(names: readonly string[]): string[] {
		const texts = names.flatMap((name) => {
			const value = this.left.get(name);
			if (!isObject(value)) return this.take([name]);
			this.left.delete(name);
			return visibleEntries(value).map(([, part]) => asText(part));
		});
		return [texts.filter((text) => text !== '').join(', ')].filter((place) => place !== '');
	}

	takePeriod(): string[] {
		const dates = this.left.get('dates');
		const sources = [this.left, new Map(Object.entries(isObject(dates) ? dates : {}))];
		const periods = sources.map((fields) => periodOf(fields, this.language));
		for (const name of PERIOD_FIELDS) this.left.delete(name);
		if (isObject(dates)) this.left.delete('dates');
		const texts = this.take(PERIODS).map((text) => inWords(text, this.language));
		return [...periods, ...texts].filter((period) => period !== '');
	}

	takeContents(): string[] {
		return CONTENTS.flatMap((name) => {
			const value = this.left.get(name);
			const texts = Array.isArray(value) ? value : [value];
			if (!texts.every((text) => typeof text === 'string')) return [];
			this.left.delete(name);
			const written = texts.map(asContent).filter((text) => text !== '');
			if (!Array.isArray(value) || written.length === 0) return written;
			return [written.map((text) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n')];
		});
	}

	/** What is left as `Label: text`, and as blocks what does not fit into a line. */
	rest(): { lines: string[]; contents: string[] } {
		const lines: string[] = [];
		const contents: string[] = [];
		for (const [name, value] of this.left) {
			const label = titleOf(name);
			const head = paragraph(`${label}:`);
			if (this.areCustom && value === true) lines.push(label);
			else if (isContent(value)) {
				const content = asContent(value);
				if (content !== '') contents.push(markdownWriter.blocks([head]), content);
			} else if (typeof value === 'object') {
				const items = itemsOf(value, this.language, DEEPEST);
				const blocks: Block[] = [head, { type: 'list', items }];
				if (items.length > 0) contents.push(markdownWriter.blocks(blocks));
			} else {
				const text = inWords(asText(value), this.language);
				if (text !== '') lines.push(`${label}: ${text}`);
			}
		}
		return { lines, contents };
	}
}

/** The items of a list that says what a value of any form does. */
function itemsOf(value: unknown, language: string, depth: number): Block[][] {
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((item) => itemsOf(item, language, depth - 1));
	if (!isObject(value)) {
		const text = inWords(asText(value), language);
		return text === '' ? [] : [[paragraph(text)]];
	}
	return visibleEntries(value).flatMap(([name, part]): Block[][] => {
		const label = titleOf(name);
		const items = itemsOf(part, language, depth - 1);
		if (items.length === 0) return [];
		if (typeof part === 'object') return [[paragraph(`${label}:`), { type: 'list', items }]];
		return [[paragraph(`${label}: ${inWords(asText(part), language)}`)]];
	});
}

function visibleEntries(
	object: Readonly<Record<string, unknown>>,
	areCustom = false,
): Array<[name: string, value: unknown]> {
	return Object.entries(object).filter(([name]) => {
		const words = titleOf(name).toLowerCase();
		// What a person has named is for people, unless it is an id.
		const isForPeople = areCustom || /^\p{Lu}|\s/u.test(name);
		return !name.startsWith('_') && !(isForPeople ? ID : HIDDEN).test(words);
	});
}

function paragraph(text: string): Block {
	return { type: 'paragraph', runs: [{ text }] };
}
