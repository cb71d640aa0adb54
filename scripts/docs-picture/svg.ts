/** The few SVG elements that the pictures need, and their colours in a light and a dark page. */

/** Colours by role: light page, dark page. Greys for the process; colour only where it means something. */
const ROLES = {
  paper: ['#f6f7f8', '#161b21'],
  text: ['#1f2730', '#e3e9ee'],
  muted: ['#5c6770', '#98a4ae'],
  grid: ['#dde1e4', '#2b333b'],
  equipment: ['#7d8891', '#7f8b95'],
  wall: ['#ffffff', '#20272e'],
  clear: ['#e3e9ed', '#2c3740'],
  cloudy: ['#cfd6da', '#3a454d'],
  turbid: ['#b5bcc0', '#4c565d'],
  pipe: ['#66727c', '#93a0aa'],
  quiet: ['#98a3ab', '#76828c'],
  sludge: ['#8a6a3d', '#c09a63'],
  rain: ['#2f77ad', '#6cb0e0'],
  anomaly: ['#c2410c', '#f08a4b'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;
export type Role = keyof typeof ROLES;

export type Attributes = Readonly<Record<string, string | number>>;

/** An element; names of attributes are those of SVG, `class` is made of `fill` and `stroke` where they are roles. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return children.length > 0
    ? `<${name}${written.join('')}>${children.join('')}</${name}>`
    : `<${name}${written.join('')}/>`;
}

export const filled = (role: Role): string => `f-${role}`;
export const stroked = (role: Role): string => `s-${role}`;

/** `d` of a line through points, each with one decimal: relative steps, which are short. */
export function polyline(points: readonly (readonly [x: number, y: number])[]): string {
  let [px, py] = [0, 0];
  const parts = points.map(([x, y], i) => {
    const [tx, ty] = [Math.round(x * 10), Math.round(y * 10)];
    const [dx, dy] = [tx - px, ty - py];
    [px, py] = [tx, ty];
    return `${i === 0 ? 'M' : 'l'}${dx / 10},${dy / 10}`;
  });
  return parts.join('');
}

export interface TextStyle {
  readonly role?: Role;
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A line of text: plain, or made of spans. */
export function text(x: number, y: number, content: string | readonly string[], style: TextStyle = {}): string {
  const { role = 'text', size = 13, weight, anchor } = style;
  return element(
    'text',
    {
      class: filled(role),
      x: tenth(x),
      y: tenth(y),
      'font-size': size,
      ...(weight === undefined ? {} : { 'font-weight': weight }),
      ...(anchor === undefined ? {} : { 'text-anchor': anchor }),
    },
    typeof content === 'string' ? escaped(content) : content.join(''),
  );
}

/** A piece of a line of text in a colour of its own. */
export function span(content: string, role: Role, weight?: number): string {
  return element(
    'tspan',
    { class: filled(role), ...(weight === undefined ? {} : { 'font-weight': weight }) },
    escaped(content),
  );
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A whole picture, on a card of its own colour, so that it is legible on any page. */
export function picture(width: number, height: number, title: string, ...children: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" fill="none" stroke-linejoin="round" stroke-linecap="round">`,
    element('title', {}, escaped(title)),
    `<style>${css(0)}@media (prefers-color-scheme: dark) {${css(1)}}</style>`,
    element('rect', { class: filled('paper'), width, height, rx: 8 }),
    ...children,
    '</svg>\n',
  ].join('\n');
}

function css(theme: 0 | 1): string {
  return Object.entries(ROLES)
    .map(([role, colours]) => `.f-${role}{fill:${colours[theme]}}.s-${role}{stroke:${colours[theme]}}`)
    .join('');
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
