import { instantOf, measureEnd, measureStart, quantityOf } from '../../system/measure.ts';
import type { Model } from '../../system/model.ts';
import type { Scenario } from '../../system/scenario.ts';
import type { Corridors, Sections } from './case.ts';
import { byHour } from './by-hour.ts';
import type { Season } from './season.ts';

export function compileCorridors(model: Model, zoneIndex: Map<string, number>): Corridors {
  const rows = [
    ...model.tables.corridors.map((r) => ({ id: r.id, from: r.from, to: r.to, forward: r.forward_mw, reverse: r.reverse_mw, loss: r.loss_share })),
    ...model.tables.pockets.map((p) => ({ id: `${p.id}-link`, from: p.id, to: p.zone, forward: p.link_to_grid_mw, reverse: p.link_from_grid_mw, loss: 0 })),
  ];
  return {
    ids: rows.map((r) => r.id), from: Int32Array.from(rows, (r) => zoneIndex.get(r.from) ?? 0), to: Int32Array.from(rows, (r) => zoneIndex.get(r.to) ?? 0),
    forward: Float64Array.from(rows, (r) => r.forward), reverse: Float64Array.from(rows, (r) => r.reverse), loss: Float64Array.from(rows, (r) => r.loss),
  };
}

export function compileSections(model: Model, scenario: Scenario, season: Season, corridors: Corridors, exportIds: readonly string[], zones: number, exportZone: Int32Array): Sections {
  const rows = model.tables.sections;
  const line = new Map([...corridors.ids.map((id, l) => [id, l] as const), ...exportIds.map((id, e) => [id, corridors.ids.length + e] as const)]);
  const members = model.tables.section_members.filter((m) => line.has(m.corridor)).map((m) => ({
    section: rows.findIndex((r) => r.id === m.section), line: line.get(m.corridor) ?? 0, coefficient: m.coefficient,
  }));
  const limit = new Float64Array(rows.length * season.days * 24);
  rows.forEach((row, s) => {
    const changes = [
      ...model.tables.section_limits.filter((r) => r.section === row.id).map((r) => ({ from: instantOf(r.from), to: r.to === undefined ? Infinity : instantOf(r.to), value: r.limit_mw })),
      ...scenario.measures.flatMap((m) => (m.type === 'section-limit' && m.section === row.id ? [{ from: measureStart(m, scenario), to: measureEnd(m), value: quantityOf(m.limit, 'power') }] : [])),
    ];
    limit.set(byHour(season, row.limit_mw, changes), s * season.days * 24);
  });
  const behind = new Uint8Array(rows.length * zones);
  rows.forEach((_, s) => behind.set(sendingSide(s), s * zones));
  return {
    ids: rows.map((r) => r.id), limit, behind, memberSection: Int32Array.from(members, (m) => m.section),
    memberLine: Int32Array.from(members, (m) => m.line), memberCoefficient: Float64Array.from(members, (m) => m.coefficient),
  };

  /** Zones joined to the section's sending ends by corridors outside it; if its receiving ends are joined to them too, the sending ends alone. */
  function sendingSide(s: number): Uint8Array {
    const own = members.filter((m) => m.section === s);
    const inside = new Set(own.map((m) => m.line));
    const ends = (forward: boolean): number[] => own.flatMap((m) => {
      if (m.line >= corridors.ids.length) return forward ? [exportZone[m.line - corridors.ids.length]] : [];
      return [(m.coefficient > 0) === forward ? corridors.from[m.line] : corridors.to[m.line]];
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
