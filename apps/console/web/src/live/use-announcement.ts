import { useEffect, useRef, useState } from 'react';

/** Screen readers are told at most once in so long (ms). */
const QUIET_MS = 5_000;

/** A sentence for a polite live region: the newest one, but not more often than people can listen. */
export function useAnnouncement(sentence: string): string {
  const [said, setSaid] = useState('');
  const saidAt = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, saidAt.current + QUIET_MS - performance.now());
    const timer = window.setTimeout(() => {
      saidAt.current = performance.now();
      setSaid(sentence);
    }, waitMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [sentence]);
  return said;
}
