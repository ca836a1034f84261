/** Exit codes of a process that is asked to stop, as a shell reports them. */
const CODES = { SIGINT: 130, SIGTERM: 143 };
/** Ctrl-C and SIGTERM. */
export function stopSignals() {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = (name) => {
        if (signal.aborted)
            process.exit(CODES[name]);
        controller.abort(name);
    };
    const listening = (name) => process.listeners(name).includes(stop);
    return {
        signal,
        listen: () => { for (const name of Object.keys(CODES))
            if (!listening(name))
                process.on(name, stop); },
        code: () => (signal.aborted ? CODES[signal.reason] : null),
    };
}
