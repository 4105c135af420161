import type { Checks, SignOff } from '@flightdeck/app/status';
import type { ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { fetchFrom, postTo } from './api.ts';

export type { CheckResult, ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
export type { SignOff };

/** Somebody who gives other numbers, and what must be told of theirs. */
export interface OtherSource {
  readonly name: string;
  readonly label: string;
  readonly says: string;
  readonly needs: readonly string[];
}

interface Sources {
  readonly sources: readonly OtherSource[];
  /** Names of the metrics that can be compared. */
  readonly metrics: readonly string[];
}

/** What can be compared with what. */
export const useSources = () =>
  useQuery({
    queryKey: ['reconcile', 'sources'],
    queryFn: ({ signal }) => fetchFrom<Sources>('reconcile/sources', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

const reconcileQuery = (request: ReconcileRequest | null, dataVersion: string) =>
  queryOptions({
    queryKey: ['reconcile', dataVersion, request],
    queryFn: ({ signal }) => postTo<Reconciliation>('reconcile', request, signal),
    enabled: request !== null,
    retry: false,
  });

/** Why two numbers differ; null asks nothing. */
export const useReconciliation = (request: ReconcileRequest | null, dataVersion: string) =>
  useQuery({ ...reconcileQuery(request, dataVersion), placeholderData: keepPreviousData });

/** The same for several metrics, each as it arrives. */
export const useReconciliations = (requests: readonly ReconcileRequest[], dataVersion: string) =>
  useQueries({ queries: requests.map((request) => reconcileQuery(request, dataVersion)) });

/** Hands a file over to be compared with. @throws ApiProblem */
export const sendFile = (file: File, scope: string): Promise<ReceivedFile> =>
  postTo(`reconcile/files?${new URLSearchParams({ scope, name: file.name })}`, file);

/** Every sign-off, newest first. */
export const useSignOffs = () =>
  useQuery({
    queryKey: ['sign-offs'],
    queryFn: async ({ signal }) =>
      (await fetchFrom<{ readonly signOffs: readonly SignOff[] }>('sign-offs', {}, signal)).signOffs,
    retry: false,
  });

/** Signs a month off; the list is asked for again. */
export function useSignOff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<SignOff, 'month' | 'comment' | 'tolerance' | 'request'>) =>
      postTo<SignOff>('sign-offs', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sign-offs'] }),
  });
}

/** The standing checks of the data as it is now. */
export const useChecks = (dataVersion: string) =>
  useQuery({
    queryKey: ['checks', dataVersion],
    queryFn: ({ signal }) => fetchFrom<Checks>('checks', {}, signal),
    placeholderData: keepPreviousData,
  });
