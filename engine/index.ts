/**
 * n8n's own engine without n8n around it: loads a built package the way n8n does, and runs workflow files with it
 * through n8n-core. The engine tests and all scripts that run workflows use it.
 */
export { loadEngine, type Engine, type EngineRun } from './engine';
export { laddroWorkflow, nodeOf, type WorkflowFile } from './workflow';
