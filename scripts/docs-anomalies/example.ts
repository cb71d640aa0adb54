/** The event that shows a subtype in its picture, the run in which it happens, and the instrument at which it shows. */

import type { EventRequest } from '../../src/anomalies/event.ts';
import type { Subtype } from '../../src/anomalies/index.ts';
import { DAY_MS } from '../../src/core/time.ts';
import { createSimulation } from '../../src/pipeline/create-simulation.ts';
import { openInfluent } from '../../src/pipeline/influent.ts';
import { buildCatalogue } from '../../src/sensors/index.ts';
import { type Episode, greatestError, type Run, record, type Trace } from './episode.ts';

const SEED = 7;
const START = Date.UTC(2026, 2, 3);
const WARMUP_DAYS = 10;
const HOUR_MS = 3_600_000;
/** Events begin in the second day, when there is history to replay. */
const EVENT_HOUR = 30;
const BINS = 340;

/** Probes that people know, for subtypes that may be shown at any. */
const KNOWN = ['BIO-O2-06', 'BIO-AMM-02', 'SOR-AMM-01', 'DPR-TUR-01', 'PRE-DEB-01'];

/**
 * Instruments that show a subtype better: where values go up and down by day, a frozen or a wrong one is seen; an alarm
 * is hidden only where there would be one; of the many that a change of the plant moves, one near its cause.
 */
const SHOWN_AT: Readonly<Record<string, readonly string[]>> = {
  stuck: ['BIO-AMM-02'],
  gain: ['BIO-AMM-02'],
  shift: ['BIO-PH-01'],
  failure_high: ['DPR-TUR-01'],
  linear: ['BIO-AMM-02'],
  fouling: ['BIO-NO3-02'],
  bias: ['DES-CHL-02'],
  ramp: ['SOR-CON-01'],
  stealthy: ['SOR-AMM-01'],
  alarm_band: ['DPR-AMM-01'],
  hydraulic_surge: ['SOR-DEB-01'],
  lift_pump_clogging: ['PRE-NIV-01'],
  primary_pump_failure: ['DPR-VOI-01'],
  blower_loss: ['BIO-O2-04'],
  blower_derating: ['BIO-O2-04'],
  carbon_failure: ['BIO-NO3-01'],
  mixer_failure: ['BIO-NO3-02'],
  recirculation_failure: ['BIO-NO3-01'],
  return_sludge_failure: ['DSE-VOI-01'],
  bulking: ['DSE-VOI-01'],
  filter_breakthrough: ['TER-TUR-01'],
  uv_lamp_failure: ['DES-IUV-01'],
  centrifuge_failure: ['BOU-ENE-01'],
};

const { types, sensors: SENSORS } = buildCatalogue();

export interface Example extends Pick<Episode, 'eventHours'> {
  readonly trace: Trace;
}

/** Runs through the event: something before it, it, and something after. */
export function exampleOf(subtype: Subtype): Example {
  const durationH = subtype.duration.default / 3600;
  const beforeH = Math.min(24, Math.max(0.5, 0.25 * durationH));
  const afterH = Math.min(96, subtype.recoveryDays > 0 ? Math.max(12, 1.5 * durationH) : 0.35 * durationH);
  const toHour = EVENT_HOUR + durationH + afterH;
  const { traces, eventHours } = record(startRun(requestOf(subtype)), {
    fromHour: EVENT_HOUR - beforeH,
    toHour,
    bins: BINS,
  });
  return { trace: shownOf(traces, subtype), eventHours };
}

function startRun(request: EventRequest): Run {
  const { openSource } = openInfluent({ kind: 'generator', seed: SEED, start: START - WARMUP_DAYS * DAY_MS });
  const noise = 'datasheet';
  const simulation = createSimulation({
    seed: SEED,
    startTime: START,
    warmupDays: WARMUP_DAYS,
    openSource,
    sensors: { types, sensors: SENSORS },
    noise,
  });
  simulation.anomalies.inject(request, 'scenario');
  return { simulation, sensors: SENSORS, noise };
}

/** At the subtype's defaults. */
function requestOf(subtype: Subtype): EventRequest {
  return {
    kind: subtype.kind,
    subtype: subtype.name,
    target: targetOf(subtype),
    start: START + EVENT_HOUR * HOUR_MS,
    durationS: subtype.duration.default,
    magnitude: subtype.magnitude?.default,
  };
}

function targetOf({ name, acts, places, families, refuses, sensors: count }: Subtype): readonly string[] {
  if (places !== undefined) return [places[0]];
  if (acts !== 'sensor') return [];
  if (SHOWN_AT[name] !== undefined) return SHOWN_AT[name];
  const suited = SENSORS.filter((sensor) => refuses?.(sensor) === undefined);
  const few = Math.max(count?.min ?? 1, Math.min(count?.random[0] ?? 1, 4));
  if (families !== undefined) return families(suited)[0].slice(0, Math.max(few, 3));
  const known = KNOWN.filter((id) => suited.some((sensor) => sensor.id === id));
  return [...known, ...suited.map(({ id }) => id)].slice(0, few);
}

/** The instrument at which most is to be seen, among those that are chosen or, failing that, those that may show it. */
function shownOf(traces: readonly Trace[], subtype: Subtype): Trace {
  const chosen = subtype.acts === 'sensor' ? targetOf(subtype) : SHOWN_AT[subtype.name];
  const suited = traces.filter(({ sensor }) => chosen?.includes(sensor.id) ?? sensor.class !== 'instant');
  const [best] = suited.sort((a, b) => greatestError(b) - greatestError(a));
  if (greatestError(best) > 0) return best;
  throw new Error(`${subtype.kind} ${subtype.name}: expected a labelled reading of ${best.sensor.id}, got none`);
}
