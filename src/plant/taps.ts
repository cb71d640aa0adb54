/**
 * Taps: every place where an instrument can be mounted. A tap is `point.quantity` for water and sludge
 * (`reactor5.S_O`, `outlet.turbidity`) or `unit.signal` for equipment (`filter1.head_loss`). The station
 * writes the truth of all taps into one array once a simulated minute, in the order of `TAP_NAMES`.
 */

import type { UnitCode } from '../core/units.ts';

/** Points in the order of flow. */
export const POINTS = [
  'influent', // raw sewage, before anything
  'screened', // after screens, grit chamber and the return of liquors: the primary inlet
  'primary_effluent',
  'primary_sludge',
  'reactor1',
  'reactor2',
  'reactor3',
  'reactor4',
  'reactor5',
  'clarifier_effluent',
  'return_sludge',
  'waste_sludge',
  'filtered',
  'disinfected',
  'outlet',
  'thickened',
  'digester',
  'dewatered',
  'liquor', // thickener overflow, dewatering liquor and filter wash water on their way back to the inlet
] as const;
export type Point = (typeof POINTS)[number];

/** What can be measured at a point, with its unit (UCUM). */
export const QUANTITIES = {
  Q: 'm3/d',
  T: 'Cel',
  pH: '[pH]',
  conductivity: 'uS/cm',
  turbidity: '{NTU}',
  TSS: 'mg/L',
  VSS: 'mg/L',
  COD: 'mg/L',
  BOD5: 'mg/L',
  S_NH: 'mg/L',
  S_NO: 'mg/L',
  S_NO2: 'mg/L',
  TKN: 'mg/L',
  TN: 'mg/L',
  S_PO4: 'mg/L',
  TP: 'mg/L',
  S_O: 'mg/L',
  alkalinity: 'mmol/L',
  ORP: 'mV',
  metals: 'ug/L',
  UVT: '%',
} as const satisfies Record<string, UnitCode>;
export type Quantity = keyof typeof QUANTITIES;
export const QUANTITY_NAMES = Object.keys(QUANTITIES) as Quantity[];

/** Equipment signals, with their units. `running` is 1 or 0. */
export const SIGNALS = {
  'rain.intensity': 'mm/h',
  'air.temperature': 'Cel',
  // pre-treatment
  'inlet_well.level': 'm',
  'inlet_pump1.running': '1',
  'inlet_pump2.running': '1',
  'inlet_pump3.running': '1',
  'screen1.head_loss': 'm',
  'screen2.head_loss': 'm',
  'grit_blower.running': '1',
  'pretreatment.h2s': '[ppm]',
  'pretreatment.power': 'kW',
  // primary settling
  'primary.level': 'm',
  'primary.blanket': 'm',
  'primary.h2s': '[ppm]',
  'primary_sludge_pump1.running': '1',
  'primary_sludge_pump2.running': '1',
  'primary.power': 'kW',
  // biology
  'aeration.air_flow': 'm3/h',
  'aeration.header_pressure': 'kPa',
  'aeration.power': 'kW',
  'blower1.running': '1',
  'blower2.running': '1',
  'blower3.running': '1',
  'mixer1.running': '1',
  'mixer2.running': '1',
  'mixing.power': 'kW',
  'recirculation.flow': 'm3/d',
  'recirculation.power': 'kW',
  'recirculation_pump1.running': '1',
  'recirculation_pump2.running': '1',
  'reactor3.KLa': '/d',
  'reactor4.KLa': '/d',
  'reactor5.KLa': '/d',
  'biology.level': 'm',
  'ferric.flow': 'L/h',
  'ferric_pump.running': '1',
  // secondary settling
  'clarifier.blanket': 'm',
  'clarifier.level': 'm',
  'return_sludge_pump1.running': '1',
  'return_sludge_pump2.running': '1',
  'waste_sludge_pump.running': '1',
  'secondary.power': 'kW',
  // tertiary filtration
  'filter1.head_loss': 'kPa',
  'filter2.head_loss': 'kPa',
  'filter3.head_loss': 'kPa',
  'filter4.head_loss': 'kPa',
  'filter.level': 'm',
  'backwash.flow': 'm3/d',
  'backwash_pump.running': '1',
  'tertiary.power': 'kW',
  // disinfection
  'chlorine.dose': 'mg/L',
  'chlorine_pump.running': '1',
  'contact.chlorine_inlet': 'mg/L',
  'contact.chlorine_outlet': 'mg/L',
  'uv.intensity': 'mW/cm2',
  'uv.dose': 'mJ/cm2',
  'uv.power': 'kW',
  // sludge line
  'thickener.blanket': 'm',
  'digester.level': 'm',
  'digester.pressure': 'kPa',
  'digester.gas_flow': 'm3/h',
  'digester.methane': '%',
  'digester.h2s': '[ppm]',
  'digester_feed_pump.running': '1',
  'centrifuge.running': '1',
  'sludge.power': 'kW',
  // outlet
  'outlet.chlorine': 'mg/L',
  'outlet.level': 'm',
  'outlet.ecoli': '{MPN}/100mL',
  'plant.power': 'kW',
} as const satisfies Record<string, UnitCode>;
export type Signal = keyof typeof SIGNALS;
export const SIGNAL_NAMES = Object.keys(SIGNALS) as Signal[];

export type TapName = `${Point}.${Quantity}` | Signal;

/** All taps in the order of the truth array: quantities of each point, then the signals. */
export const TAP_NAMES: readonly TapName[] = [
  ...POINTS.flatMap((point) => QUANTITY_NAMES.map((quantity): TapName => `${point}.${quantity}`)),
  ...SIGNAL_NAMES,
];

const indexByName = new Map<string, number>(TAP_NAMES.map((name, i) => [name, i]));

/** The index of a tap in the truth array, or -1 for an unknown name. */
export function tapIndex(name: string): number {
  return indexByName.get(name) ?? -1;
}

/** The unit in which the plant gives a tap (UCUM); undefined for an unknown name. */
export function tapUnit(name: string): UnitCode | undefined {
  if (Object.hasOwn(SIGNALS, name)) return SIGNALS[name as Signal];
  return tapIndex(name) < 0 ? undefined : QUANTITIES[name.slice(name.indexOf('.') + 1) as Quantity];
}
