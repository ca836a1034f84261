import type { Tables } from '../model/model.ts';
import type { Finding } from './finding.ts';
import { loadFindings } from './load-relations.ts';
import { ownFindings } from './own-ranges.ts';
import { powerFindings } from './power-relations.ts';
import { siblingFindings } from './siblings.ts';
import { waterFindings } from './water-relations.ts';

const known = new WeakMap<Tables, readonly Finding[]>();

/**
 * Everything that is unlikely in the tables of a model: each figure by itself, beside others of its kind, and beside
 * those that it must agree with. What is told of a cell twice is told once, as it is judged hardest.
 */
export function modelFindings(tables: Tables): readonly Finding[] {
  const earlier = known.get(tables);
  if (earlier) return earlier;
  const all = [
    ...ownFindings(tables),
    ...waterFindings(tables),
    ...powerFindings(tables),
    ...loadFindings(tables),
    ...siblingFindings(tables),
  ];
  const findings = oneACell(all);
  known.set(tables, findings);
  return findings;
}

export function oneACell(all: readonly Finding[]): Finding[] {
  const byCell = new Map<string, Finding>();
  for (const one of all) {
    const told = byCell.get(one.path);
    if (!told || (one.refused && !told.refused)) byCell.set(one.path, one);
  }
  return [...byCell.values()];
}
