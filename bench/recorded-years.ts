import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { multiplyLower, mustFactor } from '../src/engine/hydrology/monthly-flows.ts';
import { STREAMS, standardNormal } from '../src/engine/hydrology/standard-normal.ts';
import { loadModelFolder } from '../src/io/files/model-files.ts';
import { denseCholesky } from '../src/system/model/dense-cholesky.ts';
import { flowModel, type FlowModel } from '../src/system/model/flow-model.ts';
import type { Row, Tables } from '../src/system/model/model.ts';
import { orThrow } from '../src/system/words/problem.ts';

type YearRow = Row<'water_years'>;

export const [FIRST, LAST] = [1981, 2000];
const YEARS = LAST - FIRST + 1;
/** The gauge beside the record, and those that take its factors. */
const [RECORDED, SAME_RIVER] = ['yalong-jinping', ['yalong-ertan', 'yalong-lianghekou']];
/** Months of the record without a value. */
const GAPS: ReadonlySet<string> = new Set(['1991-11']);
const SEED = 19812000;
const TABLE = 'models/sichuan/water_years.csv';

const GAP =
  'assumed: no record of this month; the middle of what the law of the river allows between the months beside it';
const DRAWN =
  'assumed: drawn given the Yalong of this month by the law of synthetic years (docs/method.md); not recorded';

/**
 * The recorded years as water years: the factors of the Yalong as the tables state them, those of every other river
 * drawn given that path, by the law of synthetic years. With a diagonal lag, what a month adds to the other gauges
 * depends on the path through what it adds to the recorded gauge alone.
 */
export function recordedYears(tables: Tables): YearRow[] {
  const flow = flowModel(tables);
  if (!flow) throw new Error('the model does not say how its natural flow varies');
  const stated = new Map(tables.water_years.map((row) => [`${row.water_year}|${row.gauge}|${row.month}`, row]));
  const path = Array.from({ length: YEARS * 12 }, (_, t) => stated.get(`${nameOf(t)}|${RECORDED}|${(t % 12) + 1}`)!);
  const z = logarithms(flow, path);
  for (const t of path.keys()) if (GAPS.has(monthOf(t))) z[t] = between(flow, z, t);
  const factors: Float64Array[] = flow.gauges.map(() => new Float64Array(path.length));
  const known = flow.gauges.indexOf(RECORDED);
  path.forEach((row, t) => {
    factors[known][t] = GAPS.has(monthOf(t)) ? ratioOf(flow, known, t, z[t]) : row.factor;
  });
  for (const id of SAME_RIVER) factors[flow.gauges.indexOf(id)] = factors[known];
  const others = flow.gauges.flatMap((id, g) => (id === RECORDED || SAME_RIVER.includes(id) ? [] : [g]));
  drawOthers(flow, z, known, others).forEach((values, i) => {
    factors[others[i]] = values;
  });
  return Array.from({ length: YEARS }, (_, year) =>
    flow.gauges.flatMap((gauge, g) =>
      Array.from({ length: 12 }, (_m, m): YearRow => {
        const t = year * 12 + m;
        const own = path[t];
        const [source, confidence] = others.includes(g)
          ? [DRAWN, 'assumed' as const]
          : GAPS.has(monthOf(t))
            ? [GAP, 'assumed' as const]
            : [own.source, own.confidence];
        return {
          water_year: nameOf(t),
          gauge,
          month: m + 1,
          factor: Number(factors[g][t].toFixed(3)),
          source,
          confidence,
        };
      }),
    ),
  ).flat();
}

const nameOf = (t: number): string => `recorded-${FIRST + Math.floor(t / 12)}`;
const monthOf = (t: number): string => `${FIRST + Math.floor(t / 12)}-${(t % 12) + 1}`;

const ratioOf = ({ spread }: FlowModel, gauge: number, t: number, z: number): number => {
  const s = spread[gauge * 12 + (t % 12)];
  return Math.exp(s * z - (s * s) / 2);
};

/** The standardised logarithm of the recorded path. */
function logarithms({ gauges, spread }: FlowModel, path: readonly YearRow[]): Float64Array {
  const known = gauges.indexOf(RECORDED);
  return Float64Array.from(path, ({ factor }, t) => {
    const s = spread[known * 12 + (t % 12)];
    return (Math.log(factor) + (s * s) / 2) / s;
  });
}

