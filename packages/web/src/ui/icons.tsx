import {
  IconActivityHeartbeat,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconArmchair,
  IconArrowDown,
  IconArrowLeft,
  IconArrowUp,
  IconBuilding,
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconCircleDashed,
  IconCode,
  IconDeviceDesktop,
  IconDots,
  IconDownload,
  IconGitPullRequest,
  IconGridDots,
  IconHelpCircle,
  IconLayoutDashboard,
  IconListSearch,
  IconMenu2,
  IconMessageChatbot,
  IconMoon,
  IconPlus,
  IconPuzzle,
  IconRefresh,
  IconScale,
  IconSearch,
  IconSettings,
  IconShare,
  IconSparkles,
  IconStairsUp,
  IconSun,
  IconUsers,
  IconUsersGroup,
  IconX,
} from '@tabler/icons-react';

const ICONS = {
  alert: IconAlertTriangle,
  arrowDown: IconArrowDown,
  arrowLeft: IconArrowLeft,
  arrowUp: IconArrowUp,
  audit: IconListSearch,
  building: IconBuilding,
  chat: IconMessageChatbot,
  calendar: IconCalendar,
  check: IconCheck,
  chevron: IconChevronDown,
  close: IconX,
  columns: IconAdjustmentsHorizontal,
  dots: IconDots,
  download: IconDownload,
  empty: IconCircleDashed,
  feature: IconPuzzle,
  health: IconActivityHeartbeat,
  heatmap: IconGridDots,
  help: IconHelpCircle,
  ide: IconDeviceDesktop,
  language: IconCode,
  menu: IconMenu2,
  model: IconSparkles,
  moon: IconMoon,
  overview: IconLayoutDashboard,
  people: IconUsers,
  phases: IconStairsUp,
  plus: IconPlus,
  pulls: IconGitPullRequest,
  refresh: IconRefresh,
  scale: IconScale,
  seat: IconArmchair,
  search: IconSearch,
  settings: IconSettings,
  share: IconShare,
  sun: IconSun,
  team: IconUsersGroup,
} as const;

/** Names of the icons in use. */
export type IconName = keyof typeof ICONS;

/** An outline icon of 16 px; always decoration, its meaning stands beside it in words. */
export function Icon({
  name,
  size = 16,
  stroke = 1.6,
}: {
  readonly name: IconName;
  readonly size?: number;
  readonly stroke?: number;
}) {
  const Drawn = ICONS[name];
  return <Drawn size={size} stroke={stroke} aria-hidden="true" focusable="false" />;
}

/** The mark: a tilted teal horizon and a small aircraft line in a circle. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="fd-mark">
          <circle cx="12" cy="12" r="11" />
        </clipPath>
      </defs>
      <g clipPath="url(#fd-mark)">
        <rect width="24" height="24" fill="#0d3b45" />
        <path d="M-2 15.5 26 9.5V26H-2z" fill="#3fc0c5" />
        <path d="M-2 15.5 26 9.5" stroke="#fff" strokeWidth="1.2" />
      </g>
      <path
        d="M4.5 13.2h4.7l2.8 2.4 2.8-2.4h4.7"
        fill="none"
        stroke="#fff"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
