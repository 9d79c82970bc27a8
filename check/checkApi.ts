import type { Engine } from '../engine';
import type { Scope } from './costs';
import { factsFor, type NodeLimits } from './facts/facts';
import { runNode } from './node/runNode';
import { nodeRuns } from './node/runs';
import { observe, type Observation } from './observe/observe';
import { idsFor, type Answers } from './observe/requests';
import type { Api, Patience } from './observe/send';
import type { Findings } from './report';

/** How long the node waits by default, in milliseconds. */
const nodeLimits: NodeLimits = { idleTimeout: 60_000, timeout: 300_000 };

/** An answer may take longer than the node would wait, so that the report can say how long. */
const patience: Patience = { total: 600_000, afterEnd: 3_000 };

/** Asks the API everything. */
export const observeApi = async (
	api: Api,
	scope: Scope,
	waits: Patience = patience,
): Promise<Observation> => await observe(api, { ...scope, patience: waits });

/** Holds answers against the facts. */
export const judge = (answers: Answers, limits: NodeLimits = nodeLimits): Findings['facts'] =>
	factsFor(limits).map((fact) => ({ fact, verdict: fact.check(answers) }));

/** Runs the node on the same answers, and on the account for what costs nothing. */
export const judgeNode = async (
	api: Api,
	answers: Answers,
	engine: Engine,
	waits: Patience = patience,
): Promise<Findings['node']> =>
	await runNode(engine, api, answers, nodeRuns(idsFor(answers)), waits);
