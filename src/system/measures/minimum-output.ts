import { id, quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';
import { idsOf, mustBeKnown } from '../words/known.ts';
import { measureKind } from './measure-kind.ts';
import { withinCapacity } from './sizes.ts';

/** A thermal plant runs at no less. `output` in MW. */
export const minimumOutput = measureKind({
  type: 'minimum-output',
  fields: { thermal: id, output: quantity('power') },
  quantities: { output: 'fleet_mw' },
  resolve: ({ output }) => ({ output: quantityOf(output, 'power') }),
  problems: ({ thermal: plant, output, given }, path, { tables: { thermal } }) => {
    const row = thermal.find((one) => one.id === plant);
    if (row === undefined) return mustBeKnown('thermal', `${path}.thermal`, plant, idsOf(thermal), 'thermal.csv');
    const size = { mw: output, text: given.output };
    return withinCapacity(`${path}.output`, size, row.capacity_mw, `more than "${plant}" can produce`);
  },
  sets: ({ thermal }) => `thermal plant "${thermal}"`,
  insteadOf: ({ thermal }) => ({ figure: `thermal.csv/${thermal}.must_run_mw`, field: 'output' }),
});
