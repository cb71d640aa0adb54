/** Machines, their signals and what they do to the water. */

import { type Check, displaced, frozen, scaled } from './coherence.ts';
import type { Readings } from './readings.ts';
import { blockMeans, combine, correlation, line, mean, type Series, where } from './series.ts';

const HOUR = 60;
const FILTERS = ['TER-PRS-01', 'TER-PRS-02', 'TER-PRS-03', 'TER-PRS-04'] as const;

const hourly = (x: Series): Series => blockMeans(x, HOUR);
const sum = (r: Readings, ...ids: string[]): Series =>
  combine((...values) => values.reduce((a, b) => a + b), ...ids.map((id) => r.of(id)));
/** The share of minutes for which a condition holds. */
const share = (r: Readings, ids: readonly string[], holds: (...values: number[]) => boolean): number =>
  mean(combine((...values) => (holds(...values) ? 1 : 0), ...ids.map((id) => r.of(id))));

export const MACHINES: readonly Check[] = [
  {
    what: 'air follows the load of ammonia',
    figures: (r) => {
      const load = combine((q, nh) => (q * nh) / 1000, r.of('DPR-DEB-01'), r.of('DPR-AMM-01'));
      return [
        ['air and load', correlation(hourly(load).subarray(0, -1), hourly(r.of('BIO-DEB-02')).subarray(1)), 0.7, 1],
      ];
    },
    spoil: { 'BIO-DEB-02': displaced },
  },
  {
    what: 'the power of the blowers follows the air that they give',
    figures: (r) => {
      const { slope, r2 } = line(hourly(r.of('BIO-DEB-02')), hourly(r.of('BIO-ENE-01')));
      return [
        // Adiabatic at 46 kPa and 70 %: 0.017 kWh/Nm³.
        ['kWh/Nm3', mean(r.of('BIO-ENE-01')) / mean(r.of('BIO-DEB-02')), 0.0155, 0.0185],
        ['more per Nm3/h', slope, 0.015, 0.022],
        ['R²', r2, 0.98, 1],
      ];
    },
    spoil: { 'BIO-ENE-01': displaced },
  },
  {
    what: 'the header’s pressure rises with the air',
    figures: (r) => {
      const { slope, r2 } = line(hourly(r.of('BIO-DEB-02')), hourly(r.of('BIO-PRS-01')));
      return [
        ['kPa per 1000 Nm3/h', 1000 * slope, 0.4, 2],
        ['R²', r2, 0.9, 1],
      ];
    },
    spoil: { 'BIO-PRS-01': frozen },
  },
  {
    what: 'the station’s power is that of its stages',
    figures: (r) => {
      const stages = sum(
        r,
        'PRE-ENE-01',
        'DPR-ENE-01',
        'BIO-ENE-01',
        'BIO-ENE-02',
        'DSE-ENE-01',
        'TER-ENE-01',
        'DES-ENE-01',
        'BOU-ENE-01',
        'X-ENE-R',
      );
      const { slope, offset, r2 } = line(hourly(stages), hourly(r.of('SOR-ENE-01')));
      return [
        ['slope', slope, 0.97, 1.03],
        ['buildings, kW', offset, 15, 35],
        ['R²', r2, 0.99, 1],
      ];
    },
    spoil: { 'SOR-ENE-01': scaled(1.1) },
  },
  {
    what: 'as many blowers run as the air needs',
    figures: (r) => {
      const running = sum(r, 'BIO-POM-01', 'BIO-POM-02', 'BIO-POM-03');
      const air = r.of('BIO-DEB-02');
      const fits = running.map((count, i) => (air[i] < 6200 * count && air[i] > 6000 * (count - 1) - 400 ? 1 : 0));
      return [['share of the time', mean(fits), 0.98, 1]];
    },
    spoil: { 'BIO-POM-02': frozen },
  },
  {
    what: 'lift pumps run for the water there is',
    figures: (r) => {
      const running = sum(r, 'PRE-POM-01', 'PRE-POM-02', 'PRE-POM-03');
      const flow = r.of('DPR-DEB-01');
      const below = (i: number): boolean => flow[i] < 2300;
      const able = running.map((count, i) => (flow[i] < 860 * count + 30 ? 1 : 0));
      return [
        ['share of the time that they can', mean(able), 0.98, 1],
        ['pumps and flow', correlation(running, flow), 0.85, 1],
        ['level and flow', correlation(where(r.of('PRE-NIV-01'), below), where(flow, below)), 0.98, 1],
      ];
    },
    spoil: { 'PRE-POM-01': frozen },
  },
  {
    what: 'pumps that run give flow, and no others do',
    figures: (r) => [
      [
        'wash water',
        share(r, ['TER-POM-01', 'TER-DEB-01'], (on, flow) => (on > 0.5 ? flow > 20 : flow < 250)),
        0.98,
        1,
      ],
      [
        'return sludge',
        share(r, ['DSE-POM-01', 'DSE-POM-02', 'DSE-DEB-02'], (a, b, flow) => a + b > 0 === flow > 100),
        1,
        1,
      ],
      ['waste sludge', share(r, ['DSE-POM-03', 'DSE-DEB-03'], (on, flow) => on > 0 === flow > 1), 1, 1],
      [
        'primary sludge',
        share(r, ['DPR-POM-01', 'DPR-POM-02', 'DPR-DEB-02'], (a, b, flow) => a + b > 0 === flow > 0.5),
        1,
        1,
      ],
      ['iron', share(r, ['BIO-POM-08', 'BIO-DEB-03'], (on, flow) => on > 0 === flow > 0.005), 1, 1],
    ],
    spoil: { 'DSE-POM-01': (column) => column.map(() => 0) },
  },
  {
    what: 'iron is dosed in proportion to the flow',
    figures: (r) => {
      const settled = combine((a, b) => a - b, r.of('DPR-DEB-01'), r.of('DPR-DEB-02'));
      const { slope, r2 } = line(settled, r.of('BIO-DEB-03'));
      return [
        // The solution has 200 g of iron a litre.
        ['iron, g/m3, over the set-point', (200_000 * slope) / mean(r.of('ferric_dose')), 0.95, 1.05],
        ['R²', r2, 0.98, 1],
      ];
    },
    spoil: { 'BIO-DEB-03': displaced },
  },
  {
    what: 'a filter’s head loss rises from wash to wash',
    figures: (r) =>
      FILTERS.map((id) => {
        // Per flow and four cells, so that only the sand's dirt is left; half-hours.
        const dirt = blockMeans(
          combine((loss, flow) => loss / flow, r.of(id), r.of('DSE-DEB-01')),
          30,
        );
        const washed = dirt.map((value, i) => (i > 0 && value < 0.6 * dirt[i - 1] ? 1 : 0));
        const rises: number[] = [];
        for (let i = 4; i < dirt.length; i++) {
          if (Math.max(...washed.subarray(i - 4, i + 1)) === 0) rises.push(dirt[i] > dirt[i - 4] ? 1 : 0);
        }
        return [`${id} rising`, mean(rises), 0.85, 1] as const;
      }),
    spoil: { 'TER-PRS-02': displaced },
  },
  {
    what: 'oxygen is held where it is set',
    figures: (r) => [
      ...([3, 4, 5] as const).map((reactor) => {
        const error = mean(r.of(`BIO-O2-0${2 * reactor - 4}`)) - mean(r.of(`oxygen_reactor${reactor}`));
        return [`reactor ${reactor}`, error, -0.2, 0.2] as const;
      }),
      ['anoxic', mean(r.of('BIO-O2-01')), 0, 0.1],
    ],
    spoil: { 'BIO-O2-02': scaled(0.7) },
  },
  {
    what: 'the sludge blanket rises with the water',
    figures: (r) => [
      [
        'blanket and flow',
        correlation(hourly(r.of('DSE-DEB-01')).subarray(0, -2), hourly(r.of('DSE-VOI-01')).subarray(2)),
        0.3,
        1,
      ],
    ],
    spoil: { 'DSE-VOI-01': displaced },
  },
];

