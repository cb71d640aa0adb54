/**
 * Learns a model in a process of its own: the server answers meanwhile, and the memory that learning takes goes with
 * the process (in a thread it would stay: 226 MB resident afterwards against 129 MB).
 */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ConfigError, type Fault } from '../../core/errors.ts';
import { loadModel, type Model, saveModel } from '../../detector/index.ts';
import { type LearnTask, learnModel } from './task.ts';

/** This file itself is the process's program, so that its name is right in the sources and in the package. */
const PROGRAM = fileURLToPath(import.meta.url);

type Message = { readonly model: string } | { readonly faults: readonly Fault[] };

/** @throws ConfigError where there is nothing to learn from; the signal's reason when it is aborted */
export async function learnAside(task: LearnTask, signal: AbortSignal): Promise<Model> {
  signal.throwIfAborted();
  const child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    const message = await new Promise<Message>((resolve, reject) => {
      child.on('message', (received) => resolve(received as Message));
      child.on('error', reject);
      child.on('exit', (code) => reject(signal.reason ?? new Error(`learning ended with code ${code}`)));
      child.send(task);
    });
    if ('faults' in message) throw new ConfigError(message.faults);
    return loadModel(message.model);
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}

if (process.argv[1] === PROGRAM) {
  process.on('disconnect', () => process.exit());
  process.once('message', async (task) => {
    process.send?.(await answer(task as LearnTask));
  });
}

async function answer(task: LearnTask): Promise<Message> {
  try {
    return { model: saveModel(await learnModel(task)) };
  } catch (error) {
    // An error of ours would lose its class on the way.
    if (!(error instanceof ConfigError)) throw error;
    return { faults: error.faults.map(({ where, got, expected }) => ({ where, got: String(got), expected })) };
  }
}
