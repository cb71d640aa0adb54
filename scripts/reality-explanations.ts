/** Why the station differs from the real plant of the reality check, by the id of the difference. */

export const EXPLANATIONS: Readonly<Record<string, string>> = {};
