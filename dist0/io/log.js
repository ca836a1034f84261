export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'];
/** For commands: what their user should know, in words. */
export const plainLog = { debug: () => undefined, info: () => undefined, warn: say, error: say };
function say(facts, message) {
    const told = Object.entries(facts).map(([name, value]) => `  ${name}: ${value instanceof Error ? value.message : JSON.stringify(value)}\n`);
    process.stderr.write(`${message}\n${told.join('')}`);
}
