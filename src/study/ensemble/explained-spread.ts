import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { Uncertainty } from '../../engine/ensemble/drawn-inputs.ts';
import { inputShares, type InputShare } from '../../engine/ensemble/input-shares.ts';
import { meanOf } from '../../engine/ensemble/mean-interval.ts';
import { quantileOf } from '../../engine/ensemble/quantile.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { CalibratedStructure } from './calibrated-structures.ts';
import type { Ensemble, EnsembleInput, GroupShare, StructureDraws } from './ensemble-result.ts';
import type { SampleResult } from '../base/sample-result.ts';
import type { EnsembleOptions } from '../base/ports.ts';

export interface Explained {
  readonly made: readonly PairDraw[];
  /** difference of each, GWh */
  readonly delta: readonly number[];
  readonly options: EnsembleOptions;
  /** all uncertain inputs of the model, and those that were drawn */
  readonly rows: readonly Uncertainty[];
  readonly drawn: readonly Uncertainty[];
  readonly counterfactual: ResolvedScenario;
  readonly structures: readonly CalibratedStructure[];
  readonly sample?: SampleResult;
}
type DrawnRow = Omit<Uncertainty, 'input' | 'drawn' | 'distribution' | 'unit'> & {
  readonly distribution: string;
  readonly unit: string;
};

const GROUPS = ['structure', 'water', 'size', 'place', 'other'] as const;
const GROUP_OF: Readonly<Record<string, (typeof GROUPS)[number]>> = {
  structure: 'structure',
  water: 'water',
  water_error: 'water',
  size: 'size',
  place: 'place',
};
/** Positions in a list: no more and no less among them. */
const CATEGORICAL: ReadonlySet<string> = new Set(['structure', 'place']);

/** What makes the spread: inputs, groups of inputs, and the structures. */
export function explained(asked: Explained): Pick<Ensemble, 'inputs' | 'groups' | 'by_structure'> {
  const { made, delta } = asked;
  const columnsOf = (key: string): number[][] =>
    made[0].inputs[key].map((_, at) => made.map((draw) => draw.inputs[key][at]));
  const shares = inputShares(
    delta.map(asFound),
    Object.keys(made[0].inputs).map((key) => ({ key, columns: columnsOf(key), categorical: CATEGORICAL.has(key) })),
  );
  return { inputs: ranked(shares, asked), groups: grouped(shares), by_structure: byStructure(asked) };
}

/** Differences below what the solver tells apart are none: their ranks would rank rounding. */
const SIGNIFICANT_DIGITS = 7;
const asFound = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS));

/** Shares of inputs added up by group, and what is left of the whole. */
function grouped(shares: readonly InputShare[]): GroupShare[] {
  const sum = (list: readonly InputShare[]): number | null =>
    list.length === 0 || list.some(({ share }) => share === null)
      ? null
      : list.reduce((total, { share }) => total + share!, 0);
  const groups = GROUPS.map((group) => {
    const own = shares.filter(({ key }) => (GROUP_OF[key] ?? 'other') === group);
    return { group, inputs: own.map(({ key }) => key), share_of_variance: sum(own) };
  });
  const all = sum(shares);
  return [...groups, { group: 'unexplained', inputs: [], share_of_variance: all === null ? null : 1 - all }];
}

function byStructure({ made, delta, counterfactual, structures, options: { drawSize } }: Explained): StructureDraws[] {
  if (!('structure' in made[0].inputs)) return [];
  return structures.flatMap(({ id, name, headline }, position) => {
    const own = Float64Array.from(delta.filter((_, draw) => made[draw].inputs.structure[0] === position)).sort();
    if (own.length === 0) return [];
    const stated =
      headline !== null && !drawSize && headline.counterfactual === counterfactual.id
        ? headline.curtailed_gwh.delta
        : null;
    const below = stated === null ? null : delta.filter((value) => value < stated).length / delta.length;
    return [
      {
        structure: id,
        name,
        draws: own.length,
        p10_gwh: quantileOf(own, 0.1),
        p50_gwh: quantileOf(own, 0.5),
        p90_gwh: quantileOf(own, 0.9),
        mean_gwh: meanOf(own),
        as_stated_gwh: stated,
        as_stated_quantile: below,
      },
    ];
  });
}

const placeRow = (places: readonly Scenario[]): DrawnRow => ({
  distribution: 'scenarios',
  unit: '1',
  source: `${places.map(({ id }) => id).join(', ')}: each with the same chance`,
  confidence: 'assumed',
});

const sampleRow = ({ year, draws }: SampleResult, key: string): DrawnRow => ({
  distribution: 'sample',
  unit: key === 'supplied' ? 'GWh' : '1',
  source: `sample_${year}.json: ${draws} weighted draws of what the facts of ${year} leave plausible`,
  confidence: 'derived',
});

/** Drawn inputs by the share that they explain, then those that stay fixed. */
function ranked(
  shares: readonly InputShare[],
  { rows: known, drawn, sample, options: { places = [] } }: Explained,
): EnsembleInput[] {
  // What a sample draws is not what the table says of it.
  const rows = known.filter(
    (row) => drawn.includes(row) || !(sample && shares.some(({ key }) => key.split(':')[0] === row.input)),
  );
  const rowsOf = (key: string): readonly DrawnRow[] => {
    if (key === 'place') return [placeRow(places)];
    const own = drawn.filter((row) => row.input === key.split(':')[0]);
    return sample && (own.length === 0 || key === 'water_error') ? [sampleRow(sample, key)] : own;
  };
  const told = shares.map(({ key, share, correlation }) => entry(key, rowsOf(key), true, share, correlation));
  told.sort(
    (a, b) =>
      (b.share_of_variance ?? 0) - (a.share_of_variance ?? 0) ||
      Math.abs(b.rank_correlation ?? 0) - Math.abs(a.rank_correlation ?? 0) ||
      (a.input < b.input ? -1 : 1),
  );
  return [
    ...told,
    ...rows.filter((row) => !drawn.includes(row)).map((row) => entry(row.input, [row], false, null, null)),
  ];
}

/** An input with a row of its own for some months has no one range: its rows are told with the source. */
function entry(
  input: string,
  rows: readonly DrawnRow[],
  drawn: boolean,
  share: number | null,
  correlation: number | null,
): EnsembleInput {
  const [row, ...more] = rows;
  const own = more.map(
    ({ month, low, high, sd, source }) =>
      `month ${month}: ${sd === undefined ? `${low} to ${high}` : `sd ${sd}`}, ${source}`,
  );
  const figures =
    more.length > 0
      ? { low: null, mode: null, high: null, sd: null }
      : { low: row.low ?? null, mode: row.mode ?? null, high: row.high ?? null, sd: row.sd ?? null };
  return {
    input,
    drawn,
    share_of_variance: share,
    rank_correlation: correlation,
    distribution: more.length > 0 ? 'by-month' : row.distribution,
    ...figures,
    unit: row.unit,
    source:
      more.length > 0
        ? [`${row.distribution}${row.sd === undefined ? '' : ` sd ${row.sd}`}, ${row.source}`, ...own].join('; ')
        : row.source,
    confidence: row.confidence,
  };
}
