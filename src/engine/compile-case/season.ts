import { startOfDay, type Window } from '../../system/words/calendar.ts';

/**
 * The whole local days that a season touches: `start` is the hour index of the first midnight. The season itself lies
 * between the hours `opens` and `closes`, counted from `start`, and may begin and end at any hour of a day; classes of
 * hours, days and ramps go by the local clock.
 */
export interface Season {
  readonly start: number;
  readonly days: number;
  readonly opens: number;
  readonly closes: number;
}

export function seasonOf({ window: { start: first, end } }: { readonly window: Window }): Season {
  const start = startOfDay(first);
  return { start, days: Math.ceil((end - start) / 24), opens: first - start, closes: end - start };
}
