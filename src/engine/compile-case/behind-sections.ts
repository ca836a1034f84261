import type { Model } from '../../system/model/model.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type { Corridors } from '../case/case.ts';
import { knownIndex } from './known-index.ts';

/** A line of a section: corridors first, export lines after them, under one index. */
export interface SectionMember {
  readonly section: number;
  readonly line: number;
  readonly coefficient: number;
}

export function sectionMembers(
  { tables: { sections, section_members } }: Model,
  corridorIds: readonly string[],
  exportIds: readonly string[],
): SectionMember[] {
  const line = new Map([...corridorIds, ...exportIds].map((id, l) => [id, l] as const));
  const index = new Map(sections.map(({ id }, s) => [id, s]));
  return section_members.flatMap((m) => {
    const at = line.get(m.corridor);
    if (at === undefined) return [];
    const section = knownIndex(index, 'section', m.section, rowPath('section_members', m, 'section'));
    return [{ section, line: at, coefficient: m.coefficient }];
  });
}

/**
 * Whether each zone lies behind each section, `[section * zones]`: joined to its sending ends by corridors outside it;
 * if its receiving ends are joined to them too, the sending ends alone.
 */
export function behindEach(
  sections: number,
  zones: number,
  members: readonly SectionMember[],
  corridors: Pick<Corridors, 'ids' | 'from' | 'to'>,
  exportZone: Int32Array,
): Uint8Array {
  const behind = new Uint8Array(sections * zones);
  for (let s = 0; s < sections; s++) behind.set(sendingSide(s), s * zones);
  return behind;

  function sendingSide(s: number): Uint8Array {
    const own = members.filter((m) => m.section === s);
    const inside = new Set(own.map((m) => m.line));
    const ends = (forward: boolean): number[] =>
      own.flatMap((m) => {
        if (m.line >= corridors.ids.length) return forward ? [exportZone[m.line - corridors.ids.length]] : [];
        return [m.coefficient > 0 === forward ? corridors.from[m.line] : corridors.to[m.line]];
      });
    const joined = reach(ends(true), inside);
    if (!ends(false).some((z) => joined[z])) return joined;
    const alone = new Uint8Array(zones);
    for (const z of ends(true)) alone[z] = 1;
    return alone;
  }

  function reach(from: number[], without: Set<number>): Uint8Array {
    const seen = new Uint8Array(zones);
    const queue = [...from];
    for (const z of queue) {
      if (seen[z]) continue;
      seen[z] = 1;
      corridors.ids.forEach((_, l) => {
        if (without.has(l)) return;
        if (corridors.from[l] === z) queue.push(corridors.to[l]);
        else if (corridors.to[l] === z) queue.push(corridors.from[l]);
      });
    }
    return seen;
  }
}
