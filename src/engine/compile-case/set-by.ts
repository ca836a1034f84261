import { spanOf } from '../../system/tables/dated-rows.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedMeasure, ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type { SetBy } from '../case/case.ts';
import type { Season } from './season.ts';

/**
 * What says a limit in place of the figure that a model has for all times, in the order in which one goes before
 * another: dated rows of the model, then measures. Hours of the season's days, [from, to).
 */
export function setBy({ tables }: Model, scenario: ResolvedScenario, { start }: Season): SetBy[] {
  const rows = tables.section_limits.map((row) => ({
    figure: `sections.csv/${row.section}.limit_mw`,
    by: rowPath('section_limits', row, 'limit_mw'),
    from: spanOf(row).start - start,
    to: spanOf(row).end - start,
  }));
  return [
    ...rows,
    ...scenario.measures.flatMap((measure, m) => {
      const said = figureOf(measure);
      return said === null
        ? []
        : [
            {
              figure: said.figure,
              by: `measures[${m}].${said.field}`,
              from: measure.start - start,
              to: measure.end - start,
            },
          ];
    }),
  ];
}

function figureOf(measure: ResolvedMeasure): { readonly figure: string; readonly field: string } | null {
  if (measure.type === 'minimum-output')
    return { figure: `thermal.csv/${measure.thermal}.must_run_mw`, field: 'output' };
  if (measure.type === 'section-limit') return { figure: `sections.csv/${measure.section}.limit_mw`, field: 'limit' };
  if (measure.type === 'export-schedule') return { figure: `exports.csv/${measure.export}.rated_mw`, field: 'mean' };
  if (measure.type === 'line-in-service' && measure.size !== null)
    return { figure: `exports.csv/${measure.export}.rated_mw`, field: 'size' };
  return measure.type === 'outage'
    ? { figure: `stations.csv/${measure.station}.capacity_mw`, field: 'capacity' }
    : null;
}
