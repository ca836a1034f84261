import { behindSections, breakDown, type KeyedEnergy } from '../engine/accounting/breakdown.ts';
import { hydroTotal, inStatistic, type Ledger } from '../engine/accounting/ledger.ts';
import { CAUSES, relax, type Cause } from '../engine/attribution/relax.ts';
import { shapley } from '../engine/attribution/shapley.ts';
import type { Case } from '../engine/compile-case/case.ts';
import type { StudyDeps, Watch } from './ports.ts';
import type { CauseAmounts, CauseRow, Causes, SectionCheck } from './results.ts';
import { gwh } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';
import { sectionChecks } from './section-checks.ts';

const DIVISIONS = ['byMonth', 'byBasin', 'byZone', 'byHourClass', 'bySection'] as const;
type Division = (typeof DIVISIONS)[number];

/** Curtailment in the statistic, MWh, of one world under one set of lifted limits. */
interface Relaxed { readonly total: number; readonly parts: Readonly<Record<Division, readonly KeyedEnergy[]>> }
interface World { readonly total: CauseAmounts; readonly sequential: CauseAmounts; readonly parts: Readonly<Record<Division, readonly (CauseAmounts & { readonly key: string })[]>> }

/**
 * Divides the curtailment of both worlds among the causes asked for: Shapley values over all sets of lifted limits, what is left when all are lifted being surplus. The
 * runs are made at level screen; each world's amounts are then scaled to the curtailment `booked` (GWh) of the comparison's own level, and the scale is told.
 */
export async function attribute(
  deps: StudyDeps, pair: readonly [Case, Case], asked: readonly Cause[], booked: readonly [number, number], watch: Watch,
): Promise<Causes> {
  const causes = CAUSES.filter((cause) => asked.includes(cause));
  const screens = pair.map(asScreen);
  const worlds: World[] = [];
  const scale: number[] = [];
  const checks: SectionCheck[] = [];
  for (const [world, c] of screens.entries()) {
    const { sets, base } = await relaxedRuns(deps, c, causes, partOf(watch, world, 0, RELAXED));
    if (causes.includes('sections')) checks.push(...await sectionChecks(deps, WORLDS[world], base, partOf(watch, world, RELAXED, 1 - RELAXED)));
    const found = gwh(sets[0].total);
    if (found <= 0 && booked[world] > 1e-9) throw new NoShares(booked[world]);
    scale.push(found > 0 ? booked[world] / found : 1);
    worlds.push(scaled(worldCauses(causes, sets), scale[world]));
  }
  const [reference, counterfactual] = worlds;
  const rows = (division: Division): CauseRow[] => reference.parts[division].map((row) => {
    const other = counterfactual.parts[division].find((r) => r.key === row.key) ?? { ...row, ...NOTHING };
    return { key: row.key, reference: amounts(row), counterfactual: amounts(other), delta: difference(row, other) };
  });
  return {
    method: `shapley over ${causes.join(', ')}; surplus is the rest${causes.length < CAUSES.length ? ', causes not asked for included' : ''}`, level: 'screen', scale: { reference: scale[0], counterfactual: scale[1] },
    reference: reference.total, counterfactual: counterfactual.total, delta: difference(reference.total, counterfactual.total),
    by_month: rows('byMonth'), by_basin: rows('byBasin'), by_zone: rows('byZone'), by_hour_class: rows('byHourClass'), by_section: rows('bySection'),
    sequential: {
      method: 'limits lifted one after another; the order decides the amounts', order: causes,
      reference: reference.sequential, counterfactual: counterfactual.sequential, delta: difference(reference.sequential, counterfactual.sequential),
    },
    checks,
  };
}

/** The hourly books curtail where the season in blocks does not: there is nothing to divide by. */
class NoShares extends Error {
  constructor(booked: number) {
    super(`The season in blocks curtails nothing where the hourly dispatch curtails ${booked} GWh, so its causes cannot be told. Compare at level screen, or over a longer window.`);
  }
}

/** The same world as the season in blocks, its water known. */
const asScreen = (c: Case): Case => ({ ...c, level: 'screen', foresight: 'perfect', hash: `${c.hash}-screen` });

