import type { Model } from '../../system/model/model.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import { spanOf } from '../../system/tables/dated-rows.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { behindEach, sectionMembers } from './behind-sections.ts';
import type { Corridors, Sections } from '../case/case.ts';
import { byHour } from './by-hour.ts';
import { knownIndex } from './known-index.ts';
import type { Season } from './season.ts';

export function compileCorridors(model: Model, zoneIndex: Map<string, number>): Corridors {
  const rows = [
    ...model.tables.corridors.map((r) => ({
      id: r.id,
      path: (column: string) => rowPath('corridors', r, column),
      from: r.from,
      to: r.to,
      forward: r.forward_mw,
      reverse: r.reverse_mw,
      loss: r.loss_share,
    })),
    ...model.tables.pockets.map((p) => ({
      id: `${p.id}-link`,
      path: (column: string) => rowPath('pockets', p, column === 'to' ? 'zone' : 'id'),
      from: p.id,
      to: p.zone,
      forward: p.link_to_grid_mw,
      reverse: p.link_from_grid_mw,
      loss: 0,
    })),
  ];
  return {
    ids: rows.map((r) => r.id),
    from: Int32Array.from(rows, (r) => knownIndex(zoneIndex, 'zone', r.from, r.path('from'))),
    to: Int32Array.from(rows, (r) => knownIndex(zoneIndex, 'zone', r.to, r.path('to'))),
    forward: Float64Array.from(rows, (r) => r.forward),
    reverse: Float64Array.from(rows, (r) => r.reverse),
    loss: Float64Array.from(rows, (r) => r.loss),
  };
}

export function compileSections(
  model: Model,
  scenario: ResolvedScenario,
  season: Season,
  corridors: Corridors,
  exportIds: readonly string[],
  zones: number,
  exportZone: Int32Array,
): Sections {
  const rows = model.tables.sections;
  const members = sectionMembers(model, corridors.ids, exportIds);
  const limit = new Float64Array(rows.length * season.days * 24);
  rows.forEach((row, s) => {
    const changes = [
      ...model.tables.section_limits
        .filter((r) => r.section === row.id)
        .map((r) => ({ from: spanOf(r).start, to: spanOf(r).end, value: r.limit_mw })),
      ...scenario.measures.flatMap((m) =>
        m.type === 'section-limit' && m.section === row.id ? [{ from: m.start, to: m.end, value: m.limit }] : [],
      ),
    ];
    limit.set(byHour(season, row.limit_mw, changes), s * season.days * 24);
  });
  return {
    ids: rows.map((r) => r.id),
    limit,
    behind: behindEach(rows.length, zones, members, corridors, exportZone),
    memberSection: Int32Array.from(members, (m) => m.section),
    memberLine: Int32Array.from(members, (m) => m.line),
    memberCoefficient: Float64Array.from(members, (m) => m.coefficient),
  };
}
