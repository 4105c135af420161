import type { ReactNode } from 'react';
import type { ApiProblem } from '../../data/api.ts';
import { Failed, Skeleton } from '../../ui/State.tsx';

/** Why a list has not come, and how to ask again. */
export interface FailedList {
  readonly problem: ApiProblem;
  readonly retry: () => void;
}

interface Props {
  readonly loading: boolean;
  readonly failed: FailedList | null;
  /** How many rows there are; null while that is not known. */
  readonly count: number | null;
  /** What stands there instead of rows when there are none. */
  readonly empty: ReactNode;
  /** Height of the list while it is loading, in pixels. */
  readonly height?: number;
  readonly children: ReactNode;
}

/** A list that asks for itself, in every state: loading, failed, empty, or its rows. */
export function ListBody({ loading, failed, count, empty, height = 320, children }: Props) {
  return (
    <>
      {loading ? <Skeleton height={height} /> : null}
      {failed ? <Failed problem={failed.problem} retry={failed.retry} /> : null}
      {count === 0 ? empty : null}
      {count ? children : null}
    </>
  );
}
