import { signOut, useIsSignedIn } from '../../data/signed-in.ts';

/** What whoever was granted nothing can do: try again with what was granted since, or come as somebody else. */
export default function NotGranted() {
  const isSignedIn = useIsSignedIn();
  return (
    <>
      <button type="button" className="fd-button" onClick={() => window.location.reload()}>
        Try again
      </button>
      {isSignedIn ? (
        <button type="button" className="fd-button" onClick={() => void signOut()}>
          Sign out
        </button>
      ) : null}
    </>
  );
}
