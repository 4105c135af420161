/**
 * Models that GitHub uses for itself, for example to summarise a chat or to recognise an intent, without anybody choosing
 * them. @source github/docs "Reconciling Copilot usage metrics", `Unknown` values.
 */
const INTERNAL_MODELS: readonly string[] = Object.freeze(['gpt-4o-mini']);

/** True for a model that may stand in the reports without anybody having chosen it; versions of it as well. */
export const isInternalModel = (model: string): boolean =>
  INTERNAL_MODELS.some((one) => model.toLowerCase() === one || model.toLowerCase().startsWith(`${one}-`));
