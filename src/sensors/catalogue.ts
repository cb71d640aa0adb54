/**
 * The 127 instruments of the station, a plant for 80,000 population equivalents: one row each, in the order of
 * every frame. A row's range, unit, class and resolution, where it gives them, replace those of its type.
 * Several rows on one tap are redundant instruments, each with its own noise and calibration error.
 */

import type { UnitCode } from '../core/units.ts';
import type { TapName } from '../plant/taps.ts';
import type { ClassName } from './classes.ts';
import type { StageName } from './stages.ts';
import type { SensorType } from './types.ts';

export interface SensorRow {
  /** Stable for ever: it names the metric series, the columns of exports and the instrument's random streams. */
  readonly id: string;
  readonly type: string;
  readonly stage: StageName;
  /** Where it is mounted, in the words of the plant. */
  readonly location: string;
  /** What it looks at; without a tap it sees its type's base value, for ever. */
  readonly tap?: string;
  /** Measuring range in the sensor's own unit. */
  readonly range?: readonly [min: number, max: number];
  readonly unit?: UnitCode;
  readonly class?: ClassName;
  readonly resolution?: number;
}

/** A row of ours: its type and tap are checked when it is compiled, its stage is its heading below. */
type OwnRow = Omit<SensorRow, 'stage' | 'type' | 'tap'> & { readonly type: SensorType; readonly tap: TapName };

