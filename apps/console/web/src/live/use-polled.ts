import { useEffect, useRef, useState, type RefObject } from 'react';
import { FailedReply, fetchReply, type Failure } from './fetch-reply.js';

/** Pause after a failed question (ms). */
const AFTER_FAILURE_MS = 5_000;

export interface Polled<T> {
  /** The last good answer, kept while newer ones fail. */
  readonly latest: T | null;
  readonly failure: Failure | null;
  /** Since when answers fail. */
  readonly failedAt: Date | null;
  readonly retry: () => void;
}

interface Answer<T> {
  readonly path: string | null;
  readonly latest: T | null;
  readonly failure: Failure | null;
  readonly failedAt: Date | null;
}

/**
 * Asks a path again and again, and once more when the tab is looked at again. A hidden tab does not ask.
 *
 * @param path `null`: do not ask yet.
 * @param pauseMs Says after each answer how long to wait (ms).
 */
export function usePolled<T>(path: string | null, pauseMs: (latest: T) => number): Polled<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ path, latest: null, failure: null, failedAt: null });
  const [round, setRound] = useState(0);
  const newestPauseMs = useNewest(pauseMs);
  const retry = (): void => {
    setRound((last) => last + 1);
  };

  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    let timer = 0;
    const ask = async (): Promise<void> => {
      const pause = await fetchReply<T>(path, stop.signal).then(
        (latest) => {
          if (!stop.signal.aborted) setAnswer({ path, latest, failure: null, failedAt: null });
          return newestPauseMs.current(latest);
        },
        (reason: unknown) => {
          if (!stop.signal.aborted) setAnswer((last) => failed(last, path, reason));
          return AFTER_FAILURE_MS;
        },
      );
      if (!stop.signal.aborted && !document.hidden) timer = window.setTimeout(() => void ask(), pause);
    };
    const onVisible = (): void => {
      if (!document.hidden) retry();
    };
    document.addEventListener('visibilitychange', onVisible);
    void ask();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [path, round, newestPauseMs]);

  const current = answer.path === path ? answer : { latest: null, failure: null, failedAt: null };
  return { latest: current.latest, failure: current.failure, failedAt: current.failedAt, retry };
}

/** A box that always holds the value of the last drawing, for work that goes on between drawings. */
function useNewest<V>(value: V): RefObject<V> {
  const box = useRef(value);
  useEffect(() => {
    box.current = value;
  });
  return box;
}

/** Keeps the figures of the same path; those of another path would be wrong ones. */
function failed<T>(last: Answer<T>, path: string, reason: unknown): Answer<T> {
  if (!(reason instanceof FailedReply)) throw reason;
  const isSame = last.path === path;
  const failedAt = (isSame ? last.failedAt : null) ?? new Date();
  return { path, latest: isSame ? last.latest : null, failure: reason.failure, failedAt };
}
