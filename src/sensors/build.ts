/**
 * The instruments of a run: the 127 of the catalogue with what a user's configuration adds and removes, each
 * completed from its type and checked. Everything that is wrong is told in one ConfigError.
 */

import { ConfigError, type Fault } from '../core/errors.ts';
import { type Conversion, compatible, compatibleUnits, conversion, isUnit, type UnitCode } from '../core/units.ts';
import { TAP_NAMES, tapIndex, tapUnit } from '../plant/taps.ts';
import { CATALOGUE, type SensorRow } from './catalogue.ts';
import { checkAmount, checkBase, checkClass, checkRange, checkResolution, checkUnit, unknown } from './check.ts';
import type { ClassName } from './classes.ts';
import { STAGE_NAMES, type StageName } from './stages.ts';
import { SENSOR_TYPES, type TypeEntry } from './types.ts';

/** A sensor type as a user writes it: only the base value is needed. */
export type UserType = Pick<TypeEntry, 'base'> & Partial<TypeEntry>;

/** The part of a user's configuration that concerns instruments. */
export interface SensorConfig {
  /** New types by name; an entry under the name of a built-in type changes the fields that it gives. */
  readonly types?: Readonly<Record<string, UserType>>;
  /** Instruments added behind those of the catalogue. */
  readonly sensors?: readonly SensorRow[];
  /** Ids of catalogue instruments to leave out. */
  readonly remove?: readonly string[];
  /** Size of the plant, 1 for 80,000 pe: ranges of the catalogue's flows and powers follow it. */
  readonly scale?: number;
}

/** An instrument as everything outside this folder sees it. */
export interface SensorInfo {
  readonly id: string;
  readonly type: string;
  readonly stage: StageName;
  readonly location: string;
  /** Empty for an instrument without a tap. */
  readonly tap: string;
  readonly unit: UnitCode;
  readonly range: readonly [min: number, max: number];
}

/** An instrument with all that its model needs; amounts are in `unit`, noise and calibration fractions of the span. */
export interface Sensor extends SensorInfo {
  readonly class: ClassName;
  readonly noise: number;
  readonly calibration: number;
  readonly resolution: number;
  readonly detectionLimit: number;
  /** What it sees where it has no tap. */
  readonly base: number;
  /** From the tap's unit to the sensor's. */
  readonly fromTap: Conversion;
}

export interface SensorSet {
  readonly types: Readonly<Record<string, TypeEntry>>;
  readonly sensors: readonly Sensor[];
}

