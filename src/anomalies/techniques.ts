/**
 * Techniques of MITRE ATT&CK for ICS. Version 19 (April 2026) made sub-techniques of four that had stood alone, under new
 * identifiers; version 18.1 and all before know them by the old, as most tools and reports still do. Checked against both.
 */

import type { Technique } from './subtype.ts';

export const TECHNIQUES = {
  spoofReporting: { id: 'T1692.002', name: 'Unauthorized Message: Reporting Message', also: ['T0856'] },
  unauthorizedCommand: { id: 'T1692.001', name: 'Unauthorized Message: Command Message', also: ['T0855'] },
  blockReporting: {
    id: 'T1691.002',
    name: 'Block Operational Technology Message: Reporting Message',
    also: ['T0804'],
  },
  modifyParameter: { id: 'T0836', name: 'Modify Parameter', also: [] },
  alarmSuppression: { id: 'T0878', name: 'Alarm Suppression', also: [] },
  manipulationOfView: { id: 'T0832', name: 'Manipulation of View', also: [] },
  denialOfView: { id: 'T0815', name: 'Denial of View', also: [] },
} as const satisfies Readonly<Record<string, Technique>>;
