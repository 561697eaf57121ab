import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import type { SpaceRecords } from '../records/portal-records.js';

/** Numbers set aside at a time: one statement for so many. A killed process leaves the rest unused. */
const BLOCK = 1_000;
const LARGEST_CHANCE_SEED = 2 ** 47;

interface Block {
  next: number;
  last: number;
}

/** Ids that a space gives out: each once, the same ones in the same order for the same seed. */
export class IdSource {
  private readonly blocks = new Map<string, Block>();
  private readonly refills = new Map<string, Promise<void>>();

  constructor(
    private readonly records: SpaceRecords,
    private readonly secret: string,
  ) {}

  /** The next number of a kind, from 1. Given out once, also over a restart. */
  async nextNumber(kind: string): Promise<number> {
    for (;;) {
      const block = this.blocks.get(kind);
      if (block && block.next <= block.last) return block.next++;
      await this.refill(kind);
    }
  }

  /** An id nobody can guess who does not know the space's secret: 32 signs, `A–Z a–z 0–9 - _`. */
  async nextToken(kind: string): Promise<string> {
    const number = await this.nextNumber(kind);
    return createHmac('sha256', this.secret)
      .update(`${kind}/${String(number)}`)
      .digest('base64url')
      .slice(0, 32);
  }

  /** Makes the stored numbers say exactly what was given out. */
  async settle(): Promise<void> {
    await Promise.all(
      [...this.blocks].map(async ([kind, { next }]) => {
        this.blocks.delete(kind);
        const settled = this.records.direct.counters.settle(kind, next - 1).finally(() => this.refills.delete(kind));
        this.refills.set(kind, settled);
        await settled;
      }),
    );
  }

  /** Calls that come while numbers are being fetched wait for the same ones. */
  private async refill(kind: string): Promise<void> {
    const running = this.refills.get(kind) ?? this.fetch(kind);
    this.refills.set(kind, running);
    await running;
  }

  private async fetch(kind: string): Promise<void> {
    try {
      const before = await this.records.direct.counters.reserve(kind, BLOCK);
      this.blocks.set(kind, { next: before + 1, last: before + BLOCK });
    } finally {
      this.refills.delete(kind);
    }
  }
}

/** The secret of a space that was made with a seed: the same for the same name and seed, on every machine. */
export function secretOf(space: string, seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify(['dvcqg-space/1', space, seed]))
    .digest('base64url');
}

/** Seed and secret of a space that was made without a seed. */
export function chanceSeed(): { seed: number; secret: string } {
  return { seed: randomInt(LARGEST_CHANCE_SEED), secret: randomBytes(32).toString('base64url') };
}
