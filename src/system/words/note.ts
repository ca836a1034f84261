/**
 * What a reader did with an input that it could read, said so that its user can object: which lines were skipped, which
 * part was used.
 */
export interface Note {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  /** added by the reader of the file */
  readonly file?: string;
  /** the reader is warned of a figure, not told what was done */
  readonly warning?: boolean;
}

export const note = (code: string, en: string, zh: string): Note => ({ code, en, zh });
