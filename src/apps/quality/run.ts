/** Runs many seeds, as many at a time as there are cores, each in a thread of its own. */

import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runSeed, type SeedResult, type SeedTask } from '../../pipeline/quality/seed-run.ts';
import { simulate } from './simulate.ts';

export type RunTask = Omit<SeedTask, 'seed'>;

export interface RunOptions {
  readonly threads?: number;
  /** Called with the share of all work that is done, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

/** Results in the order of the seeds. */
export async function runSeeds(
  seeds: readonly number[],
  task: RunTask,
  { threads = availableParallelism(), onProgress = () => {} }: RunOptions = {},
): Promise<SeedResult[]> {
  const results: SeedResult[] = [];
  const shares = new Float64Array(seeds.length);
  let next = 0;
  const work = async () => {
    while (next < seeds.length) {
      const k = next++;
      results[k] = await runInThread({ ...task, seed: seeds[k] }, (share) => {
        shares[k] = share;
        onProgress(shares.reduce((sum, part) => sum + part, 0) / seeds.length);
      });
      shares[k] = 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, seeds.length) }, work));
  return results;
}

type Message = { readonly share: number } | { readonly result: SeedResult };

function runInThread(task: SeedTask, onProgress: (share: number) => void): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    // This file itself is the thread's program, so that its name is right in the sources and in the package.
    const worker = new Worker(new URL(import.meta.url), { workerData: { seedTask: task } });
    worker.on('message', (message: Message) => {
      if ('result' in message) resolve(message.result);
      else onProgress(message.share);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`seed ${task.seed}: its thread ended with code ${code}`)));
  });
}

if (!isMainThread && workerData?.seedTask !== undefined) {
  const send = (message: Message) => parentPort?.postMessage(message);
  const result = runSeed(workerData.seedTask as SeedTask, simulate, (share) => send({ share }));
  send({ result });
}
