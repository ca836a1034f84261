/** A season of whole days; `start` is the hour index of its first midnight. */
export interface Season { readonly start: number; readonly days: number }
