/** The credits of the one account that the emulator knows. */
export class Account {
	constructor(private left: number) {}

	/** Credits that can still be spent. */
	get balance(): number {
		return this.left;
	}

	/** Takes the price when there is enough, and says whether it did. */
	take(price: number): boolean {
		if (price > this.left) return false;
		this.left -= price;
		return true;
	}

	giveBack(credits: number): void {
		this.left += credits;
	}
}
