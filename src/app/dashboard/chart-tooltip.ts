import { energy, type Scale } from './format.ts';

/** What tooltips say, and where the pointer meets a row. */
interface Item {
  readonly dataIndex: number;
  readonly dataset: { readonly label?: string };
  readonly parsed: { readonly x: number | null; readonly y: number | null };
}

/** A text of the row under the pointer. None where the reader has hidden everything that is there. */
export const byRow =
  (of: (index: number) => string) =>
  (items: readonly Item[]): string | string[] =>
    items.length === 0 ? [] : of(items[0].dataIndex);

/** The name of a data set and its energy, which is drawn along `axis` in the unit of `scale`. */
export const energyLabel =
  (axis: 'x' | 'y', scale: Scale, signed = true) =>
  ({ dataset, parsed }: Item): string => {
    const drawn = parsed[axis];
    return ` ${dataset.label}: ${energy(drawn === null ? null : drawn / scale.factor, scale, signed)}`;
  };

/** The pointer anywhere beside a row meets it: bars of next to nothing are a few pixels wide. */
export const rowAt = (axis: 'x' | 'y') => ({ mode: 'index', axis, intersect: false }) as const;
