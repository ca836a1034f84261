export const note = (code, en, zh) => ({ code, en, zh });
