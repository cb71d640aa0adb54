/** The words on the pictures. Names of stages and instruments come from the catalogue. */

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORDS = {
  title: {
    en: 'The eight stages of the plant with a dot for each instrument; below, three days of readings with rain on the second',
    fr: 'Les huit étapes de la station, un point par capteur ; au-dessous, trois jours de mesures avec une pluie le deuxième',
  },
  internalRecycle: { en: 'internal recycle', fr: 'recirculation interne' },
  returnSludge: { en: 'return sludge', fr: 'recirculation des boues' },
  wasteSludge: { en: 'waste sludge', fr: 'boues en excès' },
  primarySludge: { en: 'primary sludge', fr: 'boues primaires' },
  headReturns: { en: 'liquors and wash water, back to the inlet', fr: 'retours en tête : jus et eaux de lavage' },
  sludge: { en: 'sludge', fr: 'boues' },
  biogas: { en: 'biogas', fr: 'biogaz' },
  cake: { en: 'dewatered sludge', fr: 'boues déshydratées' },
  inlet: { en: 'Inlet', fr: 'Entrée' },
  flow: { en: 'flow, m³/h', fr: 'débit, m³/h' },
  rain: { en: 'rain, mm/h', fr: 'pluie, mm/h' },
  ammonium: { en: 'Ammonium nitrogen, mg/L', fr: 'Azote ammoniacal, mg/L' },
  settled: { en: 'settled sewage', fr: 'eau décantée' },
  outlet: { en: 'outlet', fr: 'sortie' },
  aeration: { en: 'Aeration', fr: 'Aération' },
  air: { en: 'air, m³/h', fr: 'air, m³/h' },
  oxygen: { en: 'oxygen in reactor 5, mg/L', fr: 'oxygène, bassin n° 5, mg/L' },
  clarifier: { en: 'Clarifier and outlet', fr: 'Clarificateur et sortie' },
  solids: { en: 'suspended solids, mg/L', fr: 'MES, mg/L' },
  blanket: { en: 'sludge blanket, m', fr: 'voile de boues, m' },
  limit: { en: 'limit of suspended solids, 24 h', fr: 'limite en MES, moyenne sur 24 h' },
} as const;
export type Word = keyof typeof WORDS;
