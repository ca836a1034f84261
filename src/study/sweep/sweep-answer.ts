import { KINDS } from '../../system/schema/units.ts';
import type { SweepAnswer, SweepResult } from './sweep-result.ts';
import { type Axis } from '../../system/reading/sweep-axes.ts';
import { shownOn } from './sweep-axis.ts';
import type { Sweep } from './sweep-pairs.ts';
import { sweepPoint, type SolvedPoint } from './sweep-points.ts';
import { sweepRanges } from './sweep-ranges.ts';
import { sweepTurns, type TurnWords } from './sweep-turns.ts';

/** Whether the values of an axis are dates. */
export const onHours = ({ kind }: Axis): boolean => kind === 'instant';

/** What the published fields `size_gw` and GW are for. */
const isSize = ({ type, field }: Axis): boolean => type === 'remove-load' && field === 'size';

/** What is published of rows of points, with their ranges cut from `checked` rows where there are any. */
export function answerOf(
  rows: readonly (readonly SolvedPoint[])[],
  checked: readonly (readonly SolvedPoint[])[] | null,
  axis: Axis,
  words: Omit<TurnWords, 'shown'>,
): SweepAnswer {
  const shown = (value: number): number | string => (isSize(axis) ? value / 1000 : shownOn(axis, value));
  const turns = rows.flatMap((row) => sweepTurns(row, { ...words, shown }));
  return {
    points: rows.flatMap((row) =>
      row.map((point, i) => sweepPoint(point, i > 0 ? row[i - 1] : null, isSize(axis) ? null : shown(point.value))),
    ),
    monotone: turns.length === 0,
    turns,
    ranges: (checked ?? rows).flatMap((row) =>
      sweepRanges(row, checked !== null, { shown, onHours: onHours(axis), nameOf: words.nameOf }),
    ),
  };
}

/** What the axes vary, in which units. */
export function axisText({
  axis,
  second,
}: Sweep): Pick<SweepResult, 'measure' | 'field' | 'unit' | 'slope_unit' | 'measure2' | 'field2' | 'unit2'> {
  const unit = ({ kind }: Axis): string | null => (kind === 'instant' || kind === 'number' ? null : KINDS[kind]);
  const per = axis.kind === 'instant' ? 'h' : unit(axis);
  return {
    measure: axis.measure,
    field: axis.field,
    unit: isSize(axis) ? 'GW' : unit(axis),
    slope_unit: per === null ? 'MWh' : `MWh/${per}`,
    measure2: second?.measure ?? null,
    field2: second?.field ?? null,
    unit2: second && unit(second),
  };
}
