import { breakDown, type KeyedEnergy } from '../engine/accounting/breakdown.ts';
import { hydroTotal, inStatistic } from '../engine/accounting/ledger.ts';
import { CAUSES, relax } from '../engine/attribution/relax.ts';
import { shapley } from '../engine/attribution/shapley.ts';
import type { Case } from '../engine/compile-case/case.ts';
import type { StudyDeps, Watch } from './ports.ts';
import type { CauseAmounts, CauseRow, Causes } from './results.ts';
import { gwh } from './run-result.ts';
import { runWorlds } from './run-worlds.ts';

type Division = 'byMonth' | 'byBasin' | 'byZone' | 'byHourClass';

/** Curtailment in the statistic, MWh, of one world under one set of lifted limits. */
interface Relaxed { readonly total: number; readonly parts: Readonly<Record<Division, readonly KeyedEnergy[]>> }
interface World { readonly total: CauseAmounts; readonly parts: Readonly<Record<Division, readonly (CauseAmounts & { readonly key: string })[]>> }

const ALL = (1 << CAUSES.length) - 1;

/**
 * Divides the curtailment of both worlds among its causes: Shapley values over the 2^4 sets of lifted limits, what is left when all are lifted being surplus. The
 * runs are made at level screen; each world's amounts are then scaled to the curtailment `booked` (GWh) of the comparison's own level, and the scale is told.
 */
export async function attribute(deps: StudyDeps, pair: readonly [Case, Case], booked: readonly [number, number], watch: Watch): Promise<Causes> {
  const screens = pair.map(asScreen);
  const worlds: World[] = [];
  const scale: number[] = [];
  for (const [world, c] of screens.entries()) {
    const sets = await relaxedRuns(deps, c, partOf(watch, world));
    const found = gwh(sets[0].total);
    scale.push(found > 0 ? booked[world] / found : 1);
    worlds.push(scaled(worldCauses(sets), scale[world]));
  }
  const [reference, counterfactual] = worlds;
  const rows = (division: Division): CauseRow[] => reference.parts[division].map((row) => {
    const other = counterfactual.parts[division].find((r) => r.key === row.key) ?? { ...row, ...NOTHING };
    return { key: row.key, reference: amounts(row), counterfactual: amounts(other), delta: difference(row, other) };
  });
  return {
    method: 'shapley over sections, exports, intraday and storage; surplus is the rest', level: 'screen', scale: { reference: scale[0], counterfactual: scale[1] },
    reference: reference.total, counterfactual: counterfactual.total, delta: difference(reference.total, counterfactual.total),
    by_month: rows('byMonth'), by_basin: rows('byBasin'), by_zone: rows('byZone'), by_hour_class: rows('byHourClass'),
  };
}

/** The same world as the season in blocks, its water known. */
const asScreen = (c: Case): Case => ({ ...c, level: 'screen', foresight: 'perfect', hash: `${c.hash}-screen` });

async function relaxedRuns(deps: StudyDeps, c: Case, watch: Watch): Promise<Relaxed[]> {
  const ledgers = await runWorlds(deps, Array.from({ length: ALL + 1 }, (_, mask) => relax(c, mask)), watch);
  return ledgers.map((ledger) => {
    const { byMonth, byBasin, byZone, byHourClass } = breakDown(ledger);
    return { total: hydroTotal(ledger, inStatistic).curtailed, parts: { byMonth, byBasin, byZone, byHourClass } };
  });
}

function worldCauses(sets: readonly Relaxed[]): World {
  const parts = (division: Division) => sets[0].parts[division].map(({ key }) => ({
    key, ...causesOf(sets.map((set) => set.parts[division].find((row) => row.key === key)?.mwh ?? 0)),
  }));
  return {
    total: causesOf(sets.map((set) => set.total)),
    parts: { byMonth: parts('byMonth'), byBasin: parts('byBasin'), byZone: parts('byZone'), byHourClass: parts('byHourClass') },
  };
}

/** `curtailed[mask]`, MWh, with the limits of `mask` lifted. */
function causesOf(curtailed: readonly number[]): CauseAmounts {
  const [sections, exports, intraday, storage] = shapley(CAUSES.length, curtailed.map((mwh) => gwh(curtailed[0] - mwh)));
  return {
    sections_gwh: sections, exports_gwh: exports, intraday_gwh: intraday, storage_gwh: storage, surplus_gwh: gwh(curtailed[ALL]), total_gwh: gwh(curtailed[0]),
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
  const part = (division: Division) => world.parts[division].map(times);
  return { total: times(world.total), parts: { byMonth: part('byMonth'), byBasin: part('byBasin'), byZone: part('byZone'), byHourClass: part('byHourClass') } };
}

const partOf = (watch: Watch, world: number): Watch =>
  ({ signal: watch.signal, onProgress: (progress) => watch.onProgress?.({ ...progress, stage: 'causes', fraction: (world + progress.fraction) / 2 }) });
