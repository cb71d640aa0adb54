/**
 * Where each limit comes from and how far it was checked. The Official Journal and Légifrance could not be
 * opened while this was written; `checked` names the stored public page in which the figure was read.
 */

/**
 * `official`: read in the text itself, or in a public authority's copy of it.
 * `secondary`: read in a national transposition, in the text's predecessor or in a third party that cites it.
 * `memory`: not found in any page that could be opened; check before relying on it.
 */
export type Evidence = 'official' | 'secondary' | 'memory';

export interface Source {
  readonly text: string;
  readonly evidence: Evidence;
  readonly checked: string;
}

const ARRETE_2007_II =
  'arrêté du 22 juin 2007 (DEVO0754085A), annexe II, the predecessor, in etalab/lois-non-codifiees-et-reglements-francais';
const ARRETE_2007_IV =
  'arrêté du 22 juin 2007 (DEVO0754085A), annexe IV, the predecessor, in etalab/lois-non-codifiees-et-reglements-francais';

export const SOURCES = {
  'eu1991.bod5': {
    text: 'Directive 91/271/EEC, annex I, table 1',
    evidence: 'secondary',
    checked: 'legislation.gov.uk, SI 1994/2841, schedule 3, table 1: 25 mg/l, 70–90 %',
  },
  'eu1991.cod': {
    text: 'Directive 91/271/EEC, annex I, table 1',
    evidence: 'official',
    checked: 'ECHA legislation list, entry 100.298.892: 125 mg/l, 75 %',
  },
  'eu1991.tss': {
    text: 'Directive 91/271/EEC, annex I, table 1 and its note 3 (optional)',
    evidence: 'secondary',
    checked: `35 mg/l, 90 % and "facultatif": ${ARRETE_2007_II}`,
  },
  'eu1991.mountain': {
    text: 'Directive 91/271/EEC, annex I, table 1, lines "under article 4(2)"',
    evidence: 'memory',
    checked: '',
  },
  'eu1991.tn': {
    text: 'Directive 91/271/EEC, annex I, table 2 (as amended by 98/15/EC)',
    evidence: 'official',
    checked: 'ECHA legislation list, entry 100.305.599: 15 mg/l, 70–80 %, 10 000–100 000 p.e., annual mean',
  },
  'eu1991.tn.large': {
    text: 'Directive 91/271/EEC, annex I, table 2 (as amended by 98/15/EC)',
    evidence: 'secondary',
    checked: `10 mg/l above 6000 kg/d: ${ARRETE_2007_II}, table 3`,
  },
  'eu1991.tp': {
    text: 'Directive 91/271/EEC, annex I, table 2',
    evidence: 'secondary',
    checked: `2 and 1 mg/l, 80 %: ${ARRETE_2007_II}, tables 3 and 4`,
  },
  'eu1991.samples': {
    text: 'Directive 91/271/EEC, annex I, D.3',
    evidence: 'secondary',
    checked: 'legislation.gov.uk, SI 1994/2842, schedule 3, part II, 3',
  },
  'eu1991.ceiling': {
    text: 'Directive 91/271/EEC, annex I, D.4(b)',
    evidence: 'secondary',
    checked: 'legislation.gov.uk, NISR 2007/187, schedule 3, part II, 4(b): 100 %; the 150 % for solids from memory',
  },
  'eu1991.failures': {
    text: 'Directive 91/271/EEC, annex I, table 3',
    evidence: 'secondary',
    checked: `all 25 rows: ${ARRETE_2007_II}, table 6`,
  },
  'eu2024.table1': {
    text: 'Directive (EU) 2024/3019, annex I, table 1',
    evidence: 'memory',
    checked: '',
  },
  'eu2024.table2': {
    text: 'Directive (EU) 2024/3019, annex I, table 2',
    evidence: 'secondary',
    checked: 'klaerwerk.info, position paper on N and P monitoring: 0.5/0.7 mg/l P, 90/87.5 %; 8/10 mg/l N, 80 %',
  },
  'eu2024.samples': {
    text: 'Directive (EU) 2024/3019, annex I, part D',
    evidence: 'memory',
    checked: '',
  },
  'fr2015.table6': {
    text: 'Arrêté du 21 juillet 2015 (DEVL1429608A), annexe 3, tableau 6',
    evidence: 'secondary',
    checked: `HydroCalc regulatory audit of annexe 3 (public repository); 50/250/85 mg/l also in ${ARRETE_2007_II}, table 5`,
  },
  'fr2015.table7': {
    text: 'Arrêté du 21 juillet 2015 (DEVL1429608A), annexe 3, tableau 7',
    evidence: 'secondary',
    checked: `same values in ${ARRETE_2007_II}, tables 3 and 4, annual means`,
  },
  'fr2015.samples': {
    text: 'Arrêté du 21 juillet 2015 (DEVL1429608A), annexe 2, tableau 4',
    evidence: 'secondary',
    checked: `classes: legal.tricoteuses.fr JORFARTI000035607102; numbers: ${ARRETE_2007_IV}`,
  },
  'fr2015.samples.small': {
    text: 'Arrêté du 21 juillet 2015 (DEVL1429608A), annexe 2, tableau 3',
    evidence: 'memory',
    checked: '',
  },
  'fr2015.conditions': {
    text: 'Arrêté du 21 juillet 2015 (DEVL1429608A), annexe 3',
    evidence: 'secondary',
    checked: `pH 6 to 8.5, temperature below 25 °C: ${ARRETE_2007_II}, 1`,
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
