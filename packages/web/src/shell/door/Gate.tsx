import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { ME_QUERY, may, STATUS_NEED } from '../../data/session/me.ts';
import { Coming } from '../../ui/Coming.tsx';
import type { View } from '../../view/view.ts';
import type { NavPage } from '../pages.ts';

/** Not among what the first page loads. */
const NoAccess = lazy(() => import('../../pages/access/NoAccess.tsx'));
const NotAnswered = lazy(() => import('../../pages/access/NotAnswered.tsx'));

/** The page, where it is open to whoever asks for it; else why it is not, or that nothing answers. */
export function Gate({
  page,
  view,
  trouble,
  retry,
  children,
}: {
  readonly page: NavPage;
  readonly view: View;
  /** Why the state of the system is not known; null where it is, or is on its way. */
  readonly trouble: unknown;
  readonly retry: () => void;
  readonly children: ReactNode;
}) {
  const { data: me, error, refetch } = useQuery(ME_QUERY);
  if (me === undefined) {
    if (error === null) return <Coming />;
    return (
      <Suspense fallback={<Coming />}>
        <NotAnswered error={error} retry={() => void refetch()} />
      </Suspense>
    );
  }
  if (!may(me, page.needs)) {
    return (
      <Suspense fallback={<Coming />}>
        <NoAccess me={me} page={page} view={view} />
      </Suspense>
    );
  }
  if (trouble === null || !may(me, STATUS_NEED)) return children;
  return (
    <Suspense fallback={<Coming />}>
      <NotAnswered error={trouble} retry={retry} />
    </Suspense>
  );
}
