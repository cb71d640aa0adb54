/** The channels of a data source: the only thing that the detector is told about them. */

import { ConfigError } from '../core/errors.ts';

export interface ChannelInfo {
  /** Unique name, shown in detections. */
  readonly id: string;
  /** Unit of measurement, for the words of an explanation. */
  readonly unit?: string;
  /** Process area: channels whose evidence one forest scores. */
  readonly area?: string;
  /** Width of the instrument's measuring range, in its unit: deviations of less than 1 % of it do not matter. */
  readonly span?: number;
  /** Redundancy group: channels that measure the same. */
  readonly group?: string;
}

/** @throws ConfigError without channels, or where a name is empty or used twice */
export function checkChannels(channels: readonly ChannelInfo[]): void {
  if (channels.length === 0)
    throw new ConfigError({ where: 'channels', got: 'none', expected: 'at least one channel' });
  const seen = new Set<string>();
  for (const [index, { id, span }] of channels.entries()) {
    const where = `channels[${index}].id`;
    if (id === '') throw new ConfigError({ where, got: id, expected: 'a name' });
    if (seen.has(id)) throw new ConfigError({ where, got: id, expected: 'a name that no other channel has' });
    seen.add(id);
    if (span !== undefined && !(span > 0)) {
      throw new ConfigError({ where: `channels[${index}].span`, got: span, expected: 'a number above 0' });
    }
  }
}

/** Part of the measuring range that an operator does not care about. */
const DEAD_BAND = 0.01;

/** Deviations that do not matter, in the channel's unit; 0 where its measuring range is not known. */
export const deadBand = ({ span }: ChannelInfo): number => (span === undefined ? 0 : DEAD_BAND * span);
