import type { Coded, FlagValues } from '../../engine/flag.ts';
import type { HeldBy } from './water-factor-result.ts';
import type { Flag } from './results.ts';
import type { SweepTurn } from './sweep-change.ts';

/** What studies find beside the figures, with what runs flag: by code, the values that its sentence names. */
export interface MessageValues extends FlagValues {
  /** paths of the fields in which the two worlds differ beside the removed load */
  'worlds-differ': { readonly fields: readonly string[] };
  'no-removal': Readonly<Record<string, never>>;
  /** MWh that the reference had not served, of those removed */
  'load-not-served': { readonly unserved_mwh: number; readonly removed_mwh: number };
  /** the load has this size, as written, in the reference too */
  'reference-sized': { readonly load: string; readonly size: string };
  /** ids of the same pair over the calendar year */
  'calendar-year': { readonly reference: string; readonly counterfactual: string };
  /** modelled beside published GWh of a month */
  /** `unreached_gwh`: the part of the miss that no water reaches, where an inference tells it */
  'export-missed': MissedMonth & { readonly series: string; readonly unreached_gwh?: number };
  'thermal-missed': MissedMonth;
  /** a factor of water beyond those of other years, and what holds it there */
  'water-beyond-other-years': {
    readonly group: string;
    readonly month: string;
    readonly factor: number;
    readonly low: number;
    readonly high: number;
    readonly why: Said;
  };
  /** what holds a factor of water; null where no number of the model is it */
  'water-held': { readonly held: HeldBy | null };
  /** where an effect turns */
  'effect-turns': Turn;
  /** where it turns because a larger load runs before the removal too */
  'effect-turns-before-removal': Turn & { readonly before_removal: NonNullable<SweepTurn['before_removal']> };
}

interface MissedMonth {
  readonly month: string;
  readonly modelled_gwh: number;
  readonly published_gwh: number;
}
type Turn = Omit<SweepTurn, 'message_en' | 'message_zh'>;

export type MessageCode = keyof MessageValues;
export type Message = Coded<MessageValues>;

/** One sentence in both languages. */
export interface Said {
  readonly en: string;
  readonly zh: string;
}
/** Puts a message into words. */
export type Say = (message: Message) => Said;

/** A message as answers publish it. */
export function published(say: Say, message: Message): Flag {
  const { en, zh } = say(message);
  return { code: message.code, message_en: en, message_zh: zh };
}
