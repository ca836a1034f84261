import { insteadOf } from '../../system/measures/measures.ts';
import { spanOf } from '../../system/tables/dated-rows.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
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
      const said = insteadOf(measure);
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
