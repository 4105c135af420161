import { useMediaQuery } from '@mantine/hooks';

/** True on windows up to 760 px, where pages are one column. */
export function usePhone(): boolean {
  return useMediaQuery('screen and (max-width: 760px)') ?? false;
}
