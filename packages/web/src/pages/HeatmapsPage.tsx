import { PanelPage } from '../page/PanelPage.tsx';

/** When and where Copilot is used: time against languages, editors, models and features. */
export function HeatmapsPage() {
  return (
    <PanelPage
      page="heatmaps"
      title="Heatmaps"
      lead={() =>
        'Where and when Copilot is used. Colour scales follow the data of the selection; a blank is not a zero.'
      }
    />
  );
}
