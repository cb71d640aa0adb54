/** The events of a scenario as the simulation takes them; what is wrong with one is told at its place in the file. */

import type { EventRequest } from '../../anomalies/index.ts';
import { planEvent } from '../../anomalies/plan.ts';
import { ConfigError, type Fault } from '../../core/errors.ts';
import type { Sensor } from '../../sensors/index.ts';
import type { Path } from '../schema/json-schema.ts';
import { type EventSettings, toRequest } from './event-schema.ts';
import type { Scenario } from './load.ts';

/**
 * @param sensors of the run
 * @param startTime simulated time of its first reading, ms since the epoch
 * @throws ConfigError naming every event that makes no sense
 */
export function scenarioRequests(scenario: Scenario, sensors: readonly Sensor[], startTime: number): EventRequest[] {
  const requests = scenario.events.map((event) => toRequest(event, startTime));
  const faults = requests.flatMap((request, i) => {
    try {
      checkStart(request, startTime, scenario.durationS);
      planEvent(request, { sensors, startTime, nextTick: 0 });
      return [];
    } catch (error) {
      return faultsAt(error, scenario.events[i], (field) => scenario.place(['events', i, ...field]));
    }
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return requests;
}

/**
 * The faults of a refused event under the names by which people know its fields; throws any other error again.
 * @param event as it was written
 */
export function faultsAt(error: unknown, event: EventSettings, placeOf: (field: Path) => string): Fault[] {
  if (!(error instanceof ConfigError)) throw error;
  return error.faults.map((fault) => ({ ...fault, where: placeOf(fieldOf(fault.where, event)) }));
}

/** `target[1]` is `target`, 1, or `target` alone where that is no list; `durationS` is `duration`. */
function fieldOf(where: string, { target }: EventSettings): Path {
  const [name, index] = where.split(/[[\]]/);
  const field = name === 'durationS' ? 'duration' : name;
  return index === undefined || typeof target === 'string' ? [field] : [field, Number(index)];
}

function checkStart({ start = Number.NaN }: EventRequest, startTime: number, durationS: number): void {
  const end = startTime + durationS * 1_000;
  if (start >= startTime && start < end) return;
  const [from, until, got] = [startTime, end, start].map((time) => new Date(time).toISOString());
  throw new ConfigError({ where: 'start', got, expected: `from ${from} to before ${until}, while the story lasts` });
}
