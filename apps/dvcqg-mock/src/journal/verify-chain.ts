import type { JournalChainRepository } from '../records/journal-chain.repository.js';
import { GENESIS, contentDigest, linkDigest, showDigest } from './chain-digest.js';

const AT_A_TIME = 500;

/** What became of a check of a journal: whole, or where it is broken first. */
export interface ChainVerdict {
  readonly intact: boolean;
  /** Entries that were looked at. */
  readonly entries: number;
  readonly head: string;
  readonly broken: { readonly n: number; readonly reason: string } | null;
}

/** Works out every digest anew, from the last dropped entry on, and names the first entry that does not fit. */
export async function verifyChain(chain: JournalChainRepository): Promise<ChainVerdict> {
  const head = await chain.findHead();
  if (!head) return { intact: true, entries: 0, head: showDigest(GENESIS), broken: null };
  const lastN = Number(head.n);
  const first = Number(head.droppedN);
  let prev = head.droppedDigest;
  let n = first;
  const broken = (reason: string): ChainVerdict => ({
    intact: false,
    entries: n - first,
    head: showDigest(head.digest),
    broken: { n: n + 1, reason },
  });
  while (n < lastN) {
    const links = await chain.links(n, AT_A_TIME);
    if (links.length === 0) return broken('thiếu mục này');
    for (const link of links.filter((one) => Number(one.n) <= lastN)) {
      if (Number(link.n) !== n + 1) return broken('thiếu mục này');
      if (!contentDigest(link.content).equals(link.contentSha256)) return broken('nội dung không khớp mã băm của nó');
      const digest = linkDigest(prev, n + 1, link.contentSha256);
      if (!digest.equals(link.digest)) return broken('mã băm không nối với mục trước');
      prev = digest;
      n += 1;
    }
  }
  if (!prev.equals(head.digest))
    return { ...broken('mã băm cuối không khớp'), broken: { n, reason: 'mã băm cuối không khớp' } };
  return { intact: true, entries: n - first, head: showDigest(head.digest), broken: null };
}