/** Mean of a month of the chain, given the month before and the month after. */
function between({ gauges, lag }: FlowModel, z: Float64Array, t: number): number {
  const known = gauges.indexOf(RECORDED);
  const [a, b] = [lag[known * 12 + (t % 12)], lag[known * 12 + ((t + 1) % 12)]];
  return (a * (1 - b * b) * z[t - 1] + b * (1 - a * a) * z[t + 1]) / (1 - a * a * b * b);
}

/** Ratios of the other gauges to their means, `[gauge][month]`. */
function drawOthers(flow: FlowModel, z: Float64Array, known: number, others: readonly number[]): Float64Array[] {
  const [n, all] = [others.length, flow.gauges.length];
  const lagOf = (g: number, t: number): number => flow.lag[g * 12 + (t % 12)];
  const added = z.map((value, t) => (t === 0 ? value : value - lagOf(known, t) * z[t - 1]));
  const residual = balancedResiduals(added, n);
  const ratios = others.map(() => new Float64Array(z.length));
  let state: Float64Array = new Float64Array(n);
  for (let t = 0; t < z.length; t++) {
    const covariance = t === 0 ? flow.correlation[0] : flow.innovation[t % 12];
    const at = (g: number, h: number): number => covariance[g * all + h];
    const share = others.map((g) => at(g, known) / at(known, known));
    const rest = Float64Array.from(
      { length: n * n },
      (_, k) => at(others[Math.floor(k / n)], others[k % n]) - share[Math.floor(k / n)] * at(others[k % n], known),
    );
    const step = multiplyLower(mustFactor(rest, n), residual[t]);
    const earlier = state;
    state = step.map((value, i) => share[i] * added[t] + value + (t === 0 ? 0 : lagOf(others[i], t) * earlier[i]));
    others.forEach((g, i) => {
      ratios[i][t] = ratioOf(flow, g, t, state[i]);
    });
  }
  return ratios;
}

/**
 * Independent normal numbers by month and gauge. Twenty years are few: those of each calendar month have mean 0, spread
 * 1, and no correlation with one another or with what the record adds, exactly.
 */
function balancedResiduals(added: Float64Array, gauges: number): Float64Array[] {
  const result: Float64Array[] = Array.from(added, () => new Float64Array(gauges));
  for (let month = 0; month < 12; month++) {
    const times = Array.from({ length: YEARS }, (_, year) => year * 12 + month);
    const own = centred(times.map((t) => added[t]));
    const columns = Array.from({ length: gauges }, (_, g) =>
      without(centred(times.map((t) => standardNormal(SEED, STREAMS.monthly, t, g))), own),
    );
    const factor = denseCholesky(
      Float64Array.from(
        { length: gauges * gauges },
        (_, k) => dot(columns[Math.floor(k / gauges)], columns[k % gauges]) / YEARS,
      ),
      gauges,
    )!;
    times.forEach((t, year) => {
      for (let i = 0; i < gauges; i++) {
        let rest = columns[i][year];
        for (let j = 0; j < i; j++) rest -= factor[i * gauges + j] * result[t][j];
        result[t][i] = rest / factor[i * gauges + i];
      }
    });
  }
  return result;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
const centred = (values: readonly number[]): number[] => {
  const mean =
    dot(
      values,
      values.map(() => 1),
    ) / values.length;
  return values.map((value) => value - mean);
};
const without = (values: readonly number[], own: readonly number[]): number[] => {
  const part = dot(values, own) / dot(own, own);
  return values.map((value, i) => value - part * own[i]);
};

/** `npm run recorded-years`: writes the recorded years anew, given the rows of the recorded gauge. */
async function main(): Promise<void> {
  const { tables } = orThrow(await loadModelFolder('models/sichuan'));
  const kept = readFileSync(TABLE, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('recorded-'));
  const lines = recordedYears(tables).map((row) =>
    [row.water_year, row.gauge, row.month, row.factor, `"${row.source}"`, row.confidence].join(','),
  );
  writeFileSync(TABLE, [...kept, ...lines, ''].join('\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
