import type { WrittenDay } from '../written/written-day.ts';

/**
 * One row of a table of daily flow as it was written; `line` and the columns at which its two cells start are 1-based.
 */
export interface FlowRow {
  readonly line: number;
  readonly date: string;
  readonly flow: string;
  readonly dateColumn: number;
  readonly flowColumn: number;
}

/** A row with its date and flow read; `value` is NaN where there is no number. */
export interface DatedRow extends FlowRow {
  readonly read: WrittenDay;
  readonly value: number;
}
