/** What every command is told besides its own arguments. */
export interface Context {
  readonly json: boolean;
  /** aborted by Ctrl-C or SIGTERM; a command stops its work, closes what it opened and throws */
  readonly signal: AbortSignal;
  /**
   * to be called before anything is opened that must be closed again: until then a signal to stop ends the process at
   * once, even in the midst of a long computation
   */
  listen(): void;
}
