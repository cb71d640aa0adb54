/** Fills the page from the station's HTTP interface, every two seconds while it is looked at. */

const EVERY_MS = 2_000;

const TRUTHS = {
  'influent.Q': 'Inflow',
  'rain.intensity': 'Rain',
  'reactor5.S_O': 'Oxygen in the last reactor',
  'outlet.COD': 'COD at the outlet',
  'outlet.S_NH': 'Ammonium at the outlet',
  'outlet.TN': 'Nitrogen at the outlet',
  'outlet.TP': 'Phosphorus at the outlet',
  'plant.power': 'Power drawn',
};
const UNITS = {
  'm3/d': 'm³/d',
  'm3/h': 'm³/h',
  Cel: '°C',
  '[pH]': '',
  '{NTU}': 'NTU',
  'uS/cm': 'µS/cm',
  'ug/L': 'µg/L',
  '[ppm]': 'ppm',
  1: '',
  'mW/cm2': 'mW/cm²',
  'mJ/cm2': 'mJ/cm²',
  '/d': '1/d',
};

const byId = (id) => document.getElementById(id);
const unitOf = (code) => UNITS[code] ?? code;
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const format = (value) => (value === null ? '–' : number.format(value));
const status = byId('status');
const trouble = byId('trouble');

/** Cells by sensor id, made once from the catalogue. */
const cells = new Map();

try {
  buildStages((await get('/v1/sensors')).sensors);
  await refresh();
} catch (error) {
  showTrouble(error);
}
setInterval(() => {
  if (document.visibilityState === 'visible') refresh().catch(showTrouble);
}, EVERY_MS);

async function refresh() {
  const station = await get('/v1/station');
  showStation(station);
  const { readings } = await get('/v1/readings');
  for (const { sensor_id, value, quality } of readings) {
    const cell = cells.get(sensor_id);
    if (cell === undefined) continue;
    const text = format(value);
    if (cell.value.textContent !== text) cell.value.textContent = text;
    cell.row.dataset.quality = quality;
    cell.quality.textContent = quality;
  }
}

function showStation({ clock, speed, seed, version, truth, compliance, sensors }) {
  const achieved = speed.achieved === null ? '' : `, runs at ${format(speed.achieved)} × real time`;
  const text = `${clock.time?.replace('T', ' ').slice(0, 19) ?? 'no frame yet'} UTC${achieved}, seed ${seed}, version ${version}`;
  trouble.hidden = true;
  if (status.textContent !== text) status.textContent = text;
  byId('sensor-count').textContent = sensors.total;
  const tiles = [
    ['Compliance score', compliance.score, '/ 100'],
    ...truth.filter(({ tap }) => tap in TRUTHS).map(({ tap, unit, value }) => [TRUTHS[tap], value, unitOf(unit)]),
    ['Instruments reporting', sensors.up, `of ${sensors.total}`],
  ];
  byId('now').replaceChildren(...tiles.map(([name, value, unit]) => tile(name, format(value), unit)));
}

function tile(name, value, unit) {
  return element('div', {}, [
    element('dt', {}, [name]),
    element('dd', {}, [value, ' ', element('span', { className: 'unit' }, [unit])]),
  ]);
}

function buildStages(sensors) {
  const stages = Map.groupBy(sensors, ({ process_stage }) => process_stage);
  const first = stages.keys().next().value;
  for (const [stage, members] of stages) {
    const head = ['Sensor', 'Value', 'Unit', 'Quality', 'Type', 'Place'];
    const classes = ['', 'value', '', '', 'type', 'place'];
    const rows = members.map(buildRow);
    const table = element('table', {}, [
      element('thead', {}, [
        element(
          'tr',
          {},
          head.map((text, i) => element('th', { scope: 'col', className: classes[i] }, [text])),
        ),
      ]),
      element('tbody', {}, rows),
    ]);
    const title = element('summary', {}, [
      `${stage.replaceAll('_', ' ')} `,
      element('small', {}, [`${members.length} instruments`]),
    ]);
    byId('stages').append(
      element('details', { open: stage === first }, [title, element('div', { className: 'scroll' }, [table])]),
    );
  }
}

function buildRow({ sensor_id, type, location, unit }) {
  const value = element('td', { className: 'value' }, ['–']);
  const quality = element('td', {}, ['']);
  const row = element('tr', {}, [
    element('th', { scope: 'row' }, [sensor_id]),
    value,
    element('td', {}, [unitOf(unit)]),
    quality,
    element('td', { className: 'type' }, [type]),
    element('td', { className: 'place' }, [location]),
  ]);
  cells.set(sensor_id, { row, value, quality });
  return row;
}

function showTrouble(error) {
  trouble.hidden = false;
  trouble.textContent = `The station does not answer: ${error.message}`;
}

async function get(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? response.statusText);
  return body;
}

function element(name, properties, children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
