/** Quantities of one water that depend on each other, and the same water farther on. */

import { type Check, displaced, frozen, scaled, shifted } from './coherence.ts';
import { blockMeans, combine, correlation, delay, deviation, line, mean, where } from './series.ts';

const HOUR = 60;

/** Solids that are read as turbidity: what an NTU is in g/m³ (Metcalf & Eddy 2014; raw sewage an estimate). */
const turbidity = (where: string, ntu: string, solids: string, perNtu: number, most: number): Check => ({
  what: `turbidity follows suspended solids: ${where}`,
  figures: (r) => {
    const below = r.of(ntu).map((value) => (value < most ? 1 : 0));
    const x = blockMeans(
      combine((a, b) => a * b, r.of(solids), below),
      10,
    );
    const y = blockMeans(
      combine((a, b) => a * b, r.of(ntu), below),
      10,
    );
    const { slope, r2 } = line(x, y);
    return [
      ['NTU per mg/L', slope * perNtu, 0.88, 1.12],
      ['R²', r2, 0.9, 1],
    ];
  },
  spoil: { [ntu]: displaced },
});

export const WATERS: readonly Check[] = [
  {
    what: 'pH is that of alkalinity and carbon dioxide',
    figures: (r) => {
      // Henderson–Hasselbalch, with the first constant of carbonic acid at the water's temperature (Harned & Davis 1943).
      const expected = combine(
        (alkalinity, co2, celsius) => {
          const kelvin = celsius + 273.15;
          return 3404.71 / kelvin + 0.032786 * kelvin - 14.8435 + Math.log10(alkalinity / co2);
        },
        r.of('X-ALK-5'),
        r.of('CO2'),
        r.of('BIO-TEM-01'),
      );
      const { slope, r2 } = line(blockMeans(expected, 10), blockMeans(r.of('BIO-PH-01'), 10));
      return [
        ['offset', mean(r.of('BIO-PH-01')) - mean(expected), -0.13, 0.13],
        ['slope', slope, 0.9, 1.1],
        ['R²', r2, 0.95, 1],
      ];
    },
    spoil: { 'BIO-PH-01': displaced },
  },
  {
    what: 'conductivity is that of the ions',
    figures: (r) => {
      const ions = combine(
        (other, nh, alk) => other + 5.25 * nh + 44.5 * alk,
        r.of('IONS'),
        r.of('X-NH-0'),
        r.of('X-ALK-0'),
      );
      const { slope, r2 } = line(blockMeans(ions, 10), blockMeans(r.of('PRE-CON-01'), 10));
      return [
        ['slope', slope, 0.95, 1.05],
        ['R²', r2, 0.97, 1],
        // Nitrification takes ammonia and bicarbonate away: by 21 to 28 % in three plants (Maurer & Gujer 1995).
        ['share lost in the plant', 1 - mean(r.of('SOR-CON-01')) / mean(r.of('PRE-CON-01')), 0.08, 0.3],
      ];
    },
    spoil: { 'PRE-CON-01': displaced },
  },
  turbidity('settled sewage', 'DPR-TUR-01', 'DPR-MES-02', 1.3, 490),
  turbidity('clarifier effluent', 'DSE-TUR-01', 'DSE-MES-02', 2.35, 99),
  turbidity('filtered water', 'TER-TUR-01', 'TER-MES-01', 1.4, 99),
  turbidity('outlet', 'SOR-TUR-01', 'SOR-MES-01', 1.4, 99),
  {
    what: 'rain dilutes the sewage',
    figures: (r) => {
      const flow = r.of('PRE-DEB-01');
      const wet = mean(where(r.of('PRE-CON-01'), (i) => flow[i] > 1900));
      const dry = mean(where(r.of('PRE-CON-01'), (i) => flow[i] < 1900));
      return [['conductivity in rain over that in dry weather', wet / dry, 0.2, 0.8]];
    },
    spoil: { 'PRE-CON-01': displaced },
  },
  {
    what: 'the reactors are slow to follow the temperature of the sewage',
    figures: (r) => {
      const inlet = blockMeans(r.of('PRE-TEM-01'), 15);
      const reactor = blockMeans(r.of('BIO-TEM-01'), 15);
      const outlet = blockMeans(r.of('SOR-TEM-01'), 15);
      return [
        ['delay of the reactors, h', delay(inlet, reactor, 96) / 4, 1, 20],
        ['delay of the outlet behind the reactors, h', delay(reactor, outlet, 96) / 4, 0.5, 12],
        ['spread of the reactors over that of the sewage', deviation(reactor) / deviation(inlet), 0.1, 0.9],
        ['difference of the means', mean(outlet) - mean(inlet), -0.5, 0.5],
      ];
    },
    spoil: { 'PRE-TEM-01': frozen },
  },
  {
    what: 'ultraviolet is absorbed by what is dissolved and suspended',
    figures: (r) => {
      // Absorbance: 100 − transmittance is near enough to a straight line between 50 and 75 %.
      const { slope, r2 } = line(blockMeans(r.of('SOR-DCO-01'), 15), blockMeans(r.of('TER-TUV-01'), 15));
      return [
        ['% per mg/L of COD', slope, -1, -0.4],
        ['R²', r2, 0.9, 1],
      ];
    },
    spoil: { 'TER-TUV-01': displaced },
  },
  {
    what: 'chlorine is used up by what the water carries, and on its way',
    figures: (r) => {
      const before = blockMeans(r.of('DES-CHL-01'), 15);
      const after = blockMeans(r.of('DES-CHL-02'), 15);
      const demand = blockMeans(
        combine(
          (cod, solids, nitrite) => 0.08 * cod + 0.05 * solids + 5.07 * nitrite,
          r.of('SOR-DCO-01'),
          r.of('SOR-MES-01'),
          r.of('X-NO2-T'),
        ),
        15,
      );
      return [
        ['residual and demand', correlation(demand, before), -1, -0.6],
        ['outlet over inlet', mean(after) / mean(before), 0.2, 0.9],
        ['outlet follows inlet', correlation(before, after), 0.9, 1],
      ];
    },
    spoil: { 'DES-CHL-01': displaced },
  },
  {
    what: 'redox tells aerated from anoxic water',
    figures: (r) => [
      ['anoxic, mV', mean(r.of('BIO-RED-02')), -250, 0],
      ['disinfected, mV', mean(r.of('DES-RED-01')), 0, 250],
      [
        'anoxic with nitrate',
        correlation(blockMeans(r.of('BIO-RED-02'), HOUR), blockMeans(r.of('BIO-NO3-01'), HOUR)),
        0.5,
        1,
      ],
    ],
    spoil: { 'BIO-RED-02': shifted(150) },
  },
  {
    what: 'COD and BOD5 of the settled sewage go together',
    figures: (r) => {
      const cod = blockMeans(r.of('DPR-DCO-01'), HOUR);
      const bod = blockMeans(r.of('DPR-DBO-01'), HOUR);
      return [
        ['COD over BOD5', mean(cod) / mean(bod), 1.6, 2.6],
        ['R²', line(cod, bod).r2, 0.8, 1],
      ];
    },
    spoil: { 'DPR-DBO-01': scaled(0.5) },
  },
];
