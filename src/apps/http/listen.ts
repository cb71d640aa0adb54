/** Listening on an address that the user has named, with the reason where it cannot be. */

import { ConfigError } from '../../core/errors.ts';
import type { HttpServer } from './server.ts';

const FAULTS: Record<string, { got: string; expected: string }> = {
  EADDRINUSE: { got: 'a port that is in use', expected: 'a free port, or 0 for any' },
  EACCES: { got: 'a port that this user may not open', expected: 'a port above 1023, or 0 for any' },
  EADDRNOTAVAIL: { got: 'an address that this machine does not have', expected: 'one of its own, such as 127.0.0.1' },
  ENOTFOUND: { got: 'a name without an address', expected: 'an address of this machine, such as 127.0.0.1' },
  EAI_AGAIN: { got: 'a name without an address', expected: 'an address of this machine, such as 127.0.0.1' },
};

/** Requests that are still being answered may take so long when a server closes. */
const GRACE_MS = 1_000;

/**
 * Where it is reached: `http://127.0.0.1:8090`.
 * @throws ConfigError where host and port cannot be listened on; the server is closed then
 */
export async function listen(app: HttpServer, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const fault = FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (fault === undefined) throw error;
    throw new ConfigError({ where: `host ${host}, port ${port}`, ...fault }, { cause: error });
  }
}

/** Ends a server within `GRACE_MS` and a little, whatever is still being answered. */
export async function closeServer(app: HttpServer): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(impatience);
}
