/** The kinds of anomaly: what labels and detections say, and what each is called in French. */

/** Label codes 1 … 5 in this order; 0 is normal. */
export const ANOMALY_KINDS = [
  'sensor_fault',
  'sensor_drift',
  'pollution_spike',
  'process_malfunction',
  'cyberattack',
] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** What each kind is called on a French page. */
export const ANOMALY_KINDS_FR: Readonly<Record<AnomalyKind, string>> = {
  sensor_fault: 'panne capteur',
  sensor_drift: 'dérive capteur',
  pollution_spike: 'pic de pollution',
  process_malfunction: 'dysfonctionnement process',
  cyberattack: 'cyberattaque simulée',
};

/** The label code of a kind, 1 … 5. */
export function kindCode(kind: AnomalyKind): number {
  return ANOMALY_KINDS.indexOf(kind) + 1;
}
