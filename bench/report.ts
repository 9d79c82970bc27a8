/** What a measurement has to say. */
export interface Report {
	/** Markdown. */
	text: string;
	/** Whether everything could be measured and no bound of the short form is crossed. */
	good: boolean;
}
