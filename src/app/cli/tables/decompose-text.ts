import { addUp } from '../../../study/present/add-up.ts';
import type { YearOnYearResult } from '../../../study/backcast/year-on-year-result.ts';
import { energyUnit, fixed, signed } from '../text/number-text.ts';
import { textTable } from '../text/text-table.ts';
import { WORDS, type Lang } from '../text/words.ts';

/**
 * Drivers of the change of curtailment from year to year; every column adds to its change, which is that of the years
 * above.
 */
export function decomposeText({ years, changes }: YearOnYearResult, lang: Lang): string {
  const w = WORDS[lang];
  const { unit, decimals, perUnit } = energyUnit(lang, Math.max(...years.map((year) => year.curtailed_gwh)));
  const shown = years.map(({ curtailed_gwh }) => Number((curtailed_gwh / perUnit).toFixed(decimals)));
  const columns = changes.map((c, at) =>
    addUp(
      [c.water_gwh, c.hydro_fleet_gwh, c.base_demand_gwh, c.removed_load_gwh, c.lines_gwh, c.thermal_gwh].map(
        (value) => value / perUnit,
      ),
      decimals,
      shown[at + 1] - shown[at],
    ),
  );
  const names = [w.driverWater, w.driverFleet, w.driverDemand, w.driverLoad, w.driverLines, w.driverThermal];
  const levels = textTable(
    [[w.curtailed, w.unit], ...years.map(({ year }, at) => [String(year), unit, fixed(shown[at], decimals)])],
    2,
  );
  return `${levels}\n\n${textTable(
    [
      [w.drivers, w.unit, ...changes.map(({ from, to }) => `${from} -> ${to}`)],
      ...names.map((name, at) => [name, unit, ...columns.map((column) => signed(column.rows[at], decimals))]),
      [w.total, unit, ...columns.map((column) => signed(column.total, decimals))],
    ],
    2,
  )}`;
}
