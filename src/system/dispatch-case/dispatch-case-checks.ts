import type { DispatchCase } from './dispatch-case.ts';
import { limitProblems } from './dispatch-case-limits.ts';
import { problem, type Problem } from '../words/problem.ts';

/**
 * What a well-formed `dispatch-case/1` may still get wrong: names that do not exist, lists of the wrong length, limits
 * that cross. All at once.
 */
export function checkDispatchCase(dispatch: DispatchCase): readonly Problem[] {
  return [
    ...idProblems(dispatch),
    ...referenceProblems(dispatch),
    ...circleProblems(dispatch),
    ...lengthProblems(dispatch, '', dispatch.time.n),
    ...blockProblems(dispatch),
    ...limitProblems(dispatch),
  ];
}

const KINDS = ['zones', 'thermal', 'renewables', 'hydro', 'lines'] as const;
const items = (dispatch: DispatchCase, kind: (typeof KINDS)[number]): readonly { readonly id: string }[] =>
  dispatch[kind] ?? [];

function idProblems(dispatch: DispatchCase): Problem[] {
  return KINDS.flatMap((kind) => {
    const seen = new Set<string>();
    return items(dispatch, kind).flatMap(({ id }, i) => {
      const twice = seen.has(id);
      seen.add(id);
      return twice
        ? [
            problem(
              'duplicate-id',
              `${kind}[${i}].id`,
              id,
              'unique',
              'is already the id of another entry of this list',
              'give every entry its own id',
            ),
          ]
        : [];
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
    found.push(
      problem(
        'unknown-id',
        path,
        value,
        firstOf(known),
        `names a ${what} that does not exist`,
        `use the id of a ${what} of this case`,
      ),
    );
  };
  for (const kind of ['thermal', 'renewables', 'hydro'] as const)
    (dispatch[kind] ?? []).forEach((item, i) => expect(zones, 'zone', `${kind}[${i}].zone`, item.zone));
  (dispatch.lines ?? []).forEach((line, i) => {
    expect(zones, 'zone', `lines[${i}].from`, line.from);
    expect(zones, 'zone', `lines[${i}].to`, line.to);
    if (line.from === line.to)
      found.push(
        problem(
          'loop',
          `lines[${i}].to`,
          line.to,
          'another zone than from',
          'is the zone the line starts from',
          'connect two different zones',
        ),
      );
  });
  (dispatch.hydro ?? []).forEach((plant, i) => {
    for (const key of WAYS) {
      expect(plants, 'hydro plant', `hydro[${i}].${key}`, plant[key]);
      if (plant[key] === plant.id)
        found.push(
          problem(
            'loop',
            `hydro[${i}].${key}`,
            plant[key],
            'another plant',
            'sends water back to the plant itself',
            'name the plant downstream, or leave the field out',
          ),
        );
    }
  });
  return found;
}

const WAYS = ['turbine_to', 'spill_to'] as const;

/**
 * Water runs downhill: a plant that its own water would reach again is named, once a circle. A walk down the river,
 * without recursion: a cascade may be long.
 */
function circleProblems(dispatch: DispatchCase): Problem[] {
  const plants = new Map((dispatch.hydro ?? []).map((plant, i) => [plant.id, { plant, i }]));
  const left = new Map<string, boolean>();
  const found: Problem[] = [];
  for (const source of plants.keys()) {
    const walk = left.has(source) ? [] : [{ id: source, way: 0 }];
    while (walk.length > 0) {
      const here = walk[walk.length - 1];
      const { plant, i } = plants.get(here.id)!;
      left.set(here.id, here.way === WAYS.length);
      if (here.way === WAYS.length) {
        walk.pop();
        continue;
      }
      const key = WAYS[here.way++];
      const next = plant[key];
      if (typeof next !== 'string' || next === plant.id || !plants.has(next)) continue;
      if (left.get(next) === false)
        found.push(
          problem(
            'loop',
            `hydro[${i}].${key}`,
            next,
            'a plant downstream',
            `sends water back to "${next}", which it came from`,
            'name a plant further down the river, or leave the field out',
          ),
        );
      else if (!left.has(next)) walk.push({ id: next, way: 0 });
    }
  }
  return found;
}

/** Every list outside `time.blocks` and the descriptive fields runs over the steps. */
function lengthProblems(value: unknown, path: string, n: number): Problem[] {
  if (Array.isArray(value)) {
    if (value.every((v) => typeof v === 'number' || v === null)) {
      return value.length === n || value.length === 0
        ? []
        : [
            problem(
              'list-length',
              path,
              value.length,
              `${n} values`,
              `has ${value.length} values where the case has ${n} steps`,
              'give one number, or one number a step (time.n)',
            ),
          ];
    }
    return value.flatMap((v, i) => lengthProblems(v, `${path}[${i}]`, n));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !NO_STEPS.has(key))
    .flatMap(([key, v]) => lengthProblems(v, path === '' ? key : `${path}.${key}`, n));
}
const NO_STEPS = new Set([
  'blocks',
  'expected',
  'tags',
  'source',
  'units',
  'how_computed',
  'id',
  'name',
  'title',
  'note',
  'notes',
  'description',
  'comment',
]);

function blockProblems(dispatch: DispatchCase): Problem[] {
  const { n, blocks } = dispatch.time;
  if (!blocks) return [];
  const used = new Set<number>();
  const found: Problem[] = [];
  blocks.forEach((block, b) =>
    block.forEach((step, i) => {
      const path = `time.blocks[${b}][${i}]`;
      if (step >= n)
        found.push(
          problem(
            'range',
            path,
            step,
            `0 to ${n - 1}`,
            'is not a step of this case',
            'step indices start at 0 and end at time.n - 1',
          ),
        );
      else if (used.has(step))
        found.push(
          problem(
            'duplicate-step',
            path,
            step,
            'each step once',
            'is a step that already belongs to a block',
            'put every step into exactly one block',
          ),
        );
      used.add(step);
    }),
  );
  const missing = Array.from({ length: n }, (_, t) => t).filter((t) => !used.has(t));
  if (missing.length > 0)
    found.push(
      problem(
        'missing-step',
        'time.blocks',
        missing.slice(0, 20),
        `all ${n} steps`,
        `leaves out ${missing.length} of the ${n} steps`,
        'put every step into exactly one block',
      ),
    );
  return found;
}
