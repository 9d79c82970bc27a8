/** One thing that Laddro can be asked for. */
export interface Operation {
	/** Value of the parameter `operation`. */
	value: string;
	/** Label in the list of operations. */
	name: string;
	/** What n8n calls the operation in the nodes panel. */
	action: string;
	description: string;
	/** The streaming endpoint, below the base URL. */
	path: string;
	/** The request body for one application. */
	body: (application: Application) => Record<string, unknown>;
}

/** What the user wants done for one job posting. What is not set is left out of the body. */
export interface Application {
	resumeId?: string;
	positionName?: string;
	jobDescription?: string;
	jobUrl?: string;
	language?: string;
	mode?: string;
}
