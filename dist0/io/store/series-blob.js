import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
const deflateAsync = promisify(deflate);
const inflateAsync = promisify(inflate);
/** Fastest level: series shrink about threefold, and better levels gain little on noise in the last bits. */
const LEVEL = 1;
export const packSeries = async (data) => deflateAsync(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { level: LEVEL });
/** libsql hands blobs out as Buffer or ArrayBuffer. */
export async function unpackSeries(blob) {
    const bytes = await inflateAsync(blob instanceof ArrayBuffer ? new Uint8Array(blob) : blob);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
