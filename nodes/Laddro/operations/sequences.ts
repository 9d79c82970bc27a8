interface Node {
	readonly id: number;
	/** The last word of the sequence that ends here. */
	readonly word: number;
	readonly parent: Node | undefined;
	/** The node of the longest other sequence that ends as this one does. */
	shorter: Node | undefined;
	isFound: boolean;
	/** Where a sequence ends that is waited for at each place: how many words it has. */
	watched: number | undefined;
}

/**
 * Finds sequences of words, which are numbers, in a longer one. By the automaton of Aho and Corasick, the time grows with
 * the lengths and no faster, however often the words are repeated.
 */
export class Sequences {
	private readonly root = nodeAfter(undefined, -1, 0);
	/** By depth. */
	private readonly levels: Node[][] = [[this.root]];
	/** By node and word. */
	private readonly steps = new Map<number, Node>();

	/**
	 * @param wordCount more than any word
	 * @param pause is awaited between the steps
	 */
	constructor(
		private readonly wordCount: number,
		private readonly pause: () => Promise<void>,
	) {}

	/** Adds a sequence. Returns what says, once `search` is over, whether it was found. */
	async add(words: readonly number[], isWatched = false): Promise<() => boolean> {
		let node = this.root;
		for (const [index, word] of words.entries()) {
			await this.pause();
			node = this.step(node, word) ?? this.grow(node, word, index + 1);
		}
		if (isWatched) node.watched = words.length;
		return () => node.isFound;
	}

	/** @param onWatched is called with the index of the word after each place where the watched sequence stands */
	async search(
		words: readonly number[],
		onWatched: (end: number, length: number) => void,
	): Promise<void> {
		for (const node of this.levels.flat()) {
			await this.pause();
			if (node.parent) node.shorter = this.follow(node.parent.shorter, node.word);
			node.watched ??= node.shorter?.watched;
		}
		let node = this.root;
		for (const [index, word] of words.entries()) {
			await this.pause();
			if (node.watched !== undefined) onWatched(index, node.watched);
			node = this.follow(node, word);
			node.isFound = true;
		}
		for (const { isFound, shorter } of this.levels.flat().reverse()) {
			await this.pause();
			if (isFound && shorter) shorter.isFound = true;
		}
	}

	private step({ id }: Node, word: number): Node | undefined {
		return this.steps.get(id * this.wordCount + word);
	}

	private grow(parent: Node, word: number, depth: number): Node {
		const node = nodeAfter(parent, word, this.steps.size + 1);
		this.steps.set(parent.id * this.wordCount + word, node);
		(this.levels[depth] ??= []).push(node);
		return node;
	}

	/** The node of the longest sequence that ends with a word, after what a node stands for. */
	private follow(from: Node | undefined, word: number): Node {
		for (let node = from; node; node = node.shorter) {
			const next = this.step(node, word);
			if (next) return next;
		}
		return this.root;
	}
}

function nodeAfter(parent: Node | undefined, word: number, id: number): Node {
	return { id, word, parent, shorter: undefined, isFound: false, watched: undefined };
}
