import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

const deflateAsync = promisify(deflate);
const inflateAsync = promisify(inflate);
/** Fastest level: series shrink about threefold, and better levels gain little on noise in the last bits. */
const LEVEL = 1;

export const packSeries = async (data: Float32Array): Promise<Uint8Array> =>
  deflateAsync(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { level: LEVEL });

/** libsql hands blobs out as Buffer or ArrayBuffer. */
export async function unpackSeries(blob: Uint8Array | ArrayBuffer): Promise<Float32Array> {
  const bytes = await inflateAsync(blob instanceof ArrayBuffer ? new Uint8Array(blob) : blob);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
