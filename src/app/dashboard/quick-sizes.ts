import type { Context } from './context.ts';
import { h } from './dom.ts';
import { power } from './format.ts';

/** Sizes of the load worth trying, GW: what evidence implies, and what is claimed. */
export interface QuickSizes {
  readonly implied: readonly number[];
  readonly claimed: number | null;
}

/** Those that the program opens with. */
export const quickSizes = ({ opening }: Context): QuickSizes => ({
  implied: opening?.implied_gw ?? [],
  claimed: opening?.claimed_gw ?? null,
});

/** Whether the page is about the model that the program opens with, whose load's size is a claim. */
export const isOpening = ({ opening, counterfactual }: Context): boolean =>
  opening !== null && counterfactual?.model === opening.model;

export function quickButtons(context: Context, prefix: string, choose: (gigawatts: number) => void): HTMLElement[] {
  const { implied, claimed } = quickSizes(context);
  return [...implied, ...(claimed === null ? [] : [claimed])].map((gigawatts) =>
    h('button', { type: 'button', id: `${prefix}-${gigawatts}`, onclick: () => choose(gigawatts) }, power(gigawatts)),
  );
}
