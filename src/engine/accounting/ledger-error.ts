/**
 * Water or energy that does not close, or a figure outside its bounds: no ledger exists for such an outcome. The
 * message names place, hour and amount.
 */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}
