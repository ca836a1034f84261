/** What every command is told besides its own arguments. */
export interface Context {
  readonly json: boolean;
  /** aborted by Ctrl-C; a command stops its work, closes what it opened and throws */
  readonly signal: AbortSignal;
}