/** What the sensor families' metric names allow. */
const TYPE_NAME = /^[a-z][a-z0-9_]*$/;
const SENSOR_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @throws ConfigError with every fault found, each with its place as in `sensors[3].tap` */
export function buildCatalogue({ types = {}, sensors = [], remove = [], scale = 1 }: SensorConfig = {}): SensorSet {
  const faults: Fault[] = [];
  const allTypes: Record<string, TypeEntry> = { ...SENSOR_TYPES };
  for (const [name, entry] of Object.entries(types)) allTypes[name] = completeType(name, entry, faults);

  const ownIds = new Set(CATALOGUE.map((row) => row.id));
  const removed = new Set(remove);
  remove.forEach((id, i) => {
    if (!ownIds.has(id)) faults.push(unknown(`remove[${i}]`, id, 'the id of a sensor of the catalogue', ownIds));
  });

  const built: Sensor[] = [];
  const seen = new Set<string>();
  const add = (row: SensorRow, where: string, scale = 1) => {
    if (!SENSOR_ID.test(row.id)) {
      faults.push({ where: `${where}.id`, got: row.id, expected: 'letters, digits, ".", "_" and "-", at most 64' });
    } else if (seen.has(row.id)) {
      faults.push({ where: `${where}.id`, got: row.id, expected: 'an id that no other sensor has' });
    }
    seen.add(row.id);
    const sensor = completeSensor(row, where, allTypes, faults);
    if (sensor) built.push(allTypes[sensor.type].grows ? resized(sensor, scale) : sensor);
  };
  for (const row of CATALOGUE) if (!removed.has(row.id)) add(row, row.id, scale);
  sensors.forEach((row, i) => {
    add(row, `sensors[${i}]`);
  });
  if (built.length === 0 && faults.length === 0) {
    faults.push({ where: 'remove', got: `${remove.length} ids`, expected: 'at least one sensor left' });
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return { types: allTypes, sensors: built };
}

function completeType(name: string, entry: UserType, faults: Fault[]): TypeEntry {
  const where = `types.${name}`;
  if (!TYPE_NAME.test(name)) {
    faults.push({
      where,
      got: name,
      expected: 'a name of lower-case letters, digits and "_", for it is part of a metric name',
    });
  }
  const own: TypeEntry | undefined = Object.hasOwn(SENSOR_TYPES, name)
    ? SENSOR_TYPES[name as keyof typeof SENSOR_TYPES]
    : undefined;
  const range = entry.range ?? own?.range ?? usualRange(entry.base);
  const type: TypeEntry = {
    label: { fr: name, en: name },
    unit: '1',
    class: 'A',
    noise: 0.005,
    calibration: 0,
    resolution: usualResolution(range),
    detectionLimit: 0,
    source: 'configuration',
    ...own,
    ...entry,
    range,
  };
  checkUnit(`${where}.unit`, type.unit, faults);
  checkClass(`${where}.class`, type.class, faults);
  checkAmount(`${where}.noise`, type.noise, 1, faults);
  checkAmount(`${where}.calibration`, type.calibration, 1, faults);
  checkAmount(`${where}.detectionLimit`, type.detectionLimit, Number.MAX_VALUE, faults);
  checkResolution(`${where}.resolution`, type.resolution, faults);
  if (checkRange(`${where}.range`, range, faults)) checkBase(`${where}.base`, entry.base, range, faults);
  return type;
}

/** The sensor of a row, or nothing where the row is faulty. */
function completeSensor(
  row: SensorRow,
  where: string,
  types: Record<string, TypeEntry>,
  faults: Fault[],
): Sensor | undefined {
  const before = faults.length;
  const type = Object.hasOwn(types, row.type) ? types[row.type] : undefined;
  if (!type) faults.push(unknown(`${where}.type`, row.type, 'a sensor type', Object.keys(types)));
  if (!STAGE_NAMES.includes(row.stage)) faults.push(unknown(`${where}.stage`, row.stage, 'a stage', STAGE_NAMES));
  if (row.class !== undefined) checkClass(`${where}.class`, row.class, faults);
  if (row.resolution !== undefined) checkResolution(`${where}.resolution`, row.resolution, faults);
  if (row.range) checkRange(`${where}.range`, row.range, faults);
  const known = row.tap === undefined || tapIndex(row.tap) >= 0;
  if (!known) faults.push(unknown(`${where}.tap`, row.tap ?? '', 'a tap', TAP_NAMES));
  // Below, units are compared: a faulty one has been told already, here or with the type.
  if (!type || !isUnit(type.unit)) return undefined;
  const unit = row.unit ?? type.unit;
  if (!checkUnit(`${where}.unit`, unit, faults)) return undefined;
  if (!compatible(unit, type.unit)) {
    faults.push({
      where: `${where}.unit`,
      got: unit,
      expected: `a unit of ${row.type}, one of ${compatibleUnits(type.unit).join(' ')}`,
    });
    return undefined;
  }
  const fromTap = known ? tapConversion(row.tap, unit, `${where}.tap`, faults) : undefined;
  if (faults.length > before || !fromTap) return undefined;

  const { factor, offset } = conversion(type.unit, unit);
  const range = row.range ?? ([type.range[0] * factor + offset, type.range[1] * factor + offset] as const);
  const base = type.base * factor + offset;
  if (row.tap === undefined && !checkBase(`${where}.range`, base, range, faults)) return undefined;
  return {
    id: row.id,
    type: row.type,
    stage: row.stage,
    location: row.location,
    tap: row.tap ?? '',
    unit,
    range,
    class: row.class ?? type.class,
    noise: type.noise,
    calibration: type.calibration,
    resolution: row.resolution ?? (unit === type.unit ? type.resolution : usualResolution(range)),
    detectionLimit: type.detectionLimit * factor,
    base,
    fromTap,
  };
}

/** The same instrument in the size that a plant `scale` times as large needs. */
function resized(sensor: Sensor, scale: number): Sensor {
  if (scale === 1) return sensor;
  const [min, max] = sensor.range;
  const finer = Math.max(0, Math.ceil(-Math.log10(scale)));
  return { ...sensor, range: [min * scale, roundUp(max * scale)], resolution: sensor.resolution / 10 ** finer };
}

/** Up to two significant digits, as ranges are ordered. */
function roundUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}

function tapConversion(
  tap: string | undefined,
  unit: UnitCode,
  where: string,
  faults: Fault[],
): Conversion | undefined {
  const from = tap === undefined ? unit : (tapUnit(tap) as UnitCode);
  if (compatible(from, unit)) return conversion(from, unit);
  faults.push({
    where,
    got: `${tap}, in ${from}`,
    expected: `a tap measured in one of ${compatibleUnits(unit).join(' ')}`,
  });
  return undefined;
}

/** For a type that gives only its base value: room for four times as much. */
function usualRange(base: number): readonly [number, number] {
  return base === 0 ? [0, 1] : [Math.min(0, 4 * base), Math.max(0, 4 * base)];
}

/** A thousandth of the span, down to a power of ten; never coarser than 1. */
function usualResolution([min, max]: readonly [number, number]): number {
  const digits = Math.max(0, -Math.floor(Math.log10((max - min) / 1000)));
  return Number.isFinite(digits) ? 1 / 10 ** digits : 1;
}
