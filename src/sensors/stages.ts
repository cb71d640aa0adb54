/** The eight stages of the plant, in the order of flow; their names are part of the metrics' contract. */

export const STAGES = {
  pretraitement: { fr: 'Prétraitement', en: 'Pre-treatment' },
  decantation_primaire: { fr: 'Décantation primaire', en: 'Primary settling' },
  traitement_biologique: { fr: 'Traitement biologique', en: 'Biological treatment' },
  decantation_secondaire: { fr: 'Décantation secondaire', en: 'Secondary settling' },
  traitement_tertiaire: { fr: 'Traitement tertiaire', en: 'Tertiary treatment' },
  desinfection: { fr: 'Désinfection', en: 'Disinfection' },
  traitement_boues: { fr: 'Traitement des boues', en: 'Sludge treatment' },
  sortie_controle: { fr: 'Sortie et contrôle', en: 'Outlet and control' },
} as const;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as StageName[];
