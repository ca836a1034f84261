import type { Tables } from '../model/model.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { problem, type Problem } from '../words/problem.ts';

/** MW, and the text that states it; null where none does. */
interface Stated {
  readonly mw: number | null;
  readonly text: string | undefined;
}

/** The export line of a measure must be known and carry the size that the field states. */
export function exportProblems(path: string, field: string, id: string, size: Stated, { exports }: Tables): Problem[] {
  const line = exports.find((row) => row.id === id);
  if (line === undefined) return mustBeKnown('export', `${path}.export`, id, idsOf(exports), 'exports.csv');
  return atMost(`${path}.${field}`, size, line.rated_mw, 'above-rating', `more than export "${id}" can carry`);
}

/** A size of no more than the capacity, MW, of what it acts on. */
export const withinCapacity = (path: string, size: Stated, capacity: number, message: string): Problem[] =>
  atMost(path, size, capacity, 'above-capacity', message);

function atMost(path: string, { mw, text }: Stated, limit: number, code: string, message: string): Problem[] {
  if (mw === null || mw <= limit) return [];
  return [problem(code, path, text, `<= ${limit} MW`, message, `give at most ${limit} MW, or correct the model`)];
}
