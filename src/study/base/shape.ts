import { z } from 'zod';

/** Units of published numbers: `1` is a plain ratio, `share` a part from 0 to 1, `unit` is named beside the number. */
export const UNITS = [
  '1',
  'share',
  'count',
  'GWh',
  'MWh',
  'GWh/month',
  'GW',
  'MW',
  'h',
  'hm3',
  'm3/s',
  'year',
  'ms',
  's',
  '%',
  'kt',
  'yuan',
  'yuan/MW',
  'yuan/MWh',
  'million yuan',
  'MWh/MW',
  'MWh/MWh',
  'EH/s',
  'J/TH',
  'unit',
  'spreads',
] as const;
export type Unit = (typeof UNITS)[number];

/** A meaning with its unit, as descriptions of numbers end: `curtailed energy [GWh]`. */
export const withUnit = (what: string, unit: Unit): string => `${what} [${unit}]`;

export const num = (unit: Unit, what: string) => z.number().describe(withUnit(what, unit));
export const numOrNull = (unit: Unit, what: string) => z.number().nullable().describe(withUnit(what, unit));
/** A whole number. */
export const whole = (unit: Unit, what: string) => z.int().describe(withUnit(what, unit));
export const nums = (unit: Unit, what: string) => z.array(z.number()).describe(withUnit(what, unit));
export const text = (what: string) => z.string().describe(what);
export const textOrNull = (what: string) => z.string().nullable().describe(what);
export const texts = (what: string) => z.array(z.string()).describe(what);
export const flag = (what: string) => z.boolean().describe(what);
/** The same in both languages. */
export const text2 = (what: string) => z.object({ en: text('in English'), zh: text('in Chinese') }).describe(what);

type Plain = string | number | boolean | bigint | null | undefined;
type Frozen<T> = unknown extends T
  ? T
  : T extends Plain
    ? T
    : T extends readonly (infer E)[]
      ? readonly Frozen<E>[]
      : { readonly [K in keyof T]: Frozen<T[K]> };
/** The type of what a schema describes, which nobody changes once it is made. */
export type Shape<S extends z.ZodType> = Frozen<z.infer<S>>;
