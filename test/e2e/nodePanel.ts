import type { Locator, Page } from 'playwright-core';
import { owner } from '../../n8n/server/editorClient';

/** Signs the owner in to n8n's editor. @param url n8n's address */
export async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
}

/** The parameters of the node that is open in n8n's editor. */
export class NodePanel {
	constructor(private readonly page: Page) {}

	/** The visible text of all parameters. */
	async text(): Promise<string> {
		return await this.page.getByTestId('node-parameters').innerText();
	}

	/** The labels of the parameters, top to bottom, those in a collection included. */
	async labels(): Promise<string[]> {
		const labels = this.page.getByTestId('node-parameters').locator('label[for]:visible');
		// Below a label's text are the texts of its buttons.
		return (await labels.allInnerTexts()).map((text) => text.split('\n')[0]!.trim());
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).getByRole('combobox').click();
		await this.page
			.getByRole('option')
			.filter({ has: this.page.getByText(option, { exact: true }) })
			.and(this.page.locator(':visible'))
			.click();
	}

	async chosen(parameter: string): Promise<string> {
		const input = this.page.getByTestId(`parameter-input-${parameter}`);
		return await input.getByRole('combobox').inputValue();
	}

	/** Opens the list of a collection's entries. @returns their labels */
	async offered(collection: string): Promise<string[]> {
		const parameter = this.page
			.getByTestId('parameter-item')
			.filter({ has: this.page.locator(`label[for=${collection}]`) });
		await parameter.getByTestId('collection-parameter-add').click();
		const entries = this.page.getByRole('option').and(this.page.locator(':visible'));
		await entries.first().waitFor();
		return (await entries.allInnerTexts()).map((text) => text.trim());
	}

	/** Opens a picker and waits for its first entry. @returns its entries */
	async openPicker(parameter: string): Promise<Locator> {
		await this.picker(parameter).click();
		const entries = this.page.getByTestId('rlc-item').and(this.page.locator(':visible'));
		await entries.first().waitFor();
		return entries;
	}

	/** Opens a picker that can not be filled. @returns what it says instead */
	async openBrokenPicker(parameter: string): Promise<string> {
		await this.picker(parameter).click();
		const message = this.page.getByTestId('rlc-error-container').and(this.page.locator(':visible'));
		await message.waitFor();
		return await message.innerText();
	}

	async picked(parameter: string): Promise<string> {
		return await this.picker(parameter).inputValue();
	}

	/** Drags a field of the node before from the panel INPUT into a parameter, as a person does. */
	async drag(field: string, parameter: string): Promise<void> {
		const from = this.page.getByTestId('ndv-input-panel').locator(`[data-name="${field}"]`).first();
		const to = this.page.getByTestId(`parameter-input-${parameter}`);
		await from.hover();
		await this.page.mouse.down();
		await to.hover({ force: true });
		// It takes a second movement over the parameter to be dropped there.
		await to.hover({ force: true, position: { x: 40, y: 12 } });
		await this.page.mouse.up();
	}

	private picker(parameter: string): Locator {
		return this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input');
	}
}