// biome-ignore format: a table reads best with one row a line
const ROWS_BY_STAGE: Readonly<Record<StageName, readonly OwnRow[]>> = {
  pretraitement: [
    { id: 'PRE-DEB-01', type: 'debit', location: 'Canal d’arrivée, canal Venturi', tap: 'influent.Q' },
    { id: 'PRE-DEB-02', type: 'debit', location: 'Refoulement du poste de relevage, débitmètre électromagnétique', tap: 'influent.Q' },
    { id: 'PRE-PH-01', type: 'ph', location: 'Canal d’arrivée, amont dégrilleurs', tap: 'influent.pH' },
    { id: 'PRE-TEM-01', type: 'temperature', location: 'Canal d’arrivée, amont dégrilleurs', tap: 'influent.T' },
    { id: 'PRE-CON-01', type: 'conductivite', location: 'Canal d’arrivée, amont dégrilleurs', tap: 'influent.conductivity' },
    { id: 'PRE-DCO-01', type: 'dco', location: 'Canal d’arrivée, sonde spectrométrique', tap: 'influent.COD', range: [0, 2500] },
    { id: 'PRE-MET-01', type: 'metaux_lourds', location: 'Canal d’arrivée, armoire d’analyse', tap: 'influent.metals' },
    { id: 'PRE-NIV-01', type: 'niveau', location: 'Bâche du poste de relevage', tap: 'inlet_well.level' },
    { id: 'PRE-NIV-02', type: 'niveau', location: 'Dégrilleur fin n° 1, perte de charge amont/aval', tap: 'screen1.head_loss', range: [0, 2] },
    { id: 'PRE-NIV-03', type: 'niveau', location: 'Dégrilleur fin n° 2, perte de charge amont/aval', tap: 'screen2.head_loss', range: [0, 2] },
    { id: 'PRE-POM-01', type: 'status_pompes', location: 'Poste de relevage, pompe n° 1', tap: 'inlet_pump1.running' },
    { id: 'PRE-POM-02', type: 'status_pompes', location: 'Poste de relevage, pompe n° 2', tap: 'inlet_pump2.running' },
    { id: 'PRE-POM-03', type: 'status_pompes', location: 'Poste de relevage, pompe n° 3', tap: 'inlet_pump3.running' },
    { id: 'PRE-H2S-01', type: 'h2s', location: 'Local dégrilleurs, air ambiant', tap: 'pretreatment.h2s' },
    { id: 'PRE-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, relevage et prétraitement', tap: 'pretreatment.power', range: [0, 300] },
  ],
  decantation_primaire: [
    { id: 'DPR-DEB-01', type: 'debit', location: 'Ouvrage de répartition, entrée des décanteurs', tap: 'screened.Q' },
    { id: 'DPR-DEB-02', type: 'debit', location: 'Extraction des boues primaires, refoulement', tap: 'primary_sludge.Q', range: [0, 50], resolution: 0.01 },
    { id: 'DPR-MES-01', type: 'mes', location: 'Ouvrage de répartition, entrée des décanteurs', tap: 'screened.TSS', range: [0, 3000] },
    { id: 'DPR-MES-02', type: 'mes', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.TSS', range: [0, 1000] },
    { id: 'DPR-MES-03', type: 'mes', location: 'Extraction des boues primaires, refoulement', tap: 'primary_sludge.TSS', range: [0, 100_000] },
    { id: 'DPR-DCO-01', type: 'dco', location: 'Goulotte de sortie des décanteurs, sonde spectrométrique', tap: 'primary_effluent.COD' },
    { id: 'DPR-DBO-01', type: 'dbo5', location: 'Goulotte de sortie des décanteurs, analyseur respirométrique', tap: 'primary_effluent.BOD5' },
    { id: 'DPR-AMM-01', type: 'ammoniac', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.S_NH', range: [0, 100] },
    { id: 'DPR-TUR-01', type: 'turbidite', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.turbidity', range: [0, 1000] },
    { id: 'DPR-PH-01', type: 'ph', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.pH' },
    { id: 'DPR-RED-01', type: 'redox', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.ORP' },
    { id: 'DPR-TEM-01', type: 'temperature', location: 'Goulotte de sortie des décanteurs', tap: 'primary_effluent.T' },
    { id: 'DPR-NIV-01', type: 'niveau', location: 'Décanteur primaire, plan d’eau', tap: 'primary.level' },
    { id: 'DPR-VOI-01', type: 'voile_boues', location: 'Décanteur primaire, pont racleur', tap: 'primary.blanket' },
    { id: 'DPR-H2S-01', type: 'h2s', location: 'Décanteur primaire, ciel sous couverture', tap: 'primary.h2s' },
    { id: 'DPR-POM-01', type: 'status_pompes', location: 'Extraction des boues primaires, pompe n° 1', tap: 'primary_sludge_pump1.running' },
    { id: 'DPR-POM-02', type: 'status_pompes', location: 'Extraction des boues primaires, pompe n° 2', tap: 'primary_sludge_pump2.running' },
    { id: 'DPR-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, décantation primaire', tap: 'primary.power', range: [0, 100] },
  ],
  traitement_biologique: [
    { id: 'BIO-O2-01', type: 'o2_dissous', location: 'Bassin anoxie n° 2', tap: 'reactor2.S_O' },
    { id: 'BIO-O2-02', type: 'o2_dissous', location: 'Bassin aéré n° 3, sonde A', tap: 'reactor3.S_O' },
    { id: 'BIO-O2-03', type: 'o2_dissous', location: 'Bassin aéré n° 3, sonde B', tap: 'reactor3.S_O' },
    { id: 'BIO-O2-04', type: 'o2_dissous', location: 'Bassin aéré n° 4, sonde A', tap: 'reactor4.S_O' },
    { id: 'BIO-O2-05', type: 'o2_dissous', location: 'Bassin aéré n° 4, sonde B', tap: 'reactor4.S_O' },
    { id: 'BIO-O2-06', type: 'o2_dissous', location: 'Bassin aéré n° 5, sonde A', tap: 'reactor5.S_O' },
    { id: 'BIO-O2-07', type: 'o2_dissous', location: 'Bassin aéré n° 5, sonde B', tap: 'reactor5.S_O' },
    { id: 'BIO-AMM-01', type: 'ammoniac', location: 'Bassin aéré n° 3', tap: 'reactor3.S_NH' },
    { id: 'BIO-AMM-02', type: 'ammoniac', location: 'Sortie du bassin aéré n° 5', tap: 'reactor5.S_NH', range: [0, 30] },
    { id: 'BIO-NO3-01', type: 'nitrates', location: 'Bassin anoxie n° 2', tap: 'reactor2.S_NO', range: [0, 10] },
    { id: 'BIO-NO3-02', type: 'nitrates', location: 'Sortie du bassin aéré n° 5', tap: 'reactor5.S_NO' },
    { id: 'BIO-NO2-01', type: 'nitrites', location: 'Sortie du bassin aéré n° 5', tap: 'reactor5.S_NO2' },
    { id: 'BIO-PHO-01', type: 'phosphore', location: 'Sortie du bassin aéré n° 5, orthophosphates', tap: 'reactor5.S_PO4' },
    { id: 'BIO-MES-01', type: 'mes', location: 'Bassin anoxie n° 2', tap: 'reactor2.TSS' },
    { id: 'BIO-MES-02', type: 'mes', location: 'Sortie du bassin aéré n° 5', tap: 'reactor5.TSS' },
    { id: 'BIO-RED-01', type: 'redox', location: 'Bassin anoxie n° 1', tap: 'reactor1.ORP' },
    { id: 'BIO-RED-02', type: 'redox', location: 'Bassin anoxie n° 2', tap: 'reactor2.ORP' },
    { id: 'BIO-PH-01', type: 'ph', location: 'Sortie du bassin aéré n° 5, sonde A', tap: 'reactor5.pH' },
    { id: 'BIO-PH-02', type: 'ph', location: 'Sortie du bassin aéré n° 5, sonde B', tap: 'reactor5.pH' },
    { id: 'BIO-TEM-01', type: 'temperature', location: 'Bassin aéré n° 3', tap: 'reactor3.T' },
    { id: 'BIO-DEB-01', type: 'debit', location: 'Recirculation interne des liqueurs mixtes', tap: 'recirculation.flow', range: [0, 6000] },
    { id: 'BIO-DEB-02', type: 'debit', location: 'Collecteur d’air des surpresseurs', tap: 'aeration.air_flow', range: [0, 30_000] },
    { id: 'BIO-DEB-03', type: 'debit', location: 'Injection de chlorure ferrique', tap: 'ferric.flow', range: [0, 0.5], resolution: 0.0001 },
    { id: 'BIO-PRS-01', type: 'pression', location: 'Collecteur d’air des surpresseurs', tap: 'aeration.header_pressure' },
    { id: 'BIO-NIV-01', type: 'niveau', location: 'Bassin aéré n° 5, plan d’eau', tap: 'biology.level' },
    { id: 'BIO-POM-01', type: 'status_pompes', location: 'Surpresseur n° 1', tap: 'blower1.running' },
    { id: 'BIO-POM-02', type: 'status_pompes', location: 'Surpresseur n° 2', tap: 'blower2.running' },
    { id: 'BIO-POM-03', type: 'status_pompes', location: 'Surpresseur n° 3', tap: 'blower3.running' },
    { id: 'BIO-POM-04', type: 'status_pompes', location: 'Agitateur du bassin anoxie n° 1', tap: 'mixer1.running' },
    { id: 'BIO-POM-05', type: 'status_pompes', location: 'Agitateur du bassin anoxie n° 2', tap: 'mixer2.running' },
    { id: 'BIO-POM-06', type: 'status_pompes', location: 'Recirculation interne, pompe n° 1', tap: 'recirculation_pump1.running' },
    { id: 'BIO-POM-07', type: 'status_pompes', location: 'Recirculation interne, pompe n° 2', tap: 'recirculation_pump2.running' },
    { id: 'BIO-POM-08', type: 'status_pompes', location: 'Chlorure ferrique, pompe doseuse', tap: 'ferric_pump.running' },
    { id: 'BIO-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, surpresseurs', tap: 'aeration.power', range: [0, 1000] },
    { id: 'BIO-ENE-02', type: 'consommation_energie', location: 'Armoire électrique, agitation', tap: 'mixing.power', range: [0, 200] },
  ],
  decantation_secondaire: [
    { id: 'DSE-DEB-01', type: 'debit', location: 'Clarificateur, canal de sortie', tap: 'clarifier_effluent.Q' },
    { id: 'DSE-DEB-02', type: 'debit', location: 'Recirculation des boues', tap: 'return_sludge.Q', range: [0, 2500] },
    { id: 'DSE-DEB-03', type: 'debit', location: 'Extraction des boues en excès', tap: 'waste_sludge.Q', range: [0, 100], resolution: 0.1 },
    { id: 'DSE-MES-01', type: 'mes', location: 'Recirculation des boues', tap: 'return_sludge.TSS', range: [0, 20_000] },
    { id: 'DSE-MES-02', type: 'mes', location: 'Clarificateur, canal de sortie', tap: 'clarifier_effluent.TSS', range: [0, 200], resolution: 0.1 },
    { id: 'DSE-TUR-01', type: 'turbidite', location: 'Clarificateur, canal de sortie', tap: 'clarifier_effluent.turbidity' },
    { id: 'DSE-O2-01', type: 'o2_dissous', location: 'Clarificateur, canal de sortie', tap: 'clarifier_effluent.S_O' },
    { id: 'DSE-NO3-01', type: 'nitrates', location: 'Clarificateur, canal de sortie', tap: 'clarifier_effluent.S_NO' },
    { id: 'DSE-PHO-01', type: 'phosphore', location: 'Clarificateur, canal de sortie, orthophosphates', tap: 'clarifier_effluent.S_PO4' },
    { id: 'DSE-VOI-01', type: 'voile_boues', location: 'Clarificateur, pont suceur, sonde A', tap: 'clarifier.blanket' },
    { id: 'DSE-VOI-02', type: 'voile_boues', location: 'Clarificateur, pont suceur, sonde B', tap: 'clarifier.blanket' },
    { id: 'DSE-NIV-01', type: 'niveau', location: 'Clarificateur, plan d’eau', tap: 'clarifier.level' },
    { id: 'DSE-POM-01', type: 'status_pompes', location: 'Recirculation des boues, pompe n° 1', tap: 'return_sludge_pump1.running' },
    { id: 'DSE-POM-02', type: 'status_pompes', location: 'Recirculation des boues, pompe n° 2', tap: 'return_sludge_pump2.running' },
    { id: 'DSE-POM-03', type: 'status_pompes', location: 'Extraction des boues en excès, pompe', tap: 'waste_sludge_pump.running' },
    { id: 'DSE-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, clarification et recirculation', tap: 'secondary.power', range: [0, 200] },
  ],
  traitement_tertiaire: [
    { id: 'TER-PRS-01', type: 'pression', location: 'Filtre à sable n° 1, perte de charge', tap: 'filter1.head_loss', range: [0, 50], resolution: 0.01 },
    { id: 'TER-PRS-02', type: 'pression', location: 'Filtre à sable n° 2, perte de charge', tap: 'filter2.head_loss', range: [0, 50], resolution: 0.01 },
    { id: 'TER-PRS-03', type: 'pression', location: 'Filtre à sable n° 3, perte de charge', tap: 'filter3.head_loss', range: [0, 50], resolution: 0.01 },
    { id: 'TER-PRS-04', type: 'pression', location: 'Filtre à sable n° 4, perte de charge', tap: 'filter4.head_loss', range: [0, 50], resolution: 0.01 },
    { id: 'TER-NIV-01', type: 'niveau', location: 'Bâche d’alimentation des filtres', tap: 'filter.level' },
    { id: 'TER-DEB-01', type: 'debit', location: 'Eau de lavage des filtres', tap: 'backwash.flow', range: [0, 1500] },
    { id: 'TER-TUR-01', type: 'turbidite', location: 'Collecteur d’eau filtrée', tap: 'filtered.turbidity', resolution: 0.01, range: [0, 20] },
    { id: 'TER-MES-01', type: 'mes', location: 'Collecteur d’eau filtrée', tap: 'filtered.TSS', range: [0, 100], resolution: 0.1 },
    { id: 'TER-PHO-01', type: 'phosphore', location: 'Collecteur d’eau filtrée, phosphore total', tap: 'filtered.TP', class: 'D' },
    { id: 'TER-TUV-01', type: 'transmittance_uv', location: 'Collecteur d’eau filtrée', tap: 'filtered.UVT' },
    { id: 'TER-POM-01', type: 'status_pompes', location: 'Lavage des filtres, pompe', tap: 'backwash_pump.running' },
    { id: 'TER-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, filtration', tap: 'tertiary.power', range: [0, 200] },
  ],
  desinfection: [
    { id: 'DES-DEB-01', type: 'debit', location: 'Entrée du bassin de contact', tap: 'disinfected.Q' },
    { id: 'DES-CHL-01', type: 'chlore_residuel', location: 'Bassin de contact, entrée', tap: 'contact.chlorine_inlet', range: [0, 20] },
    { id: 'DES-CHL-02', type: 'chlore_residuel', location: 'Bassin de contact, sortie', tap: 'contact.chlorine_outlet', range: [0, 5] },
    { id: 'DES-RED-01', type: 'redox', location: 'Bassin de contact, sortie', tap: 'disinfected.ORP', range: [-500, 1000] },
    { id: 'DES-PH-01', type: 'ph', location: 'Bassin de contact, sortie', tap: 'disinfected.pH' },
    { id: 'DES-IUV-01', type: 'intensite_uv', location: 'Chenal UV, banc de lampes', tap: 'uv.intensity' },
    { id: 'DES-POM-01', type: 'status_pompes', location: 'Hypochlorite, pompe doseuse', tap: 'chlorine_pump.running' },
    { id: 'DES-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, réacteur UV', tap: 'uv.power', range: [0, 200] },
  ],
  traitement_boues: [
    { id: 'BOU-MES-01', type: 'mes', location: 'Épaississeur, soutirage des boues épaissies', tap: 'thickened.TSS', range: [0, 150_000] },
    { id: 'BOU-VOI-01', type: 'voile_boues', location: 'Épaississeur, pont racleur', tap: 'thickener.blanket' },
    { id: 'BOU-TEM-01', type: 'temperature', location: 'Digesteur, boucle de recirculation', tap: 'digester.T' },
    { id: 'BOU-PH-01', type: 'ph', location: 'Digesteur, boucle de recirculation', tap: 'digester.pH' },
    { id: 'BOU-PRS-01', type: 'pression', location: 'Digesteur, ciel gazeux', tap: 'digester.pressure', range: [0, 10], resolution: 0.01 },
    { id: 'BOU-DEB-01', type: 'debit', location: 'Ligne de biogaz', tap: 'digester.gas_flow', range: [0, 500], resolution: 0.1 },
    { id: 'BOU-CH4-01', type: 'methane', location: 'Ligne de biogaz, analyseur', tap: 'digester.methane' },
    { id: 'BOU-H2S-01', type: 'h2s', location: 'Ligne de biogaz, analyseur', tap: 'digester.h2s', range: [0, 5000], resolution: 1 },
    { id: 'BOU-POM-01', type: 'status_pompes', location: 'Alimentation du digesteur, pompe', tap: 'digester_feed_pump.running' },
    { id: 'BOU-ENE-01', type: 'consommation_energie', location: 'Armoire électrique, filière boues', tap: 'sludge.power', range: [0, 300] },
  ],
  sortie_controle: [
    { id: 'SOR-DEB-01', type: 'debit', location: 'Canal de comptage, canal Venturi', tap: 'outlet.Q' },
    { id: 'SOR-DEB-02', type: 'debit', location: 'Conduite de rejet, débitmètre électromagnétique', tap: 'outlet.Q' },
    { id: 'SOR-PH-01', type: 'ph', location: 'Canal de comptage', tap: 'outlet.pH' },
    { id: 'SOR-TEM-01', type: 'temperature', location: 'Canal de comptage', tap: 'outlet.T' },
    { id: 'SOR-CON-01', type: 'conductivite', location: 'Canal de comptage', tap: 'outlet.conductivity' },
    { id: 'SOR-MES-01', type: 'mes', location: 'Canal de comptage', tap: 'outlet.TSS', range: [0, 100], resolution: 0.1 },
    { id: 'SOR-TUR-01', type: 'turbidite', location: 'Canal de comptage', tap: 'outlet.turbidity', resolution: 0.01, range: [0, 20] },
    { id: 'SOR-DCO-01', type: 'dco', location: 'Canal de comptage, sonde spectrométrique', tap: 'outlet.COD', range: [0, 250], resolution: 0.1 },
    { id: 'SOR-DBO-01', type: 'dbo5', location: 'Local d’autosurveillance, analyseur respirométrique', tap: 'outlet.BOD5', range: [0, 100] },
    { id: 'SOR-AZO-01', type: 'azote', location: 'Local d’autosurveillance, analyseur', tap: 'outlet.TN' },
    { id: 'SOR-PHO-01', type: 'phosphore', location: 'Local d’autosurveillance, analyseur de phosphore total', tap: 'outlet.TP', class: 'D' },
    { id: 'SOR-AMM-01', type: 'ammoniac', location: 'Local d’autosurveillance, analyseur', tap: 'outlet.S_NH', range: [0, 30] },
    { id: 'SOR-ENE-01', type: 'consommation_energie', location: 'Poste de livraison, compteur général', tap: 'plant.power' },
  ],
};

export const CATALOGUE: readonly SensorRow[] = Object.entries(ROWS_BY_STAGE).flatMap(([stage, rows]) =>
  rows.map((row) => ({ ...row, stage: stage as StageName })),
);
