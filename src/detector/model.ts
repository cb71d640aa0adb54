/** What was learned, as plain data: a JSON document with a version and a hash of its content. */

import { createHash } from 'node:crypto';
import { ConfigError } from '../core/errors.ts';
import type { AreaForest } from './area-forests.ts';
import type { ChannelInfo } from './channels.ts';
import type { GroupModel } from './group.ts';
import type { OwnModel } from './own.ts';
import type { Profile } from './profile.ts';
import type { Relation } from './relations.ts';
import type { SecondOpinionsModel } from './second-opinions.ts';
import type { Tail } from './tail.ts';

/** Models of another version are refused. */
export const MODEL_VERSION = 2;

export interface Model {
  readonly version: number;
  /** SHA-256 of the document without this field, hex. */
  readonly hash: string;
  readonly channels: readonly ChannelInfo[];
  readonly learned: Learned;
  readonly profiles: readonly Profile[];
  /** 1 for each channel whose residual is judged; constant or mostly missing channels have none. */
  readonly usable: readonly number[];
  /** Ticks over which readings are averaged before they are related to each other. */
  readonly periodTicks: number;
  /** Time constants of the predictors' means, periods. */
  readonly lags: readonly number[];
  readonly relations: readonly Relation[];
  /** What decides between two that accuse each other. */
  readonly secondOpinions: SecondOpinionsModel;
  /** Time constant of the baseline of residuals, periods. */
  readonly baselinePeriods: number;
  /** Baselines at the end of the normal data, units of `spreads`. */
  readonly baselines: readonly number[];
  /** Normal spread of each channel's residual, standardised units. */
  readonly spreads: readonly number[];
  /** Part of its predictors' distances by which each relation may be off. */
  readonly doubts: readonly number[];
  /** Two coefficients a channel, see `Evidence`. */
  readonly autoregression: readonly number[];
  readonly jumpSpreads: readonly number[];
  /** Time constants of the residuals' means, periods. */
  readonly means: readonly number[];
  /** Tail of each statistic of each channel, `statistic × channels + channel`. */
  readonly tails: readonly Tail[];
  /** How the plant as a whole changes, and where it is, each with the tail of its T². */
  readonly changes: GroupModel;
  readonly changesTail: Tail;
  readonly whereabouts: GroupModel;
  readonly whereaboutsTail: Tail;
  /** Tail of each channel's evidence when the rarest statistic is taken of many. */
  readonly channelTails: readonly Tail[];
  /** What each channel's own past says. */
  readonly own: OwnModel;
  readonly areas: readonly AreaForest[];
  /** Tail of the channels' evidence taken together. */
  readonly overall: Tail;
}

export interface Learned {
  /** Time of the first and last frame, ms since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Frames learned from. */
  readonly rows: number;
  /** Usual time between frames, ms. */
  readonly tickMs: number;
}

/** Adds version and hash. */
export function sealModel(content: Omit<Model, 'version' | 'hash'>): Model {
  const unsealed = { version: MODEL_VERSION, ...content };
  return { ...unsealed, hash: hashOf(unsealed) };
}

export function saveModel(model: Model): string {
  return JSON.stringify(model);
}

/** @throws ConfigError for text that is no model, of another version, or altered since it was saved */
export function loadModel(text: string): Model {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError({ where: 'model', got: text.slice(0, 40), expected: 'a JSON document' }, { cause });
  }
  if (typeof document !== 'object' || document === null || !('version' in document)) {
    throw new ConfigError({ where: 'model', got: document, expected: 'a model as `train` writes it' });
  }
  if (document.version !== MODEL_VERSION) {
    throw new ConfigError({ where: 'model.version', got: document.version, expected: String(MODEL_VERSION) });
  }
  const { hash, ...content } = document as Model;
  const expected = hashOf(content);
  // The hash covers every field, so a document that carries the right one was written by `saveModel`.
  if (hash !== expected) throw new ConfigError({ where: 'model.hash', got: hash, expected });
  return document as Model;
}

function hashOf(content: Omit<Model, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** What is known of normal data before its tails are. */
export type Uncalibrated = Omit<
  Model,
  | 'version'
  | 'hash'
  | 'secondOpinions'
  | 'baselines'
  | 'tails'
  | 'channelTails'
  | 'changesTail'
  | 'whereaboutsTail'
  | 'areas'
  | 'overall'
>;
