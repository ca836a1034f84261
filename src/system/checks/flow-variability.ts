import { attainableCorrelation, flowModel, impossibleMonth } from '../model/flow-model.ts';
import type { Row, TableName, Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

const WATER = ['gauges', 'natural_flow', 'flow_variability', 'flow_correlation'] as const;

/** Water draws need every month of every gauge, every pair of gauges, and correlations that can belong together. */
export function checkFlowVariability(tables: Tables, unread: ReadonlySet<TableName>): Problem[] {
  if (WATER.some((table) => unread.has(table)) || tables.flow_variability.length === 0) return [];
  const gaps = [...missingMonths(tables), ...missingPairs(tables), ...doublePairs(tables)];
  const unattainable = [...unattainableLags(tables), ...unattainablePairs(tables)];
  return [...gaps, ...unattainable, ...(gaps.length + unattainable.length === 0 ? impossible(tables) : [])];
}

const MONTHS = Array.from({ length: 12 }, (_, m) => m + 1);

function missingMonths({ gauges, flow_variability }: Tables): Problem[] {
  return gauges
    .filter((gauge) => gauge.id !== undefined)
    .flatMap((gauge) => {
      const present = new Set(flow_variability.filter((row) => row.gauge === gauge.id).map((row) => row.month));
      const absent = MONTHS.filter((month) => !present.has(month));
      if (absent.length === 0) return [];
      return [
        problem(
          'flow-variability-months',
          rowPath('gauges', gauge, 'id'),
          gauge.id,
          'months 1 to 12 in flow_variability.csv',
          `gauge "${gauge.id}" has no variability for month ${absent.join(', ')}`,
          'add the missing months to flow_variability.csv, or drop the table: then no water can be drawn',
        ),
      ];
    });
}

/** Pairs named in one problem. */
const SHOWN = 12;
const pairKey = (a: string, b: string): string => (a < b ? `${a}:${b}` : `${b}:${a}`);

function missingPairs({ gauges, flow_correlation }: Tables): Problem[] {
  const present = new Set(flow_correlation.map((row) => pairKey(row.gauge_a, row.gauge_b)));
  const ids = gauges.flatMap(({ id }) => id ?? []);
  const absent: string[] = [];
  let count = 0;
  for (const [i, a] of ids.entries()) {
    for (const b of ids.slice(i + 1))
      if (!present.has(pairKey(a, b)) && ++count <= SHOWN) absent.push(`${a} with ${b}`);
  }
  if (count === 0) return [];
  const more = count > SHOWN ? ` and of ${count - SHOWN} more pairs` : '';
  return [
    problem(
      'flow-correlation-pairs',
      'flow_correlation.csv',
      count,
      'one row for every two gauges',
      `no correlation of ${absent.join(', ')}${more}`,
      'add a row for each pair; 0 where the rivers have nothing in common',
    ),
  ];
}

function doublePairs({ flow_correlation }: Tables): Problem[] {
  const seen = new Set<string>();
  return flow_correlation.flatMap((row) => {
    const key = pairKey(row.gauge_a, row.gauge_b);
    const own = row.gauge_a === row.gauge_b;
    const twice = seen.has(key);
    seen.add(key);
    // The same pair in the same order is a duplicate key, reported with all the others.
    const reversed =
      twice &&
      !flow_correlation.some(
        (other) => other !== row && other.gauge_a === row.gauge_a && other.gauge_b === row.gauge_b,
      );
    if (!own && !reversed) return [];
    return [
      problem(
        'flow-correlation-pair',
        rowPath('flow_correlation', row, 'gauge_b'),
        row.gauge_b,
        'two gauges, each pair once',
        own
          ? `"${row.gauge_a}" is correlated with itself`
          : `the pair of "${row.gauge_a}" and "${row.gauge_b}" stands twice, once in each order`,
        'remove the row',
      ),
    ];
  });
}

const round = (value: number): number => Number(value.toFixed(4));

function unattainableLags({ flow_variability }: Tables): Problem[] {
  const cv = new Map(flow_variability.map((row) => [`${row.gauge}:${row.month}`, row.cv]));
  return flow_variability.flatMap((row) => {
    const { least, most } = attainableCorrelation(
      row.cv,
      cv.get(`${row.gauge}:${row.month === 1 ? 12 : row.month - 1}`) ?? row.cv,
    );
    if (!(row.lag1 < least || row.lag1 > most)) return [];
    return [outOfReach(rowPath('flow_variability', row, 'lag1'), row.lag1, least, most)];
  });
}

/** One report a pair: the month that allows least. */
function unattainablePairs({ flow_variability, flow_correlation }: Tables): Problem[] {
  const cv = new Map(flow_variability.map((row) => [`${row.gauge}:${row.month}`, row.cv]));
  return flow_correlation.flatMap((row: Row<'flow_correlation'>) => {
    const limits = MONTHS.map((m) =>
      attainableCorrelation(cv.get(`${row.gauge_a}:${m}`) ?? 0, cv.get(`${row.gauge_b}:${m}`) ?? 0),
    );
    const [least, most] = [Math.max(...limits.map((l) => l.least)), Math.min(...limits.map((l) => l.most))];
    if (!(row.correlation < least || row.correlation > most)) return [];
    return [outOfReach(rowPath('flow_correlation', row, 'correlation'), row.correlation, least, most)];
  });
}

const outOfReach = (path: string, value: number, least: number, most: number): Problem =>
  problem(
    'correlation-unattainable',
    path,
    value,
    `${round(least)} to ${round(most)}`,
    `two log-normal flows with these Cv cannot be correlated by ${value}`,
    'bring the correlation within the limits, or the two Cv nearer to each other',
  );

function impossible(tables: Tables): Problem[] {
  const flow = flowModel(tables);
  const found = flow && impossibleMonth(flow);
  if (!found) return [];
  const month = found.month + 1;
  if (found.part === 'gauges')
    return [
      problem(
        'correlation-not-semidefinite',
        'flow_correlation.csv',
        month,
        'a positive semidefinite matrix',
        `the correlations between gauges contradict one another (month ${month}): two gauges that both follow ` +
          'a third must follow each other',
        'lower the correlations, or raise those that lie far below what the others imply',
      ),
    ];
  return [
    problem(
      'correlation-not-semidefinite',
      'flow_variability.csv',
      month,
      'a positive semidefinite covariance of what each month adds',
      `lag1 of month ${month} differs too much between gauges for the correlation between them`,
      'bring the lag1 of correlated gauges nearer to one another, or lower them',
    ),
  ];
}
