/** Balances between instruments: water, solids, nitrogen, volatile solids and gas. */

import { type Check, displaced, scaled } from './coherence.ts';
import { blockMeans, combine, correlation, deviation, line, mean, type Series, smoothed, where } from './series.ts';

const HOUR = 60;
const DAY = 1440;

const hourly = (x: Series): Series => blockMeans(x, HOUR);
const product = (...x: Series[]): Series => combine((...values) => values.reduce((a, b) => a * b), ...x);
const minus = (x: Series, ...less: Series[]): Series =>
  combine((first, ...rest) => rest.reduce((a, b) => a - b, first), x, ...less);

/** A balance of flows in m³/h: its hourly spread, and its mean within what the meters' calibration allows. */
const closes = (name: string, left: Series, allowed: number, spread: number) =>
  [
    [`${name}, mean`, mean(left), -allowed, allowed],
    [`${name}, hourly spread`, deviation(hourly(left)), 0, spread],
  ] as const;

export const BALANCES: readonly Check[] = [
  {
    what: 'the primary inlet is the sewage and the liquors',
    figures: (r) => {
      const left = minus(r.of('DPR-DEB-01'), r.of('PRE-DEB-01'), r.of('X-DEB-L'));
      // What the pumps cannot lift spills unmeasured.
      const lifted = where(left, (i) => Math.max(r.of('PRE-DEB-01')[i], r.of('DPR-DEB-01')[i]) < 2300);
      return closes('flow', lifted, 40, 25);
    },
    spoil: { 'DPR-DEB-01': scaled(1.1) },
  },
  {
    what: 'the clarifier gives what the primary inlet brings, less the sludges',
    figures: (r) =>
      closes('flow', minus(r.of('DPR-DEB-01'), r.of('DPR-DEB-02'), r.of('DSE-DEB-03'), r.of('DSE-DEB-01')), 40, 5),
    spoil: { 'DSE-DEB-01': displaced },
  },
  {
    what: 'the outlet gives what the clarifier does, less the wash water',
    figures: (r) => closes('flow', minus(r.of('DSE-DEB-01'), r.of('TER-DEB-01'), r.of('SOR-DEB-01')), 40, 5),
    spoil: { 'TER-DEB-01': scaled(2) },
  },
  {
    what: 'the liquors are wash water and what the sludge gives off',
    figures: (r) => {
      const made = combine(
        (wash, waste, thick, primary) => wash + waste + primary - 0.076 * (primary + thick),
        r.of('TER-DEB-01'),
        r.of('DSE-DEB-03'),
        r.of('X-DEB-E'),
        r.of('DPR-DEB-02'),
      );
      return [['returned over made', mean(r.of('X-DEB-L')) / mean(made), 0.93, 1.07]];
    },
    spoil: { 'DSE-DEB-03': scaled(0.5) },
  },
  {
    what: 'return sludge is as much thicker than mixed liquor as the recycle says',
    figures: (r) => {
      const inflow = mean(r.of('DPR-DEB-01')) - mean(r.of('DPR-DEB-02'));
      const returned = mean(r.of('DSE-DEB-02'));
      const ratio = (inflow + returned) / (returned + mean(r.of('DSE-DEB-03')));
      return [['over the ratio of flows', mean(r.of('DSE-MES-01')) / mean(r.of('BIO-MES-02')) / ratio, 0.94, 1.06]];
    },
    spoil: { 'DSE-MES-01': scaled(0.85) },
  },
  {
    what: 'ammonia that goes comes as nitrate and nitrite, and takes alkalinity with it',
    figures: (r) => {
      const ammonia = hourly(minus(r.of('X-NH-2'), r.of('BIO-AMM-02')));
      const oxidised = hourly(
        combine(
          (a, b, c, d) => a + b - c - d,
          r.of('BIO-NO3-02'),
          r.of('BIO-NO2-01'),
          r.of('BIO-NO3-01'),
          r.of('X-NO2-2'),
        ),
      );
      const alkalinity = hourly(minus(r.of('X-ALK-2'), r.of('X-ALK-5')));
      return [
        ['nitrate and nitrite per ammonia', mean(oxidised) / mean(ammonia), 0.8, 1.25],
        ['R²', line(ammonia, oxidised).r2, 0.6, 1],
        // 2/14 mol/g N, less what denitrification in the aerated reactors gives back.
        ['alkalinity per ammonia, mol/g', mean(alkalinity) / mean(ammonia), 0.11, 0.155],
        ['R² of alkalinity', line(ammonia, alkalinity).r2, 0.65, 1],
      ];
    },
    spoil: { 'BIO-NO3-02': displaced },
  },
  {
    what: 'nitrogen at the outlet is ammonia, nitrate, nitrite and a little more',
    figures: (r) => {
      const known = combine((a, b, c) => a + b + c, r.of('SOR-AMM-01'), r.of('DSE-NO3-01'), r.of('BIO-NO2-01'));
      const rest = mean(r.of('SOR-AZO-01')) - mean(known);
      return [
        ['organic nitrogen, mg/L', rest, 0, 2.5],
        ['R²', line(hourly(known), hourly(r.of('SOR-AZO-01'))).r2, 0.9, 1],
      ];
    },
    spoil: { 'SOR-AZO-01': displaced },
  },
  {
    what: 'gas follows the volatile solids that are fed',
    figures: (r) => {
      const fed = combine(
        (q, x, qw, xw) => (q * x + qw * xw) / 1000,
        r.of('DPR-DEB-02'),
        r.of('X-MVS-P'),
        r.of('X-DEB-E'),
        r.of('X-MVS-E'),
      );
      const left = combine((q, qw, x) => ((q + qw) * x) / 1000, r.of('DPR-DEB-02'), r.of('X-DEB-E'), r.of('X-MVS-D'));
      const gas = r.of('BOU-DEB-01');
      return [
        // Metcalf & Eddy 2014: 0.75 to 1.12.
        ['Nm3/kg destroyed', mean(gas) / (mean(fed) - mean(left)), 0.75, 1.12],
        // Hydrolysis and growth take days.
        ['load and gas', correlation(hourly(smoothed(fed, 2 * DAY)), hourly(gas)), 0.8, 1],
      ];
    },
    spoil: { 'BOU-DEB-01': displaced },
  },
  {
    what: 'primary settling takes its share of the solids',
    figures: (r) => {
      const loads = (id: string): Series => blockMeans(product(r.of(id), r.of('DPR-DEB-01')), DAY);
      const share = combine((before, after) => 1 - after / before, loads('DPR-MES-01'), loads('DPR-MES-02'));
      return [
        ['removed', mean(share), 0.4, 0.65],
        ['spread from day to day', deviation(share), 0.005, 0.08],
      ];
    },
    spoil: { 'DPR-MES-02': displaced },
  },
  {
    what: 'filters hold back most of the clarifier’s solids, less the faster the water',
    figures: (r) => {
      const passing = combine((behind, before) => behind / before, r.of('TER-TUR-01'), r.of('DSE-TUR-01'));
      return [
        ['passing', mean(r.of('TER-MES-01')) / mean(r.of('DSE-MES-02')), 0.15, 0.4],
        ['passing and flow', correlation(hourly(passing), hourly(r.of('DSE-DEB-01'))), 0.8, 1],
      ];
    },
    spoil: { 'TER-TUR-01': displaced },
  },
];
