import { behindSections, breakDown, type KeyedEnergy } from '../../engine/accounting/breakdown.ts';
import { hydroTotal, inStatistic, type Ledger } from '../../engine/accounting/ledger.ts';
import { caseWork } from '../../engine/dispatch/rolling/case-work.ts';
import { CAUSES, relax, type Cause } from '../../engine/attribution/relax.ts';
import type { Case } from '../../engine/case/case.ts';
import { asKnown, asScreen } from '../../engine/attribution/screen-case.ts';
import { amounts, difference, inTurn, sharedAmong, times, withSurplus } from './cause-amounts.ts';
import { causeScales, type CauseScale } from './cause-scale.ts';
import { partOf, phasesOf } from '../base/phases.ts';
import type { Runner, StudyDeps, Watch } from '../base/ports.ts';
import type { CauseAmounts, CauseRow, Causes, SectionCheck } from './causes.ts';
import { gwh } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';
import { sectionChecks } from './section-checks.ts';
import { BINDING_SECTIONS, manyWarm } from '../base/work-sizes.ts';

const DIVISIONS = ['byMonth', 'byBasin', 'byZone', 'byHourClass', 'bySection'] as const;
type Division = (typeof DIVISIONS)[number];

/** Curtailment in the statistic, MWh, of one world under one set of lifted limits. */
interface Relaxed {
  readonly total: number;
  readonly parts: Readonly<Record<Division, readonly KeyedEnergy[]>>;
}
interface World {
  readonly total: CauseAmounts;
  readonly sequential: CauseAmounts;
  readonly further: CauseAmounts | null;
  readonly parts: Readonly<Record<Division, readonly (CauseAmounts & { readonly key: string })[]>>;
}

/**
 * Divides the curtailment of both worlds among the causes asked for: Shapley values over all sets of lifted limits,
 * what is left when all are lifted being surplus. The runs are made at level screen with the comparison's own
 * foresight; each world's amounts are then scaled to the curtailment of its `books` at the comparison's own level, and
 * the scale is told, with what is not divided. `sensitivity`: the same once more with exports and storage lifted
 * further.
 */
export async function attribute(
  deps: StudyDeps,
  pair: readonly [Case, Case],
  asked: readonly Cause[],
  books: readonly [Ledger, Ledger],
  watch: Watch,
  sensitivity = false,
): Promise<Causes> {
  const causes = CAUSES.filter((cause) => asked.includes(cause));
  const screens = pair.map(asScreen);
  const told: World[] = [];
  const checks: SectionCheck[] = [];
  for (const [world, c] of screens.entries()) {
    const phases = phasesOf(
      partOf(watch, world / 2, 1 / 2, 'causes'),
      worldWork(deps.runner, pair[world], causes, (sensitivity ? 2 : 1) << causes.length),
    );
    const { sets, further, base } = await relaxedRuns(deps, c, causes, sensitivity, phases.relaxed);
    const known =
      c.foresight === 'perfect' || !causes.includes('sections')
        ? base
        : (await runWorlds(deps, [asKnown(pair[world])], phases.known))[0];
    if (causes.includes('sections')) checks.push(...(await sectionChecks(deps, WORLDS[world], known, phases.checks)));
    told.push(worldCauses(causes, sets, further));
  }
  const booked = [asBooked(books[0]), asBooked(books[1])] as const;
  const scales = causeScales(
    [told[0].total.total_gwh, told[1].total.total_gwh],
    [gwh(booked[0].total), gwh(booked[1].total)],
  );
  const [reference, counterfactual] = told.map((world, at) =>
    met(world, scales[at], (of) => restOf(booked[of], told[of])),
  );
  return causesOf(causes, screens[0].foresight, scales, [reference, counterfactual], checks);
}

/** The published division of both worlds among causes. */
function causesOf(
  causes: readonly Cause[],
  foresight: Case['foresight'],
  scales: readonly CauseScale[],
  [reference, counterfactual]: readonly World[],
  checks: readonly SectionCheck[],
): Causes {
  const rows = (division: Division): CauseRow[] =>
    reference.parts[division].map((row) => {
      const other = counterfactual.parts[division].find((r) => r.key === row.key) ?? times(row, 0);
      return { key: row.key, reference: amounts(row), counterfactual: amounts(other), delta: difference(row, other) };
    });
  return {
    method:
      `shapley over ${causes.join(', ')}; surplus is the ` +
      `rest${causes.length < CAUSES.length ? ', causes not asked for included' : ''}`,
    level: 'screen',
    foresight,
    scale: { reference: scales[0].scale, counterfactual: scales[1].scale },
    undivided_gwh: { reference: scales[0].rest, counterfactual: scales[1].rest },
    reference: reference.total,
    counterfactual: counterfactual.total,
    delta: difference(reference.total, counterfactual.total),
    by_month: rows('byMonth'),
    by_basin: rows('byBasin'),
    by_zone: rows('byZone'),
    by_hour_class: rows('byHourClass'),
    by_section: rows('bySection'),
    sequential: {
      method: 'limits lifted one after another; the order decides the amounts',
      order: causes,
      reference: reference.sequential,
      counterfactual: counterfactual.sequential,
      delta: difference(reference.sequential, counterfactual.sequential),
    },
    sensitivity: reference.further &&
      counterfactual.further && {
        method: 'the same with exports lifted without limit and storage by a tenth more volume',
        reference: reference.further,
        counterfactual: counterfactual.further,
        delta: difference(reference.further, counterfactual.further),
      },
    checks,
  };
}

