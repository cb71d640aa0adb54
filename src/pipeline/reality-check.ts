/** The simulated station beside a real plant: removals by stage, day-to-day spread, signs of correlations. */

import {
  DAILY_POINTS,
  DAILY_QUANTITIES,
  type DailyColumn,
  type DailyPoint,
  type DailyTable,
} from './reality/daily-table.ts';
import { rankCorrelation, type Spread, spreadOf } from './reality/statistics.ts';

/** A stage by the water that enters and leaves it. The real plant ends at its clarifier, so that is "overall". */
export const STAGES = {
  primary: ['screened', 'primary_effluent'],
  secondary: ['primary_effluent', 'clarifier_effluent'],
  overall: ['influent', 'clarifier_effluent'],
} as const satisfies Record<string, readonly [DailyPoint, DailyPoint]>;
export type Stage = keyof typeof STAGES;
const POLLUTANTS = ['BOD5', 'COD', 'TSS'] as const;

/** Rank correlations weaker than this have no sign worth comparing (estimate; 5 % significance is 0.09 at n = 500). */
export const LEAST_CORRELATION = 0.2;
/** From here on a correlation that only one of the two plants has is worth a word (estimate). */
export const STRONG_CORRELATION = 0.5;
/** Spreads differ when the coefficients of variation do by more than this factor (estimate). */
export const SPREAD_FACTOR = 2;

export interface RemovalRow {
  /** `primary.TSS` */
  readonly id: string;
  readonly stage: Stage;
  readonly parameter: (typeof POLLUTANTS)[number];
  /** Daily removals by concentration, %; the real plant's has n = 0 where it was not measured. */
  readonly simulated: Spread;
  readonly real: Spread;
  /** The simulated median lies within the real interquartile range; null where there is nothing to compare. */
  readonly within: boolean | null;
}

export interface ColumnRow {
  /** `influent.BOD5`; `volatile` is the share of VSS in TSS, %. */
  readonly id: string;
  readonly simulated: Spread;
  readonly real: Spread;
  /** The coefficients of variation differ by at most `SPREAD_FACTOR`; null where one is unknown. */
  readonly similarSpread: boolean | null;
}

/** Whether two columns go together in both plants, and the same way; a weak correlation counts as none. */
export type Agreement = 'same' | 'opposite' | 'real only' | 'simulated only' | 'neither';

export interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly simulated: number;
  readonly real: number;
  readonly agreement: Agreement;
}

export interface RealityCheck {
  readonly days: { readonly simulated: number; readonly real: number };
  readonly removals: readonly RemovalRow[];
  readonly columns: readonly ColumnRow[];
  readonly pairs: readonly PairRow[];
}

/** Compares all that both tables have. */
export function realityCheck(simulated: DailyTable, real: DailyTable): RealityCheck {
  const simulatedColumns = measured(simulated);
  const realColumns = measured(real);
  const shared = [...realColumns.keys()].filter((id) => simulatedColumns.has(id));
  const columnOf = (columns: Map<string, Float64Array>, id: string) => columns.get(id) ?? new Float64Array(0);
  return {
    days: { simulated: simulated.days.length, real: real.days.length },
    removals: (Object.keys(STAGES) as Stage[]).flatMap((stage) =>
      POLLUTANTS.map((parameter): RemovalRow => {
        const ours = spreadOf(removals(simulated, stage, parameter));
        const theirs = spreadOf(removals(real, stage, parameter));
        const within = ours.n === 0 || theirs.n === 0 ? null : ours.median >= theirs.q1 && ours.median <= theirs.q3;
        return { id: `${stage}.${parameter}`, stage, parameter, simulated: ours, real: theirs, within };
      }),
    ),
    columns: shared.map((id): ColumnRow => {
      const ours = spreadOf(columnOf(simulatedColumns, id));
      const theirs = spreadOf(columnOf(realColumns, id));
      const ratio = ours.cv / theirs.cv;
      const similarSpread = Number.isNaN(ratio) ? null : ratio <= SPREAD_FACTOR && ratio >= 1 / SPREAD_FACTOR;
      return { id, simulated: ours, real: theirs, similarSpread };
    }),
    pairs: shared.flatMap((a, i) =>
      shared.slice(i + 1).map((b): PairRow => {
        const ours = rankCorrelation(columnOf(simulatedColumns, a), columnOf(simulatedColumns, b)).rho;
        const theirs = rankCorrelation(columnOf(realColumns, a), columnOf(realColumns, b)).rho;
        return { a, b, simulated: ours, real: theirs, agreement: agreementOf(ours, theirs) };
      }),
    ),
  };
}

/** The removal of each day, % of the concentration; NaN where a side is missing or the water came clean. */
function removals({ columns }: DailyTable, stage: Stage, parameter: (typeof POLLUTANTS)[number]): Float64Array {
  const [from, to] = STAGES[stage];
  const before = columns[`${from}.${parameter}`];
  const after = columns[`${to}.${parameter}`];
  if (before === undefined || after === undefined) return new Float64Array(0);
  return before.map((value, i) => (value > 0 ? 100 * (1 - after[i] / value) : Number.NaN));
}

/** The columns as a laboratory names them, in the order of flow: VSS as the share of TSS. */
function measured({ columns }: DailyTable): Map<string, Float64Array> {
  const out = new Map<string, Float64Array>();
  for (const point of DAILY_POINTS) {
    const solids = columns[`${point}.TSS`];
    for (const quantity of DAILY_QUANTITIES) {
      const column = columns[`${point}.${quantity}` satisfies DailyColumn];
      if (column === undefined) continue;
      if (quantity !== 'VSS') out.set(`${point}.${quantity}`, column);
      else if (solids !== undefined) {
        out.set(
          `${point}.volatile`,
          column.map((value, i) => (solids[i] > 0 ? (100 * value) / solids[i] : Number.NaN)),
        );
      }
    }
  }
  return out;
}

function agreementOf(simulated: number, real: number): Agreement {
  const inSimulation = Math.abs(simulated) >= LEAST_CORRELATION;
  const inReality = Math.abs(real) >= LEAST_CORRELATION;
  if (inSimulation && inReality) return simulated > 0 === real > 0 ? 'same' : 'opposite';
  if (inReality) return 'real only';
  return inSimulation ? 'simulated only' : 'neither';
}

/** What has to be explained: a different sign, or a strong correlation that the other plant has not at all. */
export function isStriking({ simulated, real, agreement }: PairRow): boolean {
  if (agreement === 'real only') return Math.abs(real) >= STRONG_CORRELATION;
  if (agreement === 'simulated only') return Math.abs(simulated) >= STRONG_CORRELATION;
  return agreement === 'opposite';
}
