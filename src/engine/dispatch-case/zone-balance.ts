import type { DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import type { CaseColumns } from './case-columns.ts';
import { at, type CaseSteps } from './case-steps.ts';

/**
 * Generation + unserved - power thrown away + imports - exports = load, MW, one row a zone and step; the dual divided
 * by h * w is the price. Returns the row numbers by zone. A second row limits what is thrown away to what the zone
 * makes itself, load below 0 included.
 */
export function addZoneBalance(
  dispatch: DispatchCase,
  steps: CaseSteps,
  columns: CaseColumns,
  builder: ProgramBuilder,
): readonly Int32Array[] {
  return dispatch.zones.map((zone, z) =>
    Int32Array.from({ length: steps.n }, (_, t) => {
      const load = at(zone.load, t, 0);
      const row = builder.row(load, load, () => `balance_${zone.id}_${t}`);
      addGeneration(dispatch, columns, builder, zone.id, row, t);
      const unserved = columns.unserved[z];
      if (unserved) builder.entry(row, unserved[t], 1);
      (dispatch.lines ?? []).forEach((line, l) => {
        if (line.to === zone.id) builder.entry(row, columns.line[l][t], 1);
        if (line.from === zone.id) builder.entry(row, columns.line[l][t], -1);
      });
      const thrownAway = columns.zoneSpill[z];
      if (thrownAway) {
        builder.entry(row, thrownAway[t], -1);
        const limit = builder.row(Math.min(0, load), Infinity, () => `thrown_away_limit_${zone.id}_${t}`);
        addGeneration(dispatch, columns, builder, zone.id, limit, t);
        builder.entry(limit, thrownAway[t], -1);
      }
      return row;
    }),
  );
}

function addGeneration(
  dispatch: DispatchCase,
  columns: CaseColumns,
  builder: ProgramBuilder,
  zone: string,
  row: number,
  step: number,
): void {
  (dispatch.thermal ?? []).forEach((unit, u) => {
    if (unit.zone === zone) builder.entry(row, columns.thermal[u][step], 1);
  });
  (dispatch.renewables ?? []).forEach((plant, r) => {
    if (plant.zone === zone) builder.entry(row, columns.renewable[r][step], 1);
  });
  (dispatch.hydro ?? []).forEach((plant, i) => {
    if (plant.zone === zone) builder.entry(row, columns.turbined[i][step], at(plant.mw_per_m3s, step, 0));
  });
}
