import { KERNEL_BYTES } from './kernel-bytes.ts';
import { INTERIOR_POINT } from '../program/settings.ts';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** What `kernels/` exports; addresses are byte offsets into the memory of a space, lengths are counts of numbers. */
export type Kernels = Record<
  | 'weightedActivity'
  | 'weightedColumns'
  | 'residuals'
  | 'addWeightedProducts'
  | 'clearPanels'
  | 'invert'
  | 'addScaled'
  | 'mix'
  | 'largest'
  | 'addCurvature'
  | 'aimAtZero'
  | 'aimBeyond'
  | 'aimWithin'
  | 'follow'
  | 'blendReach'
  | 'productAfter'
  | 'measureSide'
  | 'factorise'
  | 'solveFactored',
  (...operands: number[]) => number
>;

const PAGE = 65536;
const FIRST_PAGES = 16;
const PAGES_PER_MIB = 16;
/** Kernels read up to a few numbers behind the end of a list. */
const SPARE_NUMBERS = 8;

/** Thrown when a program does not fit into the memory that can be had. */
export class OutOfKernelMemory extends Error {
  constructor(bytes: number) {
    super(
      `Interior point needs more than the ${Math.floor(bytes / 2 ** 20)} MiB of memory that can be had; ` +
        'shorten the window.',
    );
  }
}

/**
 * The memory that compiled kernels work on. It only grows, and every solve fills it anew from the start, so that
 * nothing passes from one to the next.
 */
export class KernelSpace {
  readonly kernels: Kernels;
  private readonly memory: WasmMemory;
  private end = PAGE;

  /** `memoryLimit`: in MiB, 1 at least. */
  constructor(memoryLimit = INTERIOR_POINT.memoryLimit.default) {
    const maximum = Math.max(FIRST_PAGES, Math.floor(memoryLimit * PAGES_PER_MIB));
    this.memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum });
    const bytes = Uint8Array.from(atob(KERNEL_BYTES), (letter) => letter.charCodeAt(0));
    this.kernels = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: this.memory } })
      .exports as Kernels;
  }

  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  /** Gives all memory free; vectors made before are void. */
  clear(): void {
    this.end = PAGE;
  }

  /** A vector of zeros, or a copy of `from`. */
  vector(from: number | Float64Array): Vector {
    const length = typeof from === 'number' ? from : from.length;
    const at = this.take(8 * (length + SPARE_NUMBERS));
    const room = new Float64Array(this.buffer, at, length + SPARE_NUMBERS);
    if (typeof from === 'number') room.fill(0);
    else {
      room.set(from);
      room.fill(0, length);
    }
    return new Vector(this, at, length);
  }

  /** Address of a copy of 32-bit numbers. */
  integers(list: ArrayLike<number>): number {
    const at = this.take(4 * list.length);
    new Int32Array(this.buffer, at, list.length).set(list);
    return at;
  }

  private take(bytes: number): number {
    const at = this.end;
    const end = at + Math.ceil(bytes / 16) * 16;
    const missing = Math.ceil((end - this.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing);
    this.end = end;
    return at;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch {
      throw new OutOfKernelMemory(this.buffer.byteLength);
    }
  }
}

/** Numbers in the memory of a space. */
export class Vector {
  readonly at: number;
  readonly length: number;
  private readonly space: KernelSpace;
  private seen: Float64Array;

  constructor(space: KernelSpace, at: number, length: number) {
    this.space = space;
    this.at = at;
    this.length = length;
    this.seen = new Float64Array(space.buffer, at, length);
  }

  /** The numbers themselves; a memory that has grown asks for a new view. */
  get list(): Float64Array {
    if (this.seen.buffer !== this.space.buffer) this.seen = new Float64Array(this.space.buffer, this.at, this.length);
    return this.seen;
  }
}
