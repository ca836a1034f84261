import { formatInstant } from '../../system/words/calendar.ts';
import type { Say } from '../base/messages.ts';
import { gwh } from '../run/run-result.ts';
import type { SweepTurn } from '../base/sweep-change.ts';
import { mostChanged, type NameOf } from './sweep-changes.ts';
import { effectOf, type SolvedPoint, type WorldSummary } from './sweep-points.ts';

/** Effects below this share of the energy of the load are nothing: solvers end within such distances of an optimum. */
const NOTHING = 1e-5;
/**
 * Share of the largest effect by which it may be off under rolling foresight: a plan of the first week may fall either
 * way, and all later weeks follow from it. Sizes of 9.0 to 10.2 GW in steps of 0.1 scattered by up to 1 % about their
 * course on the Sichuan model.
 */
const SCATTER = 0.01;

export const largestEffect = (points: readonly SolvedPoint[]): number =>
  Math.max(...points.map((point) => Math.abs(effectOf(point).statistic)));

/** GWh by which an effect may be off. */
export function noiseOf(points: readonly SolvedPoint[]): number {
  const scatter = points.some(({ kept }) => kept.settings.foresight === 'rolling')
    ? SCATTER * largestEffect(points)
    : 0;
  return Math.max(scatter, NOTHING * Math.max(...points.map(({ kept }) => kept.load)));
}

/** How a value of the axis is published. */
export type Shown = (value: number) => number | string;

/** What tells a turn: how values are shown, what lines are called, and the first change of loads in the sweep. */
export interface TurnWords {
  readonly shown: Shown;
  readonly nameOf: NameOf;
  readonly firstChangeHour: number | null;
  readonly say: Say;
}

/**
 * Where the effect on the statistic goes against its main direction by more than noise, and why; none where it never
 * falls or never rises.
 */
export function sweepTurns(points: readonly SolvedPoint[], words: TurnWords): SweepTurn[] {
  const effects = points.map((point) => effectOf(point).statistic);
  const slack = noiseOf(points);
  const against =
    direction(effects) > 0 ? (step: number): boolean => step < -slack : (step: number): boolean => step > slack;
  const turns: SweepTurn[] = [];
  for (let from = 0; from + 1 < points.length; from++) {
    let to = from;
    while (to + 1 < points.length && against(effects[to + 1] - effects[to])) to++;
    if (to === from) continue;
    turns.push(turnOf(points[from], points[to], words, slack));
    from = to;
  }
  return turns;
}

/** That of the greater sum of steps. */
function direction(effects: readonly number[]): number {
  return effects.slice(1).reduce((sum, effect, i) => sum + (effect - effects[i]), 0) >= 0 ? 1 : -1;
}

type Side = SweepTurn['world'];
const sideOf = (point: SolvedPoint, world: Side): WorldSummary => (world === 'reference' ? point.kept : point.removed);

function turnOf(
  before: SolvedPoint,
  after: SolvedPoint,
  { shown, nameOf, firstChangeHour, say }: TurnWords,
  slack: number,
): SweepTurn {
  const change = effectOf(after).statistic - effectOf(before).statistic;
  const [kept, removed] = [
    after.kept.curtailed - before.kept.curtailed,
    after.removed.curtailed - before.removed.curtailed,
  ];
  const world: Side =
    Math.sign(removed) === Math.sign(change) &&
    (Math.sign(-kept) !== Math.sign(change) || Math.abs(removed) >= Math.abs(kept))
      ? 'counterfactual'
      : 'reference';
  const [a, b] = [sideOf(before, world), sideOf(after, world)];
  const month = monthOf(a, b);
  const history =
    firstChangeHour === null || a.before === null || b.before === null
      ? null
      : {
          until: formatInstant(firstChangeHour),
          load_gwh: [gwh(a.before.load), gwh(b.before.load)],
          stored_gwh: [gwh(a.before.stored), gwh(b.before.stored)],
        };
  const cause =
    world === 'counterfactual' && history !== null && history.load_gwh[1] - history.load_gwh[0] > slack
      ? ('load-before-removal' as const)
      : ('other' as const);
  const facts = {
    from: shown(before.value),
    to: shown(after.value),
    ...(before.value2 !== null && { value2: before.value2 }),
    change_gwh: change,
    reference_change_gwh: kept,
    counterfactual_change_gwh: removed,
    world,
    month: month.key,
    month_change_gwh: month.change,
    before_removal: history,
    cause,
    changes: mostChanged(before, after, nameOf, [world]),
  };
  const { en, zh } = say(
    cause === 'load-before-removal'
      ? { code: 'effect-turns-before-removal', values: { ...facts, before_removal: history! } }
      : { code: 'effect-turns', values: facts },
  );
  return { ...facts, message_en: en, message_zh: zh };
}

function monthOf(a: WorldSummary, b: WorldSummary): { readonly key: string; readonly change: number } {
  const changes = b.byMonth.map(({ key, value_gwh }, i) => ({ key, change: value_gwh - a.byMonth[i].value_gwh }));
  return changes.reduce((best, one) => (Math.abs(one.change) > Math.abs(best.change) ? one : best));
}
