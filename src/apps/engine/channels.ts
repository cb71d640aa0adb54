/** What a source tells of its channels besides their names: units and process areas. */

import type { ChannelInfo } from '../../detector/index.ts';

const PATIENCE_MS = 2_000;

/** Asks a generator; none where it does not answer, for nothing depends on it but words and areas. */
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
  const { sensor_id, unit, process_stage } = (sensor ?? {}) as Record<string, unknown>;
  if (typeof sensor_id !== 'string') return [];
  return [
    {
      id: sensor_id,
      ...(typeof unit === 'string' && { unit }),
      ...(typeof process_stage === 'string' && { area: process_stage }),
    },
  ];
}
