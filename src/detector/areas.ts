/** Process areas: which channels one forest scores. */

import type { ChannelInfo } from './channels.ts';
import type { Relation } from './relations.ts';

/** Channels of an area at most: wider inputs make the exact attribution of a forest slow. */
const MOST = 16;

/**
 * Channels by area, each area at most `MOST` wide. Channels without an area are put together with those they are
 * predicted from.
 * @param usable 1 for each channel that takes part
 * @returns indices of channels, rising within an area
 */
export function areasOf(
  channels: readonly ChannelInfo[],
  relations: readonly Relation[],
  usable: Uint8Array,
): number[][] {
  const named = new Map<string, number[]>();
  const loose: number[] = [];
  for (const [i, { area }] of channels.entries()) {
    if (usable[i] === 0) continue;
    if (area === undefined) loose.push(i);
    else named.set(area, [...(named.get(area) ?? []), i]);
  }
  const whole = [...named.values(), ...neighbourhoods(loose, relations, channels.length)];
  return whole.flatMap(split).filter((area) => area.length >= 2);
}

function split(area: readonly number[]): number[][] {
  const parts = Math.ceil(area.length / MOST);
  const size = Math.ceil(area.length / parts);
  return Array.from({ length: parts }, (_, k) => area.slice(k * size, (k + 1) * size).sort((a, b) => a - b));
}

/** Channels in the order of a walk along relations, cut where an area is full. */
function neighbourhoods(loose: readonly number[], relations: readonly Relation[], channels: number): number[][] {
  const left = new Set(loose);
  const walk: number[] = [];
  const queue: number[] = [];
  for (const start of loose) {
    if (!left.delete(start)) continue;
    queue.push(start);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      walk.push(next);
      for (const input of relations[next].inputs) if (left.delete(input % channels)) queue.push(input % channels);
    }
  }
  return walk.length === 0 ? [] : [walk];
}
