/** A TCP proxy whose connections can be cut while both ends go on: a network that fails. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export class CuttableProxy {
  readonly port: number;
  /** While false, connections are refused at once. */
  isOpen = true;
  readonly #sockets = new Set<Socket>();
  readonly #close: () => void;

  private constructor(port: number, close: () => void) {
    this.port = port;
    this.#close = close;
  }

  /** @param target port on this machine */
  static async start(target: number): Promise<CuttableProxy> {
    const server = createServer((near) => {
      if (!proxy.isOpen) {
        near.destroy();
        return;
      }
      const far = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ]) {
        proxy.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          to.destroy();
          proxy.#sockets.delete(from);
        });
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new CuttableProxy((server.address() as AddressInfo).port, () => server.close());
    return proxy;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  stop(): void {
    this.#close();
    this.cut();
  }
}
