/** The events of a scenario as the simulation takes them; what is wrong with one is told at its place in the file. */

import type { AnomalyControl, EventRequest } from '../../anomalies/index.ts';
import { ConfigError, type Fault } from '../../core/errors.ts';
import type { Path } from '../schema/json-schema.ts';
import { type EventSettings, toRequest } from './event-schema.ts';
import type { Scenario } from './load.ts';

/**
 * Adds the events of a scenario to a run.
 * @param startTime simulated time of the first reading, ms since the epoch
 * @throws ConfigError with every event that makes no sense; then those before it have been added
 */
export function injectScenario(scenario: Scenario, control: AnomalyControl, startTime: number): void {
  forEachRequest(scenario, startTime, (request) => control.inject(request, 'scenario'));
}

/** Calls `take` with every event; @throws ConfigError with all that it has refused, in terms of the file */
export function forEachRequest(scenario: Scenario, startTime: number, take: (request: EventRequest) => void): void {
  const faults = scenario.events.flatMap((event, i) => {
    try {
      take(requestOf(scenario, event, startTime));
      return [];
    } catch (error) {
      return faultsAt(error, (field) => scenario.place(['events', i, ...field]));
    }
  });
  if (faults.length > 0) throw new ConfigError(faults);
}

/** The faults of a refused event under the names by which people know its fields; throws any other error again. */
export function faultsAt(error: unknown, placeOf: (field: Path) => string): Fault[] {
  if (!(error instanceof ConfigError)) throw error;
  return error.faults.map((fault) => ({ ...fault, where: placeOf(fieldOf(fault.where)) }));
}

/** `target[1]` → `target`, 1; `durationS` → `duration`. */
function fieldOf(where: string): Path {
  const [name, index] = where.split(/[[\]]/);
  const field = name === 'durationS' ? 'duration' : name;
  return index === undefined ? [field] : [field, Number(index)];
}

function requestOf({ durationS }: Scenario, event: EventSettings, startTime: number): EventRequest {
  const request = toRequest(event, startTime);
  const offset = ((request.start ?? startTime) - startTime) / 1_000;
  if (offset >= 0 && offset < durationS) return request;
  const until = new Date(startTime + durationS * 1_000).toISOString();
  const expected = `from ${new Date(startTime).toISOString()} to before ${until}, within the scenario’s duration`;
  throw new ConfigError({ where: 'start', got: event.start, expected });
}
