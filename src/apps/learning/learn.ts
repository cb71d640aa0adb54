/**
 * Learns a model in a thread of its own: the server answers meanwhile, and the memory that learning takes goes with
 * the thread.
 */

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { ConfigError, type Fault } from '../../core/errors.ts';
import { loadModel, type Model, saveModel } from '../../detector/index.ts';
import { type LearnTask, learnModel } from './task.ts';

/** @throws ConfigError where there is nothing to learn from; the signal's reason when it is aborted */
export async function learnInThread(task: LearnTask, signal: AbortSignal): Promise<Model> {
  signal.throwIfAborted();
  // This file itself is the thread's program, so that its name is right in the sources and in the package.
  const worker = new Worker(new URL(import.meta.url), { workerData: { learnTask: task } });
  const abort = () => worker.terminate();
  signal.addEventListener('abort', abort);
  try {
    const message = await new Promise<Message>((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(signal.reason ?? new Error(`learning ended with code ${code}`)));
    });
    if ('faults' in message) throw new ConfigError(message.faults);
    return loadModel(message.model);
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

type Message = { readonly model: string } | { readonly faults: readonly Fault[] };

if (!isMainThread && workerData?.learnTask !== undefined) {
  const send = (message: Message) => parentPort?.postMessage(message);
  try {
    send({ model: saveModel(await learnModel(workerData.learnTask as LearnTask)) });
  } catch (error) {
    // An error of ours would lose its class on the way.
    if (!(error instanceof ConfigError)) throw error;
    send({ faults: error.faults.map(({ where, got, expected }) => ({ where, got: String(got), expected })) });
  }
}
