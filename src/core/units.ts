/**
 * Units: every unit that a tap or an instrument may carry, by its UCUM code. A code that is not in this table
 * does not compile where code writes it and is refused where configuration does.
 *
 * `opcua` is the common code of UNECE Recommendation 20, from which OPC UA makes the unit id of EUInformation
 * (OPC 10000-8, 5.6.4.3); null where the Recommendation has no such unit. Each kind of quantity has one base
 * unit, the one that Prometheus asks for in metric names (seconds, metres, grams, ratios …); `factor` and
 * `offset` lead there: base = value × factor + offset.
 */

/** Kinds of quantity and the ending that a Prometheus metric in their base unit has. */
export const QUANTITY_KINDS = {
  ratio: 'ratio',
  ph: 'ph',
  time: 'seconds',
  rate: 'per_second',
  length: 'meters',
  speed: 'meters_per_second',
  flow: 'cubic_meters_per_second',
  concentration: 'grams_per_cubic_meter',
  molarity: 'moles_per_cubic_meter',
  count: 'mpn_per_cubic_meter',
  turbidity: 'ntu',
  temperature: 'celsius',
  pressure: 'pascals',
  power: 'watts',
  energy: 'joules',
  voltage: 'volts',
  conductivity: 'siemens_per_meter',
  irradiance: 'watts_per_square_meter',
  fluence: 'joules_per_square_meter',
} as const;
export type QuantityKind = keyof typeof QUANTITY_KINDS;

export interface Unit {
  readonly kind: QuantityKind;
  /** As people write it. */
  readonly symbol: string;
  readonly opcua: { readonly code: string; readonly name: string } | null;
  readonly factor: number;
  /** 0 unless given. */
  readonly offset?: number;
}

const unece = (code: string, name: string) => ({ code, name });
const DAY_S = 86_400;

export const UNITS = {
  '1': { kind: 'ratio', symbol: '', opcua: unece('C62', 'one'), factor: 1 },
  '%': { kind: 'ratio', symbol: '%', opcua: unece('P1', 'percent'), factor: 1e-2 },
  '[ppm]': { kind: 'ratio', symbol: 'ppm', opcua: unece('59', 'part per million'), factor: 1e-6 },
  '[pH]': { kind: 'ph', symbol: 'pH', opcua: unece('Q30', 'pH (potential of Hydrogen)'), factor: 1 },
  s: { kind: 'time', symbol: 's', opcua: unece('SEC', 'second [unit of time]'), factor: 1 },
  min: { kind: 'time', symbol: 'min', opcua: unece('MIN', 'minute [unit of time]'), factor: 60 },
  h: { kind: 'time', symbol: 'h', opcua: unece('HUR', 'hour'), factor: 3600 },
  d: { kind: 'time', symbol: 'd', opcua: unece('DAY', 'day'), factor: DAY_S },
  '/s': { kind: 'rate', symbol: 's⁻¹', opcua: unece('C97', 'reciprocal second'), factor: 1 },
  '/h': { kind: 'rate', symbol: 'h⁻¹', opcua: unece('H10', 'reciprocal hour'), factor: 1 / 3600 },
  '/d': { kind: 'rate', symbol: 'd⁻¹', opcua: unece('E91', 'reciprocal day'), factor: 1 / DAY_S },
  m: { kind: 'length', symbol: 'm', opcua: unece('MTR', 'metre'), factor: 1 },
  cm: { kind: 'length', symbol: 'cm', opcua: unece('CMT', 'centimetre'), factor: 1e-2 },
  mm: { kind: 'length', symbol: 'mm', opcua: unece('MMT', 'millimetre'), factor: 1e-3 },
  'm/s': { kind: 'speed', symbol: 'm/s', opcua: unece('MTS', 'metre per second'), factor: 1 },
  'mm/h': { kind: 'speed', symbol: 'mm/h', opcua: unece('H67', 'millimetre per hour'), factor: 1e-3 / 3600 },
  'm3/s': { kind: 'flow', symbol: 'm³/s', opcua: unece('MQS', 'cubic metre per second'), factor: 1 },
  'm3/h': { kind: 'flow', symbol: 'm³/h', opcua: unece('MQH', 'cubic metre per hour'), factor: 1 / 3600 },
  'm3/d': { kind: 'flow', symbol: 'm³/d', opcua: unece('G52', 'cubic metre per day'), factor: 1 / DAY_S },
  'L/s': { kind: 'flow', symbol: 'L/s', opcua: unece('G51', 'litre per second'), factor: 1e-3 },
  'L/h': { kind: 'flow', symbol: 'L/h', opcua: unece('E32', 'litre per hour'), factor: 1e-3 / 3600 },
  'g/m3': { kind: 'concentration', symbol: 'g/m³', opcua: unece('A93', 'gram per cubic metre'), factor: 1 },
  'mg/L': { kind: 'concentration', symbol: 'mg/L', opcua: unece('M1', 'milligram per litre'), factor: 1 },
  'g/L': { kind: 'concentration', symbol: 'g/L', opcua: unece('GL', 'gram per litre'), factor: 1e3 },
  'kg/m3': { kind: 'concentration', symbol: 'kg/m³', opcua: unece('KMQ', 'kilogram per cubic metre'), factor: 1e3 },
  'ug/L': { kind: 'concentration', symbol: 'µg/L', opcua: unece('H29', 'microgram per litre'), factor: 1e-3 },
  'mg/m3': { kind: 'concentration', symbol: 'mg/m³', opcua: unece('GP', 'milligram per cubic metre'), factor: 1e-3 },
  'mol/m3': { kind: 'molarity', symbol: 'mol/m³', opcua: unece('C36', 'mole per cubic metre'), factor: 1 },
  'mmol/L': { kind: 'molarity', symbol: 'mmol/L', opcua: unece('M33', 'millimole per litre'), factor: 1 },
  '{MPN}/100mL': { kind: 'count', symbol: 'NPP/100 mL', opcua: null, factor: 1e4 },
  '{NTU}': { kind: 'turbidity', symbol: 'NTU', opcua: null, factor: 1 },
  Cel: { kind: 'temperature', symbol: '°C', opcua: unece('CEL', 'degree Celsius'), factor: 1 },
  K: { kind: 'temperature', symbol: 'K', opcua: unece('KEL', 'kelvin'), factor: 1, offset: -273.15 },
  Pa: { kind: 'pressure', symbol: 'Pa', opcua: unece('PAL', 'pascal'), factor: 1 },
  kPa: { kind: 'pressure', symbol: 'kPa', opcua: unece('KPA', 'kilopascal'), factor: 1e3 },
  mbar: { kind: 'pressure', symbol: 'mbar', opcua: unece('MBR', 'millibar'), factor: 1e2 },
  bar: { kind: 'pressure', symbol: 'bar', opcua: unece('BAR', 'bar [unit of pressure]'), factor: 1e5 },
  W: { kind: 'power', symbol: 'W', opcua: unece('WTT', 'watt'), factor: 1 },
  kW: { kind: 'power', symbol: 'kW', opcua: unece('KWT', 'kilowatt'), factor: 1e3 },
  J: { kind: 'energy', symbol: 'J', opcua: unece('JOU', 'joule'), factor: 1 },
  'kW.h': { kind: 'energy', symbol: 'kWh', opcua: unece('KWH', 'kilowatt hour'), factor: 3.6e6 },
  V: { kind: 'voltage', symbol: 'V', opcua: unece('VLT', 'volt'), factor: 1 },
  mV: { kind: 'voltage', symbol: 'mV', opcua: unece('2Z', 'millivolt'), factor: 1e-3 },
  'S/m': { kind: 'conductivity', symbol: 'S/m', opcua: unece('D10', 'siemens per metre'), factor: 1 },
  'mS/cm': { kind: 'conductivity', symbol: 'mS/cm', opcua: unece('H61', 'millisiemens per centimetre'), factor: 0.1 },
  'uS/cm': { kind: 'conductivity', symbol: 'µS/cm', opcua: unece('G42', 'microsiemens per centimetre'), factor: 1e-4 },
  'W/m2': { kind: 'irradiance', symbol: 'W/m²', opcua: unece('D54', 'watt per square metre'), factor: 1 },
  'mW/cm2': { kind: 'irradiance', symbol: 'mW/cm²', opcua: null, factor: 10 },
  'J/m2': { kind: 'fluence', symbol: 'J/m²', opcua: unece('B13', 'joule per square metre'), factor: 1 },
  'mJ/cm2': { kind: 'fluence', symbol: 'mJ/cm²', opcua: null, factor: 10 },
} as const satisfies Record<string, Unit>;

