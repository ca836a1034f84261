import { quantity } from '../schema/scenario-fields.ts';
import { quantityOf } from '../schema/stated-number.ts';

/** The field of a change of load that may build up over time. */
export const rampField = {
  ramp: quantity('duration').optional().describe('time over which the change builds up linearly; at once if absent'),
};

/** Hours; 0 where the change acts at once. */
export const rampOf = (text: string | undefined): number => (text === undefined ? 0 : quantityOf(text, 'duration'));