/** With too little air. */
export const SHORT_OF_AIR: readonly Check[] = [
  {
    what: 'oxygen falls when the load rises',
    figures: (r) => {
      const load = hourly(
        combine((q, cod, nh) => q * (cod + 4.57 * nh), r.of('DPR-DEB-01'), r.of('DPR-DCO-01'), r.of('DPR-AMM-01')),
      );
      return [
        [
          'oxygen and load, reactor 3',
          correlation(load.subarray(0, -1), hourly(r.of('BIO-O2-02')).subarray(1)),
          -1,
          -0.45,
        ],
        [
          'oxygen and load, reactor 4',
          correlation(load.subarray(0, -1), hourly(r.of('BIO-O2-04')).subarray(1)),
          -1,
          -0.45,
        ],
      ];
    },
    spoil: { 'BIO-O2-02': displaced, 'BIO-O2-04': displaced },
  },
  {
    what: 'oxygen stays below its set-point where the air is at its limit, and ammonia is left over',
    figures: (r) => {
      const short = (i: number): boolean => r.of('BIO-DEB-02')[i] > 5700;
      const oxygen = mean(where(r.of('BIO-O2-02'), short)) / mean(r.of('oxygen_reactor3'));
      const ammonia = mean(where(r.of('BIO-AMM-02'), short)) / mean(where(r.of('BIO-AMM-02'), (i) => !short(i)));
      return [
        ['share of the time', mean(r.of('BIO-DEB-02').map((_, i) => (short(i) ? 1 : 0))), 0.2, 0.95],
        ['oxygen over its set-point', oxygen, 0, 0.9],
        ['ammonia over that at other times', ammonia, 1.3, 1000],
      ];
    },
    spoil: { 'BIO-DEB-02': displaced, 'BIO-O2-02': scaled(2) },
  },
];
