/** A run that ended without an answer for a reason that is not the user's input; the message is the plain cause. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed';
}

/** The signal's own reason where it is an error, so that callers can tell a cancel from a failure by name. */
export function cancelled(): Error {
  const error = new Error('The run was cancelled.');
  error.name = 'AbortError';
  return error;
}
