/** What a source tells of its channels besides their names: units, process areas and measuring ranges. */

import type { ChannelInfo } from '../../detector/index.ts';

const PATIENCE_MS = 2_000;

/** Asks a generator; none where it does not answer, for little depends on it: words, areas and what deviations matter. */
export async function fetchChannels(url: string): Promise<ChannelInfo[]> {
  try {
    const address = `${url.replace(/\/+$/, '')}/v1/sensors`;
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return [];
    const { sensors } = (await response.json()) as { sensors?: unknown };
    return Array.isArray(sensors) ? sensors.flatMap(channelOf) : [];
  } catch {
    return [];
  }
}

function channelOf(sensor: unknown): ChannelInfo[] {
  const { sensor_id, unit, process_stage, range } = (sensor ?? {}) as Record<string, unknown>;
  if (typeof sensor_id !== 'string') return [];
  return [
    {
      id: sensor_id,
      ...(typeof unit === 'string' && { unit }),
      ...(typeof process_stage === 'string' && { area: process_stage }),
      ...spanOf(range),
    },
  ];
}

function spanOf(range: unknown): Pick<ChannelInfo, 'span'> {
  if (!Array.isArray(range)) return {};
  const span = range[1] - range[0];
  return span > 0 ? { span } : {};
}
