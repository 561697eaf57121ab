import type { PlanProgressDto } from '../../../src/progress/progress.dto.js';
import type { View } from '../view/view.js';

/** What every block gets: the figures, and the view its links start from. */
export interface BlockProps {
  readonly view: View;
  readonly latest: PlanProgressDto;
}
