import { isObject } from '../common/json';
import { titleOf } from '../common/title';
import { markdownWriter } from '../render/markdown';
import { plainText } from '../render/runs';
import type { Block } from '../render/tree';
import { inWords, periodOf } from './dates';
import { asContent, asText, isContent } from './text';

type Entry = readonly [name: string, value: unknown];
type Paragraph = Extract<Block, { type: 'paragraph' }>;
type Labelled = [] | [head: Paragraph] | [head: Paragraph, list: Block];

/** Names of fields, in words, that are for programs. */
const HIDDEN = new RegExp(
	[
		'^(code|key|slug|type|kind|locale|status|step|progress|meta|metadata|settings|version)$',
		'^(font|template|theme|colou?r|layout|style|margin|spacing|created|updated|modified|deleted)( |$)',
		'^(is(?! current)|has|show|hide) ',
		'(^| )(ids?|uuid|guid|at|visible|hidden|colou?r|font|styles?|template|theme|layout|order|index)$',
		'(^| )(photo|image|avatar|picture|icon)( url)?$',
	].join('|'),
);
const ID = /(^| )(ids?|uuid|guid)$/;

/** Fields with text that may have markup. */
const CONTENTS =
	'description summary value content text html items highlights achievements responsibilities bullets';

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
		this.left = new Map(visibleFields(object, areCustom));
	}

	/** The texts of these fields, in this order. A field that is not text is left. */
	take(names: string): string[] {
		return names.split(' ').flatMap((name) => {
			const text = asText(this.left.get(name));
			if (text !== '') this.left.delete(name);
			return text === '' ? [] : [text];
		});
	}

	takePeriods(): string[] {
		const goesOn = ['current', 'isCurrent'].some((name) => this.left.get(name) === true);
		const [start = ''] = this.take('startDate start_date start from');
		const [end = ''] = this.take('endDate end_date end to');
		const period = periodOf(start, goesOn && start !== '' ? 'present' : end, this.language);
		const others = this.take('dates date period duration year');
		return [period, ...others.map((text) => inWords(text, this.language))];
	}

	takeContents(): string[] {
		return CONTENTS.split(' ').flatMap((name) => {
			const value = this.left.get(name);
			const texts = Array.isArray(value) ? value : [value];
			if (!texts.every((text) => typeof text === 'string')) return [];
			this.left.delete(name);
			const contents = texts.map(asContent).filter((text) => text !== '');
			if (contents.length === 0 || !Array.isArray(value)) return contents;
			return contents.map((text) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n');
		});
	}

	/** What is left as `Label: text`, and as blocks what does not fit into a line. */
	rest(): { lines: string[]; contents: string[] } {
		const lines: string[] = [];
		const contents: string[] = [];
		for (const [name, value] of this.left) {
			if (this.areCustom && value === true) lines.push(titleOf(name));
			else if (isContent(value) && asContent(value) !== '') {
				const label = labelOf(name);
				if (label !== '') contents.push(write([paragraph(label)]));
				contents.push(asContent(value));
			} else {
				const [head, list] = labelled([name, value], this.language, DEEPEST);
				if (head && list) contents.push(write([head, list]));
				else if (head) lines.push(plainText(head.runs));
			}
		}
		return { lines, contents };
	}
}

/** A field as a paragraph, perhaps with a list below it; nothing where it has no text. */
function labelled([name, value]: Entry, language: string, depth: number): Labelled {
	const text = inWords(asText(value), language);
	if (text !== '') return [paragraph(`${labelOf(name)} ${text}`.trim())];
	const items = typeof value === 'object' ? itemsOf(value, language, depth) : [];
	return items.length === 0 ? [] : [paragraph(`${titleOf(name)}:`), { type: 'list', items }];
}

/** What stands before a field's text; nothing for a name that says nothing. */
function labelOf(name: string): string {
	return /^(?:text|value|content|description)$/.test(name) ? '' : `${titleOf(name)}:`;
}

/** The items of a list that says what a value of any form does. */
function itemsOf(value: unknown, language: string, depth: number): Block[][] {
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((item) => itemsOf(item, language, depth - 1));
	if (!isObject(value)) {
		const text = inWords(asText(value), language);
		return text === '' ? [] : [[paragraph(text)]];
	}
	return visibleFields(value)
		.map((field): Block[] => labelled(field, language, depth - 1))
		.filter((blocks) => blocks.length > 0);
}

function visibleFields(object: Readonly<Record<string, unknown>>, areCustom = false): Entry[] {
	return Object.entries(object).filter(([name]) => {
		// What a person has named is for people, unless it is an id.
		const hidden = areCustom || /^\p{Lu}|\s/u.test(name) ? ID : HIDDEN;
		return !name.startsWith('_') && !hidden.test(titleOf(name).toLowerCase());
	});
}

function paragraph(text: string): Paragraph {
	return { type: 'paragraph', runs: [{ text }] };
}

const write = (blocks: readonly Block[]): string => markdownWriter.blocks(blocks);
