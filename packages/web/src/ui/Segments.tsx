import { useId } from 'react';

/** A switch between a few choices; `refused`: one that cannot be chosen here, and why. */
export function Segments<T extends string>({
  label,
  choices,
  value,
  refused,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly (readonly [T, string])[];
  readonly value: T;
  readonly refused?: { readonly value: T; readonly because: string } | undefined;
  readonly onChange: (value: T) => void;
}) {
  const reason = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a switch of views, not a form
    <div className="fd-segments" role="group" aria-label={label}>
      {choices.map(([key, text]) => {
        // It stays within reach of the keyboard, so that the reason is heard.
        const isRefused = key === refused?.value;
        return (
          <button
            key={key}
            type="button"
            aria-pressed={key === value}
            aria-disabled={isRefused || undefined}
            aria-describedby={isRefused ? reason : undefined}
            title={isRefused ? refused?.because : undefined}
            onClick={() => (isRefused ? undefined : onChange(key))}
          >
            {text}
          </button>
        );
      })}
      {refused ? (
        <span id={reason} className="fd-hidden">
          {refused.because}
        </span>
      ) : null}
    </div>
  );
}
