import { createInteriorPoint } from '../src/engine/solver/barrier/interior-point.ts';
import { runCase } from '../src/engine/run/run-case.ts';
import { fittedExponent } from './fitted-exponent.ts';
import { syntheticCase, type SyntheticSize } from './synthetic-case.ts';
import { markdownTable, shown } from './table.ts';

interface Axis {
  readonly name: string;
  readonly unit: string;
  readonly usual: readonly number[];
  readonly full: readonly number[];
  readonly size: (value: number) => SyntheticSize;
}

const MIDDLE: SyntheticSize = { days: 91, stations: 100, zones: 20, seasonal: 10, seed: 1 };
const AXES: readonly Axis[] = [
  {
    name: 'hours',
    unit: 'h',
    usual: [168, 672, 2184, 4368, 8760],
    full: [168, 336, 672, 1344, 2184, 4368, 8760],
    size: (h) => ({ ...MIDDLE, days: h / 24 }),
  },
  {
    name: 'stations, zones and seasonal reservoirs fixed',
    unit: '',
    usual: [50, 100, 200],
    full: [50, 100, 200, 300, 400],
    size: (stations) => ({ ...MIDDLE, stations }),
  },
  { name: 'zones', unit: '', usual: [10, 20, 40], full: [10, 15, 20, 30, 40], size: (zones) => ({ ...MIDDLE, zones }) },
  {
    name: 'seasonal reservoirs',
    unit: '',
    usual: [5, 10, 20],
    full: [5, 10, 15, 20],
    size: (seasonal) => ({ ...MIDDLE, seasonal }),
  },
];
const TIMES = 3;

/**
 * Seconds of one world of a synthetic system, level screen and (with `full`) standard, along each axis of size; median
 * of three after one that warms up.
 */
export function systemGrowth(full: boolean): void {
  for (const level of full ? (['screen', 'standard'] as const) : (['screen'] as const)) {
    for (const axis of AXES) {
      const values = full ? axis.full : axis.usual;
      const seconds = values.map((value) => secondsOf(axis.size(value), level));
      console.log(
        `\n### Growth in ${axis.name}, level ${level}: exponent ${shown(fittedExponent(values, seconds), 2)}\n`,
      );
      console.log(
        markdownTable(
          [axis.name, 's'],
          values.map((value, at) => [`${value} ${axis.unit}`.trim(), shown(seconds[at], 3)]),
        ),
      );
    }
  }
}

function secondsOf(size: SyntheticSize, level: 'screen' | 'standard'): number {
  const c = { ...syntheticCase(size), level };
  const referee = createInteriorPoint();
  const seconds = Array.from({ length: TIMES + 1 }, () => {
    const started = performance.now();
    runCase(c, referee, () => undefined);
    return (performance.now() - started) / 1000;
  });
  return seconds.slice(1).sort((a, b) => a - b)[Math.floor(TIMES / 2)];
}
