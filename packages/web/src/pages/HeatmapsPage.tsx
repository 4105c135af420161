import { PanelPage } from '../page/PanelPage.tsx';
import * as text from '../text/pages/heatmaps.ts';

/** When and where Copilot is used: time against languages, editors, models and features. */
export function HeatmapsPage() {
  return <PanelPage page="heatmaps" title={text.title} lead={() => text.lead} />;
}