/** A UCUM code of this table. */
export type UnitCode = keyof typeof UNITS;
export const UNIT_CODES = Object.keys(UNITS) as UnitCode[];

export function isUnit(code: string): code is UnitCode {
  return Object.hasOwn(UNITS, code);
}

export function unit(code: UnitCode): Unit {
  return UNITS[code];
}

/** Whether values in one unit can be given in the other. */
export function compatible(from: UnitCode, to: UnitCode): boolean {
  return UNITS[from].kind === UNITS[to].kind;
}

/** The codes that measure the same as `code`, itself included. */
export function compatibleUnits(code: UnitCode): UnitCode[] {
  return UNIT_CODES.filter((other) => compatible(other, code));
}

/** What turns a value from one unit into another: `value × factor + offset`. */
export interface Conversion {
  readonly factor: number;
  readonly offset: number;
}

/** @throws RangeError where the units do not measure the same; ask `compatible` first */
export function conversion(from: UnitCode, to: UnitCode): Conversion {
  if (!compatible(from, to)) throw new RangeError(`no conversion from ${from} (${UNITS[from].kind}) to ${to}`);
  if (from === to) return { factor: 1, offset: 0 };
  const source: Unit = UNITS[from];
  const target: Unit = UNITS[to];
  const factor = source.factor / target.factor;
  return { factor, offset: ((source.offset ?? 0) - (target.offset ?? 0)) / target.factor };
}

export function convert(value: number, from: UnitCode, to: UnitCode): number {
  const { factor, offset } = conversion(from, to);
  return value * factor + offset;
}

/** What leads from a unit to its kind's Prometheus base unit, and how the metric's name then ends. */
export function prometheusBase(code: UnitCode): Conversion & { readonly suffix: string } {
  const { kind, factor, offset = 0 }: Unit = UNITS[code];
  return { suffix: QUANTITY_KINDS[kind], factor, offset };
}

/**
 * The unit id of OPC UA's EUInformation: the bytes of the UNECE code as one big-endian integer; -1, as the
 * standard asks, where there is no code.
 */
export function opcuaUnitId(code: UnitCode): number {
  const { opcua }: Unit = UNITS[code];
  if (opcua === null) return -1;
  let id = 0;
  for (let i = 0; i < opcua.code.length; i++) id = id * 256 + opcua.code.charCodeAt(i);
  return id;
}
