/** For tests: random water, and what a unit creates or loses of a content once in-flows, out-flows and stores are summed. */

import type { RandomStream } from '../../core/random.ts';
import { C, type COMPONENT_NAMES, STATION_COMPONENTS } from '../components.ts';
import { createStream, Q, type Stream } from '../unit.ts';
import { type Content, contentOf } from './contents.ts';

/** Contents that no unit may create. Water is a stream's flow. */
export const CONSERVED = ['cod', 'n', 'p', 'charge', 'tss'] as const satisfies readonly Content[];

/** A stream of `flow` ± 50 % whose components are anything from nothing to `scale` g/m³. */
export function randomStream(random: RandomStream, flow: number, scale: number): Stream {
  const stream = createStream();
  for (let i = 0; i < STATION_COMPONENTS; i++) stream[i] = random.uniform() * scale;
  stream[C.T] = 5 + 20 * random.uniform();
  stream[Q] = flow * (0.5 + random.uniform());
  return stream;
}

/** Sewage of the benchmark (BSM2 constant influent) with plausible extensions. */
export function sewage(flow = 20_648.361): Stream {
  const stream = createStream();
  const values: Partial<Record<(typeof COMPONENT_NAMES)[number], number>> = {
    S_I: 27.226191,
    S_S: 58.176186,
    X_I: 92.499001,
    X_S: 363.94347,
    X_BH: 50.683288,
    S_NH: 23.859466,
    S_ND: 5.651606,
    X_ND: 16.129816,
    S_ALK: 7,
    T: 14.85808,
    S_PO4: 4,
    X_MIN: 40,
    S_CO2: 1,
    S_ION: 500,
    S_ME: 40,
    X_ME: 110,
  };
  for (const [name, value] of Object.entries(values)) stream[C[name as keyof typeof C]] = value;
  stream[Q] = flow;
  return stream;
}

/** g/d (mol/d for charge) of a content in a stream. */
export function load(stream: Stream, content: Content): number {
  return stream[Q] * contentOf(stream, 0, content);
}

/** Sum of a content over streams, g/d. */
export function loads(streams: readonly Stream[], content: Content): number {
  return streams.reduce((sum, stream) => sum + load(stream, content), 0);
}

/** |in − out − stored| relative to the largest of them. */
export function residual(inflow: number, outflow: number, stored: number): number {
  const scale = Math.max(Math.abs(inflow), Math.abs(outflow), Math.abs(stored), 1e-30);
  return Math.abs(inflow - outflow - stored) / scale;
}
