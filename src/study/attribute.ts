import { behindSections, breakDown, type KeyedEnergy } from '../engine/accounting/breakdown.ts';
import { hydroTotal, inStatistic, type Ledger } from '../engine/accounting/ledger.ts';
import { CAUSES, relax, type Cause } from '../engine/attribution/relax.ts';
import type { Case } from '../engine/compile-case/case.ts';
import { amounts, difference, inTurn, sharedAmong, times } from './cause-amounts.ts';
import type { StudyDeps, Watch } from './ports.ts';
import type { CauseAmounts, CauseRow, Causes, SectionCheck } from './results.ts';
import { gwh } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';
import { sectionChecks } from './section-checks.ts';

const DIVISIONS = ['byMonth', 'byBasin', 'byZone', 'byHourClass', 'bySection'] as const;
type Division = (typeof DIVISIONS)[number];

/** Curtailment in the statistic, MWh, of one world under one set of lifted limits. */
interface Relaxed { readonly total: number; readonly parts: Readonly<Record<Division, readonly KeyedEnergy[]>> }
interface World { readonly total: CauseAmounts; readonly sequential: CauseAmounts; readonly further: CauseAmounts | null; readonly parts: Readonly<Record<Division, readonly (CauseAmounts & { readonly key: string })[]>> }

/**
 * Divides the curtailment of both worlds among the causes asked for: Shapley values over all sets of lifted limits, what is left when all are lifted being surplus. The
 * runs are made at level screen; each world's amounts are then scaled to the curtailment `booked` (GWh) of the comparison's own level, and the scale is told. `sensitivity`: the same once more with exports
 * and storage lifted further.
 */
export async function attribute(
  deps: StudyDeps, pair: readonly [Case, Case], asked: readonly Cause[], booked: readonly [number, number], watch: Watch, sensitivity = false,
): Promise<Causes> {
  const causes = CAUSES.filter((cause) => asked.includes(cause));
  const screens = pair.map(asScreen);
  const worlds: World[] = [];
  const scale: number[] = [];
  const checks: SectionCheck[] = [];
  for (const [world, c] of screens.entries()) {
    const { sets, further, base } = await relaxedRuns(deps, c, causes, sensitivity, partOf(watch, world, 0, RELAXED));
    if (causes.includes('sections')) checks.push(...await sectionChecks(deps, WORLDS[world], base, partOf(watch, world, RELAXED, 1 - RELAXED)));
    const found = gwh(sets[0].total);
    if (found <= 0 && booked[world] > 1e-9) throw new NoShares(booked[world]);
    scale.push(found > 0 ? booked[world] / found : 1);
    worlds.push(scaled(worldCauses(causes, sets, further), scale[world]));
  }
  const [reference, counterfactual] = worlds;
  const rows = (division: Division): CauseRow[] => reference.parts[division].map((row) => {
    const other = counterfactual.parts[division].find((r) => r.key === row.key) ?? times(row, 0);
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
    sensitivity: reference.further && counterfactual.further && {
      method: 'the same with exports lifted without limit and storage by a tenth more volume', reference: reference.further, counterfactual: counterfactual.further, delta: difference(reference.further, counterfactual.further),
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

interface Runs { readonly sets: readonly Relaxed[]; readonly further: readonly number[] | null; readonly base: Ledger }

/** Every set of lifted limits; `further`: the curtailment of each with exports and storage lifted further. Sets that are the same either way are run once. */
async function relaxedRuns(deps: StudyDeps, c: Case, causes: readonly Cause[], sensitivity: boolean, watch: Watch): Promise<Runs> {
  const masks = Array.from({ length: 1 << causes.length }, (_, set) => maskOf(causes, set));
  const ledgers = await runWorlds(deps, [...masks.map((mask) => relax(c, mask)), ...(sensitivity ? masks.map((mask) => relax(c, mask, 'further')) : [])], watch);
  const curtailed = (ledger: Ledger): number => hydroTotal(ledger, inStatistic).curtailed;
  const sets = ledgers.slice(0, masks.length).map((ledger) => {
    const { byMonth, byBasin, byZone, byHourClass } = breakDown(ledger);
    return { total: curtailed(ledger), parts: { byMonth, byBasin, byZone, byHourClass, bySection: behindSections(ledger.case, byZone) } };
  });
  return { sets, further: sensitivity ? ledgers.slice(masks.length).map(curtailed) : null, base: ledgers[0] };
}

/** The set of causes, bit k for `causes[k]`, as the mask that lifts them. */
const maskOf = (causes: readonly Cause[], set: number): number =>
  causes.reduce((mask, cause, k) => ((set & (1 << k)) === 0 ? mask : mask | (1 << CAUSES.indexOf(cause))), 0);

function worldCauses(causes: readonly Cause[], sets: readonly Relaxed[], further: readonly number[] | null): World {
  const parts = (division: Division) => sets[0].parts[division].map(({ key }) => ({
    key, ...sharedAmong(causes, sets.map((set) => set.parts[division].find((row) => row.key === key)?.mwh ?? 0)),
  }));
  const totals = sets.map((set) => set.total);
  return { total: sharedAmong(causes, totals), sequential: inTurn(causes, totals), further: further && sharedAmong(causes, further), parts: divided(parts) };
}

const divided = <T>(of: (division: Division) => T): Readonly<Record<Division, T>> => Object.fromEntries(DIVISIONS.map((division) => [division, of(division)])) as Record<Division, T>;

function scaled(world: World, by: number): World {
  return { total: times(world.total, by), sequential: times(world.sequential, by), further: world.further && times(world.further, by), parts: divided((division) => world.parts[division].map((row) => times(row, by))) };
}

const WORLDS = ['reference', 'counterfactual'] as const;
/** Share of a world's time that its relaxed runs take; the checks take the rest. */
const RELAXED = 0.75;

const partOf = (watch: Watch, world: number, from: number, share: number): Watch =>
  ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, stage: 'causes', fraction: (world + from + share * progress.fraction) / 2 }) });
