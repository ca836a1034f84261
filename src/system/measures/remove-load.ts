import { z } from 'zod';
import { aboveProvince } from '../model/load-size.ts';
import { id, instant, MOST, quantity, share } from '../schema/scenario-fields.ts';
import { instantOf, quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { problem, type Problem } from '../words/problem.ts';
import { measureKind, type Surroundings } from './measure-kind.ts';
import { rampField, rampOf } from './ramp.ts';
import { timeProblems } from './time-problems.ts';

/** A named load goes away, at once or in stages. `size` in MW, `ramp` in hours, 0 where it acts at once. */
export const removeLoad = measureKind({
  type: 'remove-load',
  fields: {
    ...rampField,
    load: id,
    size: quantity('power'),
    staged: z
      .array(z.strictObject({ start: instant, share }))
      .min(1)
      .max(MOST.stages)
      .optional()
      .describe('steps of the removal; shares of the size, summing to 1'),
    persistence: share.default(1).describe('share of the removed size that stays away (below 1: covert restart)'),
  },
  quantities: { size: 'load_mw', ramp: 'ramp_h', 'staged[].share': 'share', persistence: 'share' },
  resolve: (given, span) => {
    const staged = given.staged?.map((stage): Stage => ({ start: instantOf(stage.start), share: stage.share })) ?? null;
    return {
      // From the first stage on, where the text states no start.
      start: given.start === undefined && staged !== null ? firstOf(staged) : span.start,
      size: quantityOf(given.size, 'power'),
      ramp: rampOf(given.ramp),
      staged,
    };
  },
  problems: ({ id, start, end, size, load, staged, given }, path, around) => [
    ...mustBeKnown('load', `${path}.load`, load, idsOf(around.loads), 'the loads of this scenario'),
    ...(staged === null ? [] : stageProblems({ id, start, end, staged, given }, path, around)),
    ...aboveProvince(`${path}.size`, { mw: size, text: given.size }, around, around.tables),
  ],
  sets: ({ load }) => `load "${load}"`,
  insteadOf: null,
});
export type LoadRemoval = ReturnType<typeof removeLoad.resolve>;

/** A part of a removal: from the hour index `start`, `share` of its size. */
interface Stage {
  readonly start: number;
  readonly share: number;
}
const firstOf = (staged: readonly Stage[]): number => Math.min(...staged.map(({ start }) => start));

/** A removal in stages. */
interface Staged {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly staged: readonly Stage[];
  readonly given: {
    readonly start?: string;
    readonly end?: string;
    readonly staged?: readonly { readonly start: string }[];
  };
}

function stageProblems(measure: Staged, path: string, around: Surroundings): Problem[] {
  const { id, end, given, staged } = measure;
  const sum = staged.reduce((total, step) => total + step.share, 0);
  const shares =
    Math.abs(sum - 1) < 1e-9
      ? []
      : [
          problem(
            'staged-sum',
            `${path}.staged`,
            Number(sum.toFixed(9)),
            'sum = 1',
            'the shares of the steps do not sum to 1',
            'adjust the shares so that they sum to 1',
          ),
        ];
  const steps = staged.flatMap(({ start }, i) =>
    timeProblems(
      { id, start, end, given: { start: given.staged?.[i].start, end: given.end } },
      `${path}.staged[${i}]`,
      around,
    ).filter((found) => found.code !== 'measure-reversed'),
  );
  return [...shares, ...steps, ...startProblems(measure, path)];
}

/** Of a staged removal the stages say when: a start beside them must be that of the first one. */
function startProblems(measure: Staged, path: string): Problem[] {
  const { id, staged, given } = measure;
  const first = firstOf(staged);
  if (given.start === undefined || measure.start === first) return [];
  const stage = staged.findIndex((one) => one.start === first);
  const [start, stated] = [given.start, given.staged?.[stage].start ?? null];
  return [
    problem(
      'staged-start',
      `${path}.start`,
      start,
      stated,
      `measure "${id}" starts at ${start}, but the first of its stages at ${stated}`,
      'state the stages with other dates and no start, or write staged: null to remove the load at one date',
    ),
  ];
}
