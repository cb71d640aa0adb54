/** `traffeyere/compliance`: discharge limits with their sources, judged over days and years. */

export { assessRecord, type DailyRecord } from './assess.ts';
export { type LimitOptions, type LimitSet, limitsFor } from './limits.ts';
export { ComplianceMonitor, type ComplianceState, type MonitorReport } from './monitor.ts';
export type { ComplianceOptions } from './options.ts';
export * from './parameters.ts';
export { REGULATION_NAMES, REGULATIONS, type Regulation, type RegulationName } from './regulations.ts';
export type { ComplianceReport, ConditionReport, ParameterReport, Status } from './report.ts';
export { SOURCES, type Source, type SourceId } from './sources.ts';
