import type { Case } from '../case/case.ts';
import { deriveCase } from '../case/derive-case.ts';

/** The same world as the season in blocks, planned again as often as before. */
export const asScreen = (c: Case): Case => deriveCase(c, 'screen', { level: 'screen' });

/** With the water known: one MW more is less than what repeated plans differ by. */
export const asKnown = (c: Case): Case => deriveCase(c, 'known', { level: 'screen', foresight: 'perfect' });
