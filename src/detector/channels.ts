/** The channels of a data source: the only thing that the detector is told about them. */

import { ConfigError } from '../core/errors.ts';

export interface ChannelInfo {
  /** Unique name, shown in detections. */
  readonly id: string;
  /** Unit of measurement, for the words of an explanation. */
  readonly unit?: string;
  /** Process area: channels whose evidence one forest scores. */
  readonly area?: string;
  /** Redundancy group: channels that measure the same. */
  readonly group?: string;
}

/** @throws ConfigError without channels, or where a name is empty or used twice */
export function checkChannels(channels: readonly ChannelInfo[]): void {
  if (channels.length === 0)
    throw new ConfigError({ where: 'channels', got: 'none', expected: 'at least one channel' });
  const seen = new Set<string>();
  for (const [index, { id }] of channels.entries()) {
    const where = `channels[${index}].id`;
    if (id === '') throw new ConfigError({ where, got: id, expected: 'a name' });
    if (seen.has(id)) throw new ConfigError({ where, got: id, expected: 'a name that no other channel has' });
    seen.add(id);
  }
}
