import type { Installation } from '../releases/installation';
import type { Workspace } from '../workspace/workspace';

/** What n8n inherits from the user's environment: enough to run, nothing that changes its behaviour. */
function inherited(): NodeJS.ProcessEnv {
	const { PATH, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, SystemRoot } = process.env;
	return { PATH, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, SystemRoot };
}

/** The environment of a command of n8n in the workspace. @param extra variables of this command alone */
export function n8nEnvironment(
	{ release }: Installation,
	workspace: Workspace,
	extra: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
	return {
		...inherited(),
		HOME: workspace.folder,
		N8N_USER_FOLDER: workspace.folder,
		N8N_ENCRYPTION_KEY: 'only-for-tests-on-this-machine',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		NODE_ENV: 'production',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		GENERIC_TIMEZONE: 'UTC',
		...release.environment,
		...extra,
	};
}
