import { numberAt, type CaseHydro, type DispatchCase, type PerStep } from './dispatch-case.ts';
import { problem, type Problem } from '../words/problem.ts';

/**
 * Limits of a `dispatch-case/1` that contradict each other whatever is dispatched: lower above upper, below 0, storage
 * outside its limits. One problem a field, at its first step.
 */
export function limitProblems(dispatch: DispatchCase): Problem[] {
  const { n } = dispatch.time;
  return [
    ...(dispatch.thermal ?? []).flatMap((unit, i) =>
      ordered(`thermal[${i}]`, `unit "${unit.id}"`, n, ['p_min', unit.p_min ?? 0], ['p_max', unit.p_max]),
    ),
    ...(dispatch.lines ?? []).flatMap((line, i) => lineProblems(`lines[${i}]`, line, n)),
    ...(dispatch.hydro ?? []).flatMap((plant, i) => plantProblems(dispatch, plant, `hydro[${i}]`)),
  ];
}

type Stated = readonly [field: string, value: PerStep];

function ordered(path: string, who: string, n: number, [low, lower]: Stated, [high, upper]: Stated): Problem[] {
  const step = firstStep(n, [lower, upper], (t) => above(numberAt(lower, t), numberAt(upper, t)));
  if (step === null) return [];
  return [
    problem(
      'crossed-limits',
      `${path}.${low}`,
      numberAt(lower, step),
      `<= ${numberAt(upper, step)} (${high})`,
      `${who}: ${low} is above ${high} at step ${step}`,
      `lower ${low} or raise ${high}`,
    ),
  ];
}

function notNegative(path: string, who: string, n: number, [field, value]: Stated): Problem[] {
  const step = firstStep(n, [value], (t) => above(0, numberAt(value, t)));
  if (step === null) return [];
  return [
    problem(
      'crossed-limits',
      `${path}.${field}`,
      numberAt(value, step),
      '>= 0',
      `${who}: ${field} is below 0 at step ${step}; flow and power never are`,
      `give ${field} as 0 or more, or leave it out for no limit`,
    ),
  ];
}

function lineProblems(
  path: string,
  line: { readonly id: string; readonly cap_fwd?: PerStep; readonly cap_rev?: PerStep },
  n: number,
): Problem[] {
  const step = firstStep(n, [line.cap_rev, line.cap_fwd], (t) =>
    above(minus(numberAt(line.cap_rev, t)), numberAt(line.cap_fwd, t)),
  );
  if (step === null) return [];
  return [
    problem(
      'crossed-limits',
      `${path}.cap_fwd`,
      numberAt(line.cap_fwd, step),
      `>= ${minus(numberAt(line.cap_rev, step))} (-cap_rev)`,
      `line "${line.id}": no flow lies between -cap_rev and cap_fwd at step ${step}`,
      'give both as 0 or more; to take the line out, set available to 0',
    ),
  ];
}

function plantProblems({ time }: DispatchCase, plant: CaseHydro, path: string): Problem[] {
  const who = `plant "${plant.id}"`;
  const blocks = time.blocks ?? [[0, time.n - 1]];
  const firsts = blocks.map((block) => block[0]);
  const lasts = blocks.map((block) => block.at(-1)!);
  return [
    ...ordered(path, who, time.n, ['v_min', plant.v_min ?? 0], ['v_max', plant.v_max]),
    ...ordered(path, who, time.n, ['outflow_min', plant.outflow_min], ['outflow_max', plant.outflow_max]),
    ...(['q_max', 'p_max', 'outflow_max'] as const).flatMap((field) =>
      notNegative(path, who, time.n, [field, plant[field]]),
    ),
    ...outside(path, who, ['v_init', plant.v_init], ['v_max', plant.v_max], firsts, 'first'),
    ...outside(path, who, ['v_init', plant.v_init], ['v_min', plant.v_min ?? 0], firsts, 'first'),
    ...outside(path, who, ['v_final', plant.v_final], ['v_max', plant.v_max], lasts, 'last'),
  ];
}

/**
 * Storage before the first step or after the last of every block is a single number: it lies within the limit that
 * stands at that step.
 */
function outside(
  path: string,
  who: string,
  [field, value]: readonly [string, number | null | undefined],
  [name, limit]: Stated,
  steps: readonly number[],
  which: 'first' | 'last',
): Problem[] {
  const tooMuch = name === 'v_max';
  const step = steps.find((t) =>
    tooMuch ? above(value ?? null, numberAt(limit, t)) : above(numberAt(limit, t), value ?? null),
  );
  if (step === undefined) return [];
  return [
    problem(
      'crossed-limits',
      `${path}.${field}`,
      value,
      `${tooMuch ? '<=' : '>='} ${numberAt(limit, step)} (${name})`,
      `${who}: ${field} is ${tooMuch ? 'above' : 'below'} ${name} at step ${step}, the ${which} of its block`,
      tooMuch ? `lower ${field} or raise ${name}` : `raise ${field}${limit === 0 ? '' : ` or lower ${name}`}`,
    ),
  ];
}

/** The first of `n` steps at which something holds; where no value is a list, all steps are alike. */
function firstStep(n: number, values: readonly PerStep[], holds: (step: number) => boolean): number | null {
  const different = values.reduce<number>(
    (most, value) => Math.max(most, typeof value === 'object' && value !== null ? value.length : 1),
    1,
  );
  for (let t = 0; t < Math.min(n, different); t++) if (holds(t)) return t;
  return null;
}

/** Whether one number is above the other; nothing is above what is not given. */
const above = (one: number | null, other: number | null): boolean => one !== null && other !== null && one > other;
const minus = (value: number | null): number | null => (value === null ? null : -value);