async function relaxedRuns(deps: StudyDeps, c: Case, causes: readonly Cause[], watch: Watch): Promise<{ readonly sets: readonly Relaxed[]; readonly base: Ledger }> {
  const ledgers = await runWorlds(deps, Array.from({ length: 1 << causes.length }, (_, set) => relax(c, maskOf(causes, set))), watch);
  const sets = ledgers.map((ledger) => {
    const { byMonth, byBasin, byZone, byHourClass } = breakDown(ledger);
    return { total: hydroTotal(ledger, inStatistic).curtailed, parts: { byMonth, byBasin, byZone, byHourClass, bySection: behindSections(ledger.case, byZone) } };
  });
  return { sets, base: ledgers[0] };
}

/** The set of causes, bit k for `causes[k]`, as the mask that lifts them. */
const maskOf = (causes: readonly Cause[], set: number): number =>
  causes.reduce((mask, cause, k) => ((set & (1 << k)) === 0 ? mask : mask | (1 << CAUSES.indexOf(cause))), 0);

function worldCauses(causes: readonly Cause[], sets: readonly Relaxed[]): World {
  const parts = (division: Division) => sets[0].parts[division].map(({ key }) => ({
    key, ...causesOf(causes, sets.map((set) => set.parts[division].find((row) => row.key === key)?.mwh ?? 0)),
  }));
  const totals = sets.map((set) => set.total);
  return { total: causesOf(causes, totals), sequential: inTurn(causes, totals), parts: divided(parts) };
}

const divided = <T>(of: (division: Division) => T): Readonly<Record<Division, T>> => Object.fromEntries(DIVISIONS.map((division) => [division, of(division)])) as Record<Division, T>;

/** `curtailed[set]`, MWh, with the limits of the set lifted; a cause not asked for has no share. */
const causesOf = (causes: readonly Cause[], curtailed: readonly number[]): CauseAmounts => amountsOf(causes, shapley(causes.length, curtailed.map((mwh) => curtailed[0] - mwh)), curtailed);

/** What lifting each limit takes away once those before it are lifted. */
const inTurn = (causes: readonly Cause[], curtailed: readonly number[]): CauseAmounts => amountsOf(causes, causes.map((_, k) => curtailed[(1 << k) - 1] - curtailed[(2 << k) - 1]), curtailed);

function amountsOf(causes: readonly Cause[], shares: ArrayLike<number>, curtailed: readonly number[]): CauseAmounts {
  const share = (cause: Cause): number => (causes.includes(cause) ? gwh(shares[causes.indexOf(cause)]) : 0);
  return {
    sections_gwh: share('sections'), exports_gwh: share('exports'), intraday_gwh: share('intraday'), storage_gwh: share('storage'),
    surplus_gwh: gwh(curtailed[curtailed.length - 1]), total_gwh: gwh(curtailed[0]),
  };
}

const NOTHING: CauseAmounts = { sections_gwh: 0, exports_gwh: 0, intraday_gwh: 0, storage_gwh: 0, surplus_gwh: 0, total_gwh: 0 };
const combine = (a: CauseAmounts, b: CauseAmounts, of: (a: number, b: number) => number): CauseAmounts => ({
  sections_gwh: of(a.sections_gwh, b.sections_gwh), exports_gwh: of(a.exports_gwh, b.exports_gwh), intraday_gwh: of(a.intraday_gwh, b.intraday_gwh),
  storage_gwh: of(a.storage_gwh, b.storage_gwh), surplus_gwh: of(a.surplus_gwh, b.surplus_gwh), total_gwh: of(a.total_gwh, b.total_gwh),
});
const amounts = (row: CauseAmounts): CauseAmounts => combine(row, NOTHING, (a) => a);
const difference = (reference: CauseAmounts, counterfactual: CauseAmounts): CauseAmounts => combine(reference, counterfactual, (a, b) => b - a);

function scaled(world: World, by: number): World {
  const times = <T extends CauseAmounts>(row: T): T => ({ ...row, ...combine(row, NOTHING, (a) => a * by) });
  return { total: times(world.total), sequential: times(world.sequential), parts: divided((division) => world.parts[division].map(times)) };
}

const WORLDS = ['reference', 'counterfactual'] as const;
/** Share of a world's time that its relaxed runs take; the checks take the rest. */
const RELAXED = 0.75;

const partOf = (watch: Watch, world: number, from: number, share: number): Watch =>
  ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, stage: 'causes', fraction: (world + from + share * progress.fraction) / 2 }) });
