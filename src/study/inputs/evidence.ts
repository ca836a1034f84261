import { quantileOf } from '../../engine/ensemble/quantile.ts';
import { triangular } from '../../engine/ensemble/triangular.ts';
import { STREAMS, uniform } from '../../engine/hydrology/standard-normal.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { balanceSpread, monthBalances, seasonResiduals } from '../out-turns/balance.ts';
import { modelStanding } from '../base/standing.ts';
import type { EvidenceEstimate, EvidenceResult } from './evidence-result.ts';

/** Figures to take instead of the model's, and how to draw. EH/s, J/TH, MW. */
export interface EvidenceAsked {
  readonly hashRate?: number;
  readonly efficiency?: readonly [low: number, central: number, high: number];
  readonly pue?: number;
  readonly share?: number;
  readonly claimMw?: number;
  readonly draws: number;
  readonly seed: number;
}
type Evidence = Row<'evidence'>;
type Fall = Omit<EvidenceEstimate, 'implied_load_gw' | 'claim_needs_j_per_th' | 'distribution_gw'>;
type Inputs = EvidenceResult['inputs'];

const MW_PER_GW = 1000;
/** 1 EH/s x 1 J/TH = 1e18 / s x 1e-12 J = 1 MW. */
const MW_PER_EH_J_TH = 1;

/**
 * Load (GW) = hash rate lost x efficiency x PUE x share, for each recorded fall and one given with the question. The
 * distribution draws the efficiency from a triangle and holds the share fixed, so with share 1 it too is one of upper
 * bounds.
 */
export function evidence(model: Model, asked: EvidenceAsked): EvidenceResult {
  const rows = model.tables.evidence;
  if (rows.length === 0) throw new InvalidInput([noEvidence(model)]);
  const inputs = inputsOf(rows, asked);
  const balances = monthBalances(model.tables);
  const drawn = drawEfficiencies(inputs.efficiency_j_per_th, asked);
  return {
    schema: 'spillway/evidence@1',
    model: modelStanding({}, model),
    inputs,
    upper_bound: inputs.share.value === 1,
    draws: asked.draws,
    seed: asked.seed,
    estimates: fallsOf(rows, asked).map((fall) => estimate(fall, inputs, drawn)),
    not_places: rows
      .filter((row) => row.kind === 'pool-fall')
      .map((row) => ({
        id: row.id,
        ...told(row),
        fall_percent: row.value!,
        source: row.source,
        confidence: row.confidence,
      })),
    residuals: seasonResiduals(balances).map(({ year, residual, hours }) => ({
      year,
      gwh: residual,
      mean_gw: residual === null ? null : residual / hours,
    })),
    residual_spread_gwh: balanceSpread(balances, 'residual')?.newYear ?? null,
  };
}

function inputsOf(rows: readonly Evidence[], { efficiency, pue, share, claimMw }: EvidenceAsked): Inputs {
  // The checks of the model have found one headline row of each kind, with its figures.
  const leading = (kind: Evidence['kind']): Evidence =>
    rows.find((row) => row.kind === kind && row.role === 'headline')!;
  const provenance = (row: Evidence, given: unknown) =>
    given === undefined ? { source: row.source, confidence: row.confidence } : { source: null, confidence: null };
  const single = (kind: 'pue' | 'share', given: number | undefined) => ({
    value: given ?? leading(kind).value!,
    ...provenance(leading(kind), given),
  });
  const machines = leading('efficiency');
  const [low, central, high] = efficiency ?? [machines.low!, machines.value!, machines.high!];
  const claim = leading('claim');
  return {
    efficiency_j_per_th: { low, central, high, ...provenance(machines, efficiency) },
    pue: single('pue', pue),
    share: single('share', share),
    claim_gw: { value: (claimMw ?? claim.value!) / MW_PER_GW, ...provenance(claim, claimMw) },
  };
}

function fallsOf(rows: readonly Evidence[], { hashRate }: EvidenceAsked): readonly Fall[] {
  const recorded = rows
    .filter((row) => row.kind === 'hash-rate-fall')
    .sort((a, b) => (a.role === b.role ? 0 : a.role === 'headline' ? -1 : 1))
    .map((row) => ({
      id: row.id,
      ...told(row),
      role: row.role,
      from: row.from ?? null,
      to: row.to ?? null,
      hash_rate_lost_eh_per_s: Number((row.before! - row.after!).toPrecision(12)),
      source: row.source,
      confidence: row.confidence,
    }));
  if (hashRate === undefined) return recorded;
  const given = {
    id: 'given',
    name: { en: 'As given', zh: '给定值' },
    note: null,
    role: 'given' as const,
    from: null,
    to: null,
    hash_rate_lost_eh_per_s: hashRate,
    source: null,
    confidence: null,
  };
  return [given, ...recorded];
}

const told = ({ name_en, name_zh, note_en, note_zh }: Evidence) => ({
  name: { en: name_en, zh: name_zh },
  note: note_en !== undefined && note_zh !== undefined ? { en: note_en, zh: note_zh } : null,
});

function estimate(
  fall: Fall,
  { efficiency_j_per_th: efficiency, pue, share, claim_gw }: Inputs,
  drawn: readonly number[],
): EvidenceEstimate {
  const load = (jPerTh: number): number =>
    (fall.hash_rate_lost_eh_per_s * jPerTh * MW_PER_EH_J_TH * pue.value * share.value) / MW_PER_GW;
  const at = (quantile: number): number => load(quantileOf(drawn, quantile));
  return {
    ...fall,
    implied_load_gw: { low: load(efficiency.low), central: load(efficiency.central), high: load(efficiency.high) },
    claim_needs_j_per_th: (claim_gw.value * MW_PER_GW) / (fall.hash_rate_lost_eh_per_s * share.value * MW_PER_EH_J_TH),
    distribution_gw: {
      p10: at(0.1),
      p50: at(0.5),
      p90: at(0.9),
      mean: load(drawn.reduce((sum, value) => sum + value, 0) / drawn.length),
    },
  };
}

/** Draws from the triangle low-central-high, J/TH, in rising order. */
const drawEfficiencies = (
  { low, central, high }: { readonly low: number; readonly central: number; readonly high: number },
  { draws, seed }: EvidenceAsked,
): readonly number[] =>
  Array.from({ length: draws }, (_, draw) =>
    triangular(uniform(seed, STREAMS.evidence, draw), low, central, high),
  ).sort((a, b) => a - b);

const noEvidence = (model: Model) =>
  problem(
    'no-evidence',
    'model',
    model.id,
    'a model with the table evidence',
    `model "${model.id}" has no evidence on the size of a load`,
    'name a model with the table evidence, such as sichuan, or add the table',
  );
