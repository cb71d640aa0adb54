/** Daily figures of a wastewater plant: few rows, a season, weekends, laboratory values that are often missing. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet } from '../data-set.ts';
import { at, draw, Lag, spans, Wander } from '../processes.ts';

const PLACES = ['inflow', 'primary', 'secondary', 'outflow'] as const;
const MEASURES = ['ph', 'bod', 'cod', 'solids', 'conductivity', 'settleable', 'ammonium'] as const;
const NAMES = PLACES.flatMap((place) => MEASURES.map((measure) => `${place}_${measure}`));
const CHANNELS = ['flow', 'zinc', ...NAMES];
const LEARN = 300;
const TEST = 227;
const MISSING = 0.04;
/** What is left of the inflow's load behind each place. */
const LEFT = [
  [1, 1, 1, 1],
  [1, 0.7, 0.68, 0.4],
  [1, 0.25, 0.3, 0.15],
  [1, 0.06, 0.14, 0.08],
];
const KINDS = ['settler', 'storm', 'toxic', 'overload'] as const;

interface Fault extends Anomaly {
  readonly kind: (typeof KINDS)[number];
}

export function dailyPlant(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/daily-plant');
  const plan = new RandomStream(seed, 'own-data/daily-plant/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 1, 7).map((span) => {
    const kind = KINDS[draw(plan, KINDS.length)];
    return { ...span, kind, channels: shownBy(kind) };
  });
  const load = new Wander(random, 5);
  const salt = new Wander(random, 20);
  const biology = new Lag(3);
  const shape = { name: 'daily-plant', channels: CHANNELS, tickMs: 86_400_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, faults, (row, out) => {
    const kind = at(faults, row)?.kind;
    const season = Math.sin((2 * Math.PI * row) / 365);
    const weekend = row % 7 >= 5 ? 0.85 : 1;
    const rain = random.uniform() < 0.15 ? 0.3 * random.exponential() : 0;
    const storm = kind === 'storm' ? 1.6 : 0;
    const flow = 35 * weekend * (1 + 0.1 * season) * (1 + rain + storm);
    const strength =
      (weekend * (1 + 0.12 * load.step()) * (kind === 'overload' ? 1.8 : 1)) / (1 + 0.8 * (rain + storm));
    salt.step();
    const removal = biology.step(kind === 'toxic' ? 2.2 : 1 - 0.15 * season);
    const settling = (kind === 'settler' ? 3 : 1) * (1 + 0.5 * storm);
    out[0] = flow * (1 + 0.02 * random.normal());
    out[1] = (kind === 'toxic' ? 4 : 1) * Math.exp(0.6 * random.normal());
    for (let place = 0; place < PLACES.length; place++) {
      const left = LEFT[place];
      const late = place >= 2 ? removal : 1;
      const solids = place >= 2 ? settling : 1;
      const figures = [
        7.8 + 0.05 * salt.value - 0.03 * place,
        190 * strength * left[1] * late,
        410 * strength * left[1] * late * (1 + 0.3 * (solids - 1)),
        230 * strength * left[2] * solids,
        1_450 * (1 + 0.15 * salt.value) * (1 - 0.1 * (rain + storm)),
        4.5 * strength * left[3] * solids,
        32 * strength * (place >= 2 ? 0.2 * late ** 2 : 1),
      ];
      for (let m = 0; m < figures.length; m++) {
        const noise = m === 0 ? 0.008 : m === 4 ? 0.02 : 0.12;
        out[2 + place * MEASURES.length + m] = figures[m] * Math.exp(noise * random.normal());
      }
    }
    for (let c = 0; c < out.length; c++) if (random.uniform() < MISSING) out[c] = Number.NaN;
  });
}

function shownBy(kind: Fault['kind']): number[] {
  if (kind === 'storm') return [0];
  const inflow = (name: string) => name.startsWith('inflow_');
  const late = (name: string) => name.startsWith('secondary_') || name.startsWith('outflow_');
  const places = kind === 'overload' ? inflow : late;
  const parts = kind === 'settler' ? /solids|settleable|cod/ : /bod|cod|ammonium/;
  const shown = CHANNELS.flatMap((name, c) => (places(name) && parts.test(name) ? [c] : []));
  return kind === 'toxic' ? [1, ...shown] : shown;
}
