import type { Context } from './context.ts';
import { h } from './dom.ts';
import { power } from './format.ts';

/**
 * Sizes of the load worth trying, GW: what the evidence implies at low, central and high efficiency, and what is
 * claimed.
 */
export const IMPLIED_GIGAWATTS = [2.4, 3.2, 4.2] as const;
export const CLAIMED_GIGAWATTS = 8;

/** The size of the Sichuan study's load is a claim. */
export const isClaimed = (context: Context): boolean => context.counterfactual?.model === 'sichuan';

export const quickButtons = (prefix: string, choose: (gigawatts: number) => void): HTMLElement[] =>
  [...IMPLIED_GIGAWATTS, CLAIMED_GIGAWATTS].map((gigawatts) =>
    h('button', { type: 'button', id: `${prefix}-${gigawatts}`, onclick: () => choose(gigawatts) }, power(gigawatts)),
  );