/** The curtailment that a ledger holds, in all and by what it is divided by. */
function asBooked(ledger: Ledger): Relaxed {
  const { byMonth, byBasin, byZone, byHourClass } = breakDown(ledger);
  return {
    total: hydroTotal(ledger, inStatistic).curtailed,
    parts: { byMonth, byBasin, byZone, byHourClass, bySection: behindSections(ledger.case, byZone) },
  };
}

interface Runs {
  readonly sets: readonly Relaxed[];
  readonly further: readonly number[] | null;
  readonly base: Ledger;
}

/**
 * Every set of lifted limits; `further`: the curtailment of each with exports and storage lifted further. Sets that are
 * the same either way are run once.
 */
async function relaxedRuns(
  deps: StudyDeps,
  c: Case,
  causes: readonly Cause[],
  sensitivity: boolean,
  watch: Watch,
): Promise<Runs> {
  const masks = Array.from({ length: 1 << causes.length }, (_, set) => maskOf(causes, set));
  const ledgers = await runWorlds(
    deps,
    [...masks.map((mask) => relax(c, mask)), ...(sensitivity ? masks.map((mask) => relax(c, mask, 'further')) : [])],
    watch,
  );
  const sets = ledgers.slice(0, masks.length).map(asBooked);
  return {
    sets,
    further: sensitivity ? ledgers.slice(masks.length).map((ledger) => asBooked(ledger).total) : null,
    base: ledgers[0],
  };
}

/** The set of causes, bit k for `causes[k]`, as the mask that lifts them. */
const maskOf = (causes: readonly Cause[], set: number): number =>
  causes.reduce((mask, cause, k) => ((set & (1 << k)) === 0 ? mask : mask | (1 << CAUSES.indexOf(cause))), 0);

function worldCauses(causes: readonly Cause[], sets: readonly Relaxed[], further: readonly number[] | null): World {
  const parts = (division: Division) =>
    sets[0].parts[division].map(({ key }) => ({
      key,
      ...sharedAmong(
        causes,
        sets.map((set) => set.parts[division].find((row) => row.key === key)?.mwh ?? 0),
      ),
    }));
  const totals = sets.map((set) => set.total);
  return {
    total: sharedAmong(causes, totals),
    sequential: inTurn(causes, totals),
    further: further && sharedAmong(causes, further),
    parts: divided(parts),
  };
}

const divided = <T>(of: (division: Division) => T): Readonly<Record<Division, T>> =>
  Object.fromEntries(DIVISIONS.map((division) => [division, of(division)])) as Record<Division, T>;

/** Amounts of a world that meet its books: scaled, and with the part that no cause is told of in the surplus. */
function met(world: World, { scale, rest, restOf: of }: CauseScale, restBy: (of: 0 | 1) => Rest): World {
  const by = of === null ? null : restBy(of);
  const whole = (a: CauseAmounts): CauseAmounts => withSurplus(times(a, scale), rest);
  return {
    total: whole(world.total),
    sequential: whole(world.sequential),
    further: world.further && whole(world.further),
    parts: divided((division) =>
      world.parts[division].map((row) => withSurplus(times(row, scale), by?.[division].get(row.key) ?? 0)),
    ),
  };
}

type Rest = Readonly<Record<Division, ReadonlyMap<string, number>>>;
/** What the books hold beyond the season in blocks, GWh by key. */
const restOf = ({ parts }: Relaxed, world: World): Rest =>
  divided(
    (division) =>
      new Map(
        world.parts[division].map(
          ({ key, total_gwh }) =>
            [key, gwh(parts[division].find((row) => row.key === key)?.mwh ?? 0) - total_gwh] as const,
        ),
      ),
  );

const WORLDS = ['reference', 'counterfactual'] as const;

/** How much work the division of one world is, by so many relaxed runs. */
function worldWork(
  runner: Runner,
  c: Case,
  causes: readonly Cause[],
  runs: number,
): Readonly<Record<'relaxed' | 'known' | 'checks', number>> {
  const sections = causes.includes('sections');
  return {
    relaxed: manyWarm(runner, asScreen(c), runs),
    known: sections && c.foresight !== 'perfect' ? caseWork(asKnown(c)).total : 0,
    checks: sections ? manyWarm(runner, asKnown(c), BINDING_SECTIONS) : 0,
  };
}

/** And of both worlds. */
export const attributeWork = (runner: Runner, pair: readonly Case[], causes: readonly Cause[], runs: number): number =>
  pair.reduce((sum, c) => {
    const { relaxed, known, checks } = worldWork(runner, c, causes, runs);
    return sum + relaxed + known + checks;
  }, 0);
