/**
 * Changes are refused when they were sent to another name than this machine's: a page from elsewhere can point its
 * own domain name at 127.0.0.1 (DNS rebinding) and would then pass as this server's own page.
 */

import { HttpProblem } from './problem.ts';
import type { HttpServer } from './server.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Only for servers that listen on loopback: what others are called their operators know, not we. */
export function refuseForeignHosts(app: HttpServer, listensOn: string): void {
  if (!LOOPBACK_ADDRESS.test(listensOn)) return;
  app.addHook('onRequest', async (request) => {
    if (READING.has(request.method) || LOOPBACK.test(request.headers.host ?? '')) return;
    throw new HttpProblem(421, `Changes are taken at 127.0.0.1 or localhost, not at ${request.headers.host}.`);
  });
}
