import type { SignOff } from '@flightdeck/app/status';
import type { ReceivedFile, ReconcileRequest } from '@flightdeck/reconcile';
import type { Api } from '@flightdeck/server/api';
import {
  keepPreviousData,
  queryOptions,
  skipToken,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from './api.ts';

export type { CheckResult, ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
export type { SignOff };

/** Somebody who gives other numbers, and what must be known of theirs. */
export type OtherSource = Api['GET /api/v1/reconcile/sources']['answer']['sources'][number];

/** What can be compared with what. */
export const useSources = () =>
  useQuery({
    queryKey: ['reconcile', 'sources'],
    queryFn: ({ signal }) => call('GET /api/v1/reconcile/sources', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

const reconcileQuery = (request: ReconcileRequest | null, dataVersion: string) =>
  queryOptions({
    queryKey: ['reconcile', dataVersion, request],
    queryFn: request === null ? skipToken : ({ signal }) => call('POST /api/v1/reconcile', { body: request, signal }),
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
  call('POST /api/v1/reconcile/files', { search: { scope, name: file.name }, body: file });

/** Every sign-off, newest first. */
export const useSignOffs = () =>
  useQuery({
    queryKey: ['sign-offs'],
    queryFn: async ({ signal }) => (await call('GET /api/v1/sign-offs', { signal })).signOffs,
    retry: false,
  });

/** Signs a month off; the list is asked for again. */
export function useSignOff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<SignOff, 'month' | 'comment' | 'tolerance' | 'request'>) =>
      call('POST /api/v1/sign-offs', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sign-offs'] }),
  });
}

/** The standing checks of the data as it is now. */
export const useChecks = (dataVersion: string) =>
  useQuery({
    queryKey: ['checks', dataVersion],
    queryFn: ({ signal }) => call('GET /api/v1/checks', { signal }),
    placeholderData: keepPreviousData,
  });
