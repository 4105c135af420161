/** Texts of who moved between phases. */
export const none = 'GitHub reported no phase for anybody in these days.';
export const whoMoved = 'Who moved between phases';
export const fromTo = 'From ↓ to →';
export const fromToDays = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `From ${from} on ↓ · to ${to} →`;
export const allAtLast = 'All at last';
export const allAtFirst = 'All at first';
export const whenReported =
  "A person's phase is reported on days with any Copilot event; the first and the last such day count";
export const leftOut = ({ people }: { readonly people: string }): string => `${people} without any phase left out`;
export const moved = ({
  people,
  up,
  down,
  stayed,
}: {
  readonly people: string;
  readonly up: string;
  readonly down: string;
  readonly stayed: string;
}): string => `Of ${people} people, ${up} moved on, ${down} fell back and ${stayed} ended in the phase they began in.`;
export const cell = ({
  people,
  from,
  to,
}: {
  readonly people: string;
  readonly from: string;
  readonly to: string;
}): string => `${people} from ${from} to ${to}; click for who`;
export const atFirst = 'At first';
export const atLast = ({ phase }: { readonly phase: string }): string => `${phase} at last`;
export const all = 'All';
