/**
 * Pairs of bytes of a text as GBK, by how common their characters are in Chinese; null where the bytes are no GBK at
 * all.
 */
interface Pairs {
  readonly common: number;
  readonly all: number;
}

const COMMON_SHARE = 2 / 3;

/**
 * The text if the bytes are for certain GBK or GB18030, as Chinese Excel and WPS save "CSV": they decode without a
 * fault, and two thirds of the characters are among the 3,755 that the standard ranks as common, or its full-width
 * signs. Western, Russian or Japanese code pages and Big5 give rare characters or none.
 */
export function certainGbk(bytes: Uint8Array): string | null {
  const pairs = pairsOf(bytes);
  if (pairs === null || pairs.all === 0 || pairs.common < COMMON_SHARE * pairs.all) return null;
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function pairsOf(bytes: Uint8Array): Pairs | null {
  let [common, all] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i];
    if (lead < 0x80) continue;
    const next = bytes[i + 1];
    if (next === undefined) return null;
    if (next >= 0x30 && next <= 0x39) i += 3;
    else {
      i += 1;
      all++;
      if (next >= 0xa1 && isCommon(lead)) common++;
    }
  }
  return { common, all };
}

/** Rows of signs and full-width forms, and the rows of common characters, which are ordered by sound. */
const isCommon = (lead: number): boolean => lead === 0xa1 || lead === 0xa3 || (lead >= 0xb0 && lead <= 0xd7);
