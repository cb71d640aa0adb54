/** `/`: a plain page that names what is there, links to it and shows live values. */

import { readFileSync } from 'node:fs';
import { dataFile } from '../../../core/data-file.ts';
import type { HttpServer } from '../../http/server.ts';

const FILES = [
  { url: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { url: '/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
  { url: '/page.js', file: 'page.js', type: 'text/javascript; charset=utf-8' },
];

export function pageRoutes(app: HttpServer): void {
  for (const { url, file, type } of FILES) {
    const content = readFileSync(dataFile(`page/${file}`));
    app.get(url, { schema: { hide: true } }, (_request, reply) => {
      reply.header('cache-control', 'no-cache').type(type).send(content);
    });
  }
}
