/** The picture of a scenario: the instruments that tell its story, one below the other, from its beginning to its end. */

import { startTime, USUAL_START } from '../../src/apps/config/instant.ts';
import { loadConfig } from '../../src/apps/config/load.ts';
import { sensorConfig } from '../../src/apps/config/sensors-schema.ts';
import { loadScenario } from '../../src/apps/scenario/load.ts';
import { createConfiguredSimulation } from '../../src/apps/simulation.ts';
import { buildCatalogue } from '../../src/sensors/index.ts';
import { chartsPicture } from '../docs-anomalies/chart.ts';
import { record, type Trace } from '../docs-anomalies/episode.ts';

const BINS = 240;
const PLOT_HEIGHT = 92;

/**
 * Instruments that tell a story: what is wrong, what hides it, and what gives it away or stays as it was. Not those
 * that are furthest off, which are nearly always the head losses of filters that were washed at another hour.
 */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  'acid-shock': ['PRE-PH-01', 'PRE-H2S-01', 'DPR-PH-01'],
  'ammonia-dump-at-night': ['PRE-CON-01', 'DPR-AMM-01', 'BIO-NO3-02', 'SOR-AMM-01'],
  'balanced-falsification': ['PRE-DEB-01', 'SOR-DEB-01', 'PRE-ENE-01'],
  'blind-during-surge': ['PRE-DEB-01', 'DSE-VOI-01', 'TER-PRS-01', 'SOR-TUR-01'],
  'common-cause-drift': ['BIO-AMM-01', 'BIO-NO3-02', 'SOR-AZO-01'],
  'filter-clogging-chain': ['TER-PRS-01', 'TER-PRS-02', 'TER-PRS-03', 'TER-DEB-01'],
  'five-kinds-in-a-day': ['BIO-O2-04', 'PRE-DCO-01', 'BIO-NO3-02', 'SOR-AMM-01'],
  'hidden-chlorine-failure': ['DES-CHL-01', 'DES-CHL-02', 'DES-POM-01'],
  'ion-selective-drift': ['BIO-AMM-02', 'BIO-NO3-02', 'SOR-AMM-01'],
  'oxygen-setpoint-attack': ['BIO-O2-06', 'BIO-NO2-01', 'DSE-O2-01', 'DES-CHL-02'],
  'replay-blower-outage': ['BIO-O2-04', 'BIO-DEB-02', 'BIO-AMM-01', 'SOR-AMM-01'],
  'saline-intrusion': ['PRE-CON-01', 'SOR-CON-01'],
  'saturday-metal-dump': ['PRE-MET-01', 'PRE-CON-01'],
  'spring-bulking': ['DSE-VOI-01', 'DSE-MES-01', 'SOR-TUR-01'],
  'stealthy-effluent-ammonia': ['DPR-AMM-01', 'BIO-AMM-02', 'SOR-AMM-01', 'SOR-AZO-01'],
  'storm-pump-failure': ['PRE-DEB-01', 'DSE-VOI-01', 'BIO-MES-02', 'DES-CHL-02'],
  'stuck-oxygen-probe': ['BIO-O2-06', 'BIO-O2-07'],
  'toxic-inflow': ['BIO-AMM-02', 'BIO-NO3-02', 'BIO-DEB-02', 'SOR-AMM-01'],
};

/** Runs a scenario on the station that it asks for. */
export function scenarioPicture(name: string): string {
  const told = TOLD_BY[name];
  if (told === undefined) throw new Error(`TOLD_BY: expected the instruments that tell ${name}, got none`);
  const { title, durationS } = loadScenario(name);
  const config = loadConfig({ flags: [{ path: ['scenario'], value: name, origin: 'documentation' }] });
  const { simulation } = createConfiguredSimulation(config, startTime(config.start, USUAL_START));
  const { sensors } = buildCatalogue(sensorConfig(config.sensors, config.plant));
  const window = { fromHour: 0, toHour: durationS / 3600, bins: BINS };
  const { traces, eventHours } = record({ simulation, sensors, noise: config.sensors.noise }, window);
  const charts = told.map((id) => traceOf(traces, id));
  return chartsPicture(title.en, charts, eventHours, PLOT_HEIGHT);
}

function traceOf(traces: readonly Trace[], id: string): Trace {
  const trace = traces.find(({ sensor }) => sensor.id === id);
  if (trace === undefined) throw new Error(`TOLD_BY: expected the id of a sensor, got ${id}`);
  return trace;
}
