/** What a detector is told of the station's sensors: the same that a generator's `/v1/sensors` tells. */

import type { ChannelInfo } from '../detector/index.ts';
import type { SensorInfo } from './simulation.ts';

export function channelsOf(sensors: readonly SensorInfo[]): ChannelInfo[] {
  return sensors.map(({ id, unit, stage, range: [min, max] }) => ({ id, unit, area: stage, span: max - min }));
}
