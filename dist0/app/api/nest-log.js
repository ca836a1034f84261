/** The framework's warnings and errors as lines of the server's log; its news of loaded modules is none. */
export const nestLog = (log) => ({
    log: () => undefined,
    warn: (message, context) => log.warn({ context }, String(message)),
    error: (message, stack, context) => log.error({ context, stack: message instanceof Error ? message.stack : stack }, String(message)),
});
