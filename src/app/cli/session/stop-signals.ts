/** Exit codes of a process that is asked to stop, as a shell reports them. */
const CODES: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143 };

export interface StopSignals {
  /** aborted, with its name, by the first signal to stop that comes while this listens */
  readonly signal: AbortSignal;
  /**
   * From now on the first signal asks for a clean end, and the second one ends the process at once; until now any did.
   */
  listen(): void;
  /** the exit code of a process that was asked to stop; null where it was not */
  code(): number | null;
}

/** Ctrl-C and SIGTERM. */
export function stopSignals(): StopSignals {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (name: NodeJS.Signals): void => {
    if (signal.aborted) process.exit(CODES[name]);
    controller.abort(name);
  };
  const listening = (name: NodeJS.Signals): boolean => process.listeners(name).includes(stop);
  return {
    signal,
    listen: () => {
      for (const name of Object.keys(CODES) as NodeJS.Signals[]) if (!listening(name)) process.on(name, stop);
    },
    code: () => (signal.aborted ? CODES[signal.reason as NodeJS.Signals]! : null),
  };
}
