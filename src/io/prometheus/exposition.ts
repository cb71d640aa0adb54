/** The body of `/metrics`: the station's families, then those of the process itself from its own client library. */

import type { StationExposition } from './station.ts';

/** The part of `@prometheus-io/client`'s Registry that is needed; its names must not be the station's. */
export interface ProcessMetrics {
  metrics(): Promise<string>;
}

/** Yields the body in pieces; between two of them the event loop is free. */
export async function* renderExposition(station: StationExposition, process: ProcessMetrics): AsyncGenerator<Buffer> {
  yield* station.chunks();
  yield Buffer.from(await process.metrics());
}
