import type { DispatchCase, PerStep } from './dispatch-case.ts';
import { problem, type Problem } from './problem.ts';

/** What a well-formed `dispatch-case/1` may still get wrong: names that do not exist, lists of the wrong length, limits that cross. All at once. */
export function checkDispatchCase(dispatch: DispatchCase): readonly Problem[] {
  return [...idProblems(dispatch), ...referenceProblems(dispatch), ...lengthProblems(dispatch, '', dispatch.time.n), ...blockProblems(dispatch), ...limitProblems(dispatch)];
}

const KINDS = ['zones', 'thermal', 'renewables', 'hydro', 'lines'] as const;
const items = (dispatch: DispatchCase, kind: (typeof KINDS)[number]): readonly { readonly id: string }[] => dispatch[kind] ?? [];

function idProblems(dispatch: DispatchCase): Problem[] {
  return KINDS.flatMap((kind) => {
    const seen = new Set<string>();
    return items(dispatch, kind).flatMap(({ id }, i) => {
      const twice = seen.has(id);
      seen.add(id);
      return twice ? [problem('duplicate-id', `${kind}[${i}].id`, id, 'unique', 'is already the id of another entry of this list', 'give every entry its own id')] : [];
    });
  });
}

const SHOWN = 20;

function firstOf(ids: ReadonlySet<string>): string {
  const first: string[] = [];
  for (const id of ids) if (first.push(id) === SHOWN) break;
  return first.join(', ');
}

function referenceProblems(dispatch: DispatchCase): Problem[] {
  const zones = new Set(dispatch.zones.map((z) => z.id));
  const plants = new Set((dispatch.hydro ?? []).map((h) => h.id));
  const found: Problem[] = [];
  const expect = (known: Set<string>, what: string, path: string, value: string | null | undefined): void => {
    if (value === null || value === undefined || known.has(value)) return;
    found.push(problem('unknown-id', path, value, firstOf(known), `names a ${what} that does not exist`, `use the id of a ${what} of this case`));
  };
  for (const kind of ['thermal', 'renewables', 'hydro'] as const) (dispatch[kind] ?? []).forEach((item, i) => expect(zones, 'zone', `${kind}[${i}].zone`, item.zone));
  (dispatch.lines ?? []).forEach((line, i) => {
    expect(zones, 'zone', `lines[${i}].from`, line.from);
    expect(zones, 'zone', `lines[${i}].to`, line.to);
    if (line.from === line.to) found.push(problem('loop', `lines[${i}].to`, line.to, 'another zone than from', 'is the zone the line starts from', 'connect two different zones'));
  });
  (dispatch.hydro ?? []).forEach((plant, i) => {
    for (const key of ['turbine_to', 'spill_to'] as const) {
      expect(plants, 'hydro plant', `hydro[${i}].${key}`, plant[key]);
      if (plant[key] === plant.id) found.push(problem('loop', `hydro[${i}].${key}`, plant[key], 'another plant', 'sends water back to the plant itself', 'name the plant downstream, or leave the field out'));
    }
  });
  return found;
}

/** Every list outside `time.blocks` and the descriptive fields runs over the steps. */
function lengthProblems(value: unknown, path: string, n: number): Problem[] {
  if (Array.isArray(value)) {
    if (value.every((v) => typeof v === 'number' || v === null)) {
      return value.length === n || value.length === 0 ? [] : [problem('list-length', path, value.length, `${n} values`, `has ${value.length} values where the case has ${n} steps`, 'give one number, or one number a step (time.n)')];
    }
    return value.flatMap((v, i) => lengthProblems(v, `${path}[${i}]`, n));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([key]) => !NO_STEPS.has(key)).flatMap(([key, v]) => lengthProblems(v, path === '' ? key : `${path}.${key}`, n));
}
const NO_STEPS = new Set(['blocks', 'expected', 'tags', 'source', 'units', 'how_computed', 'id', 'name', 'title', 'note', 'notes', 'description', 'comment']);

function blockProblems(dispatch: DispatchCase): Problem[] {
  const { n, blocks } = dispatch.time;
  if (!blocks) return [];
  const used = new Set<number>();
  const found: Problem[] = [];
  blocks.forEach((block, b) => block.forEach((step, i) => {
    const path = `time.blocks[${b}][${i}]`;
    if (step >= n) found.push(problem('range', path, step, `0 to ${n - 1}`, 'is not a step of this case', 'step indices start at 0 and end at time.n - 1'));
    else if (used.has(step)) found.push(problem('duplicate-step', path, step, 'each step once', 'is a step that already belongs to a block', 'put every step into exactly one block'));
    used.add(step);
  }));
  const missing = Array.from({ length: n }, (_, t) => t).filter((t) => !used.has(t));
  if (missing.length > 0) found.push(problem('missing-step', 'time.blocks', missing.slice(0, 20), `all ${n} steps`, `leaves out ${missing.length} of the ${n} steps`, 'put every step into exactly one block'));
  return found;
}

function limitProblems(dispatch: DispatchCase): Problem[] {
  const found: Problem[] = [];
  const ordered = (path: string, low: string, high: string, lower: PerStep, upper: PerStep): void => {
    for (let t = 0; t < Math.min(dispatch.time.n, Math.max(lengthOf(lower), lengthOf(upper))); t++) {
      const [least, most] = [numberAt(lower, t), numberAt(upper, t)];
      if (least === null || most === null || least <= most) continue;
      found.push(problem('crossed-limits', `${path}.${low}`, least, `<= ${most} (${high})`, `is above ${high} at step ${t}`, `lower ${low} or raise ${high}`));
      return;
    }
  };
  (dispatch.thermal ?? []).forEach((unit, i) => ordered(`thermal[${i}]`, 'p_min', 'p_max', unit.p_min ?? 0, unit.p_max));
  (dispatch.hydro ?? []).forEach((plant, i) => {
    ordered(`hydro[${i}]`, 'v_min', 'v_max', plant.v_min ?? 0, plant.v_max);
    ordered(`hydro[${i}]`, 'v_final', 'v_max', plant.v_final, Array.isArray(plant.v_max) ? plant.v_max.at(-1) : plant.v_max);
    ordered(`hydro[${i}]`, 'outflow_min', 'outflow_max', plant.outflow_min, plant.outflow_max);
  });
  return found;
}

/** Steps in which a value may differ from the step before. */
const lengthOf = (value: PerStep): number => (typeof value === 'object' && value !== null ? value.length : 1);
const numberAt = (value: PerStep, step: number): number | null => (typeof value === 'object' && value !== null ? value[step] ?? null : value ?? null);
