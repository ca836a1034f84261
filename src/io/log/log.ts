/** What the program tells of itself while it works: facts by name, and a sentence. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** For commands: what their user should know, in words. */
export const plainLog: Log = { debug: () => undefined, info: () => undefined, warn: say, error: say };

function say(facts: object, message: string): void {
  const told = Object.entries(facts).map(
    ([name, value]) => `  ${name}: ${value instanceof Error ? value.message : JSON.stringify(value)}\n`,
  );
  process.stderr.write(`${message}\n${told.join('')}`);
}
