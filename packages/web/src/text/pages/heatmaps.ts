/** Texts of Heatmaps. */
export const title = 'Heatmaps';
export const lead =
  'Where and when Copilot is used. Colour scales follow the data of the selection; a blank is not a zero.';
