/** An event as files and answers show it: times in ISO 8601, nothing that a reader of the data would have to convert. */

import type { AnomalyEvent } from './event.ts';

export type EventRecord = ReturnType<typeof eventRecord>;

export function eventRecord(event: AnomalyEvent) {
  const { start, end, recovered, cause, sensors, technique, magnitude, unit, ...rest } = event;
  return {
    ...rest,
    start: iso(start),
    end: iso(end),
    recovered: recovered === undefined ? null : iso(recovered),
    magnitude: magnitude ?? null,
    unit: unit ?? null,
    cause: { type: cause.type, names: [...cause.names] },
    sensors: sensors.map(({ id, first }) => ({ id, first: iso(first) })),
    technique: technique === undefined ? null : { ...technique, also: [...technique.also] },
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
